"""References that name a paper or a provision: ATISN 24923, WG36317, an ISBN, section 95."""

import re
from dataclasses import dataclass

_NUMBERED = r"\d{1,4}[A-Z]{0,2}(?:\(\w{1,5}\)|\s\((?:\d{1,2}[A-Z]?|[a-z]|[ivx]{1,4})\)){0,4}"
_SHAPES = {
    "atisn": r"\bATISN(?:\s?(?:no|number|ref|reference|rhif|cyf)\b\.?)?[\s:–-]{0,3}(?P<value>\d{3,6})\b",
    "wg": r"\b(?P<value>WG-?\d{4,6})\b",
    "isbn": r"\bISBN(?:-1[03])?:?\s{0,2}(?P<value>\d[\d-]{8,16}[\dX])\b",
    "question": r"\b(?P<value>(?:WAQ|OAQ|WQ|OQ|TQ|EQ)\s?\d{4,6})\b",
    "case": r"(?<![\w/])(?P<value>(?:IC-\d{4,6}-\w{4}|FS\d{8}|"
    r"(?:20\d\d[/-]|[A-Z]{2,6}/)?(?:FOIA?|EIR)(?:[\s/-]|(?=20\d\d[/-]))(?:20\d\d\s\d{1,5}|(?!200[04]\b(?![/-]\d))\d{2,6}(?:[/-]\d{1,6}){0,2})))\b",
    "provision": r"\b(?P<value>(?:(?:s|ss|reg|regs|para|paras|art|arts|sch)\.\s?|(?:sections?|regulations?|articles?|"
    r"paragraphs?|schedules?|part|adran(?:nau)?|rheoliad|erthygl|paragraff|atodlen|rhan)\s|EIR\s)" + _NUMBERED + r")",
}
_PATTERN = re.compile(
    "|".join(f"(?P<{kind}>{shape.replace('?P<value>', f'?P<{kind}_value>')})" for kind, shape in _SHAPES.items()),
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reference:
    """A reference where it stands."""

    start: int
    end: int
    kind: str
    """`atisn`, `wg`, `isbn`, `question`, `case` or `provision`."""
    value: str
    """As people write it, with single spaces: `ATISN 24923`, `WG36317`, `978-1-78964-363-3`, `section 95`."""


def references(text: str) -> list[Reference]:
    """Every reference in order; none overlaps another."""
    return [_reference(match) for match in _PATTERN.finditer(text)]


def _reference(match: re.Match[str]) -> Reference:
    kind = next(kind for kind in _SHAPES if match.group(kind))
    value = " ".join(match.group(f"{kind}_value").split())
    if kind == "atisn":
        value = f"ATISN {value}"
    elif kind == "provision":
        value = value.replace(" (", "(")
    else:
        value = value.upper()
    return Reference(match.start(), match.end(), kind, value)
