"""What a question's matters are found by: the trained matcher, or the register's own terms."""

from dataclasses import dataclass
from typing import Protocol

from answer.answer import Reason
from answer.intent import Side
from corpus.matter import Matter
from retriever.analysis import tokens


@dataclass(frozen=True)
class Match:
    """A matter that a question is about."""

    matter: Matter
    probability: float
    """As the matcher sees it, 0 to 1."""


@dataclass(frozen=True)
class Matched:
    """What a matcher makes of a question."""

    matches: tuple[Match, ...]
    """The matter, or two; empty where it is about no power or that is not sure."""
    asserted: Side | None
    """In a yes-or-no question, the side said to decide; None where it is not one, or yes and no would not answer it."""
    deed: float = 0.0
    """How probably it asks for yes or no of what is done, and not of who may do it."""
    aside: Reason | None = None
    """Why no document is to answer it: it asks for an opinion, for personal data or about another subject."""


class MatterMatcher(Protocol):
    """Finds the matters of the register that a question is about."""

    def match(self, question: str) -> Matched:
        """The matters, and the side that the question asserts to decide."""

    def matters(self, claim: str) -> tuple[Match, ...]:
        """The matters of something that is said and not asked."""


def words_of(matter: Matter) -> frozenset[str]:
    """The tokens of a matter's English name and terms."""
    return frozenset(token for text in (matter.name, *matter.terms) for token in tokens(text, "en"))
