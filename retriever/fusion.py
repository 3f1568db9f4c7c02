"""Fusion: one ranking out of three scores of different scale."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.passage import Passage
from retriever.hit import Hit, Scores

# Weights of the z-scores of passage vector, best sentence and BM25: those of the design's measurement.
PASSAGE_WEIGHT = 1.0
SENTENCE_WEIGHT = 1.0
KEYWORD_WEIGHT = 0.5
# A publisher outside government ranks below an official source that says about as much.
UNOFFICIAL_PENALTY = 0.5
# One passage that shares a common word stands many deviations above passages that share none. Its BM25 is small all the
# same, while a rare reference or figure scores high: a spread of BM25 below this is taken for this.
_LEAST_SPREAD = (1e-9, 1e-9, 1.0)


@dataclass(frozen=True)
class Candidate:
    """A passage with its raw scores, before ranking."""

    passage: Passage
    document: Document
    scores: Scores
    best_sentence: int
    sentence_scores: tuple[float, ...]


def fuse(candidates: Sequence[Candidate]) -> tuple[Hit, ...]:
    """Hits by the weighted sum of z-scores over the candidates, best first; ties by passage id."""
    if not candidates:
        return ()
    raw = np.array([(item.scores.vector, item.scores.sentence, item.scores.keyword) for item in candidates])
    weights = np.array([PASSAGE_WEIGHT, SENTENCE_WEIGHT, KEYWORD_WEIGHT])
    penalty = np.array([0.0 if item.document.official else UNOFFICIAL_PENALTY for item in candidates])
    fused = _z_scores(raw) @ weights - penalty
    order = sorted(range(len(candidates)), key=lambda at: (-fused[at], candidates[at].passage.id))
    return tuple(_hit(rank, float(fused[at]), candidates[at]) for rank, at in enumerate(order, 1))


def _z_scores(columns: NDArray[np.float64]) -> NDArray[np.float64]:
    spread = columns.std(axis=0)
    return np.asarray((columns - columns.mean(axis=0)) / np.maximum(spread, _LEAST_SPREAD))


def _hit(rank: int, score: float, item: Candidate) -> Hit:
    return Hit(
        rank=rank,
        score=score,
        scores=item.scores,
        passage=item.passage,
        document=item.document,
        best_sentence=item.passage.sentences[item.best_sentence],
        sentence_scores=item.sentence_scores,
    )
