"""What was selected to answer a question, and how sure that is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from answer.citations import Evidence

T = TypeVar("T")

_ALIKE = 0.7


@dataclass(frozen=True)
class Selection:
    """The sentences that answer, best first, and how sure that is."""

    evidence: tuple[Evidence, ...]
    level: float
    """Score of the best sentence, less what the missing things take from it, on the scale of `enough`."""
    enough: float
    """The level from which a sentence answers."""
    fits: bool
    """Whether the best sentence holds a thing of the kind asked for: a figure, a date."""
    missing: tuple[str, ...]
    """Years, references and names of the question that the best passages are not about."""

    @property
    def answers(self) -> bool:
        """Whether the best sentence is good enough and holds the kind of thing that is asked for."""
        return bool(self.evidence) and self.level >= self.enough and self.fits


NOTHING = Selection(evidence=(), level=0.0, enough=1.0, fits=False, missing=())


def different(ranked: Sequence[T], words_of: Callable[[T], frozenset[str]], most: int) -> list[T]:
    """The first of them, each with words of its own: less than seven tenths of them in common with any before it."""
    chosen: list[T] = []
    seen: list[frozenset[str]] = []
    for one in ranked:
        words = words_of(one)
        if all(len(words & other) < _ALIKE * min(len(words), len(other)) for other in seen):
            chosen.append(one)
            seen.append(words)
        if len(chosen) == most:
            break
    return chosen
