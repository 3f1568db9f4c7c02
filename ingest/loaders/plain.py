"""Plain text, page by page where form feeds part the pages, its tables known by their tabs."""

import itertools
import re
from collections.abc import Iterator

from ingest.loaders.decoding import decode
from ingest.loaders.loaded import Loaded, LoadedPage, Mark

NAME = "text/3"

_FEWEST_ROWS = 2
_LONGEST_CELL = 200
_FIGURE = re.compile(r"[£$€]?[+-]?\d[\d,.]{0,20}(?:%|k|m|bn)?|[-–*]|n/a|\[[a-z]{1,2}\]", re.IGNORECASE)


def load(data: bytes) -> Loaded:
    """The text as it stands; a form feed ends a page, as programs that print PDF as text write it.

    Raises UnreadableSource.
    """
    text = decode(data)
    sheets = text.split("\f")
    if len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    pages = tuple(LoadedPage(sheet, number, marks=tuple(_rows(sheet))) for number, sheet in enumerate(sheets, 1))
    return Loaded(NAME, pages, paged="\f" in text)


def _rows(text: str) -> Iterator[Mark]:
    """Neighbouring lines with the same number of tabs, if their cells are those of a table."""
    numbered = enumerate(text.split("\n"))
    for tabs, block in itertools.groupby(numbered, lambda line: line[1].count("\t") if line[1].strip() else -1):
        if tabs > 0:
            lines = list(block)
            if _is_table([line.split("\t") for _, line in lines]):
                yield from (Mark(number, row=True) for number, _ in lines)


def _is_table(rows: list[list[str]]) -> bool:
    """Whether cells stand under each other: three columns, or two of which the second has figures; no list, no form."""
    cells = [[cell.strip() for cell in row] for row in rows]
    if len(rows) < _FEWEST_ROWS or any(len(cell) > _LONGEST_CELL for row in cells for cell in row):
        return False
    filled = [sum(any(map(str.isalnum, cell)) for cell in row) for row in cells]
    if sum(count > 1 for count in filled) < max(_FEWEST_ROWS, 0.6 * len(rows)):
        return False
    figures = [sum(_FIGURE.fullmatch(row[at]) is not None for row in cells) for at in range(1, len(cells[0]))]
    return any(2 * count >= len(rows) for count in figures) or (len(cells[0]) > 2 and all(row[0] for row in cells[1:]))
