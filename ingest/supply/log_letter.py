"""The letter that the cells of one row make, laid out so that its reader finds question and answer."""

import re
from collections.abc import Iterator, Mapping
from html import escape

from corpus.document import Document
from ingest.supply.log_columns import Field

Cells = Mapping[Field, str]

# The headings under which the reader of such letters finds question and answer.
_WORDS = {
    "en": {
        Field.REFERENCE: "Reference",
        Field.DATE: "Date",
        Field.RECEIVED: "Date received",
        Field.REQUEST: "Information requested",
        Field.RESPONSE: "Our response",
        Field.OUTCOME: "Outcome",
        Field.EXEMPTION: "Exemption",
    },
    "cy": {
        Field.REFERENCE: "Cyfeirnod",
        Field.DATE: "Dyddiad",
        Field.RECEIVED: "Dyddiad derbyn",
        Field.REQUEST: "Gwybodaeth y gofynnwyd amdani",
        Field.RESPONSE: "Ein hymateb",
        Field.OUTCOME: "Canlyniad",
        Field.EXEMPTION: "Esemptiad",
    },
}
# Logs that come out of a content system keep its markup in their cells.
_MARKUP = re.compile(
    r"</?(?:p|br|div|ul|ol|li|table|tr|td|strong|em|b|i|a|span|h[1-6])(?:\s[^<>]{0,500})?/?>", re.IGNORECASE
)


def letter_text(document: Document, cells: Cells) -> str:
    """The row's facts, what was asked, what was answered and what came of it, each cell as it stands.

    As a web page where a cell is marked up as one, else as plain text.
    """
    words = _WORDS[document.language]
    asked = cells.get(Field.REQUEST) or cells[Field.TITLE]
    parts = [
        *_front(document, cells, words),
        _Heading(words[Field.REQUEST]),
        asked,
        _Heading(words[Field.RESPONSE]),
        cells.get(Field.RESPONSE, ""),
        *(_stated(words[field], cells[field]) for field in (Field.OUTCOME, Field.EXEMPTION) if field in cells),
    ]
    marked = any(_MARKUP.search(part) for part in parts)
    return _page(part for part in parts if part) if marked else "\n\n".join(part for part in parts if part) + "\n"


class _Heading(str):
    """A line that is a heading."""

    __slots__ = ()


def _front(document: Document, cells: Cells, words: Mapping[Field, str]) -> Iterator[str]:
    yield " ".join(cells.get(Field.TITLE, "").split()) or document.title
    stated = {**cells, Field.REFERENCE: document.reference or ""}
    fields = [field for field in (Field.REFERENCE, Field.DATE, Field.RECEIVED) if stated.get(field)]
    yield "\n".join(_stated(words[field], stated[field]) for field in fields)


def _stated(word: str, cell: str) -> str:
    return f"{word}: {' '.join(cell.split())}"


def _page(parts: Iterator[str]) -> str:
    """Each part by itself: what is not marked up keeps its characters and its lines."""
    return f"<!doctype html>\n<html><body><main>\n{''.join(map(_marked_up, parts))}</main></body></html>\n"


def _marked_up(part: str) -> str:
    if isinstance(part, _Heading):
        return f"<h2>{escape(part)}</h2>\n"
    if _MARKUP.search(part):
        return f"<div>{part}</div>\n"
    lines = "<br>\n".join(escape(part, quote=False).splitlines())
    return f"<p>{lines}</p>\n"
