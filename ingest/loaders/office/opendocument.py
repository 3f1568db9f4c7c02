"""OpenDocument texts (ODT): paragraphs, headings, lists, tables, text boxes and notes."""

import re

from lxml import etree

from errors import UnreadableSource
from ingest.loaders.addresses import address
from ingest.loaders.file_facts import from_dublin_core
from ingest.loaders.loaded import Loaded
from ingest.loaders.office.archive import Archive
from ingest.loaders.office.markup import attribute, local, parsed
from ingest.loaders.page_lines import PageLines

NAME = "odt/2"

_WHAT = "The OpenDocument file"
_DRAWING = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SILENT = frozenset(
    (
        *("tracked-changes", "annotation", "forms", "sequence-decls", "variable-decls", "user-field-decls"),
        *("hidden-text", "hidden-paragraph", "object", "object-ole", "binary-data", "image", "event-listeners"),
        *("table-of-content-source", "illustration-index-source", "table-index-source", "object-index-source"),
        *("user-index-source", "alphabetical-index-source", "bibliography-source", "note-citation", "ruby-text"),
    )
)
_HEADING = re.compile(r"heading(?:_20_| )?([1-9])\d?", re.IGNORECASE)
_RAISED = re.compile(r"\s{0,5}(?:super|[1-9])")
_LONGEST_CELL = 5_000
"""Characters; a longer one is a page laid out by a table."""


def load(data: bytes) -> Loaded:
    """The document's text without headers, footers, comments and tracked deletions; notes stand behind it.

    Raises UnreadableSource.
    """
    archive = Archive(data)
    if b"encryption-data" in archive.read("META-INF/manifest.xml") or "encrypted-package" in archive.names:
        raise UnreadableSource(f"{_WHAT} is encrypted. Remove its password and supply it again.")
    root = parsed(archive.read("content.xml"), _WHAT)
    styles = [root, *(parsed(archive.read(name), _WHAT) for name in ("styles.xml",) if name in archive.names)]
    writer = _Writer(_levels(styles), _raised(styles))
    writer.write(root)
    page = writer.lines.page(needed=f"{_WHAT} has no text. Supply the document's text.")
    meta = parsed(archive.read("meta.xml"), _WHAT) if "meta.xml" in archive.names else None
    return Loaded(NAME, (page,), paged=False, facts=from_dublin_core(meta))


def _levels(roots: list[etree._Element]) -> dict[str, int]:
    """The heading level by name of every style that has one; a style has what the style above it has."""
    styles = {
        attribute(style, "name") or "": style
        for root in roots
        for style in root.iter("{*}style")
        if attribute(style, "name")
    }
    levels: dict[str, int] = {}
    for name in styles:
        at, seen = name, set[str]()
        while at not in seen and not (level := _level_of(at, styles.get(at))):
            seen.add(at)
            at = (attribute(styles[at], "parent-style-name") or "") if at in styles else at
        if level:
            levels[name] = level
    return levels


def _level_of(name: str, style: etree._Element | None) -> int:
    if name == "Title":
        return 1
    said = attribute(style, "default-outline-level") if style is not None else None
    named = _HEADING.fullmatch(name)
    return min(int(named.group(1)), 6) if named else _number(said)


def _number(said: str | None) -> int:
    return min(int(said), 6) if said and said.isdecimal() and len(said) < 4 else 0


