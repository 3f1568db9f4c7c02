"""Figures in English and Welsh text: amounts, shares, counts, periods and years."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from text.dates import dates
from text.references import references

_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
    "dau": 2, "dwy": 2, "ddau": 2, "ddwy": 2, "tri": 3, "tair": 3, "dair": 3, "pedwar": 4, "pedair": 4, "bedwar": 4,
    "pump": 5, "pum": 5, "chwech": 6, "chwe": 6, "saith": 7, "wyth": 8, "naw": 9, "deg": 10, "ddeg": 10,
    "deuddeg": 12, "ddeuddeg": 12, "deuddeng": 12, "ugain": 20,
}  # fmt: skip
# "One" is a figure only in front of a unit: "one of the main levers" counts nothing.
_ONES = {"one": 1, "un": 1}
_SCALES = {
    "hundred": 100, "cant": 100, "thousand": 1000, "k": 1000, "mil": 1000, "million": 10**6, "m": 10**6,
    "miliwn": 10**6, "filiwn": 10**6, "billion": 10**9, "bn": 10**9, "biliwn": 10**9, "filiynau": 10**6,
}  # fmt: skip
_UNITS = {
    "%": "percent", "per cent": "percent", "percent": "percent",
    "y cant": "percent", "pounds": "gbp",
    "bunnoedd": "gbp", "bunnau": "gbp", "o bunnoedd": "gbp",
    "year": "years", "blynedd": "years", "mlynedd": "years", "flynedd": "years",
    "month": "months", "mis": "months", "fis": "months", "week": "weeks", "wythnos": "weeks", "day": "days",
    "diwrnod": "days", "niwrnod": "days", "hour": "hours", "awr": "hours",
    "working day": "days", "diwrnod gwaith": "days",
}  # fmt: skip
_CURRENCIES = {"£": "gbp", "€": "eur", "$": "usd"}

_NUMBER = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?"
_ANY_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)).replace(r"\ ", r"\s")
_ANY_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_FIGURE = re.compile(
    r"(?<![\w.,/)’'–-])(?P<fraction>\d{1,9}/\d{1,3}(?:,\d{3}){0,4}(?![\w/]))"
    rf"|(?:(?P<currency>[£€$])\s?|(?<![\w./)’'])(?<!\d,)(?<!\d-(?!(?:19|20)\d\d\b)))(?:(?P<number>{_NUMBER})"
    rf"|\b(?P<word>{'|'.join((*_WORDS, *_ONES))})\b(?!-\w))"
    rf"(?:\s?(?P<scale>{_ANY_SCALE})\b(?!\s?y\scant))?"
    rf"(?:[\s-]?(?P<unit>{_ANY_UNIT})(?:s\b|\b|(?<=%)))?"
    r"(?![\d\w]|[.,/:]\d)",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"(?<![\w.,])(?:\+44\s?|0)\d{2,4}(?:[\s-]\d{3,6}){1,3}(?!\w)")
# What stands in front of a number that only names something: a list's marker, an objective, a page, a step.
_NAMING = re.compile(
    r"(?:^|\n)[ \t»•-]{0,4}$|\b(?:obj(?:ectives?)?\.?['’)]{0,2}|nos?\.|number|rhif|annex|appendix|atodiad|page|tudalen|"
    r"doc|step|phase|cam|point|question|cwestiwn|action|band|tier|level|covid)\s{0,2}(?:\d{1,3}\s{0,2};\s{0,2}){0,6}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figure:
    """A figure where it stands."""

    start: int
    end: int
    value: Decimal
    """Multiplied out: `£2.5m` is 2500000; a fraction is divided out."""
    unit: str
    """`percent`, `gbp`, `eur`, `usd`, `year` (a calendar year), `years`, `months`, `weeks`, `days`, `hours`, `ratio` or
    `count`."""
    surface: str


def figures(text: str) -> list[Figure]:
    """Every figure in order; parts of dates, references, section numbers and list markers are not figures."""
    masked = _masked(text)
    return [figure for match in _FIGURE.finditer(masked) if (figure := _figure(masked, match))]


def _masked(text: str) -> str:
    """The text with dates and references blanked out at equal length; a bare year stays, as it is a figure."""
    kept = list(text)
    for start, end in _named(text):
        kept[start:end] = "_" * (end - start)
    return "".join(kept)


def _named(text: str) -> Iterator[tuple[int, int]]:
    for found in dates(text):
        if len(found.iso) > 4:
            yield found.start, found.end
    for reference in references(text):
        yield reference.start, reference.end
    for telephone in _TELEPHONE.finditer(text):
        yield telephone.span()


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    surface = match.group()
    if match.group("fraction"):
        above, below = (Decimal(part.replace(",", "")) for part in surface.split("/"))
        return Figure(match.start(), match.end(), above / below, "ratio", surface) if below else None
    value, unit = _value(match), _unit(match)
    if value is None or (unit == "count" and _names_something(text, match)):
        return None
    return Figure(match.start(), match.end(), value, unit, surface)


def _value(match: re.Match[str]) -> Decimal | None:
    number, word, scale = (match.group(name) for name in ("number", "word", "scale"))
    if number and number[0] == "0" and number[1:2].isdigit():
        return None  # a telephone number or a code
    if word and word.lower() in _ONES and not (scale or match.group("unit")):
        return None
    value = Decimal(number.replace(",", "")) if number else Decimal({**_ONES, **_WORDS}[word.lower()])
    return value * _SCALES[scale.lower()] if scale else value


def _unit(match: re.Match[str]) -> str:
    if currency := match.group("currency"):
        return _CURRENCIES[currency]
    if unit := match.group("unit"):
        return _UNITS[" ".join(unit.lower().split())]
    number = match.group("number") or ""
    bare = number.isdigit() and len(number) == 4 and not match.group("scale")
    return "year" if bare and 1900 <= int(number) <= 2100 else "count"


def _names_something(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 60) : match.start()]
    at_line_start = not before.strip(" \t»•-") or before.rstrip(" \t»•-").endswith("\n")
    if at_line_start and text[match.end() : match.end() + 1] not in (".", ")"):
        return False
    return _NAMING.search(before) is not None
