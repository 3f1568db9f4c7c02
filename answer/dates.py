"""Dates in words."""

from datetime import date

from corpus.document import PartialDate
from prompts.wording import Wording


def day_in_words(day: date, wording: Wording) -> str:
    """Such as `7 May 2026`."""
    return date_in_words(PartialDate(day.year, day.month, day.day), wording)


def date_in_words(known: PartialDate, wording: Wording) -> str:
    """A date as far as it is known: `10 July 2025`, `January 2019`, `2019`."""
    parts = []
    if known.day:
        parts.append(str(known.day))
    if known.month:
        parts.append(wording.month(known.month))
    return " ".join([*parts, str(known.year)])
