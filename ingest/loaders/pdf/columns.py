"""The order in which the lines of a page are read: column by column, and over full-width lines between them."""

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.loaders.pdf.segments import Line, is_near, joined, rows_of
from ingest.loaders.pdf.tables import across, table

_FEWEST_LINES = 3
_SHORTEST_MEAN = 20
"""Characters: shorter than this on average, the cells of a table are meant to be read across."""
_SHORTEST_PROSE = 40
_STOP = re.compile(r"[.!?:;][\"'”’)\]]*\d{0,2}$")
_MOST_CANDIDATES = 12
_DEEPEST = 4
_NEAR_GUTTER = 4
"""Points."""
_USUAL = 1.45
"""Of the type size: a wider step from line to line is a gap, where nothing better is known."""


@dataclass(frozen=True)
class _Band:
    """What stands between two full-width lines, on each side of a gutter."""

    left: list[Line]
    right: list[Line]


def usual_gutter(pages: Iterable[list[Line]]) -> float | None:
    """The left edge of the right column where most pages of a document have one, and the same."""
    found = [_gutter(lines) for lines in pages if len(lines) >= _FEWEST_LINES]
    edges = Counter(round(edge / 3) for edge in found if edge is not None)
    if not edges or edges.most_common(1)[0][1] < max(2, len(found) / 2):
        return None
    common = edges.most_common(1)[0][0]
    return min(edge for edge in found if edge is not None and round(edge / 3) == common)


def in_order(lines: list[Line], depth: int = 0, *, usual: float | None = None) -> list[Line]:
    """The lines as they are read, each with the edge of its column.

    `usual` is the document's own gutter: it decides on a page of which one column is too short to show it.
    """
    gutter = _gutter(lines) if depth < _DEEPEST else None
    if gutter is None and usual is not None and _fits(lines, usual):
        gutter = usual
    if gutter is None:
        return _edged(across(lines))
    ordered: list[Line] = []
    full: list[Line] = []
    for part in _bands(lines, gutter):
        if isinstance(part, Line):
            full.append(part)
            continue
        ordered += [*_edged(across(full)), *_both(part, depth)]
        full = []
    return [*ordered, *_edged(across(full))]


def _fits(lines: list[Line], gutter: float) -> bool:
    """Whether all lines keep to one side of it, and those at the right begin where the column does."""
    right = [line for line in lines if line.x >= gutter]
    begins = any(line.x - gutter < _NEAR_GUTTER for line in right)
    return begins and len(right) < len(lines) and not any(_crosses(line, gutter) for line in lines)


def _both(band: _Band, depth: int) -> list[Line]:
    if max(len(band.left), len(band.right)) <= 1:
        return _edged(across([*band.left, *band.right]))
    if _is_wrapped_table(band):
        return [table(list(_stripes(band)))]
    return [*in_order(band.left, depth + 1), *in_order(band.right, depth + 1)]


def _edged(lines: list[Line]) -> list[Line]:
    edge = max((line.right for line in lines), default=0.0)
    return [line if line.edge else replace(line, edge=edge) for line in lines]


def _gutter(lines: list[Line]) -> float | None:
    """The left edge of a right column, with text on both sides of it that is no table of short cells."""
    starts = Counter(round(line.x / 3) for line in lines)
    first = min(starts, default=0)
    found: list[tuple[int, float]] = []
    for start, count in starts.most_common(_MOST_CANDIDATES):
        if count >= 2 and start > first:
            edge = min(line.x for line in lines if round(line.x / 3) == start) - 1
            bands = [part for part in _bands(lines, edge) if isinstance(part, _Band)]
            found.append((sum(min(len(band.left), len(band.right)) for band in bands), edge))
    for score, edge in sorted(found, reverse=True):
        if score >= _FEWEST_LINES and _parts_text(lines, edge):
            return edge
    return None


def _parts_text(lines: list[Line], edge: float) -> bool:
    bands = [part for part in _bands(lines, edge) if isinstance(part, _Band)]
    paired = [band for band in bands if band.left and band.right]
    if any(_is_wrapped_table(band) or _is_sidebar(band.left, band.right) for band in paired):
        return True
    if any(_is_sidebar(band.right, band.left) for band in paired):
        return True
    sides = ([line for band in paired for line in band.left], [line for band in paired for line in band.right])
    if not all(len(side) >= _FEWEST_LINES and _mean(side) >= _SHORTEST_MEAN for side in sides):
        return False
    return _is_prose(*sides)


def _is_sidebar(narrow: list[Line], wide: list[Line]) -> bool:
    """Whether short lines stand beside running text in the middle of its sentences, and so are no labels of it."""
    text = rows_of(wide)
    if len(narrow) < _FEWEST_LINES or len(text) < _FEWEST_LINES or _mean(wide) < _SHORTEST_PROSE:
        return False
    inside = {
        round(two[0].y): not _STOP.search(joined(one).text) and one[0].y - two[0].y < 2 * two[0].size
        for one, two in itertools.pairwise(text)
    }
    heights = [[inside[at] for at in range(round(line.y) - 2, round(line.y) + 3) if at in inside] for line in narrow]
    beside = [any(found) for found in heights if found]
    return len(beside) >= _FEWEST_LINES and sum(beside) >= 0.75 * len(beside)


