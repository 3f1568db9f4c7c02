"""Dates in English and Welsh text, as precise as they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTH_NAMES = (
    "january jan ionawr ion",
    "february feb chwefror",
    "march mar mawrth fawrth",
    "april apr ebrill",
    "may mai fai",
    "june jun mehefin fehefin",
    "july jul gorffennaf orffennaf",
    "august aug awst",
    "september sept sep medi fedi",
    "october oct hydref",
    "november nov tachwedd dachwedd",
    "december dec rhagfyr ragfyr",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|af|il|ail|ain|fed|ed|eg|ydd)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\w,]*\d)"
_EDGE = r"(?<![\w/.,£$€-])"
_SHAPES = (
    _EDGE + r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\w-])",
    _EDGE + r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4}|\d{2})(?![\w/])",
    _EDGE + r"(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})(?![\w-])",
    r"(?<![\w/.,£$€])" + _DAY + r"\s{1,3}(?:of\s|o\s|fis\s)?" + _MONTH + r"(?:,?\s{1,3}" + _YEAR + r")?",
    r"\b" + _MONTH + r"\s{1,3}" + _DAY + r"(?:,\s{0,3}|\s{1,3})" + _YEAR,
    r"\b" + _MONTH + r",?\s{1,3}" + _YEAR,
    r"(?<![\w/.,£$€])(?P<year>(?:19|20)\d\d)(?![\d%])(?!,\d)(?!\.\d)(?!/\d)",
)
_PATTERNS = tuple(re.compile(shape, re.IGNORECASE) for shape in _SHAPES)


@dataclass(frozen=True)
class FoundDate:
    """A date where it stands."""

    start: int
    end: int
    iso: str
    """`2019`, `2019-01` or `2019-01-31`; a day without its year is `--07-11`."""


def dates(text: str) -> list[FoundDate]:
    """Every date, in order and never overlapping; days come before months, and impossible days are left out."""
    taken: list[FoundDate] = []
    covered = bytearray(len(text))
    for pattern in _PATTERNS:
        for found in _found(pattern, text):
            if not any(covered[found.start : found.end]):
                covered[found.start : found.end] = b"\1" * (found.end - found.start)
                taken.append(found)
    return sorted(taken, key=lambda found: found.start)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[FoundDate]:
    for match in pattern.finditer(text):
        parts = match.groupdict()
        iso = _iso(_year(parts.get("year")), _month(parts.get("month")), _number(parts.get("day")))
        if iso:
            yield FoundDate(match.start(), match.end(), iso)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _year(digits: str | None) -> int | None:
    """Two digits mean this century: official papers of the last one are not in these documents."""
    return None if not digits else int(digits) + (2000 if len(digits) == 2 else 0)


def _month(name: str | None) -> int | None:
    return None if not name else int(name) if name.isdigit() else _MONTHS[name.lower()]


def _iso(year: int | None, month: int | None, day: int | None) -> str | None:
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return None
    if year is None:
        return f"--{month:02}-{day:02}"
    return "-".join([f"{year:04}"] + [f"{part:02}" for part in (month, day) if part])
