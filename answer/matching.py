"""What a question's matters are found by: the trained matcher, or the register's own terms."""

from dataclasses import dataclass
from typing import Protocol

from corpus.matter import Matter
from retriever.analysis import tokens


@dataclass(frozen=True)
class Match:
    """A matter that a question is about."""

    matter: Matter
    probability: float
    """As the matcher sees it, 0 to 1."""


class MatterMatcher(Protocol):
    """Finds the matters of the register that a question is about."""

    def match(self, question: str) -> tuple[Match, ...]:
        """The matter, or two; empty where the question is about no power or that is not sure."""


def words_of(matter: Matter) -> frozenset[str]:
    """The tokens of a matter's English name and terms."""
    return frozenset(token for text in (matter.name, *matter.terms) for token in tokens(text, "en"))
