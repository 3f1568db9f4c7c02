"""Matches a question with the matters whose terms it names in full; needs no embedding, so it works with any."""

from collections.abc import Sequence
from dataclasses import dataclass

from answer.intent import read_intent
from answer.matching import Match
from corpus.matter import Matter
from retriever.analysis import tokens

_LANGUAGES = ("en", "cy")


@dataclass(frozen=True)
class _Term:
    matter: Matter
    words: frozenset[str]
    language: str


class NamedTerms:
    """Stands in for the trained matcher where another embedding model is set than it was trained over."""

    def __init__(self, matters: Sequence[Matter]) -> None:
        self._terms = [
            _Term(matter, frozenset(tokens(text, language)), language)
            for matter in matters
            for language, texts in (("en", (matter.name, *matter.terms)), ("cy", (matter.name_cy, *matter.terms_cy)))
            for text in texts
            if text
        ]

    def match(self, question: str) -> tuple[Match, ...]:
        """The matter with the longest term named; empty where matters of different status are named as fully."""
        if not read_intent(question).names_decider:
            return ()
        asked = {language: frozenset(tokens(question, language)) for language in _LANGUAGES}
        named = [term for term in self._terms if term.words <= asked[term.language]]
        longest = max((len(term.words) for term in named), default=0)
        best = {term.matter.id: term.matter for term in named if len(term.words) == longest}
        if len({matter.status for matter in best.values()}) != 1:
            return ()
        return (Match(next(iter(best.values())), 1.0),)
