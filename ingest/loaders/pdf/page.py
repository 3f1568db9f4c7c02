"""One page of a PDF: its lines where they stand, checked against what plain extraction gives."""

from collections import Counter
from dataclasses import dataclass

from pypdf import PageObject

from ingest.loaders.pdf.drawing import Drawing, Rule, Run, Workshop
from ingest.loaders.pdf.plane import point, rotation
from ingest.loaders.pdf.segments import Line, segments
from ingest.loaders.pdf.typeface import BULLET, UNASSIGNED

_MOST_RUNS = 40_000
"""A page with more is a drawing; it is read in the order in which it was drawn."""
_SHARE_PICTURED = 0.6
_FEW = 100
"""Visible characters: a page under pictures with fewer bears a header at most."""


@dataclass(frozen=True)
class PageText:
    """What is drawn on one page."""

    drawn: str
    """All text as plain extraction orders it."""
    lines: list[Line]
    """Upright segments; empty where places could not be told."""
    turned: list[list[Line]]
    """Segments of text that stands turned on the page, each list of one angle."""
    rules: list[Rule]
    pictured: bool
    """Whether pictures cover the page and hardly any text stands on it."""
    drawn_on: bool
    """Whether it bears pictures or rules."""
    low: float = 0.0
    """Where the page as shown begins, from below."""
    high: float = 0.0

    @property
    def visible(self) -> int:
        """Number of visible characters."""
        return len("".join(self.drawn.split()))

    def height(self, y: float) -> int | None:
        """Thousandths of the page's height at which something stands; None for a page without height."""
        return round(1000 * (y - self.low) / (self.high - self.low)) if self.high - self.low > 1 else None


def read_page(page: PageObject, workshop: Workshop) -> PageText:
    """Read one page; where places lose characters that plain extraction has, there are no places."""
    drawing = Drawing(page, workshop)
    drawn = page.extract_text(visitor_operand_before=drawing.before, visitor_operand_after=drawing.after)
    drawn = drawn.replace(UNASSIGNED, BULLET)
    runs = drawing.runs if _complete(drawn, drawing.runs) else []
    angles: dict[int, list[Run]] = {}
    for run in runs:
        angles.setdefault(run.angle, []).append(run)
    lines = segments(angles.pop(0, []))
    turned = [segments(angles[angle]) for angle in sorted(angles)]
    visible = len("".join(drawn.split()))
    area = abs(float(page.mediabox.width) * float(page.mediabox.height))
    return PageText(
        _stored(drawn),
        lines,
        [found for found in turned if found],
        drawing.rules,
        visible < _FEW and drawing.pictured >= _SHARE_PICTURED * area > 0,
        bool(drawing.pictured or drawing.rules),
        *_extent(page),
    )


def _extent(page: PageObject) -> tuple[float, float]:
    """The lowest and the highest point of the page as a viewer turns it."""
    matrix = rotation(page.rotation if isinstance(page.rotation, int) else 0)
    box = page.cropbox
    heights = [point(matrix, float(x), float(y))[1] for x in (box.left, box.right) for y in (box.bottom, box.top)]
    return min(heights), max(heights)


def _complete(drawn: str, runs: list[Run]) -> bool:
    if len(runs) > _MOST_RUNS:
        return False
    return not _visible(drawn) - _visible("".join(run.text for run in runs))


def _visible(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def _stored(text: str) -> str:
    """Without line ends that mean wraps; lone surrogates out of damaged fonts cannot be stored."""
    return "\n".join(line.rstrip() for line in storable(text).split("\n"))


def storable(text: str) -> str:
    """The text with a replacement character for each that no database takes."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
