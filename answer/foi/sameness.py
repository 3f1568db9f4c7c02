"""How probably a past question asks the same as a new one: a logistic regression over the cosine of their vectors."""

import re
from functools import lru_cache

import numpy as np

from answer.measured import content_words
from answer.phrasing import Linear
from answer.shipped import Arrays, read_part
from retriever.embedding import Embedder
from text.language import language

WEIGHTS = "sameness.safetensors"
_REMEMBERED = 8192
# Words that every question has.
_ASKING_WORDS = "how many much what which when where who faint sawl beth pa pryd pwy ble"
_ASKING = frozenset(_ASKING_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Sameness:
    """The fitted regression; safe to use from several threads."""

    def __init__(self, arrays: Arrays, enough: float) -> None:
        self._linear = Linear(arrays["weights"], arrays["bias"])
        self.enough = enough
        """From what chance a past question is a good precedent."""

    @classmethod
    def load(cls, embedder: Embedder) -> "Sameness | None":
        """The regression that was fitted over this model's vectors; None for another. Raises ModelUnavailable."""
        facts, arrays = read_part(WEIGHTS)
        return cls(arrays, facts["enough"]) if facts["likeness"] == embedder.identity.likeness else None

    def chance(self, question: str, past: str, cosine: float) -> float:
        """How probably both ask the same, 0 to 1, as the cosine of what tells who asked the same has it."""
        return float(self._linear.chances(np.array([cosine], np.float32))[1])


class ByWords:
    """For a model that nothing was fitted over: the share of words that both questions have."""

    enough = 0.6

    def chance(self, question: str, past: str, cosine: float) -> float:
        """That share; the cosine of another model says nothing by itself."""
        return overlap(question, past)


def overlap(one: str, other: str) -> float:
    """The share of the telling words of both that both have (Jaccard); 0 between languages."""
    (spoken, words), (heard, others) = _read(one), _read(other)
    if spoken != heard:
        return 0.0
    return len(words & others) / max(1, len(words | others))


@lru_cache(_REMEMBERED)
def _read(text: str) -> tuple[str, frozenset[str]]:
    """The language and the telling words; past questions are looked at again and again."""
    spoken = language(text)
    return spoken, content_words(text, spoken)


def shared_words(question: str, past: str) -> tuple[str, ...]:
    """The telling words of the question that the past one has in some form, as the question writes them."""
    spoken = language(question)
    known = content_words(past, spoken)
    words = (match.group() for match in _WORD.finditer(question) if match.group().lower() not in _ASKING)
    return tuple(dict.fromkeys(word.lower() for word in words if content_words(word, spoken) & known))
