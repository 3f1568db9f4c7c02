"""Fusion: one ranking out of three scores of different scale."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.passage import Passage
from retriever.hit import Hit, Scores
from retriever.naming import Named
from retriever.repeats import LOOKED_AT, Text, repeated

# Weights of the z-scores of passage vector, best sentence and BM25. Chosen on the development split of the suite facts
# among 72 combinations: docs/finding.md has the run.
PASSAGE_WEIGHT = 1.0
SENTENCE_WEIGHT = 1.0
KEYWORD_WEIGHT = 1.0
# For each thing that the query names of a document: its kind, its year, its day, its reference.
NAMED_WEIGHT = 0.7
# For a passage that answers all of the nearest known questions; in proportion where it answers some.
KNOWN_WEIGHT = 6.0
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
    sentence_known: tuple[float, ...]


def fuse(candidates: Sequence[Candidate], named: Named) -> tuple[Hit, ...]:
    """Hits by the weighted sum of z-scores over the candidates, best first; ties by passage id.

    A passage that says what a better one says already stands behind all others.
    """
    if not candidates:
        return ()
    raw = np.array([(item.scores.vector, item.scores.sentence, item.scores.keyword) for item in candidates])
    weights = np.array([PASSAGE_WEIGHT, SENTENCE_WEIGHT, KEYWORD_WEIGHT])
    penalty = np.array([0.0 if item.document.official else UNOFFICIAL_PENALTY for item in candidates])
    bonus = NAMED_WEIGHT * np.array([named.matches(item.document) for item in candidates])
    known = KNOWN_WEIGHT * np.array([max(item.sentence_known, default=0.0) for item in candidates])
    fused = _z_scores(raw) @ weights + bonus + known - penalty
    order = sorted(range(len(candidates)), key=lambda at: (-fused[at], candidates[at].passage.id))
    texts = [
        Text.of(candidates[at].passage.text, official=candidates[at].document.official) for at in order[:LOOKED_AT]
    ]
    again = repeated(texts)
    order = [at for number, at in enumerate(order) if number not in again] + [order[number] for number in sorted(again)]
    # A repeat keeps no higher score than what it stands behind, so that scores fall with the rank.
    scores = np.minimum.accumulate(fused[order])
    return tuple(
        _hit(rank, float(score), candidates[at]) for rank, (at, score) in enumerate(zip(order, scores, strict=True), 1)
    )


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
        sentence_known=item.sentence_known,
    )
