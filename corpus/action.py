"""What a plan's action is."""

from dataclasses import dataclass

from corpus.span import Span


@dataclass(frozen=True)
class Action:
    """One numbered action; chapter and number together do not name it, its section does."""

    section: tuple[str, ...]
    number: int
    title: str
    """The first sentence, without number and full stop."""
    span: Span
    """From its number to the end of its last part."""
    commitments: tuple[Span, ...]
    """Each a range of the version."""
    organisations: tuple[str, ...]
    """Who leads, in the order of the table; a division of the Welsh Government without that name in front."""
    objectives: tuple[Span, ...]
    dates: tuple[str, ...]
    """Every date in its commitments, ISO 8601 with reduced precision, once each."""
