"""The sentences of the best passages, each with how well it answers."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.citations import Evidence
from corpus.span import Span
from corpus.version import Role
from retriever.hit import Hit
from retriever.passage_reader import PassageReader

# How many of the best passages are read: the first few, and the rest only where those do not answer clearly.
_FIRST = 4
_ALL = 8
_CLEAR = 3.0
_KNOWN_CLEARLY = 0.5
# How much the fused score of its passage weighs beside the log odds of a sentence, and the logarithm of its share of
# the nearest known questions, which is never taken for less than the least; chosen on the development split.
_FOUND_WEIGHT = 1.0
_KNOWN_WEIGHT = 3.0
LEAST_SHARE = 0.02
_SHORTEST = 4


@dataclass(frozen=True)
class ReadSentence:
    """One sentence of a passage that was found for a question."""

    hit: Hit
    span: Span
    score: float
    """Log odds that it answers; without a reader its cosine."""
    known: float
    """The share of the nearest known questions that it answers."""
    order: float
    """What it is ranked by: the score, how well its passage was found, and what is known."""

    @property
    def text(self) -> str:
        """Its words."""
        return self.hit.passage.slice(self.span)

    def evidence(self, score: float) -> Evidence:
        """The sentence to be quoted, with the score that is shown of it."""
        return Evidence(self.hit.passage, self.hit.document, self.span, score)


@dataclass(frozen=True)
class Reading:
    """Every sentence that was read for a question, best first."""

    sentences: tuple[ReadSentence, ...]
    trained: bool
    """Whether the scores are log odds of the trained reader, or cosines."""


def read(question: str, hits: Sequence[Hit], reader: PassageReader | None, *, one_is_enough: bool = True) -> Reading:
    """Read the best passages of evidence; questions that a document only echoes are left out.

    Where one sentence is enough, one that answers clearly or is known to ends the reading.
    """
    passages = [hit for hit in hits if hit.passage.role is not Role.QUESTION][:_ALL]
    if reader is None:
        return _ordered([_unread(hit) for hit in passages], trained=False)
    found = _read(question, passages[:_FIRST], reader)
    if not (one_is_enough and any(_clear(one) for sentences in found for one in sentences)):
        found += _read(question, passages[_FIRST:], reader)
    return _ordered(found, trained=True)


def _clear(one: ReadSentence) -> bool:
    return one.score >= _CLEAR or one.known >= _KNOWN_CLEARLY


def probability(log_odds: float) -> float:
    """The logistic function of log odds."""
    return 1.0 / (1.0 + math.exp(-log_odds))


def _read(question: str, hits: Sequence[Hit], reader: PassageReader) -> list[list[ReadSentence]]:
    scores = reader.read(question, [hit.passage for hit in hits])
    return [_weighed(hit, own) for hit, own in zip(hits, scores, strict=True)]


def _weighed(hit: Hit, scores: Sequence[float]) -> list[ReadSentence]:
    found = _FOUND_WEIGHT * hit.score
    return [
        ReadSentence(hit, span, score, known, score + found + _KNOWN_WEIGHT * math.log(known + LEAST_SHARE))
        for span, score, known in _long_enough(hit, scores)
    ]


def _unread(hit: Hit) -> list[ReadSentence]:
    """By cosine alone."""
    return [
        ReadSentence(hit, span, score, known, score) for span, score, known in _long_enough(hit, hit.sentence_scores)
    ]


def _long_enough(hit: Hit, scores: Sequence[float]) -> Iterator[tuple[Span, float, float]]:
    for span, score, known in zip(hit.passage.sentences, scores, hit.sentence_known, strict=True):
        if span.end - span.start >= _SHORTEST:
            yield span, score, known


def _ordered(found: Sequence[Sequence[ReadSentence]], *, trained: bool) -> Reading:
    sentences = sorted((one for sentences in found for one in sentences), key=lambda one: -one.order)
    return Reading(tuple(sentences), trained)
