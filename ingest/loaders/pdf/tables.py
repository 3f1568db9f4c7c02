"""Tables on a page: rows between rules, rows of aligned cells, and rows whose cells wrap."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from ingest.loaders.pdf.drawing import Rule
from ingest.loaders.pdf.segments import Line, joined, rows_of

_LABEL = re.compile(r"(?:\(?\w{1,4}[.)]|[^\w\s]{1,2}|\d{1,2})")
"""A bullet or a number in front of an item is no cell."""
_LONGEST_CELL = 200
_FEWEST_ROWS = 2
_FEWEST_OPEN = 3
"""Cells of each row of a table without rules that is known by its figures."""
_SHORT_CELL = 40
_MOST_GRIDS = 40
_MOST_CELLS = 40


def with_ruled_tables(lines: list[Line], rules: list[Rule]) -> list[Line]:
    """The lines with each ruled table as one of them."""
    for grid in itertools.islice(_grids(rules), _MOST_GRIDS):
        left, right = min(rule.x for rule in grid) - 2, max(rule.right for rule in grid) + 2
        heights = sorted((rule.y for rule in grid), reverse=True)
        inside = [line for line in lines if left <= line.x and line.right <= right and _between(line, heights)]
        bands = _bands(inside, heights)
        if _tabular(bands):
            chosen = {id(line) for line in inside}
            lines = [*(line for line in lines if id(line) not in chosen), table([band for band in bands if band])]
    return lines


def table(bands: list[list[Line]]) -> Line:
    """One line that stands for a table, a row for each band; long cells follow each other as text."""
    columns = _columns([line for band in bands for line in band])
    rows = tuple(row for band in bands for row in _row(_cells(band, columns)))
    lines = [line for band in bands for line in band]
    left, right = min(line.x for line in lines), max(line.right for line in lines)
    return Line("", left, right, rows[0].y, rows[0].size, rows=rows)


def across(lines: list[Line]) -> list[Line]:
    """Lines read from the top, each over its whole width; aligned cells of neighbouring rows become table rows."""
    rows = [_with_labels(row) for row in rows_of(lines)]
    tabled = [False] * len(rows)
    for at, (one, two) in enumerate(itertools.pairwise(rows)):
        if one[0].y - two[0].y < 4 * two[0].size and _aligned(one, two):
            tabled[at] = tabled[at + 1] = True
    found: list[Line] = []
    for flag, group in itertools.groupby(zip(rows, tabled, strict=True), key=lambda pair: pair[1] and len(pair[0]) > 1):
        block = [row for row, _ in group]
        columns = _columns([line for row in block for line in row]) if flag else []
        found += [_tabbed(row, columns) if flag else joined(row) for row in block]
    return found


def with_open_tables(lines: list[Line]) -> list[Line]:
    """The lines with each table of figures that has no rules as one of them, so that no column cuts it."""
    rows = rows_of(lines)
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and _is_row_of_figures(rows[end]) and (end == at or _continues(rows[end - 1], rows[end])):
            end += 1
        if end - at >= _FEWEST_ROWS:
            start = at - (at > 0 and len(rows[at - 1]) >= _FEWEST_OPEN - 1 and _continues(rows[at - 1], rows[at]))
            chosen = {id(line) for row in rows[start:end] for line in row}
            lines = [*(line for line in lines if id(line) not in chosen), table(rows[start:end])]
        at = max(end, at + 1)
    return lines


def _is_row_of_figures(row: list[Line]) -> bool:
    return len(row) >= _FEWEST_OPEN and all(_is_figure(line) for line in row[1:])


def _continues(above: list[Line], below: list[Line]) -> bool:
    """Whether a row stands close under another, their last cells under each other."""
    near = above[0].y - below[0].y < 4 * below[0].size and all(len(line.text) <= _SHORT_CELL for line in above)
    return near and _under(above[-1], below[-1])


def _grids(rules: list[Rule]) -> Iterator[list[Rule]]:
    """Three rules or more of one extent, that no other grid holds."""
    left = sorted(_whole(rules), key=lambda rule: (rule.x, rule.right, -rule.y))
    for _, group in itertools.groupby(left, key=lambda rule: (round(rule.x / 4), round(rule.right / 4))):
        grid = list(group)
        if len(grid) > _FEWEST_ROWS:
            yield grid


def _whole(rules: list[Rule]) -> list[Rule]:
    """Rules drawn cell by cell put together."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (-round(rule.y), rule.x)):
        last = found[-1] if found else None
        if last and abs(last.y - rule.y) <= 1.5 and rule.x - last.right <= 3:
            found[-1] = replace(last, right=max(last.right, rule.right))
        else:
            found.append(rule)
    return found


