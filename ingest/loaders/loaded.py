"""What a loader makes of the bytes of one source."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """What a format says of one line."""

    line: int
    """Counted from 0 within the page's text, split at line feeds."""
    level: int = 0
    """1 to 6 for a heading, 0 for none."""
    chrome: bool = False
    """Whether the line belongs to the site and not to the document: a menu, a banner, a footer."""


@dataclass(frozen=True)
class LoadedPage:
    """One page, or the whole of a source without pages."""

    text: str
    number: int
    """Counted from 1."""
    label: str | None = None
    """As printed or as the file names it, such as `iv`."""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Loaded:
    """The text of one source before cleaning."""

    reader: str
    """Name and version of the loader, such as `text/1`."""
    pages: tuple[LoadedPage, ...]
    paged: bool
    """Whether the format has pages that a citation can name."""
