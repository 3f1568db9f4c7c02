"""Matches a question with the matters whose terms it names in full; needs no embedding, so it works with any."""

from collections.abc import Sequence
from dataclasses import dataclass

from answer.intent import read_intent
from answer.matching import Match, Matched
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

    def match(self, question: str) -> Matched:
        """The matter with the longest term named; none where matters of different status are named as fully."""
        intent = read_intent(question)
        return Matched(self._named(question) if intent.names_decider else (), intent.asserted)

    def matters(self, claim: str) -> tuple[Match, ...]:
        """The same matters."""
        return self.match(claim).matches

    def _named(self, question: str) -> tuple[Match, ...]:
        asked = {language: frozenset(tokens(question, language)) for language in _LANGUAGES}
        named = [term for term in self._terms if term.words <= asked[term.language]]
        longest = max((len(term.words) for term in named), default=0)
        best = {term.matter.id: term.matter for term in named if len(term.words) == longest}
        if len({matter.status for matter in best.values()}) != 1:
            return ()
        return (Match(next(iter(best.values())), 1.0),)