def _bands(lines: list[Line], heights: list[float]) -> list[list[Line]]:
    """What stands between one rule and the next, from the top."""
    bands: list[list[Line]] = [[] for _ in heights]
    for line in lines:
        bands[bisect_left(heights, -(line.y + 0.3 * line.size), key=lambda height: -height)].append(line)
    return bands[1:]


def _between(line: Line, heights: list[float]) -> bool:
    return heights[-1] < line.y + 0.3 * line.size < heights[0]


def _tabular(bands: list[list[Line]]) -> bool:
    """Whether two rows or more have several cells, under each other."""
    filled = [band for band in bands if band]
    columns = _columns([line for band in filled for line in band])
    several = sum(len([cell for cell in _cells(band, columns) if cell]) > 1 for band in filled)
    return len(columns) > 1 and several >= _FEWEST_ROWS and 2 * several >= len(filled)


def _columns(lines: list[Line]) -> list[float]:
    """Left edges of the columns, which end where no row has text; a line over most of the table is a title."""
    wide = max((line.right for line in lines), default=0.0) - min((line.x for line in lines), default=0.0)
    edges: list[float] = []
    reach = -1e9
    for line in sorted(lines, key=lambda line: line.x):
        if line.right - line.x > 0.7 * wide:
            continue
        if line.x > reach + 1:
            edges.append(line.x)
        reach = max(reach, line.right)
    return edges


def _cells(band: list[Line], columns: list[float]) -> list[list[Line]]:
    cells: list[list[Line]] = [[] for _ in columns] or [[]]
    for line in band:
        cells[max(bisect_right(columns, line.x + 0.5) - 1, 0)].append(line)
    return cells


def _row(cells: list[list[Line]]) -> list[Line]:
    texts = [_cell(cell) for cell in cells]
    filled = [line for cell in cells for line in cell]
    if not filled:
        return []
    if max(map(len, texts)) > _LONGEST_CELL:
        return [
            replace(line, edge=max(part.right for part in cell))
            for cell in cells
            for line in map(joined, rows_of(cell))
        ]
    main = max(filled, key=lambda line: len(line.text))
    top, right = max(line.y for line in filled), max(line.right for line in filled)
    text = "\t".join(texts).rstrip("\t")
    return [Line(text, min(line.x for line in filled), right, top, main.size, row=True, edge=right)]


def _cell(lines: list[Line]) -> str:
    """The lines of a cell on one; a word parted at a hyphen stays whole."""
    text = ""
    for line in map(joined, rows_of(lines)):
        parted = text[-1:] in ("-", "\u00ad") and text[-2:-1].isalpha() and line.text[:1].islower()
        text += line.text if parted or not text else f" {line.text}"
    return text


def _with_labels(row: list[Line]) -> list[Line]:
    if len(row) > 1 and _LABEL.fullmatch(row[0].text) and row[1].x - row[0].right < 5 * row[0].size:
        return [joined(row[:2]), *row[2:]]
    return row


def _tabbed(row: list[Line], columns: list[float]) -> Line:
    """Each cell in its column, as far as no two share one."""
    cells = _cells(row, columns)
    if max(map(len, cells)) > 1:
        cells = [[cell] for cell in row]
    text = "\t".join(cell[0].text if cell else "" for cell in cells).rstrip("\t")
    return replace(joined(row), text=text, row=True)


def _aligned(one: list[Line], two: list[Line]) -> bool:
    """Whether a cell behind the first stands under another; the last words of justified lines always do."""
    return any(_under(above, below) for above in one[1:_MOST_CELLS] for below in two[1:_MOST_CELLS])


def _is_figure(line: Line) -> bool:
    return any(mark.isdigit() for mark in line.text) and len(line.text) <= 15


def _under(above: Line, below: Line) -> bool:
    figures = all(map(_is_figure, (above, below)))
    short = max(len(above.text), len(below.text)) <= 25
    middle = abs(above.x + above.right - below.x - below.right) <= 4
    return abs(above.x - below.x) <= 2 or (figures and abs(above.right - below.right) <= 2) or (short and middle)
