"""What a loader makes of the bytes of one source."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mark:
    """What a format says of one line."""

    line: int
    """Counted from 0 within the page's text, split at line feeds."""
    level: int = 0
    """1 to 6 for a heading, 0 for none."""
    chrome: bool = False
    """Whether the line belongs to the site and not to the document: a menu, a banner, a footer."""
    item: bool = False
    """Whether it is an item of a list; its number or bullet may be drawn by the format and not be in the text."""
    row: bool = False
    """Whether it is a row of a table; its cells are separated by tabs."""
    links: tuple[str, ...] = ()
    """Addresses behind its words."""
    closed: bool = False
    """Whether the format itself says that the line begins and ends here, not where a page was full."""

    @property
    def whole(self) -> bool:
        """Whether the line is a paragraph of its own, never joined with its neighbours."""
        return bool(self.level or self.row or self.closed)


PLAIN = Mark(-1)
"""Of a line that the format says nothing of."""


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
class FileFacts:
    """What the file says of itself outside its text; programs fill these in carelessly, so they are hints."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    """ISO 8601."""
    language: str | None = None
    """`en` or `cy`."""
    url: str | None = None
    """Where the page says that it is published."""


@dataclass(frozen=True)
class Loaded:
    """The text of one source before cleaning."""

    reader: str
    """Name and version of the loader, such as `text/1`."""
    pages: tuple[LoadedPage, ...]
    paged: bool
    """Whether the format has pages that a citation can name."""
    facts: FileFacts = field(default_factory=FileFacts)
