"""Which paragraphs are headings, and of what level."""

import re

from ingest.structure.paragraphs import Paragraph, looks_like_heading
from text.dates import dates

_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s{1,4}(?=[^\W\d_]|[‘“'\"])")
_LONGEST = 90
_FEW_WORDS = 7
_ENDED = re.compile(r"[.!?][’”\"')\]]{0,2}$")


def heading_levels(parts: list[Paragraph]) -> dict[int, int]:
    """Level by index; where the format says nothing, a number such as `1.2` gives it, else a short line alone is 1."""
    levels: dict[int, int] = {}
    for index in reversed(range(len(parts))):
        part = parts[index]
        if part.row:
            continue
        if part.level:
            levels[index] = part.level
        elif depth := _numbered(parts, index, levels):
            levels[index] = depth
        elif looks_like_heading(parts, index) and not _is_date(part.text):
            levels[index] = 1
    return levels


def _numbered(parts: list[Paragraph], index: int, below: dict[int, int]) -> int:
    """The depth of `1.2 Title`; the lines of a table of contents and the items of a list head no text of their own."""
    part = parts[index]
    number = _NUMBER.match(part.text)
    if not number or part.bullet or len(part.text) > _LONGEST or index + 1 >= len(parts) or _is_date(part.text):
        return 0
    title, following = part.text[number.end() :], parts[index + 1]
    depth = number["number"].count(".") + 1
    if title[0].islower() or re.search(r"[.!?;:,]$|\.{3}|\s\d{1,3}$|://", title):
        return 0
    if index + 1 in below:
        return depth if below[index + 1] > depth else 0
    stands_alone = part.gap and (depth > 1 or following.gap)
    heads = stands_alone or _heads_text_directly_below(parts, index, title)
    return depth if heads and not _NUMBER.match(following.text) and len(following.text) > len(title) else 0


def _heads_text_directly_below(parts: list[Paragraph], index: int, title: str) -> bool:
    """Whether a few words stand over whole sentences, and nothing unfinished over them."""
    above, following = parts[index - 1] if index else None, parts[index + 1]
    fresh = parts[index].gap or (above is not None and _ENDED.search(above.text) is not None)
    said = following.text[:1].isupper() and _ENDED.search(following.text) is not None
    return fresh and said and not (following.bullet or following.row) and len(title.split()) <= _FEW_WORDS


def _is_date(text: str) -> bool:
    """Whether a line begins with a day, or is a month or a year: `12 June 2025` is the twelfth heading of nothing."""
    found = dates(text)
    return bool(found) and found[0].start == 0 and (text[:1].isdigit() or found[0].end >= len(text.rstrip(" .")))
