"""Figures in English and Welsh text: amounts, shares, counts, periods and years."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from text.dates import dates
from text.language import language
from text.number_words import SpelledNumber, spelled_numbers
from text.references import references

_SCALES = {
    "hundred": 100, "cant": 100, "thousand": 1000, "k": 1000, "mil": 1000, "million": 10**6, "m": 10**6,
    "miliwn": 10**6, "filiwn": 10**6, "billion": 10**9, "bn": 10**9, "biliwn": 10**9, "filiynau": 10**6,
}  # fmt: skip
_UNITS = {
    "%": "percent", "per cent": "percent", "percent": "percent",
    "y cant": "percent", "pounds": "gbp",
    "bunnoedd": "gbp", "bunnau": "gbp", "o bunnoedd": "gbp", "o bunnau": "gbp",
    "punt": "gbp", "bunt": "gbp", "phunt": "gbp",
    "year": "years", "blynedd": "years", "mlynedd": "years", "flynedd": "years",
    "month": "months", "mis": "months", "fis": "months", "week": "weeks", "wythnos": "weeks", "day": "days",
    "diwrnod": "days", "niwrnod": "days", "hour": "hours", "awr": "hours",
    "working day": "days", "diwrnod gwaith": "days",
}  # fmt: skip
_CURRENCIES = {"£": "gbp", "€": "eur", "$": "usd"}

_NUMBER = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?"
_ANY_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)).replace(r"\ ", r"\s")
_ANY_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_TAIL = rf"(?:[\s-]?(?P<unit>{_ANY_UNIT})(?:s\b|\b|(?<=%)))?(?![\d\w]|[.,/:]\d)"
_FIGURE = re.compile(
    r"(?<![\w.,/)’'–-])(?P<fraction>\d{1,9}/\d{1,3}(?:,\d{3}){0,4}(?![\w/]))"
    r"|(?:(?P<currency>[£€$])\s?|(?<![\w./)’'])(?<!\d,)(?<!\d-(?!(?:19|20)\d\d\b)))"
    rf"(?P<number>{_NUMBER})(?:\s?(?P<scale>{_ANY_SCALE})\b(?!\s?y\scant))?" + _TAIL,
    re.IGNORECASE,
)
# What may stand behind a number in words; a hyphen makes it part of a word, save in front of a unit.
_BEHIND_WORDS = re.compile(_TAIL, re.IGNORECASE)
_HYPHENED = re.compile(r"[-\u2010\u2011]\w")
_CURRENCY_BEFORE = re.compile(r"[£€$]\s?$")
_OF_ONE = re.compile(r"\s(?:(?:of|o)\s)?(?:one|a|an|1|un)?\s?(?=(?:per\s?cent|y\scant)\b)", re.IGNORECASE)
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
    spelled = (figure for one in spelled_numbers(masked) if (figure := _spelled(masked, one)))
    digits = (figure for match in _FIGURE.finditer(masked) if (figure := _figure(masked, match)))
    # `half of one per cent` and `1 in 8,000` are one figure each.
    taken, found = bytearray(len(masked)), []
    for figure in (*spelled, *digits):
        if not any(taken[figure.start : figure.end]):
            taken[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
            found.append(figure)
    return sorted(found, key=lambda figure: figure.start)


def _spelled(text: str, number: SpelledNumber) -> Figure | None:
    start, end, unit = number.start, number.end, "ratio" if number.share else "count"
    if number.share and (part := _OF_ONE.match(text, end)):
        end, unit = part.end(), "count"
    tail = _BEHIND_WORDS.match(text, end)
    if tail is None or (not tail.group("unit") and _HYPHENED.match(text, end)):
        return None
    named = number.counted or " ".join((tail.group("unit") or "").lower().split())
    if before := _CURRENCY_BEFORE.search(text, max(0, start - 2), start):
        start, unit = before.start(), _CURRENCIES[before.group()[0]]
    elif number.year:
        unit = "year"
    elif named in _UNITS:
        unit = _UNITS[named]
    elif number.one or (unit == "count" and _names_something(text, start, end)):
        return None
    end = tail.end() if not number.share or unit != "ratio" else end
    return Figure(start, end, number.value, unit, text[start:end])


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
    value, unit = _value(text, match), _unit(match)
    if value is None or (unit == "count" and _names_something(text, match.start(), match.end())):
        return None
    return Figure(match.start(), match.end(), value, unit, surface)


def _value(text: str, match: re.Match[str]) -> Decimal | None:
    number, scale = match.group("number"), (match.group("scale") or "").lower()
    if number[0] == "0" and number[1:2].isdigit():
        return None  # a telephone number or a code
    value = Decimal(number.replace(",", ""))
    if scale == "mil" and language(text) == "en":
        scale = "million"  # English posts shorten it so; in Welsh it is a thousand
    return value * _SCALES[scale] if scale else value


def _unit(match: re.Match[str]) -> str:
    if currency := match.group("currency"):
        return _CURRENCIES[currency]
    if unit := match.group("unit"):
        return _UNITS[" ".join(unit.lower().split())]
    number = match.group("number")
    bare = number.isdigit() and len(number) == 4 and not match.group("scale")
    return "year" if bare and 1900 <= int(number) <= 2100 else "count"


def _names_something(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 60) : start]
    at_line_start = not before.strip(" \t»•-") or before.rstrip(" \t»•-").endswith("\n")
    if at_line_start and text[end : end + 1] not in (".", ")"):
        return False
    return _NAMING.search(before) is not None
