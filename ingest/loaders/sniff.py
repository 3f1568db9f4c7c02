"""Which loader reads a source, told by its content and never by its name."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from errors import UnreadableSource
from ingest.loaders import pdf, plain, web
from ingest.loaders.loaded import Loaded

_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|main|article|section|div|p|h[1-6]|table|ul|span)\b", re.IGNORECASE
)
_MARKDOWN = re.compile(rb"^#{1,6} +\S", re.MULTILINE)
_FOREIGN = {
    b"PK\x03\x04": "a Word, OpenDocument or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Office file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"II*\x00": "an image",
    b"MM\x00*": "an image",
}


@dataclass(frozen=True)
class Loader:
    """One way to read bytes."""

    name: str
    """With its version, such as `pdf/1`."""
    load: Callable[[bytes], Loaded]


def sniff(data: bytes) -> Loader:
    """The loader for these bytes, found without parsing them; raises UnreadableSource for what none can read."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableSource("The file is empty. Supply the document's text.")
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return Loader(pdf.NAME, pdf.load)
    for magic, what in _FOREIGN.items():
        if data.startswith(magic):
            raise UnreadableSource(f"This is {what}, which is not read here. Save it as PDF, HTML or plain text.")
    if b"\0" in head and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableSource("The file is of an unknown binary kind. Supply it as PDF, HTML or plain text.")
    if _TAG.match(head.lstrip(b"\xef\xbb\xbf \t\r\n")) or re.search(rb"<(?:html|body)\b[^<]*>", head, re.IGNORECASE):
        return Loader(web.NAME, web.load)
    if _MARKDOWN.search(data):
        return Loader(plain.MARKDOWN_NAME, plain.load_markdown)
    return Loader(plain.NAME, plain.load)
