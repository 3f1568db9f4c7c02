"""Bytes of a text format into characters."""

import codecs
import re

from errors import UnreadableSource

MOST_CHARACTERS = 20_000_000
"""Of the text of one source; about ten thousand pages."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_FEW_CONTROLS = 2
_OPENING = 4_096
# Encodings that a page or an e-mail may name; Latin-1 means Windows-1252, as it does to browsers.
_NAMED = re.compile(
    r"utf-?8|(?:windows-|cp)125\d|iso-8859-(?:[2-9]|1[0-6])|koi8-[ru]|mac(?:intosh|roman)", re.IGNORECASE
)


def decode(data: bytes, declared: str | None = None) -> str:
    """Read the encoding declared if it fits, else UTF-8, UTF-16 that is plain, or Windows-1252.

    Line ends become line feeds. Raises UnreadableSource for an empty, a binary or an overlong text.
    """
    text = _decoded(data, declared).rstrip("\0")
    require_length(len(text))
    if len(_CONTROL.findall(text)) > _FEW_CONTROLS + len(text) // 1000:
        raise UnreadableSource("The file holds binary data, not text. Supply it as PDF, DOCX, ODT, HTML or plain text.")
    require_text(text)
    return storable(text).replace("\r\n", "\n").replace("\r", "\n")


def storable(text: str) -> str:
    """The text with a replacement character for what JSON and databases refuse: lone surrogates and NUL."""
    return _UNSTORABLE.sub("\ufffd", text)


def require_text(text: str, otherwise: str = "The file is empty: it has no text. Supply the document's text.") -> None:
    """Raises UnreadableSource, in the words given, where nothing in the text can be seen."""
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise UnreadableSource(otherwise)


def require_length(characters: int) -> None:
    """Raises UnreadableSource for more characters than one source may have."""
    if characters > MOST_CHARACTERS:
        raise UnreadableSource(
            f"The source holds more than {MOST_CHARACTERS:,} characters. Split it and supply the parts."
        )


def utf_16(data: bytes) -> str | None:
    """The kind of UTF-16: by its mark, or where nearly every second byte is zero as in plain Latin letters."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    opening = data[: _OPENING if len(data) >= _OPENING else len(data) // 2 * 2]
    first, second = opening[::2].count(0), opening[1::2].count(0)
    most, least = 0.7 * len(opening) / 2, 0.02 * len(opening) / 2
    if len(opening) >= 4 and len(data) % 2 == 0:
        if second >= most and first <= least:
            return "utf-16-le"
        if first >= most and second <= least:
            return "utf-16-be"
    return None


def _decoded(data: bytes, declared: str | None) -> str:
    wide = utf_16(data)
    for encoding in (wide,) if wide else (*_named(declared), "utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    raise UnreadableSource("The text is in no encoding that is read here. Save it as UTF-8 and supply it again.")


def _named(declared: str | None) -> tuple[str, ...]:
    """A short list, since some of Python's codecs are slow on purpose-made bytes or no encodings of text."""
    if declared is None or not _NAMED.fullmatch(declared):
        return ()
    return ("utf-8-sig",) if declared.lower() in ("utf-8", "utf8") else (declared,)
