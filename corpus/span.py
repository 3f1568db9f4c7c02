"""A range of the clean text of a version."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """A half-open range of characters of a version's clean text."""

    start: int
    end: int
