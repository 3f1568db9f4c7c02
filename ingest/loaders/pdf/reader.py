"""PDF files with a text layer."""

import io
import logging

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PdfReadError

from errors import UnreadableSource
from ingest.loaders.loaded import Loaded, LoadedPage
from ingest.loaders.pdf.columns import in_order, usual_gutter
from ingest.loaders.pdf.drawing import Workshop
from ingest.loaders.pdf.facts import facts_of
from ingest.loaders.pdf.links import PageLink, links_of
from ingest.loaders.pdf.margins import Sheet, printed_labels, sheets
from ingest.loaders.pdf.page import PageText, read_page
from ingest.loaders.pdf.refusals import refuse_unreadable
from ingest.loaders.pdf.segments import Line
from ingest.loaders.pdf.tables import with_open_tables, with_ruled_tables
from ingest.loaders.pdf.typesetting import Leading, Setting, set_text

NAME = "pdf/3"

_MOST_PAGES = 2_000
_MOST_CHARACTERS = 20_000_000
_MOST_OPERATORS = 1_000_000
"""Operators and operands of one page; a dense map has some hundred thousand."""
_MOST_UNPACKED = 40_000_000
"""Bytes that one stream may unpack to; pictures and fonts are not unpacked."""


def load(data: bytes) -> Loaded:
    """One page of text a page, with its printed label; raises UnreadableSource with what to do."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs what is told here as an error, page by page
    if _is_cut(data):
        raise UnreadableSource("The PDF is cut short. Fetch it again from where it was published.")
    try:
        with apply_configuration(
            zlib_maximum_output_length=_MOST_UNPACKED,
            lzw_maximum_output_length=_MOST_UNPACKED,
            run_length_maximum_output_length=_MOST_UNPACKED,
            array_based_stream_maximum_output_length=_MOST_UNPACKED,
            stream_parsing_work_maximum_count=_MOST_OPERATORS,
        ):
            return _loaded(PdfReader(io.BytesIO(data)))
    except UnreadableSource:
        raise
    # pypdf meets a damaged file with almost any exception; all mean the same to the person who supplied it.
    except Exception as error:
        raise UnreadableSource(_reason(error)) from error


def _is_cut(data: bytes) -> bool:
    """A whole file ends with its end mark; one cut inside a later update has objects behind the last mark."""
    end = data.rfind(b"%%EOF")
    return end < 0 or b" obj" in data[end:]


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotDecryptedError):
        return "The PDF is encrypted. Remove its password and supply it again."
    if isinstance(error, DependencyError):
        return "The PDF is encrypted in a way that is not read here. Save or print it as a new PDF without protection."
    if isinstance(error, LimitReachedError):
        return "The PDF unpacks to more than is safe to read. Save or print it as a new PDF."
    if isinstance(error, RecursionError):
        return "The PDF is nested too deeply to be read. Save or print it as a new PDF."
    return f"The PDF is damaged ({type(error).__name__}). Save or print it as a new PDF."


def _loaded(reader: PdfReader) -> Loaded:
    _check(reader)
    pages: list[PageText] = []
    links: list[list[PageLink]] = []
    workshop, total = Workshop(), 0
    for page in reader.pages:
        pages.append(read_page(page, workshop))
        links.append(links_of(page))
        total += len(pages[-1].drawn)
        if total > _MOST_CHARACTERS:
            raise UnreadableSource(
                f"The PDF holds more than {_MOST_CHARACTERS:,} characters. Split it and supply the parts."
            )
    refuse_unreadable(reader, pages)
    labels = _file_labels(reader)
    texts, printed = _texts(pages, links)
    made = zip(texts, labels or printed, strict=True)
    return Loaded(
        NAME,
        tuple(LoadedPage(text.text, number, label, text.marks) for number, (text, label) in enumerate(made, 1)),
        paged=True,
        facts=facts_of(reader),
    )


def _check(reader: PdfReader) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileNotDecryptedError("a password is needed")
    count = len(reader.pages)
    if not count:
        raise PdfReadError("no pages")
    if count > _MOST_PAGES:
        raise UnreadableSource(
            f"The PDF has {count:,} pages, more than {_MOST_PAGES:,}. Split it and supply the parts."
        )


def _file_labels(reader: PdfReader) -> list[str | None] | None:
    """Labels where the file itself gives them."""
    if "/PageLabels" not in reader.root_object:
        return None
    labels = reader.page_labels
    return [labels[index] or None if index < len(labels) else None for index in range(len(reader.pages))]


def _texts(pages: list[PageText], links: list[list[PageLink]]) -> tuple[list[Setting], list[str | None]]:
    """The text of each page, and the number printed on it."""
    found = sheets([page.lines for page in pages])
    usual = usual_gutter(sheet.body for sheet in found)
    bodies = [_body(sheet, page, usual) for sheet, page in zip(found, pages, strict=True)]
    leading = Leading.of(bodies)
    texts = [
        _text(sheet, body, page, leading, page_links)
        for sheet, body, page, page_links in zip(found, bodies, pages, links, strict=True)
    ]
    return texts, printed_labels(found, [page.height for page in pages])


def _body(sheet: Sheet, page: PageText, usual: float | None) -> list[Line]:
    """What stands between the margins as it is read, then what stands turned."""
    body = in_order(with_open_tables(with_ruled_tables(sheet.body, page.rules)), usual=usual)
    return [*body, *(line for turned in page.turned for line in in_order(turned))]


def _text(sheet: Sheet, body: list[Line], page: PageText, leading: Leading, links: list[PageLink]) -> Setting:
    if not page.lines and not page.turned:
        return Setting(page.drawn, ())
    head, foot = ([[line] for line in rows] for rows in (sheet.head, sheet.foot))
    return set_text((*head, body, *foot), leading, links, page.height)
