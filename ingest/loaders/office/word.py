"""Word files (DOCX): paragraphs, headings, lists, tables, text boxes and notes, with tracked deletions left out."""

import re
from collections.abc import Iterator

from lxml import etree

from ingest.loaders.addresses import address
from ingest.loaders.loaded import Loaded
from ingest.loaders.office.archive import Archive
from ingest.loaders.office.markup import attribute, local
from ingest.loaders.office.word_numbering import Numbering
from ingest.loaders.office.word_package import Package, Part, Styles, child, list_of, numbered, outline_level, value_of
from ingest.loaders.page_lines import MOST_SPANNED, PageLines

NAME = "docx/2"

_GONE = frozenset(("del", "moveFrom", "cellDel"))
# Properties, instructions and marks: what is in them is not text of the document.
_SILENT = _GONE | frozenset(
    (
        *("pPr", "rPr", "sectPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr"),
        *(
            "smartTagPr",
            "rubyPr",
            "delText",
            "delInstrText",
            "annotationRef",
            "footnoteRef",
            "endnoteRef",
            "docPartObj",
        ),
    )
)
_SHAPES = frozenset(("drawing", "pict", "object"))
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_LINK_FIELD = re.compile(r'\s{0,20}HYPERLINK\s{1,20}(?:\\[a-z]\s{1,20})?"([^"]{1,4000})"')
_LONGEST_CELL = 5_000
"""Characters; a longer one is a page laid out by a table."""


def load(data: bytes) -> Loaded:
    """The document's text without headers, footers and comments; notes stand behind it. Raises UnreadableSource."""
    package = Package(Archive(data))
    main = package.main()
    numbering = Numbering(package.part(main.kinds.get("numbering")))
    writer = _Writer(Styles(package.part(main.kinds.get("styles"))), numbering)
    writer.write(main, {kind: package.part(main.kinds.get(f"{kind}s")) for kind in ("footnote", "endnote")})
    page = writer.lines.page(needed="The Word file has no text. Supply the document's text.")
    return Loaded(NAME, (page,), paged=False, facts=package.facts())


class _Writer:
    """Walks the parts; no part is nested deeper than the XML parser allows, so that recursion is safe."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.lines = PageLines()
        self._styles = styles
        self._numbering = numbering
        self._targets: dict[str, str] = {}
        self._boxes: list[etree._Element] = []
        self._notes: list[tuple[str, str]] = []
        self._fields: list[_Field] = []
        self._level = 0

    def write(self, main: Part, notes: dict[str, Part | None]) -> None:
        """The body, and behind it each note that is referred to, in the order of the references."""
        self._targets = main.targets
        self._blocks(child(main.root, "body"))
        bodies = {
            (kind, attribute(note, "id") or ""): (part, note)
            for kind, part in notes.items()
            if part
            for note in part.root
        }
        self.lines.notes()
        for reference in dict.fromkeys(self._notes):
            if reference in bodies:
                part, note = bodies[reference]
                self._targets = part.targets
                self._blocks(note)

    def _blocks(self, parent: etree._Element | None) -> None:
        for element in parent if parent is not None else ():
            tag = local(element)
            if tag == "p":
                self._paragraph(element)
            elif tag == "tbl":
                self._table(element)
            elif tag == "AlternateContent":
                self._blocks(_chosen(element))
            elif tag not in _SILENT:
                self._blocks(element)

    def _paragraph(self, element: etree._Element) -> None:
        properties = child(element, "pPr")
        style = value_of(properties, "pStyle")
        self._level = level = self._styles.level(style, outline_level(properties))
        item = not level and self._styles.is_item(style, numbered(properties))
        boxes, self._boxes = self._boxes, []
        if not item:
            self.lines.gap()
        self.lines.item(item, self._ordinal(element, style, properties) if item else "")
        self._inline(element)
        if child(child(properties, "rPr"), "del") is None:  # else the next paragraph goes on in this one
            self.lines.end(level=level, gap=not item)
        self._level = 0
        own, self._boxes = self._boxes, boxes
        for box in own:
            self._blocks(box)

    def _ordinal(self, element: etree._Element, style: str | None, properties: etree._Element | None) -> str:
        """Counted only where there are words to stand in front of."""
        if next(_written_in(element), None) is None:
            return ""
        return self._numbering.ordinal(*self._styles.list_of(style, list_of(properties)))

    def _inline(self, parent: etree._Element | None) -> None:
        for element in parent if parent is not None else ():
            tag = local(element)
            if tag in _SILENT or (tag == "r" and _is_hidden(element)):
                continue
            if tag == "t":
                self.lines.add(element.text)
            elif tag in _SHAPES or tag == "txbxContent":
                self._boxes += _boxes(element)
            elif tag == "hyperlink":
                self._hyperlink(element, self._target(element))
            elif tag == "fldSimple":
                self._hyperlink(element, _field_target(attribute(element, "instr") or ""))
            elif tag == "AlternateContent":
                self._inline(_chosen(element))
            elif not self._sign(tag, element):
                self.lines.raised(value_of(child(element, "rPr"), "vertAlign") == "superscript")
                self._inline(element)
                self.lines.raised(False)

    def _sign(self, tag: str, element: etree._Element) -> bool:
        """Whether it was one of the elements that stand for a character, a line's end, a note or a field."""
        if tag in _SIGNS:
            self.lines.add(_SIGNS[tag])
        elif tag in ("br", "cr"):
            if self._level:
                self.lines.add(" ")  # a heading over two lines is one heading
            else:
                self.lines.end()
        elif tag == "sym":
            self.lines.add(_symbol(attribute(element, "char") or ""))
        elif tag in ("footnoteReference", "endnoteReference"):
            self._notes.append((tag.removesuffix("Reference"), attribute(element, "id") or ""))
        elif tag in ("instrText", "fldChar"):
            self._field(tag, element)
        else:
            return False
        return True

    def _hyperlink(self, element: etree._Element, target: str | None) -> None:
        url, before = address(target), self.lines.written
        self.lines.link(url)
        self._inline(element)
        if self.lines.written == before:
            self.lines.unlink(url)

    def _target(self, link: etree._Element) -> str | None:
        """Word keeps the place on the page apart from its address."""
        target, place = self._targets.get(attribute(link, "id") or ""), attribute(link, "anchor")
        return f"{target}#{place}" if target and place and "#" not in target else target

    def _field(self, tag: str, element: etree._Element) -> None:
        """A field is a run of marks: begin, its instruction, separate, what it shows, end."""
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif not self._fields:
            return
        elif tag == "instrText":
            self._fields[-1].instruction += element.text or ""
        elif kind == "separate":
            field = self._fields[-1]
            field.url, field.written = address(_field_target(field.instruction)), self.lines.written
            self.lines.link(field.url)
        elif kind == "end":
            field = self._fields.pop()
            if self.lines.written == field.written:
                self.lines.unlink(field.url)

    def _table(self, table: etree._Element) -> None:
        rows = [list(_parts(row, "tc")) for row in _parts(table, "tr")]
        if self.lines.in_row or _lays_out(rows):
            for cell in (cell for row in rows for cell in row):
                self._blocks(cell)
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
            self._blocks(cell)
            for _ in range(_spanned(cell) - 1):
                self.lines.cell()
        self.lines.end_row()


