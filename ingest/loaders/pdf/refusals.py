"""PDF files without text to read, each with what it is and what to do."""

import unicodedata
from typing import Any

from pypdf import PdfReader

from errors import UnreadableSource
from ingest.loaders.pdf.page import PageText

_FEWEST_PER_PAGE = 2
"""Visible characters a page on average; a scan has none, or a page number."""
_FEW_PER_PAGE = 200
"""Visible characters a page on average: of a scan with running headers, of a cover sheet."""
_HIDDEN = ("Co", "Cc", "Cn", "Cs")


def refuse_unreadable(reader: PdfReader, pages: list[PageText]) -> None:
    """Raise UnreadableSource for a form, a portfolio, a scan, an empty file and text that its fonts hide."""
    visible = sum(page.visible for page in pages)
    if visible < _FEW_PER_PAGE * len(pages):
        _refuse_wrappers(reader, " ".join(page.drawn for page in pages))
        if 2 * sum(page.pictured for page in pages) > len(pages):
            raise _scan()
    if visible < _FEWEST_PER_PAGE * len(pages):
        if any(page.drawn_on for page in pages):
            raise _scan()
        raise UnreadableSource("The PDF has no text layer: its pages are empty. Supply the document's text.")
    hidden = sum(_is_hidden(mark) for page in pages for mark in page.drawn if not mark.isspace())
    if 2 * hidden > visible:
        raise UnreadableSource("The PDF is unreadable: its fonts hide the text. Run text recognition (OCR) over it.")


def _scan() -> UnreadableSource:
    return UnreadableSource("The PDF has no text layer: it is a scan. Run text recognition (OCR) over it first.")


def _refuse_wrappers(reader: PdfReader, text: str) -> None:
    root = reader.root_object
    if "/Collection" in root:
        raise UnreadableSource("The PDF is a portfolio of other files. Take them out and supply each by itself.")
    if "/XFA" in _form(root):
        raise UnreadableSource(
            "The PDF is a form (XFA) whose text only the program that made it shows. Print it as a new PDF."
        )


def _form(root: Any) -> Any:
    form = root.get("/AcroForm")
    found = form.get_object() if form is not None else {}
    return found if isinstance(found, dict) else {}


def _is_hidden(mark: str) -> bool:
    return mark == "\ufffd" or unicodedata.category(mark) in _HIDDEN
