"""A hit: a passage with the scores that found it."""

from dataclasses import dataclass

from corpus.document import Document
from corpus.passage import Passage
from corpus.span import Span


@dataclass(frozen=True)
class Scores:
    """Raw scores of one passage for one query."""

    vector: float
    """Cosine of query and passage, -1 to 1."""
    sentence: float
    """Cosine of query and the passage's best sentence, -1 to 1."""
    keyword: float
    """BM25 of the passage; 0 where no word is shared, or far too little to be among the candidates by words."""


@dataclass(frozen=True)
class Hit:
    """One retrieved passage."""

    rank: int
    """From 1."""
    score: float
    """The fused score that ranks; comparable within one search only."""
    scores: Scores
    passage: Passage
    document: Document
    best_sentence: Span
    """The sentence of the passage nearest to the query, as a range of the version."""
    sentence_scores: tuple[float, ...]
    """Cosine of the query with each of `passage.sentences`, in their order."""
    sentence_known: tuple[float, ...]
    """For each of `passage.sentences` the share of the nearest known questions that it answers, 0 to 1."""
