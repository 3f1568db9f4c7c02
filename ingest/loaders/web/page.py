"""HTML pages: the visible text, line by line, with headings, lists, tables, links and site chrome marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree, html

from errors import UnreadableSource
from ingest.loaders.addresses import address
from ingest.loaders.decoding import decode, storable
from ingest.loaders.loaded import Loaded, LoadedPage
from ingest.loaders.page_lines import PageLines
from ingest.loaders.web.chrome import UNSEEN, Chrome, visible_text
from ingest.loaders.web.facts import base_of, facts_of
from ingest.loaders.web.hidden import Folds, is_hidden
from ingest.loaders.web.ordinals import Ordinals
from ingest.loaders.web.spans import Spans

NAME = "html/3"

_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("img", "ins", "kbd", "label", "mark", "meter", "nobr", "output", "progress", "q", "rp", "rt", "ruby", "s"),
        *("samp", "slot", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
_PARAGRAPHS = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "section", "article", "blockquote"),
        *("pre", "details", "figure", "main", "hr"),
    )
)
_HEADING = re.compile(r"h([1-6])")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,3}=\s{0,3}[\"']?([\w-]{2,30})", re.IGNORECASE)
_PROLOGUE = re.compile(r"\s{0,1000}<\?xml[^>]{0,200}>")
_LONGEST_CELL = 5_000
"""Characters; a longer one is a page laid out by a table."""
_NO_TEXT = "The page has no text of its own. Supply the page as it shows in a browser, or as PDF."


def load(data: bytes) -> Loaded:
    """One page without number; raises UnreadableSource where there is no visible text outside menus and banners."""
    root = _tree(decode(data, charset_of(data)))
    facts = facts_of(root)
    page = _written(root, base_of(root, facts.url)).page(needed=_NO_TEXT)
    return Loaded(NAME, (page,), paged=False, facts=facts)


def charset_of(data: bytes) -> str | None:
    """The encoding that a page names for itself."""
    declared = _CHARSET.search(data[:4096])
    return declared.group(1).decode("ascii", "replace") if declared else None


def pages_of(text: str) -> list[LoadedPage]:
    """The page of HTML inside something else, or none where it has no visible text; raises UnreadableSource."""
    root = _tree(text)
    lines = _written(root, base_of(root, None))
    return [lines.page(needed=_NO_TEXT)] if lines.written else []


def _tree(text: str) -> html.HtmlElement:
    """The parser stops without a word at a lone surrogate, and at its limit of depth."""
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        prologue = _PROLOGUE.match(text)  # its encoding was that of the bytes
        root = html.document_fromstring(storable(text[prologue.end() if prologue else 0 :]), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource("The HTML cannot be read. Save the page again from a browser, or as PDF.") from error
    if any(entry.type_name in ("ERR_RESOURCE_LIMIT", "ERR_NO_MEMORY") for entry in parser.error_log):
        raise UnreadableSource("The HTML is nested too deeply to be read. Save the page as PDF or plain text.")
    return root


def _written(root: html.HtmlElement, base: str | None) -> PageLines:
    walker = _Walker(Chrome(root), Folds(root), base)
    walker.walk(root)
    return walker.lines


@dataclass(frozen=True)
class _Place:
    """What holds for an element because of those around it."""

    own: bool
    """Whether it is part of the main content, or the page names none."""
    chrome: bool = False
    level: int = 0
    inside: bool = False
    """Whether an article or a section is around it."""
    verbatim: bool = False
    """Whether its line ends are meant."""
    block: bool = True
    """Whether it stands on lines of its own."""
    row: bool = False
    """Whether it is a row of a table of data."""
    table: bool = False
    """Whether the table around it is one of data."""

    @property
    def site(self) -> bool:
        return self.chrome or not self.own


class _Walker:
    """Visits the tree without recursion, so that deep nesting cannot exhaust the stack."""

    def __init__(self, chrome: Chrome, folds: Folds, base: str | None) -> None:
        self.lines = PageLines()
        self._chrome = chrome
        self._folds = folds
        self._spans = Spans()
        self._base = base
        self._links: list[tuple[str | None, int]] = []
        self._ordinals = Ordinals()

    def walk(self, root: html.HtmlElement) -> None:
        """From the page's first word to its last."""
        outside = _Place(own=not self._chrome.has_main)
        steps: list[tuple[str, html.HtmlElement, _Place, _Place]] = [
            ("open", root, self._place(root, outside), outside)
        ]
        while steps:
            step, element, place, above = steps.pop()
            if step == "tail":
                self._add(element.tail, place)
            elif step == "hidden":
                self.lines.leave_out(visible_text(element))
            elif step == "open":
                self._open(element, place, above)
                steps.append(("close", element, place, above))
                steps += [part for child in reversed(element) for part in self._visit(child, place)]
            else:
                self._close(element, place, above)

    def _visit(self, child: html.HtmlElement, place: _Place) -> Iterator[tuple[str, html.HtmlElement, _Place, _Place]]:
        """The tail first, since the steps are taken from the end."""
        yield "tail", child, place, place
        if not isinstance(child.tag, str) or child.tag in UNSEEN:
            return
        if is_hidden(child) and not self._folds.holds(child):
            yield "hidden", child, place, place
        else:
            yield "open", child, self._place(child, place), place

    def _place(self, element: html.HtmlElement, above: _Place) -> _Place:
        tag = str(element.tag)
        heading = _HEADING.fullmatch(tag)
        chrome = above.chrome or self._chrome.is_site(
            element, inside=above.inside, heading=bool(above.level) or tag == "summary"
        )
        table = _holds_data(element) if tag == "table" and not self.lines.in_row else above.table and tag != "table"
        cell = tag in ("td", "th") and above.row
        return replace(
            above,
            own=above.own or self._chrome.is_main(element),
            chrome=chrome,
            level=int(heading.group(1)) if heading else above.level,
            inside=above.inside or tag in ("main", "article", "section"),
            verbatim=above.verbatim or tag in ("pre", "textarea"),
            block=(tag not in _INLINE or chrome != above.chrome) and not cell,
            row=tag == "tr" and above.table,
            table=table,
        )

    def _open(self, element: html.HtmlElement, place: _Place, above: _Place) -> None:
        if place.block:
            self._end(above, gap=element.tag in _PARAGRAPHS)
        if element.tag == "table":
            self._spans = Spans()
        elif element.tag == "sup":
            self.lines.raised()
        if element.tag == "a":
            url = address(element.get("href"), self._base)
            self._links.append((url, self.lines.written))
            self.lines.link(url)
        elif element.tag == "li":
            self.lines.item(ordinal=self._ordinals.of(element))
        elif place.row and not self.lines.in_row:
            self.lines.begin_row()
            self._spans.row()
        elif above.row and self.lines.in_row and element.tag in ("td", "th"):
            for _ in range(self._spans.cell(element)):
                self.lines.cell()
        self._add(element.text, place)

    def _close(self, element: html.HtmlElement, place: _Place, above: _Place) -> None:
        if element.tag == "a":
            url, before = self._links.pop()
            if self.lines.written == before:
                self.lines.unlink(url)
        elif element.tag == "sup":
            self.lines.raised(False)
        if place.row and self.lines.in_row:
            self.lines.end_row(chrome=place.site)
        elif place.block:
            self._end(place, gap=element.tag in _PARAGRAPHS)
        if element.tag == "li":
            self.lines.item(begins=False)

    def _end(self, place: _Place, *, gap: bool = False) -> None:
        self.lines.end(level=place.level, chrome=place.site, gap=gap, closed=not place.verbatim)

    def _add(self, text: str | None, place: _Place) -> None:
        if not text or not place.verbatim:
            self.lines.add(text)
            return
        first, *rest = text.split("\n")
        self.lines.add(first)
        for line in rest:
            self._end(place)
            if line.strip():
                self.lines.add(line)
            else:
                self.lines.gap()


def _comes_second(cell: html.HtmlElement) -> bool:
    return cell.tag in ("td", "th") and any(before.tag in ("td", "th") for before in cell.itersiblings(preceding=True))


def _holds_data(table: html.HtmlElement) -> bool:
    """Whether a table is one to be read row by row, and not a frame that a page is laid out in."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return False
    if next(table.iterdescendants("table", "h1", "h2", "main", "article", "nav"), None) is not None:
        return False
    cells = list(table.iterdescendants("td", "th"))
    several = any(_comes_second(cell) for cell in cells)
    return several and all(sum(map(len, cell.itertext())) <= _LONGEST_CELL for cell in cells)