def _mean(side: list[Line]) -> float:
    return sum(len(line.text) for line in map(joined, rows_of(side))) / max(len(rows_of(side)), 1)


def _is_prose(left: list[Line], right: list[Line]) -> bool:
    """Rows of aligned cells are a table, unless sentences run on from line to line or lines fill their column."""
    fewer, more = sorted((left, right), key=len)
    heights = {round(line.y / 2) for line in more}
    aligned = sum(bool({round(line.y / 2) + step for step in (-1, 0, 1)} & heights) for line in fewer)
    if aligned < 0.8 * len(fewer):
        return True
    runs_on = sum(line.text[:1].islower() for line in (*left, *right)) >= 0.2 * (len(left) + len(right))
    return runs_on or all(_fills(side) for side in (left, right))


def _fills(side: list[Line]) -> bool:
    rows = [joined(row) for row in rows_of(side)]
    wide = max(row.right for row in rows) - min(row.x for row in rows)
    return sum(row.right - row.x >= 0.7 * wide for row in rows) >= 0.6 * len(rows)


def _bands(lines: list[Line], gutter: float) -> Iterator[_Band | Line]:
    """Full-width lines, and what stands between them."""
    band = _Band([], [])
    downwards = sorted(lines, key=lambda line: (-line.y, line.x))
    usual = _usual_size(lines)
    beside = [line.y for line in reversed(downwards) if line.x >= gutter]
    for line in downwards:
        if _crosses(line, gutter) or _heads(line, gutter, usual, beside):
            if band.left or band.right:
                yield band
            band = _Band([], [])
            yield line
        else:
            (band.right if line.x >= gutter else band.left).append(line)
    if band.left or band.right:
        yield band


def _crosses(line: Line, gutter: float) -> bool:
    return line.x < gutter < line.right - 1


def _heads(line: Line, gutter: float, usual: float, beside: list[float]) -> bool:
    """Whether a large short line at the left is a heading over both columns: nothing stands beside it."""
    if line.x >= gutter or line.size < 1.15 * usual:
        return False
    at = bisect_right(beside, line.y - 1.5 * line.size)
    return at == len(beside) or beside[at] >= line.y + 1.5 * line.size


def _usual_size(lines: list[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _is_wrapped_table(band: _Band) -> bool:
    """Whether paragraphs on both sides begin side by side, though they are not equally long."""
    gap = _gap(band)
    left, right = _starts(band.left, gap), _starts(band.right, gap)
    if min(len(left), len(right)) < 3:
        return False
    upwards = right[::-1]
    shared = sum(is_near(one, upwards) for one in left)
    return shared >= 0.75 * max(len(left), len(right)) and (_uneven(band.left, gap) or _uneven(band.right, gap))


def _steps(side: list[Line]) -> list[tuple[float, Line]]:
    """Each line with its distance from the one above, in type sizes."""
    rows = [row[0] for row in rows_of(side)]
    return [((one.foot - two.y) / max(two.size, 1.0), two) for one, two in itertools.pairwise(rows)]


def _starts(side: list[Line], gap: float) -> list[float]:
    """Heights at which a paragraph begins behind a gap, the first line's included."""
    top = max((line.y for line in side), default=0.0)
    return [top, *(line.y for step, line in _steps(side) if step > gap)] if side else []


def _uneven(side: list[Line], gap: float) -> bool:
    gaps = [step for step, _ in _steps(side) if step > gap]
    return bool(gaps) and max(gaps) > 1.4 * min(gaps)


def _gap(band: _Band) -> float:
    """A wider step than this, in type sizes, parts paragraphs."""
    steps = sorted(step for side in (band.left, band.right) for step, _ in _steps(side))
    return 1.25 * min(steps[len(steps) // 5], _USUAL) if steps else _USUAL


def _stripes(band: _Band) -> Iterator[list[Line]]:
    """The rows of a wrapped table: from one shared beginning to the next."""
    lines = sorted([*band.left, *band.right], key=lambda line: -line.y)
    gap = _gap(band)
    beside = _starts(band.right, gap)[::-1]
    starts = [one for one in _starts(band.left, gap) if is_near(one, beside)]
    stripe: list[Line] = []
    for line in lines:
        if stripe and starts and line.y <= starts[0] + 2 and stripe[0].y > starts[0] + 2:
            yield stripe
            stripe = []
        while starts and line.y <= starts[0] + 2:
            starts.pop(0)
        stripe.append(line)
    if stripe:
        yield stripe
