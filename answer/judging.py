"""What some words of a document make of a claim: the trained reader and the alignment weighed together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answer.alignment import Alignment, align
from answer.shipped import read_part
from corpus.document import Document
from retriever.claim_reader import Beside, ClaimReader, source_of
from retriever.embedding import Embedder

WEIGHTS = "judge.safetensors"
SUPPORTS, CONTRADICTS, NOT_SETTLED = 0, 1, 2
"""Columns of what a judgement says."""


@dataclass(frozen=True)
class Stated:
    """Words of a document that a claim is held against."""

    text: str
    document: Document | None = None


@dataclass(frozen=True)
class Judgement:
    """Probabilities of the three cases, and what alignment saw."""

    supports: float
    contradicts: float
    alignment: Alignment

    @property
    def settles(self) -> float:
        """The probability that it says one or the other."""
        return self.supports + self.contradicts


@dataclass(frozen=True)
class Weights:
    """A multinomial logistic regression over the features of `features`."""

    weights: NDArray[np.float32]
    """(features, 3)"""
    bias: NDArray[np.float32]
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    reader: str
    """SHA-256 of the reader whose log probabilities are among the features."""


def load_weights() -> Weights:
    """The weights that come with this package; raises ModelUnavailable."""
    facts, arrays = read_part(WEIGHTS)
    return Weights(reader=facts["reader"], **arrays)


class Judge:
    """Judges claims; safe to use from several threads."""

    def __init__(self, reader: ClaimReader, weights: Weights) -> None:
        self._reader = reader
        self._weights = weights

    @classmethod
    def load(cls, embedder: Embedder) -> "Judge | None":
        """The judge that was trained over this embedding model; None for another, which then settles nothing."""
        reader = ClaimReader.load(embedder)
        weights = load_weights()
        return cls(reader, weights) if reader is not None and reader.sha256 == weights.reader else None

    def judge(self, claim: str, stated: Sequence[Stated]) -> list[Judgement]:
        """What each of the pieces makes of the claim."""
        if not stated:
            return []
        alignments = [align(claim, one.text, one.document) for one in stated]
        read = self._reader.read([beside(claim, one) for one in stated])
        given = (features(read, alignments) - self._weights.mean) / self._weights.scale
        logits = given @ self._weights.weights + self._weights.bias
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        return [
            Judgement(float(share[SUPPORTS]), float(share[CONTRADICTS]), alignment)
            for share, alignment in zip(shares, alignments, strict=True)
        ]


def beside(claim: str, stated: Stated) -> Beside:
    """The pair as the reader takes it."""
    return Beside(claim, stated.text, source_of(stated.document) if stated.document else "")


def features(read: NDArray[np.float32], alignments: Sequence[Alignment]) -> NDArray[np.float32]:
    """What the regression looks at, (n, features): log probabilities of the reader, then alignment."""
    return np.hstack([np.maximum(read, -8.0), np.array([one.numbers() for one in alignments], np.float32)])
