"""Page numbers as pages print them: plain, roman, named, and beside other words of a running line."""

import re
from collections.abc import Iterator

_NUMBER = r"(\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})"
_BARE = re.compile(rf"[-–|\[(]? ?{_NUMBER} ?[-–|\])]?")
_NAMED = re.compile(
    r"(?:page|tudalen|p\.) ?(\d{1,4})(?: ?(?:of|o|/) ?\d{1,4})?|(\d{1,4}) ?(?:of|o|/) ?\d{1,4}", re.IGNORECASE
)
_BEFORE = re.compile(r"(\d{1,4})(?: ?\|)? +\D.*")
_BEHIND = re.compile(r".*\D +(\d{1,4})")
_OF_MANY = re.compile(r".*\b(?:page|tudalen) (\d{1,4})(?: ?(?:of|o|/) ?\d{1,4})?", re.IGNORECASE)
_OF_ALL = re.compile(r"(\d{1,4}) ?/ ?(\d{1,4})")
_LONGEST = 200
_LOWEST, _HIGHEST = 95, 930
"""Thousandths of a page's height between which its text stands."""
_PLAUSIBLE = 50
"""Pages that may stand in front of those of the file, and ten for each that the file has."""
_ROMAN = re.compile(r"(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def bare_number(text: str) -> int:
    """The value of a number that is the whole text, with at most dashes or bars around it; else 0."""
    match = _BARE.fullmatch(text)
    return _value(match.group(1)) if match else 0


def is_named(text: str) -> bool:
    """Whether the text says in words that it is a page number, such as `Page 3 of 10`."""
    match = _NAMED.fullmatch(text)
    return match is not None and (match.group(1) is not None or "/" not in text)


def says_page(text: str) -> bool:
    """Whether the text is a page number that the word for a page makes sure."""
    return is_named(text) and not text[:1].isdigit()


def is_of_all(text: str, index: int, pages: int) -> bool:
    """Whether the text is such as `3/10` on the third of ten pages."""
    match = _OF_ALL.fullmatch(text)
    return match is not None and (int(match.group(1)), int(match.group(2))) == (index + 1, pages)


def plausible(value: int, index: int, pages: int) -> bool:
    """Whether a page, counted from 0, of a file of so many pages can bear this number; figures are often higher."""
    return 0 < value <= index + _PLAUSIBLE + 10 * pages


def in_margin(height: int | None) -> bool:
    """Whether a page number may stand at this height, in thousandths of the page's; so it may where none is known."""
    return height is None or not _LOWEST < height < _HIGHEST


def printed_numbers(text: str) -> Iterator[tuple[str, int]]:
    """What may be the page's number in a running line, as printed and as a value, the surest first."""
    if len(text) > _LONGEST:
        return
    for pattern in (_BARE, _NAMED, _OF_MANY, _BEHIND, _BEFORE):
        if match := pattern.fullmatch(text):
            label = next(group for group in match.groups() if group is not None)
            if value := _value(label):
                yield label, value


def _value(text: str) -> int:
    if text.isdigit():
        return int(text)
    numeral = text.lower()
    if not numeral or not _ROMAN.fullmatch(numeral):
        return 0
    values = [_VALUES[letter] for letter in numeral]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))
