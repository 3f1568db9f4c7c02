"""Which loader reads a source, told by its content and never by its name."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from errors import UnreadableSource
from ingest.loaders import markdown, message, plain
from ingest.loaders.decoding import utf_16
from ingest.loaders.foreign import office_kind, refuse_foreign
from ingest.loaders.loaded import Loaded
from ingest.loaders.office import opendocument, word
from ingest.loaders.pdf import reader as pdf
from ingest.loaders.web import page as web

_OPENING = 4_096
_FIRM = 200_000
"""Bytes in which a sign of Markdown must stand."""
_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|main|article|section|div|p|h[1-6]|table|ul|ol|dl|span|title|meta|link|style|script"
    r"|a|b|br|i|em|strong|font|center|blockquote|pre|nav|header|footer|aside|form)\b",
    re.IGNORECASE,
)
_PAGE_WITHIN = re.compile(r"<(?:html|body)\b[^<]{0,1000}>", re.IGNORECASE)
_PREFACE = re.compile(r"(?:\s{1,4096}|<!--.{0,2000}?-->|<\?xml[^>]{0,500}>|<!DOCTYPE svg[^>]{0,500}>){0,20}", re.DOTALL)
_OBJECT = re.compile(rb"\d obj\b|startxref\s")
_FOREIGN_ROOT = re.compile(r"<(?:(?:office:document|w:wordDocument|svg|svg:svg|pkg:package)\b|\?mso-application)")


@dataclass(frozen=True)
class Loader:
    """One way to read bytes."""

    name: str
    """With its version, such as `pdf/1`."""
    load: Callable[[bytes], Loaded]


_OFFICE = {"docx": Loader(word.NAME, word.load), "odt": Loader(opendocument.NAME, opendocument.load)}


def sniff(data: bytes) -> Loader:
    """The loader for these bytes, found without parsing them; raises UnreadableSource for what none can read."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableSource("The file is empty. Supply the document's text.")
    if _is_pdf(data):
        return Loader(pdf.NAME, pdf.load)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _OFFICE[office_kind(data)]
    refuse_foreign(data)
    opening = _text(data[:_OPENING])
    if message.opens_message(opening):
        return Loader(message.NAME, message.load)
    start = opening[_preface(opening) :]
    if _FOREIGN_ROOT.match(start):
        raise UnreadableSource(
            "This is an office file or a drawing written as XML, which is not read here. Save it as PDF, DOCX or ODT."
        )
    if _PAGE.match(start) or _PAGE_WITHIN.search(opening):
        return Loader(web.NAME, web.load)
    if markdown.looks_like_markdown(_text(data[:_FIRM])):
        return Loader(markdown.NAME, markdown.load)
    return Loader(plain.NAME, plain.load)


def _is_pdf(data: bytes) -> bool:
    """Whether it begins as a PDF does; junk may stand in front of that, but a text that tells of PDF has no objects."""
    return data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and _OBJECT.search(data) is not None)


def _text(data: bytes) -> str:
    """The characters that matter here are those of ASCII, which read the same in every encoding but UTF-16."""
    text = data.decode(utf_16(data) or "latin-1", "ignore")
    return text.removeprefix("ï»¿").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _preface(opening: str) -> int:
    match = _PREFACE.match(opening)
    return match.end() if match else 0
