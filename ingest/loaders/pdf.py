"""PDF files with a text layer."""

import io
import logging
from collections.abc import Iterator

from pypdf import PageObject, PdfReader
from pypdf.errors import FileNotDecryptedError, PdfReadError

from errors import UnreadableSource
from ingest.loaders.columns import Fragment, reordered
from ingest.loaders.loaded import Loaded, LoadedPage

NAME = "pdf/1"

_MOST_PAGES = 2_000
_MOST_CHARACTERS = 20_000_000
_FEWEST_PER_PAGE = 2
"""Visible characters a page on average; a scan has none, or a page number."""


def load(data: bytes) -> Loaded:
    """One page of text a page, with its printed label; raises UnreadableSource with what to do."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs what is told here as an error, page by page
    if _is_cut(data):
        raise UnreadableSource("The PDF is cut short. Fetch it again from where it was published.")
    try:
        pages = tuple(_pages(data))
    except UnreadableSource:
        raise
    # pypdf meets a damaged file with almost any exception; all mean the same to the person who supplied it.
    except Exception as error:
        raise UnreadableSource(
            f"The PDF is damaged ({type(error).__name__}). Save or print it as a new PDF."
        ) from error
    if sum(len("".join(page.text.split())) for page in pages) < _FEWEST_PER_PAGE * len(pages):
        raise UnreadableSource("The PDF has no text layer: it is a scan. Run text recognition (OCR) over it first.")
    return Loaded(NAME, pages, paged=True)


def _is_cut(data: bytes) -> bool:
    """A whole file ends with its end mark; one cut inside a later update has objects behind the last mark."""
    end = data.rfind(b"%%EOF")
    return end < 0 or b" obj" in data[end:]


def _pages(data: bytes) -> Iterator[LoadedPage]:
    reader = PdfReader(io.BytesIO(data))
    try:
        count = _count(reader)
        labels = reader.page_labels
    except FileNotDecryptedError:
        raise _encrypted() from None
    total = 0
    for number, page in enumerate(reader.pages, 1):
        text = _text(page)
        total += len(text)
        if total > _MOST_CHARACTERS:
            raise UnreadableSource(
                f"The PDF holds more than {_MOST_CHARACTERS:,} characters. Split it and supply the parts."
            )
        label = labels[number - 1] if number <= len(labels) else None
        yield LoadedPage(text, number, label)
    if not count:
        raise PdfReadError("no pages")


def _count(reader: PdfReader) -> int:
    if reader.is_encrypted and not reader.decrypt(""):
        raise _encrypted()
    count = len(reader.pages)
    if count > _MOST_PAGES:
        raise UnreadableSource(
            f"The PDF has {count:,} pages, more than {_MOST_PAGES:,}. Split it and supply the parts."
        )
    return count


def _encrypted() -> UnreadableSource:
    return UnreadableSource("The PDF is encrypted. Remove its password and supply it again.")


def _text(page: PageObject) -> str:
    fragments: list[Fragment] = []

    def note(text: str, matrix: list[float], origin: list[float], font: object, size: float) -> None:
        x = origin[4] * matrix[0] + origin[5] * matrix[2] + matrix[4]
        y = origin[4] * matrix[1] + origin[5] * matrix[3] + matrix[5]
        fragments.append(Fragment(text, x, y, abs(size * origin[3] * matrix[3]) or 10.0))

    drawn = page.extract_text(visitor_text=note)
    text = reordered(fragments, float(page.mediabox.width)) or drawn
    # Lone surrogates come out of damaged fonts and cannot be stored.
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
