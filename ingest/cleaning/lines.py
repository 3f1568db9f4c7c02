"""The lines of a loaded source, with what is known of how they wrap."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.loaders.loaded import PLAIN, Loaded, LoadedPage, Mark

_ROMAN = r"(?:x{0,2}(?:ix|iv|v?i{1,3}|v|x))"
BULLET = re.compile(
    rf"(?:[»•●▪◦·\uf0b7\uf0a7]|[*–-]\s|\(?\d{{1,2}}[.)]\s|\([a-z]{{1,4}}\)\s|(?:[a-z]|{_ROMAN})\)\s|"
    r"(?:[a-h]|i{1,3}|iv|vi{1,3}|ix)\.\s(?!\d)|o(?:\t|\s{2}))"
)
"""What counts or marks an item of a list; a number needs its stop, as a year or a sum may begin a line too."""
ROUND = re.compile(r"o\s+(?=[A-ZŴŶ£\d])")
"""A ring typed as a letter; it is a word of Welsh as well."""
_INLINE_LEFTOVER = re.compile(r"\[bookmark: [^\]\n]{1,80}\]")


@dataclass(frozen=True)
class Line:
    """One line, or the part of one that stands before or behind a leftover."""

    text: str
    page: int
    """Index of its page, from 0."""
    mark: Mark = PLAIN
    """What the format says of it."""
    leftover: bool = False
    """Whether it is residue of a word processor inside a line."""
    soft: bool = False
    """Whether the source marks the line's end as a wrap, by a space in front of it."""
    marked: bool = False
    """Whether the whole source marks its wraps so."""
    width: int = 0
    """Length of the longest line near to it."""
    label: str | None = None
    """Of its page, as printed or as the file names it."""


def lines_of(loaded: Loaded) -> list[Line]:
    """All lines of all pages in order."""
    lines = [line for index, page in enumerate(loaded.pages) for line in _page_lines(index, page)]
    marked = _marks_wraps(lines, fewest=1 if loaded.paged else 10)
    return [
        replace(line, marked=marked, soft=marked and line.text.endswith(" "), width=width)
        for line, width in zip(lines, _widths(lines), strict=True)
    ]


def wraps(lines: list[Line]) -> bool:
    """Whether lines end where the page was full, not where a paragraph ends."""
    follow = [(one, two) for one, two in _pairs(lines)]
    return len(follow) > 3 and sum(_goes_on(two.text.lstrip()) for _, two in follow) > 0.2 * len(follow)


def _goes_on(text: str) -> bool:
    return text[:1].islower() and not BULLET.match(text) and not ROUND.match(text)


def _page_lines(index: int, page: LoadedPage) -> Iterator[Line]:
    marks = {mark.line: mark for mark in page.marks}
    for number, text in enumerate(page.text.split("\n")):
        whole = Line(text, index, marks.get(number, PLAIN), label=page.label)
        at = 0
        for leftover in _INLINE_LEFTOVER.finditer(text):
            if text[at : leftover.start()].strip():
                yield replace(whole, text=text[at : leftover.start()])
            yield replace(whole, text=leftover.group(), leftover=True)
            at = leftover.end()
        if not at or text[at:].strip():
            yield replace(whole, text=text[at:])


def _pairs(lines: list[Line]) -> Iterator[tuple[Line, Line]]:
    for one, two in itertools.pairwise(lines):
        if one.text.strip() and two.text.strip():
            yield one, two


def _marks_wraps(lines: list[Line], fewest: int) -> bool:
    """Some programs leave the space at a wrapped line's end, and none at a paragraph's: a sure sign if kept."""
    wrapped = [one for one, two in _pairs(lines) if two.text[:1].islower()]
    return len(wrapped) >= fewest and sum(one.text.endswith(" ") for one in wrapped) >= 0.95 * len(wrapped)


def _widths(lines: list[Line]) -> list[int]:
    lengths = [len(line.text.strip()) for line in lines]
    return [max(lengths[max(0, at - 6) : at + 7]) for at in range(len(lines))]
