"""How something is said, whatever it is about: a linear classifier over the words of a short text and its embedding."""

import re
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from answer.intent import Side
from answer.shipped import read_part
from retriever.embedding import Embedder

WEIGHTS = "phrasing.safetensors"
KINDS = ("claim", "hearsay", "opinion", "insult", "question", "other")
"""What is done with a piece of prose, in the order of the columns; hearsay is of the writer's own day or street."""
DEEDS = ("power", "deed")
"""What a question for yes or no asks: who has a power, or whether something is done."""
SIDES = (Side.WALES, Side.UK, Side.BOTH, None)
"""Who a question for yes or no says decides, in the order of the columns; none where it names nobody."""
BUCKETS = 4096
"""How many columns words share."""
_WORDS_WEIGH = 6.0
_EMBEDDING_WEIGHS = 0.3
_RULE_WEIGHS = 3.0
_FEATURES_WEIGH = 4.0
# From what probability a side is told: of the questions beside deeds, in folds, 0.96 are right then and 0.01 wrong.
_SURE_OF_SIDE = 0.6
_WORD = re.compile(r"[\w']+|[?!£%]")


@dataclass(frozen=True)
class Linear:
    """One classifier: softmax(weights @ features + bias)."""

    weights: NDArray[np.float32]
    """(classes, features)"""
    bias: NDArray[np.float32]

    def chances(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of each class."""
        logits = self.weights @ features + self.bias
        powers = np.exp(logits - logits.max())
        return np.asarray(powers / powers.sum(), np.float32)


class Phrasing:
    """Tells kinds of prose and of questions apart; safe to use from several threads."""

    def __init__(self, kinds: Linear, deeds: Linear, sides: Linear, embedder: Embedder) -> None:
        self._kinds = kinds
        self._deeds = deeds
        self._sides = sides
        self._embedder = embedder

    @classmethod
    def load(cls, embedder: Embedder) -> "Phrasing | None":
        """The classifiers that were trained over this embedding model; None for another. Raises ModelUnavailable."""
        facts, arrays = read_part(WEIGHTS)
        kinds, deeds, sides = (
            Linear(arrays[f"{name}.weights"], arrays[f"{name}.bias"]) for name in ("kinds", "deeds", "sides")
        )
        fitted = (facts["embedding"], facts["features"]) == (embedder.identity.weights, embedder.features_adapter)
        return cls(kinds, deeds, sides, embedder) if fitted else None

    def kinds(self, text: str) -> dict[str, float]:
        """The probability of each of KINDS for a clause or sentence."""
        return dict(zip(KINDS, self._kinds.chances(self._features(text)).tolist(), strict=True))

    def deed(self, question: str) -> float:
        """The probability that a question for yes or no asks whether something is done, and not who may do it."""
        return float(self._deeds.chances(self._features(question))[1])

    def side(self, question: str, named: Side | None) -> Side | None:
        """Who a question for yes or no says decides, where that is sure; `named` is whom its words name first."""
        telling = self._embedder.features(question)
        if telling is None:
            return None
        chances = self._sides.chances(of_side(self._features(question), telling, named))
        best = int(chances.argmax())
        return SIDES[best] if chances[best] >= _SURE_OF_SIDE else None

    def _features(self, text: str) -> NDArray[np.float32]:
        return features(text, self._embedder.plain(text))


def features(text: str, vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """Words and pairs of words hashed into BUCKETS columns, of unit length, then the unit vector of the text; both
    scaled to weigh about alike.
    """
    counted = np.zeros(BUCKETS, np.float32)
    for part in _parts(text):
        counted[crc32(part.encode()) % BUCKETS] += 1.0
    length = float(np.linalg.norm(counted)) or 1.0
    scaled = vector * np.sqrt(len(vector)) * _EMBEDDING_WEIGHS
    return np.concatenate([counted * (_WORDS_WEIGH / length), scaled]).astype(np.float32)


def of_side(given: NDArray[np.float32], telling: NDArray[np.float32], named: Side | None) -> NDArray[np.float32]:
    """The features with the side that a question's words name first, and with what tells its matter."""
    rule = np.zeros(len(SIDES), np.float32)
    rule[SIDES.index(named)] = _RULE_WEIGHS
    return np.concatenate([given, rule, telling * (_FEATURES_WEIGH / float(np.linalg.norm(telling)))])


def _parts(text: str) -> list[str]:
    """Words, pairs of words and how the text opens; every number is alike."""
    words = ["#" if word[0].isdigit() else word for word in _WORD.findall(text.casefold().replace("’", "'"))]
    pairs = [f"{first} {second}" for first, second in pairwise(words)]
    return [*words, *pairs, *(f"^{opening}" for opening in (*words[:1], *pairs[:1]))]
