"""HTML pages: the visible text, line by line, with headings and site chrome marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from errors import UnreadableSource
from ingest.loaders.decoding import decode
from ingest.loaders.loaded import Loaded, LoadedPage, Mark

NAME = "html/1"

_UNSEEN = frozenset(("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button"))
_CHROME = frozenset(("nav", "header", "footer", "aside", "form"))
_CHROME_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary"))
_CELLS = ("td", "th")
_INLINE = frozenset(
    (
        *_CELLS,
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
            "i",
            "img",
            "ins",
            "kbd",
            "label",
        ),
        *("mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
    )
)
_PARAGRAPHS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "section", "article", "blockquote")
)
_HEADING = re.compile(r"h([1-6])")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,3}=\s{0,3}[\"']?([\w-]{2,30})", re.IGNORECASE)


@dataclass
class _Lines:
    """Lines as they grow while the tree is walked."""

    done: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    open: str = ""

    def add(self, text: str | None) -> None:
        """Append running text, its white space collapsed as a browser does."""
        if text:
            self.open += re.sub(r"\s+", " ", text)

    def close(self, *, level: int, chrome: bool, gap: bool) -> None:
        """End the line; a gap leaves a blank line behind it."""
        line = self.open.strip()
        self.open = ""
        if line:
            if level or chrome:
                self.marks.append(Mark(len(self.done), level, chrome))
            self.done.append(line)
        if gap and self.done and self.done[-1]:
            self.done.append("")


def load(data: bytes) -> Loaded:
    """One page without number; raises UnreadableSource where there is no visible text."""
    lines = _Lines()
    root = _tree(data)
    _walk(root, lines, main=_main(root))
    lines.close(level=0, chrome=False, gap=False)
    chrome = {mark.line for mark in lines.marks if mark.chrome}
    if not any(line for number, line in enumerate(lines.done) if number not in chrome):
        raise UnreadableSource("The page has no text of its own. Supply the page as it shows in a browser, or as PDF.")
    return Loaded(NAME, (LoadedPage("\n".join(lines.done), 1, marks=tuple(lines.marks)),), paged=False)


def _tree(data: bytes) -> html.HtmlElement:
    declared = _CHARSET.search(data[:4096])
    try:
        text = data.decode(declared.group(1).decode("ascii")) if declared else decode(data)
    except (LookupError, UnicodeDecodeError):
        text = decode(data)
    text = re.sub(r"^\s*<\?xml[^>]{0,200}>", "", text)
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True, remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource("The HTML cannot be read. Save the page again from a browser, or as PDF.") from error


def _main(root: html.HtmlElement) -> html.HtmlElement | None:
    """The element that the page names as its main content, if there is exactly one."""
    for path in ("//main|//*[@role='main']", "//article"):
        found: list[html.HtmlElement] = root.xpath(path)
        if len(found) == 1:
            return found[0]
    return None


def _walk(root: html.HtmlElement, lines: _Lines, *, main: html.HtmlElement | None) -> None:
    """Visit the tree without recursion, so that deep nesting cannot exhaust the stack."""
    steps: list[tuple[str, html.HtmlElement, bool, bool]] = [("open", root, main is None, False)]
    while steps:
        step, element, own, chrome = steps.pop()
        if step == "tail":
            lines.add(element.tail)
            continue
        own, chrome = own or element is main, chrome or _is_chrome(element)
        if step == "open":
            _enter(element, lines, own=own, chrome=chrome)
            steps.append(("close", element, own, chrome))
            steps += [part for child in reversed(element) for part in _visit(child, own, chrome)]
        elif element.tag not in _INLINE:
            lines.close(level=_level(element), chrome=chrome or not own, gap=element.tag in _PARAGRAPHS)


def _visit(child: html.HtmlElement, own: bool, chrome: bool) -> Iterator[tuple[str, html.HtmlElement, bool, bool]]:
    """The tail first, since the steps are taken from the end."""
    yield "tail", child, own, chrome
    if isinstance(child.tag, str) and child.tag not in _UNSEEN and not _is_hidden(child):
        yield "open", child, own, chrome


def _enter(element: html.HtmlElement, lines: _Lines, *, own: bool, chrome: bool) -> None:
    if element.tag not in _INLINE:
        parent = element.getparent()
        above = chrome or not own
        lines.close(level=_level(parent) if parent is not None else 0, chrome=above, gap=element.tag in _PARAGRAPHS)
    elif element.tag in _CELLS:
        lines.add(" ")
    lines.add(element.text)


def _is_hidden(element: html.HtmlElement) -> bool:
    return "hidden" in element.attrib or element.get("aria-hidden") == "true"


def _is_chrome(element: html.HtmlElement) -> bool:
    return element.tag in _CHROME or element.get("role") in _CHROME_ROLES


def _level(element: html.HtmlElement) -> int:
    match = _HEADING.fullmatch(str(element.tag))
    return int(match.group(1)) if match else 0
