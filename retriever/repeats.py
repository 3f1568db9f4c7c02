"""Passages that say what a better one says already."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Share of their words that two passages have in common when one repeats the other.
_SAME = 0.8
LOOKED_AT = 30
"""How many of the best passages are to be compared."""
_NOT_WORDS = "not no never without nor cannot ni nid nad na nac ddim dim heb byth"
_NOT = frozenset(_NOT_WORDS.split())
_MARKS = ".,;:!?()[]“”\"'‘’"
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Text:
    """The words of one passage."""

    words: frozenset[str]
    telling: frozenset[str]
    """Those of its words that may not differ: figures and negations."""
    official: bool

    @classmethod
    def of(cls, text: str, *, official: bool) -> "Text":
        """Its words, capitals and marks at their ends aside."""
        words = frozenset(word.strip(_MARKS) for word in text.casefold().split())
        return cls(words, frozenset(word for word in words if word in _NOT or _DIGIT.search(word)), official)

    def repeats(self, other: "Text") -> bool:
        """Whether it has nearly the same words, and no other figure or negation: a `not` turns a passage round."""
        shared = len(self.words & other.words)
        alike = shared >= _SAME * (len(self.words) + len(other.words) - shared)
        return bool(self.words) and alike and self.telling == other.telling


def repeated(texts: Sequence[Text]) -> set[int]:
    """Numbers of the texts, given best first, that repeat a better one; of two alike an official one is the better."""
    kept: list[int] = []
    again: set[int] = set()
    for number, text in enumerate(texts):
        twin = next((at for at in kept if text.repeats(texts[at])), None)
        if twin is None:
            kept.append(number)
        elif text.official and not texts[twin].official:
            again.add(twin)
            kept[kept.index(twin)] = number
        else:
            again.add(number)
    return again
