"""Bytes of a text format into characters."""

import codecs
import re

from errors import UnreadableSource

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def decode(data: bytes) -> str:
    """Read UTF-8, UTF-16 with its mark, or Windows-1252; line ends become line feeds. Raises UnreadableSource."""
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableSource("The file is empty. Supply the document's text.")
    if len(_CONTROL.findall(text)) > len(text) // 1000:
        raise UnreadableSource("The file holds binary data, not text. Supply it as PDF, HTML or plain text.")
    return text


def _decoded(data: bytes) -> str:
    encodings = ["utf-16"] if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableSource("The text is in no encoding that is read here. Save it as UTF-8 and supply it again.")