class _Field:
    """A field that is being read."""

    def __init__(self) -> None:
        self.instruction = ""
        self.url: str | None = None
        self.written = -1


def _parts(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also inside content controls, without those deleted in tracked changes."""
    for element in parent:
        tag = local(element)
        if tag == wanted:
            properties = child(element, f"{wanted}Pr")
            if not any(child(properties, gone) is not None for gone in _GONE):
                yield element
        elif tag == "AlternateContent":
            if (chosen := _chosen(element)) is not None:
                yield from _parts(chosen, wanted)
        elif tag not in _SILENT:
            yield from _parts(element, wanted)


def _spanned(cell: etree._Element) -> int:
    """How many columns of the table a cell is wide."""
    said = value_of(child(cell, "tcPr"), "gridSpan") or ""
    return max(1, min(int(said), MOST_SPANNED)) if said.isdecimal() and len(said) < 4 else 1


def _lays_out(rows: list[list[etree._Element]]) -> bool:
    """Whether a table is a frame around paragraphs, which are then read one by one."""
    cells = [cell for row in rows for cell in row]
    if all(len(row) == 1 for row in rows) and any(len(list(_written(cell))) > 1 for cell in cells):
        return True
    return any(sum(map(len, _written(cell))) > _LONGEST_CELL for cell in cells)


def _written(cell: etree._Element) -> Iterator[str]:
    """The text of each paragraph that has any."""
    for paragraph in cell.iter("{*}p"):
        yield from _written_in(paragraph)


def _written_in(paragraph: etree._Element) -> Iterator[str]:
    text = "".join(part.text or "" for part in paragraph.iter("{*}t"))
    if text.strip():
        yield text


def _chosen(alternatives: etree._Element) -> etree._Element | None:
    """The first of several forms of the same that has text; the last where none has."""
    forms = [form for form in alternatives if local(form) in ("Choice", "Fallback")]
    return next((form for form in forms if any(part.text for part in form.iter("{*}t"))), forms[-1] if forms else None)


def _boxes(shape: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a drawing, and the paragraphs of its shapes, each once."""
    if local(shape) == "txbxContent" or shape.tag == "{http://schemas.openxmlformats.org/drawingml/2006/main}txBody":
        yield shape
        return
    chosen = _chosen(shape) if local(shape) == "AlternateContent" else shape
    for element in chosen if chosen is not None else ():
        yield from _boxes(element)


def _is_hidden(run: etree._Element) -> bool:
    vanish = child(child(run, "rPr"), "vanish")
    return vanish is not None and attribute(vanish, "val") not in ("0", "false", "off")


def _field_target(instruction: str) -> str | None:
    found = _LINK_FIELD.match(instruction)
    return found.group(1) if found else None


def _symbol(code: str) -> str:
    """Symbol fonts keep their signs in a private area, where a bullet is a bullet and the rest has no character."""
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if sign in "\uf0b7\uf0a7" else sign
