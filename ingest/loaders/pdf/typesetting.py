"""Ordered lines of a page into text: a blank line for a gap, a space at a line's end where its paragraph goes on."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.loaders.loaded import Mark
from ingest.loaders.pdf.links import PageLink
from ingest.loaders.pdf.page import storable
from ingest.loaders.pdf.segments import Line

_CLEARLY = 1.25
"""Times the usual step from line to line: a wider one is a gap."""
_USUAL = 1.2
_OTHER_SIZE = 1.15
_STOP = re.compile(r"[.!?…:;][\"'”’)\]]*\d{0,2}$")
_OPEN = re.compile(r"(?:(?:^|\s)(?:[^\W\d_A-Z]{1,3}|with|from|that|this|their)|[,(&–])$")
_LEADERS = re.compile(r"(?:\. ?){5}\S{0,6}$")
"""An entry of a table of contents."""
_LABEL = re.compile(r"(?:[^\w\s]{1,2}|\(?\w{1,3}[.)])\s")
_RAGGED = 0.1
"""Of a column's width: room at a line's end that a wrap may leave besides the next word."""
_LONG = 0.72
"""Of a column's width: a longer line without a stop was wrapped, whatever room it leaves."""


@dataclass(frozen=True)
class Leading:
    """The usual step from line to line of a file, in type sizes, by type size."""

    steps: dict[int, float]
    overall: float = _USUAL

    @classmethod
    def of(cls, pages: Iterable[list[Line]]) -> "Leading":
        """Measured over all pages; what stands side by side or far apart is left out."""
        sizes: dict[int, Counter[float]] = {}
        for lines in pages:
            for one, two in itertools.pairwise(lines):
                step = (one.foot - two.y) / two.size
                if 0.8 < step < 3 and _same_size(one, two) and _over(one, two) and not two.row:
                    sizes.setdefault(round(two.size), Counter())[round(step * 20) / 20] += 1
        every: Counter[float] = sum(sizes.values(), Counter())
        steps = {size: _commonest(counts) for size, counts in sizes.items() if counts.total() >= 6}
        return cls(steps, min(_commonest(every), 1.6) if every else _USUAL)

    def gap(self, one: Line, two: Line) -> bool:
        """Whether the space between a line and the one under it is wider than usual."""
        usual = self.steps.get(round(two.size), self.overall)
        return one.foot - two.y > _CLEARLY * usual * min(one.size, two.size)


def _commonest(counts: Counter[float]) -> float:
    """The most common step, or a smaller one that is nearly as common: paragraphs of one line are many."""
    most = max(counts.values())
    return min(step for step, count in counts.items() if count >= 0.4 * most)


@dataclass(frozen=True)
class Setting:
    """The text of one page with its marks."""

    text: str
    marks: tuple[Mark, ...]


def set_text(
    parts: Iterable[list[Line]], leading: Leading, links: list[PageLink], height: Callable[[float], int | None]
) -> Setting:
    """One line of text a line, a blank line between the parts; a table's rows follow each other.

    `height` says how high on the page something stands.
    """
    texts: list[str] = []
    marks: list[Mark] = []
    number = 0
    for part in filter(None, parts):
        flat = [row for line in part for row in (line.rows or (line,))]
        ends = [_end(flat, index, leading) for index in range(1, len(flat))]
        for index, (line, end) in enumerate(zip(flat, [*ends, "\n\n"], strict=True)):
            urls = tuple(link.url for link in links if link.behind(line))
            closed = _stands_alone(flat[index : index + 2], (ends[index - 1] if index else " ", end))
            marks.append(Mark(number, row=line.row, links=urls, closed=closed, height=height(line.y)))
            texts += [storable(line.text), end]
            number += end.count("\n")
    return Setting("".join(texts).rstrip("\n"), tuple(marks))


def _stands_alone(lines: list[Line], ends: tuple[str, str]) -> bool:
    """Whether a line is an item of its own among others, without gaps, as in a list without bullets."""
    if _LEADERS.search(lines[0].text):
        return True
    bare = all(line.text[:1].isupper() and "://" not in line.text for line in lines)
    return bare and len(lines) > 1 and "\n" in ends and not any(end.startswith(" ") for end in ends)


def _end(lines: list[Line], index: int, leading: Leading) -> str:
    """What ends a line: a space says that the paragraph goes on, a blank line that it ends."""
    one, two = lines[index - 1], lines[index]
    if one.row and two.row:
        return "\n"
    if one.row or two.row or not _same_size(one, two):
        return "\n\n"
    if not _over(one, two) or two.y >= one.y:
        return "\n\n" if _STOP.search(one.text) or _LABEL.match(two.text) else " \n"
    if leading.gap(one, two) or _opens(lines, index):
        return "\n\n"
    return " \n" if _goes_on(one, two) else "\n"


def _same_size(one: Line, two: Line) -> bool:
    return max(one.size, two.size) <= _OTHER_SIZE * min(one.size, two.size)


def _over(one: Line, two: Line) -> bool:
    """Whether one line stands above the other, not beside it."""
    return one.x < two.right and two.x < one.right


def _opens(lines: list[Line], index: int) -> bool:
    """Whether a line is indented as the first of a paragraph: those around it are not."""
    if not 0 < index < len(lines) - 1:
        return False
    above, line, below = lines[index - 1 : index + 2]
    inset = 0.8 * line.size < line.x - below.x < 5 * line.size and abs(above.x - below.x) < 0.5 * line.size
    ended = _STOP.search(above.text) and not _LABEL.match(above.text)
    return bool(inset and ended and _over(line, below) and below.y < line.y and not line.text[:1].islower())


def _goes_on(one: Line, two: Line) -> bool:
    """Whether the next line's first word had no room at this one's end, or the sentence cannot end here."""
    word = two.text.split(maxsplit=1)[0]
    wide = (two.right - two.x) * (len(word) + 1) / max(len(two.text), 1)
    room = max(one.edge, two.edge) - one.right - wide
    if _LEADERS.search(one.text):
        return False
    if _STOP.search(one.text):
        return room < 0
    column, length = max(one.edge, two.edge) - one.x, one.right - one.x
    return (
        room < _RAGGED * column or length > _LONG * column or (length > 0.5 * column and bool(_OPEN.search(one.text)))
    )
