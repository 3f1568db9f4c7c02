"""Runs of text on one baseline put together; a wide gap parts a line into segments."""

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from ingest.loaders.page_lines import RAISED
from ingest.loaders.pdf.drawing import Run

_SPACE = 0.13
"""Of the type size: a wider gap between two runs stands for a space."""
_PART = 0.9
"""Of the type size: a wider gap may part columns or cells."""
_RAISED = 0.15
"""Of the type size: what stands this much higher than its word is raised."""
_LONGEST_MARK = 6
_MOST_NEAR = 600
"""Runs looked at for the word that a raised mark belongs to."""


@dataclass(frozen=True)
class Line:
    """Text on one baseline, whole or a part between two wide gaps; in points from the lower left."""

    text: str
    x: float
    right: float
    y: float
    size: float
    row: bool = False
    """Whether it is a row of a table, its cells separated by tabs."""
    edge: float = 0.0
    """The right edge of the column in which it stands."""
    rows: tuple["Line", ...] = ()
    """Of a table that stands in for its lines."""

    @property
    def foot(self) -> float:
        """The baseline of its last row."""
        return self.rows[-1].y if self.rows else self.y


def segments(runs: Iterable[Run]) -> list[Line]:
    """From the top, each line from the left; what was drawn twice for boldness counts once."""
    return [segment for row in _rows(_settled(list(runs))) for segment in _segments(row)]


def rows_of(lines: Iterable[Line]) -> list[list[Line]]:
    """Segments that share a baseline, from the top, each row from the left; a table is a row of its own."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.y):
        alone = line.rows or (rows and rows[-1][0].rows)
        if rows and not alone and rows[-1][0].y - line.y <= _tolerance(rows[-1][0].size, line.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x) for row in rows]


def joined(row: list[Line]) -> Line:
    """The segments of a row as one line."""
    if len(row) == 1:
        return row[0]
    longest = max(row, key=lambda line: len(line.text))
    return replace(longest, text=" ".join(line.text for line in row), x=row[0].x, right=max(line.right for line in row))


def is_near(height: float, heights: list[float]) -> bool:
    """Whether one of the heights, sorted upwards, is the same but for a rounding."""
    at = bisect_left(heights, height - 2)
    return at < len(heights) and heights[at] <= height + 2


def _tolerance(one: float, two: float) -> float:
    return 0.2 * min(one, two) + 0.3


def _settled(runs: list[Run]) -> list[Run]:
    """Raised and lowered marks put onto the baseline of the word they stick to."""
    by_size: dict[int, list[Run]] = {}
    for run in sorted(runs, key=lambda run: run.y):
        by_size.setdefault(round(run.size), []).append(run)
    settled = []
    for run in runs:
        short = 0 < len(run.text.strip()) <= _LONGEST_MARK
        host = next(_hosts_of(run, by_size), None) if short else None
        raised = host is not None and (run.raised or run.y - host.y > _RAISED * host.size)
        settled.append(replace(run, y=host.y, raised=raised) if host else run)
    return settled


def _hosts_of(mark: Run, by_size: dict[int, list[Run]]) -> Iterator[Run]:
    for size, hosts in by_size.items():
        if mark.size < size + 0.5 and size - 0.5 < 2.3 * mark.size and size + 0.5 >= 1.15 * mark.size:
            start = bisect_left(hosts, mark.y - 0.75 * size - 1, key=lambda run: run.y)
            for host in islice(hosts, start, start + _MOST_NEAR):
                if host.y > mark.y + size:
                    break
                if _hosts(host, mark):
                    yield host


def _hosts(host: Run, mark: Run) -> bool:
    if not 1.15 * mark.size <= host.size <= 2.3 * mark.size or not host.text.strip():
        return False
    level = -0.75 * host.size <= host.y - mark.y <= 0.35 * host.size
    behind, before = mark.x - host.right, host.x - mark.right
    return level and (-0.2 * host.size <= behind <= 0.4 * host.size or -0.2 * host.size <= before <= 0.6 * host.size)


def _rows(runs: list[Run]) -> Iterator[list[Run]]:
    row: list[Run] = []
    for run in sorted(runs, key=lambda run: -run.y):
        if row and row[0].y - run.y > _tolerance(row[0].size, run.size):
            yield row
            row = []
        row.append(run)
    if row:
        yield row


def _segments(row: list[Run]) -> Iterator[Line]:
    inked: list[Run] = []
    for run in sorted(row, key=lambda run: run.x):
        if run.text.strip() and not any(_again(last, run) for last in inked[-3:]):
            inked.append(run)
    starts = [0, *(at + 1 for at, (one, two) in enumerate(itertools.pairwise(inked)) if _parts(one, two)), len(inked)]
    for start, end in itertools.pairwise(starts):
        if start < end:
            yield _segment(inked[start:end])


def _again(last: Run, run: Run) -> bool:
    near = 0.12 * run.size
    return last.text == run.text and abs(last.x - run.x) < near and abs(last.y - run.y) < near


def _parts(one: Run, two: Run) -> bool:
    return two.x - one.right > _PART * max(one.size, two.size)


def _segment(runs: list[Run]) -> Line:
    parts = [runs[0].text]
    for one, two in itertools.pairwise(runs):
        spaced = two.x - one.right > _SPACE * max(min(one.size, two.size), 1.0)
        grows = two.raised and one.text[-1:].isdigit() and RAISED.match(two.text.strip())
        parts += [" ", two.text] if spaced or grows else [two.text]
    largest = max(runs, key=lambda run: (run.size, len(run.text)))
    main = max(runs, key=lambda run: len(run.text.strip()))
    text = " ".join("".join(parts).split())
    return Line(text, runs[0].x, max(run.right for run in runs), largest.y, main.size)