class _Writer:
    """Walks the body; it is nested no deeper than the XML parser allows, so that recursion is safe."""

    def __init__(self, levels: dict[str, int], raised: frozenset[str]) -> None:
        self.lines = PageLines()
        self._levels = levels
        self._styles_raised = raised
        self._boxes: list[etree._Element] = []
        self._notes: list[etree._Element] = []

    def write(self, root: etree._Element) -> None:
        """The text, and behind it the notes in their order, also those of notes."""
        body = next(root.iter("{*}body"), None)
        self._blocks(body, item=False)
        self.lines.notes()
        while self._notes:
            note = self._notes.pop(0)
            self.lines.gap()
            self.lines.add(_citation(note))
            self._blocks(note, item=False)

    def _blocks(self, parent: etree._Element | None, *, item: bool) -> None:
        """In an item of a list the first paragraph is the item, and what follows belongs to it."""
        for element in parent if parent is not None else ():
            tag = local(element)
            if tag in ("p", "h"):
                self._paragraph(element, item=item)
                item = False
            elif tag == "table":
                self._table(element)
            elif tag not in _SILENT and not _is_undisplayed(element):
                self._blocks(element, item=tag == "list-item")

    def _paragraph(self, element: etree._Element, *, item: bool) -> None:
        style = attribute(element, "style-name") or ""
        level = _number(attribute(element, "outline-level")) or self._levels.get(style, 0) or _level_of(style, None)
        level = max(level, local(element) == "h")
        item = item and not level
        boxes, self._boxes = self._boxes, []
        if not item:
            self.lines.gap()
        self.lines.item(item)
        self._inline(element, heading=bool(level))
        self.lines.end(level=level, gap=not item)
        own, self._boxes = self._boxes, boxes
        for box in own:
            self._blocks(box, item=False)

    def _inline(self, parent: etree._Element, *, heading: bool) -> None:
        self.lines.add(parent.text)
        for element in parent:
            tag = local(element)
            if tag == "note":
                self._notes.append(element)
            elif str(element.tag).startswith(_DRAWING) and tag != "a":
                self._boxes.append(element)
            elif tag == "line-break" and not heading:
                self.lines.end()
            elif tag in ("s", "tab", "line-break"):
                self.lines.add("\t" if tag == "tab" else " ")
            elif tag == "a":
                self._link(element, heading=heading)
            elif tag not in _SILENT:
                self.lines.raised(attribute(element, "style-name") in self._styles_raised)
                self._inline(element, heading=heading)
                self.lines.raised(False)
            self.lines.add(element.tail)

    def _link(self, element: etree._Element, *, heading: bool) -> None:
        url, before = address(attribute(element, "href")), self.lines.written
        self.lines.link(url)
        self._inline(element, heading=heading)
        if self.lines.written == before:
            self.lines.unlink(url)

    def _table(self, table: etree._Element) -> None:
        rows = [[cell for cell in row if local(cell).endswith("table-cell")] for row in _rows(table)]
        if self.lines.in_row or _lays_out(rows):
            for cell in (cell for row in rows for cell in row):
                self._blocks(cell, item=False)
            return
        self.lines.gap()
        for row in rows:
            self._row(row)
        self.lines.gap()

    def _row(self, row: list[etree._Element]) -> None:
        self.lines.end()
        self.lines.begin_row()
        for number, cell in enumerate(row):
            if number:
                self.lines.cell()
            self._blocks(cell, item=False)
        self.lines.end_row()


def _citation(note: etree._Element) -> str:
    """The number that the file shows at a note, with the space that belongs behind it."""
    shown = "".join(str(text) for part in note if local(part) == "note-citation" for text in part.itertext())
    return f"{shown.strip()} " if shown.strip() else ""


def _raised(roots: list[etree._Element]) -> frozenset[str]:
    """The names of the styles that raise their words."""
    return frozenset(
        attribute(style, "name") or ""
        for root in roots
        for style in root.iter("{*}style")
        if any(_RAISED.match(attribute(said, "text-position") or "") for said in style)
    )


def _rows(table: etree._Element) -> list[etree._Element]:
    """The rows of this table, also those in its header and in groups, and none of the tables inside its cells."""
    rows: list[etree._Element] = []
    for element in table:
        if local(element) == "table-row":
            rows.append(element)
        elif local(element) in ("table-header-rows", "table-row-group", "table-rows"):
            rows += _rows(element)
    return rows


def _lays_out(rows: list[list[etree._Element]]) -> bool:
    """Whether a table is a frame around paragraphs, which are then read one by one."""
    cells = [cell for row in rows for cell in row]
    if all(len(row) == 1 for row in rows) and any(sum(1 for _ in cell.iter("{*}p")) > 1 for cell in cells):
        return True
    return any(sum(map(len, cell.itertext())) > _LONGEST_CELL for cell in cells)


def _is_undisplayed(element: etree._Element) -> bool:
    return local(element) == "section" and attribute(element, "display") == "none"
