"""The sentences of the best passages, each with how well it answers."""

import math
from collections.abc import Sequence
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
# How much the fused score of its passage weighs beside the log odds of a sentence; chosen on the development split.
_FOUND_WEIGHT = 1.0
_SHORTEST = 4


@dataclass(frozen=True)
class ReadSentence:
    """One sentence of a passage that was found for a question."""

    hit: Hit
    span: Span
    score: float
    """Log odds that it answers; without a reader its cosine."""
    order: float
    """What it is ranked by: the same with how well its passage was found."""

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

    @property
    def level(self) -> float:
        """The best score of any sentence; 0 where none was read."""
        return max((one.score for one in self.sentences), default=0.0)


def read(question: str, hits: Sequence[Hit], reader: PassageReader | None) -> Reading:
    """Read the best passages of evidence; questions that a document only echoes are left out."""
    passages = [hit for hit in hits if hit.passage.role is not Role.QUESTION][:_ALL]
    if reader is None:
        return _ordered([_scored(hit, hit.sentence_scores, 0.0) for hit in passages], trained=False)
    found = _read(question, passages[:_FIRST], reader)
    if max((one.score for sentences in found for one in sentences), default=0.0) < _CLEAR:
        found += _read(question, passages[_FIRST:], reader)
    return _ordered(found, trained=True)


def probability(log_odds: float) -> float:
    """The logistic function of log odds."""
    return 1.0 / (1.0 + math.exp(-log_odds))


def _read(question: str, hits: Sequence[Hit], reader: PassageReader) -> list[list[ReadSentence]]:
    scores = reader.read(question, [hit.passage for hit in hits])
    return [_scored(hit, own, _FOUND_WEIGHT) for hit, own in zip(hits, scores, strict=True)]


def _scored(hit: Hit, scores: Sequence[float], found_weight: float) -> list[ReadSentence]:
    return [
        ReadSentence(hit, span, score, score + found_weight * hit.score)
        for span, score in zip(hit.passage.sentences, scores, strict=True)
        if span.end - span.start >= _SHORTEST
    ]


def _ordered(found: Sequence[Sequence[ReadSentence]], *, trained: bool) -> Reading:
    sentences = sorted((one for sentences in found for one in sentences), key=lambda one: -one.order)
    return Reading(tuple(sentences), trained)
