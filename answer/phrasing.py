"""How something is said, whatever it is about: linear classifiers over the words of a short text and its embedding."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from answer.intent import Side, deciders
from answer.shipped import read_part
from retriever.embedding import Embedder

WEIGHTS = "phrasing.safetensors"
KINDS = ("claim", "hearsay", "opinion", "insult", "question", "other")
"""What is done with a piece of prose, in the order of the columns; hearsay is of the writer's own day or street."""
DEEDS = ("power", "deed")
"""What a question for yes or no asks: who has a power, or whether something is done."""
SIDES = (Side.WALES, Side.UK, Side.BOTH, None)
"""Who a question for yes or no says decides, in the order of the columns; none where it names nobody."""
HEADS = ("kinds", "deeds", "sides", "wants")
BUCKETS = 4096
"""How many columns words share."""
_WORDS_WEIGH = 6.0
_EMBEDDING_WEIGHS = 0.3
_FEATURES_WEIGH = 4.0
# From what probability a side is told: of the questions of other authors 0.87 and 0.90 are right then, 0.09 and 0.05
# wrong.
_SURE_OF_SIDE = 0.6
_NEAR = 4
_WORD = re.compile(r"[\w']+|[?!£%]")
_WORD_OR_SIDE = re.compile(r"<?[\w']+>?|[?!,;:–]")


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

    def __init__(self, heads: Mapping[str, Linear], embedder: Embedder) -> None:
        self._heads = heads
        self._embedder = embedder

    @classmethod
    def load(cls, embedder: Embedder) -> "Phrasing | None":
        """The classifiers that were trained over this embedding model; None for another. Raises ModelUnavailable."""
        facts, arrays = read_part(WEIGHTS)
        heads = {name: Linear(arrays[f"{name}.weights"], arrays[f"{name}.bias"]) for name in HEADS}
        fitted = (facts["embedding"], facts["features"]) == (embedder.identity.weights, embedder.features_adapter)
        return cls(heads, embedder) if fitted else None

    def kinds(self, text: str) -> dict[str, float]:
        """The probability of each of KINDS for a clause or sentence."""
        return dict(zip(KINDS, self._heads["kinds"].chances(self._features(text)).tolist(), strict=True))

    def deed(self, question: str) -> float:
        """The probability that a question for yes or no asks whether something is done, and not who may do it."""
        return float(self._heads["deeds"].chances(self._features(question))[1])

    def side(self, question: str) -> Side | None:
        """Who a question for yes or no says decides, where that is sure."""
        telling = self._embedder.features(question)
        if telling is None:
            return None
        chances = self._heads["sides"].chances(of_side(question, self._embedder.plain(question), telling))
        best = int(chances.argmax())
        return SIDES[best] if chances[best] >= _SURE_OF_SIDE else None

    def wants(self, text: str, signs: NDArray[np.float32]) -> float:
        """The probability that a piece of a request asks for information; `signs` tell its place and what rules say."""
        return float(self._heads["wants"].chances(np.concatenate([self._features(text), signs]))[1])

    def _features(self, text: str) -> NDArray[np.float32]:
        return features(text, self._embedder.plain(text))


def features(text: str, vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """Words and pairs of words hashed into BUCKETS columns, of unit length, then the unit vector of the text; both
    scaled to weigh about alike.
    """
    scaled = vector * np.sqrt(len(vector)) * _EMBEDDING_WEIGHS
    return np.concatenate([_hashed(_parts(text), BUCKETS), scaled]).astype(np.float32)


def of_side(question: str, vector: NDArray[np.float32], telling: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same, what tells the matter, and the words around whatever stands for one side or the other."""
    telling = telling * (_FEATURES_WEIGH / float(np.linalg.norm(telling)))
    return np.concatenate([features(question, vector), telling, _hashed(_beside(question), 2 * BUCKETS)])


def _hashed(parts: Iterable[str], buckets: int) -> NDArray[np.float32]:
    counted = np.zeros(buckets, np.float32)
    for part in parts:
        counted[crc32(part.encode()) % buckets] += 1.0
    return counted * (_WORDS_WEIGH / (float(np.linalg.norm(counted)) or 1.0))


def _parts(text: str) -> list[str]:
    """Words, pairs of words and how the text opens; every number is alike."""
    words = ["#" if word[0].isdigit() else word for word in _WORD.findall(text.casefold().replace("’", "'"))]
    pairs = [f"{first} {second}" for first, second in pairwise(words)]
    return [*words, *pairs, *(f"^{opening}" for opening in (*words[:1], *pairs[:1]))]


def _beside(question: str) -> Iterator[str]:
    """Words, pairs and threes with both sides named alike, what stands near either, and in what order they come."""
    words = ["#" if word[0].isdigit() else word for word in _WORD_OR_SIDE.findall(deciders(question))]
    yield from words
    yield from (f"{first} {second}" for first, second in pairwise(words))
    yield from (" ".join(words[at : at + 3]) for at in range(len(words) - 2))
    # Twice, as it tells more than any pair of words.
    yield from ("order " + " ".join([word for word in words if word[0] == "<"][:3]),) * 2
    for at, word in enumerate(words):
        if word[0] == "<":
            yield from (f"before {near} {word}" for near in words[max(0, at - _NEAR) : at])
            yield from (f"behind {word} {near}" for near in words[at + 1 : at + 1 + _NEAR])
    yield from (f"^{first}" for first in words[:1])
    yield from (f"{' '.join(words[-count:])}$" for count in (3, 4))
