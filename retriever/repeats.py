"""Passages that say what a better one says already."""

from collections.abc import Sequence
from dataclasses import dataclass

# Share of their words that two passages have in common when one repeats the other; how many of the best are compared.
_SAME = 0.8
_LOOKED_AT = 30
_NOT_WORDS = "not no never without nor cannot ni nid nad na nac ddim dim heb byth"
_NOT = frozenset(_NOT_WORDS.split())


@dataclass(frozen=True)
class Text:
    """The words of one passage."""

    words: frozenset[str]
    official: bool

    @classmethod
    def of(cls, text: str, *, official: bool) -> "Text":
        """Its words, capitals and marks at their ends aside."""
        return cls(frozenset(word.strip(".,;:!?()[]“”\"'‘’") for word in text.casefold().split()), official)

    def repeats(self, other: "Text") -> bool:
        """Whether it has nearly the same words, and no other figure or negation: a `not` turns a passage round."""
        apart = self.words ^ other.words
        telling = any(word in _NOT or any(mark.isdigit() for mark in word) for word in apart)
        return (
            bool(self.words) and not telling and len(self.words & other.words) >= _SAME * len(self.words | other.words)
        )


def repeated(texts: Sequence[Text]) -> set[int]:
    """Numbers of the texts, given best first, that repeat a better one; of two alike an official one is the better."""
    kept: list[int] = []
    again: set[int] = set()
    for number, text in enumerate(texts[:_LOOKED_AT]):
        twin = next((at for at in kept if text.repeats(texts[at])), None)
        if twin is None:
            kept.append(number)
        elif text.official and not texts[twin].official:
            again.add(twin)
            kept[kept.index(twin)] = number
        else:
            again.add(number)
    return again
