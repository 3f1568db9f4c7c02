"""Matches a question with the matters of the register, by meaning and by words."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from corpus.matter import Matter
from retriever.analysis import tokens
from retriever.embedding import Embedder, Vectors

# A question's cosine with its nearest term, plus this much of the share of the term's words that it contains.
_WORD_WEIGHT = 0.06
# A matter must fit this well, and better by the margin than any matter of another status: a wrong status misleads, and
# "not sure" does not. A question that does not plainly ask for powers must fit better still. Chosen on the development
# split of the competence suite.
POSSIBLE = 0.85
CLEAR = 0.885
_MARGIN = 0.015


@dataclass(frozen=True)
class Match:
    """A matter with how well a question fits it."""

    matter: Matter
    score: float
    """Cosine with the nearest term plus a bonus for shared words; about 0.75 for an unrelated question."""
    words: float
    """Share of the best term's words that stand in the question, 0 to 1."""


@dataclass(frozen=True)
class _Term:
    matter: int
    text: str
    language: str


class Register:
    """The matters with the vectors of their names and terms."""

    def __init__(self, matters: Sequence[Matter], embedder: Embedder, cache: Path) -> None:
        self.matters = tuple(matters)
        self._embedder = embedder
        self._terms = [
            _Term(at, text, language) for at, matter in enumerate(self.matters) for text, language in _texts(matter)
        ]
        self._cache = cache

    @cached_property
    def _vectors(self) -> Vectors:
        """Made at the first question about powers: without an index nobody should wait for it."""
        return _vectors([term.text for term in self._terms], self._embedder, self._cache)

    @cached_property
    def _words(self) -> list[frozenset[str]]:
        return [frozenset(tokens(term.text, term.language)) for term in self._terms]

    def nearest(self, question: str, count: int = 5) -> list[Match]:
        """The matters that fit best, best first, each once."""
        cosines = self._vectors @ self._embedder.query(question)
        asked = {language: frozenset(tokens(question, language)) for language in ("en", "cy")}
        best: dict[int, Match] = {}
        for at in np.argsort(-cosines)[: 40 * count]:
            term = self._terms[at]
            words = self._words[at]
            shared = len(words & asked[term.language]) / max(1, len(words))
            match = Match(self.matters[term.matter], float(cosines[at]) + _WORD_WEIGHT * shared, shared)
            if term.matter not in best or match.score > best[term.matter].score:
                best[term.matter] = match
        return sorted(best.values(), key=lambda match: (-match.score, match.matter.id))[:count]

    def match(self, question: str, *, plainly: bool) -> tuple[Match, ...]:
        """The matter that a question is about, alone or with others named in full; empty where that is not sure.

        `plainly` says that the question's words ask for powers.
        """
        nearest = self.nearest(question)
        first = nearest[0]
        if first.score < (POSSIBLE if plainly else CLEAR):
            return ()
        named = [match for match in nearest[1:] if match.words == 1.0 and first.words == 1.0]
        others = [match for match in nearest[1:] if match.matter.status is not first.matter.status]
        if others and first.score - others[0].score < _MARGIN:
            return (first, others[0]) if others[0] in named else ()
        return (first,)

    def words_of(self, matter: Matter) -> frozenset[str]:
        """The tokens of a matter's name and terms, in English."""
        return frozenset(token for text, language in _texts(matter) if language == "en" for token in tokens(text, "en"))


def _texts(matter: Matter) -> list[tuple[str, str]]:
    english = [(text, "en") for text in (matter.name, *matter.terms)]
    return english + [(text, "cy") for text in (matter.name_cy, *matter.terms_cy) if text]


def _vectors(texts: list[str], embedder: Embedder, cache: Path) -> Vectors:
    """Vectors of the terms, kept in a file named by what they depend on: embedding them takes seconds."""
    key = hashlib.sha256("\0".join([str(embedder.identity), *texts]).encode()).hexdigest()[:24]
    path = cache / f"register-{key}.npy"
    if path.exists():
        return np.asarray(np.load(path, allow_pickle=False), np.float32)
    vectors = embedder.texts(texts)
    cache.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.stem}.half.npy")
    np.save(half, vectors, allow_pickle=False)
    half.replace(path)
    return vectors
