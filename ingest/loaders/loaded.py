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
    gone: str = ""
    """Why the line is no part of the text, where the format says so in another way than by `chrome`; else empty."""
    note: bool = False
    """Whether it belongs to a footnote or an endnote."""
    quoted: bool = False
    """Whether it is quoted from an earlier message, so that it is somebody else's words."""
    aside: bool = False
    """Whether it only names something, such as an attachment, and is no running text."""
    height: int | None = None
    """Thousandths of the page's height at which it stands, from the foot; None where the format places no lines."""
    ordinal: str = ""
    """What the format draws in front of an item, `3` or, in a list inside another, `(b)`; else empty."""

    @property
    def whole(self) -> bool:
        """Whether the line is a paragraph of its own, never joined with its neighbours."""
        return bool(self.level or self.row or self.closed)

    @property
    def speaks(self) -> bool:
        """Whether it says more of the line than where it stands."""
        shown = self.level or self.chrome or self.item or self.row or self.links or self.closed or self.ordinal
        return bool(shown or self.gone or self.note or self.quoted or self.aside)


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
    """Of publication, ISO 8601; the day on which a program made or saved the file is none."""
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
