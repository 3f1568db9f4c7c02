"""BM25 over texts in memory: what is searched is made for one run or changes all the time, and has no folder."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# As usual for short texts: a word said twice counts little more than once, and length takes something.
_SATURATION = 1.2
_LENGTH = 0.6


class Bm25:
    """Postings with the weight of each word in each text."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        """Take the tokens of each text."""
        self._count = len(texts)
        mean = max(sum(map(len, texts)) / max(self._count, 1), 1.0)
        places: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, list[float]] = defaultdict(list)
        for at, words in enumerate(texts):
            norm = _SATURATION * (1 - _LENGTH + _LENGTH * len(words) / mean)
            for word, times in Counter(words).items():
                places[word].append(at)
                weights[word].append(times * (_SATURATION + 1) / (times + norm))
        self._postings = {
            word: (np.array(found, np.int64), np.array(weights[word]) * self._rarity(len(found)))
            for word, found in places.items()
        }

    def scores(self, words: Sequence[str]) -> NDArray[np.float64]:
        """The score of every text for the words, (n,); a word that is asked twice counts once."""
        total = np.zeros(self._count)
        for word in dict.fromkeys(words):
            if word in self._postings:
                found, weights = self._postings[word]
                total[found] += weights
        return total

    def _rarity(self, texts: int) -> float:
        return math.log(1 + (self._count - texts + 0.5) / (texts + 0.5))
