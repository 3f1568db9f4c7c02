"""What a plan's action is."""

from dataclasses import dataclass

from corpus.span import Span


@dataclass(frozen=True)
class Action:
    """One action of a plan; chapter and number together do not name it, its section does."""

    section: tuple[str, ...]
    """The chapter, as far as the plan has any, and last the action itself."""
    number: int | None
    """The last part of `label`; null where the plan does not count its actions."""
    title: str
    """The first sentence, without number, footnote marks and full stop."""
    span: Span
    """From its number to the end of its last part."""
    commitments: tuple[Span, ...]
    """Each a range of the version."""
    organisations: tuple[str, ...]
    """Who leads, in the order of the table; a division of the Welsh Government without that name in front."""
    objectives: tuple[Span, ...]
    """One range for each objective or group of objectives that the action is linked to."""
    dates: tuple[str, ...]
    """Every date named in it, ISO 8601 with reduced precision, once each; the year of an Act is none."""
    label: str = ""
    """Its number as printed: `3`, `1.2`, `4b`; empty where there is none."""
