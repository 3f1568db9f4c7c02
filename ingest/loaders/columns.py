"""Two-column pages whose columns were drawn line by line across the page, put back column by column."""

import itertools
from collections import Counter
from dataclasses import dataclass

_FEWEST_LINES = 5
_SHORTEST_MEAN = 20
"""Characters: shorter than this on average, the cells of a table are meant to be read across."""


@dataclass(frozen=True)
class Fragment:
    """A run of text as drawn, its origin in points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float

    @property
    def right(self) -> float:
        """Where it ends, by half its type size a character."""
        return self.x + len(self.text.rstrip()) * self.size * 0.5


def reordered(fragments: list[Fragment], width: float) -> str | None:
    """The page's text column by column, or None where the drawing order can stand."""
    drawn = [fragment for fragment in fragments if fragment.text.strip()]
    gutter = _gutter(drawn, width)
    if gutter is None or not _interleaves(drawn, gutter):
        return None
    ordered: list[Fragment] = []
    band: list[Fragment] = []
    downwards = sorted(drawn, key=lambda fragment: -fragment.y)
    margins = {_margin(downwards), _margin(downwards[::-1])}
    for fragment in downwards:
        if _crosses(fragment, gutter) or fragment.y in margins:
            ordered += [*_columns(band, gutter), fragment]
            band = []
        else:
            band.append(fragment)
    return _lines([*ordered, *_columns(band, gutter)])


def _gutter(drawn: list[Fragment], width: float) -> float | None:
    """The left edge of the right column, where at least five lines of text begin."""
    starts = Counter(round(fragment.x / 4) for fragment in drawn if 0.4 * width < fragment.x < 0.7 * width)
    if not starts:
        return None
    edge = starts.most_common(1)[0][0] * 4 - 3.0
    sides = (
        [fragment for fragment in drawn if fragment.x < edge and not _crosses(fragment, edge)],
        [fragment for fragment in drawn if fragment.x >= edge],
    )
    full = all(
        len(side) >= _FEWEST_LINES and sum(len(part.text) for part in side) >= _SHORTEST_MEAN * len(side)
        for side in sides
    )
    return edge if full else None


def _margin(inwards: list[Fragment]) -> float | None:
    """The height of a running header or footer: the outermost line, if the next one is far from it."""
    outer = inwards[0]
    inner = next((fragment for fragment in inwards if abs(fragment.y - outer.y) > 2), outer)
    return outer.y if abs(inner.y - outer.y) > 2.2 * outer.size else None


def _crosses(fragment: Fragment, gutter: float) -> bool:
    return fragment.x < gutter and fragment.right > gutter + 4 * fragment.size


def _interleaves(drawn: list[Fragment], gutter: float) -> bool:
    sides = [fragment.x >= gutter for fragment in drawn if not _crosses(fragment, gutter)]
    return sum(one != other for one, other in itertools.pairwise(sides)) > _FEWEST_LINES


def _columns(band: list[Fragment], gutter: float) -> list[Fragment]:
    return sorted(band, key=lambda fragment: (fragment.x >= gutter, -round(fragment.y), fragment.x))


def _lines(ordered: list[Fragment]) -> str:
    """One line a height; a gap of more than a line and a half leaves a blank line."""
    parts: list[str] = []
    for last, fragment in zip([None, *ordered], ordered, strict=False):
        if last is not None:
            drop = last.y - fragment.y
            same = abs(drop) < 2 and fragment.x > last.x
            parts.append(" " if same else "\n\n" if drop > 1.7 * fragment.size else "\n")
        parts.append(fragment.text.strip("\n"))
    return "".join(parts)
