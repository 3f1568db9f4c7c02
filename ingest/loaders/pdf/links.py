"""Addresses of the web that a PDF keeps behind words."""

import math
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject

from ingest.loaders.addresses import address
from ingest.loaders.pdf.segments import Line

_MOST = 500


@dataclass(frozen=True)
class PageLink:
    """An address and the rectangle that opens it, in points from the lower left."""

    url: str
    left: float
    low: float
    right: float
    high: float

    def behind(self, line: Line) -> bool:
        """Whether its rectangle lies on the line."""
        middle = (self.low + self.high) / 2
        shared = min(self.right, line.right) - max(self.left, line.x)
        return line.y - 0.35 * line.size < middle < line.y + line.size and shared > 0.5 * (self.right - self.left)


def links_of(page: PageObject) -> list[PageLink]:
    """The links of one page; a damaged one is left out, and a turned page has none whose place is sure."""
    # Links are met with almost any damage, and none is worth losing the text.
    try:
        if page.rotation % 360:
            return []
        annotations = page.get("/Annots")
        entries = annotations.get_object() if annotations is not None else []
        return [link for entry in list(entries)[:_MOST] if (link := _link(entry.get_object()))]
    except Exception:
        return []


def _link(annotation: Any) -> PageLink | None:
    action = annotation.get("/A")
    url = action.get_object().get("/URI") if action is not None else None
    rectangle = [float(number) for number in annotation.get("/Rect", [])]
    if isinstance(url, bytes):
        url = url.decode("utf-8", "replace")
    url = address(url) if isinstance(url, str) else None
    if url is None or len(rectangle) != 4 or not all(map(math.isfinite, rectangle)):
        return None
    x, y, right, high = rectangle
    return PageLink(url, min(x, right), min(y, high), max(x, right), max(y, high))
