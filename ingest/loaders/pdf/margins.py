"""What stands in the margins of pages: running headers and footers, and the page numbers as printed."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ingest.loaders.pdf.page_numbers import bare_number, in_margin, is_named, plausible, printed_numbers
from ingest.loaders.pdf.running_shape import running_shape, series_number
from ingest.loaders.pdf.segments import Line, joined, rows_of

_DEEPEST = 3
"""Rows from the top or the bottom that may be running lines."""
_APART = 1.7
"""Type sizes between an outermost row and the next, more than the step of running text."""


@dataclass(frozen=True)
class Sheet:
    """One page, its running lines told apart from its body."""

    head: list[Line]
    body: list[Line]
    foot: list[Line]


def sheets(pages: list[list[Line]]) -> list[Sheet]:
    """Each page's lines; a row of the margin recurs at one height, or is a page number well apart from the rest."""
    rows = [rows_of(page) for page in pages]
    seen = Counter(key for page in rows for key in {*_keys(page, top=True), *_keys(page, top=False)})
    recurring = {key for key, count in seen.items() if count > 1}
    return [_sheet(page, recurring) for page in rows]


def printed_labels(pages: list[Sheet], heights: list[Callable[[float], int | None]]) -> list[str | None]:
    """The number printed on each page, where such numbers run along with the pages."""
    found = [list(dict.fromkeys(_printed(page, height))) for page, height in zip(pages, heights, strict=True)]
    offsets: Counter[tuple[int, bool]] = Counter()
    for number, page in enumerate(found):
        offsets.update(
            {(value - number, text.isdigit()) for text, value in page if plausible(value, number, len(pages))}
        )
    needed = min(3, max(2, len(pages)))
    running = {key for key, count in offsets.items() if count >= (needed if key[1] else 2)}
    return [
        next((text for text, value in page if (value - number, text.isdigit()) in running), None)
        for number, page in enumerate(found)
    ]


def _keys(rows: list[list[Line]], *, top: bool) -> list[tuple[bool, str, int]]:
    edge = rows[:_DEEPEST] if top else rows[-_DEEPEST:]
    return [(top, _shape(joined(row).text), round(row[0].y / 4)) for row in edge]


def _shape(text: str) -> str:
    """Empty for what cannot run; numbers alone on a line are alike."""
    return "#" if _is_number(text) else running_shape(text)


def _sheet(rows: list[list[Line]], recurring: set[tuple[bool, str, int]]) -> Sheet:
    head, foot = (_depth(rows, recurring, top=top) for top in (True, False))
    if head + foot >= len(rows):
        head, foot = 0, 0
    end = len(rows) - foot
    edge = max((line.right for row in rows for line in row), default=0.0)
    return Sheet(
        [replace(joined(row), edge=edge) for row in rows[:head]],
        [line for row in rows[head:end] for line in row],
        [replace(joined(row), edge=edge) for row in rows[end:]],
    )


def _depth(rows: list[list[Line]], recurring: set[tuple[bool, str, int]], *, top: bool) -> int:
    """How many rows, from the outside, belong to the margin."""
    inwards = rows if top else rows[::-1]
    keys = _keys(rows, top=top)
    keys = keys if top else keys[::-1]
    depth = 0
    for at, key in enumerate(keys):
        if not key[1] or key not in recurring:
            break
        if _is_set_apart(inwards, at):
            depth = at + 1
    if not depth and inwards and _is_number(joined(inwards[0]).text) and _is_set_apart(inwards, 0):
        depth = 1
    return depth


def _is_set_apart(inwards: list[list[Line]], at: int) -> bool:
    """Whether the rows down to this one are followed by white space."""
    if at + 1 >= len(inwards):
        return False
    here, below = inwards[at][0], inwards[at + 1][0]
    return abs(here.y - below.y) > _APART * max(here.size, below.size)


def _printed(page: Sheet, height: Callable[[float], int | None]) -> Iterator[tuple[str, int]]:
    """Candidates of a page's number, with their values; outside the margins nothing is one."""
    rows = rows_of(page.body)
    outer = [joined(row) for row in (*rows[:1], *rows[-1:])]
    for line in (*page.foot, *page.head, *outer):
        if in_margin(height(line.y)) and not series_number(line.text):
            yield from printed_numbers(line.text)


def _is_number(text: str) -> bool:
    return bool(bare_number(text)) or is_named(text)
