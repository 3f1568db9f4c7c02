"""The typefaces of a PDF: which characters the bytes of a string stand for, and how wide each is."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font

_UNKNOWN = "\ufffd"
UNASSIGNED, BULLET = "\x7f", "•"
"""A code without a character of its own shows a bullet, as the standard has it for the encoding of Windows."""
_NARROWEST, _WIDEST = -3.0, 5.0


@dataclass(frozen=True)
class Glyph:
    """One drawn character."""

    text: str
    width: float
    """In units of the type size."""
    space: bool
    """Whether it is the byte that word spacing widens."""


@dataclass(frozen=True)
class Typeface:
    """A font as text extraction sees it; one that the file does not have gives replacement characters."""

    font: Font | None = None
    scale: float = 0.001
    """Of its widths to the type size."""

    @classmethod
    def of(cls, resource: Any) -> "Typeface":
        """The typeface of a font resource; one that is no font at all counts as missing."""
        try:
            font = Font.from_font_resource(resource)
        except (AttributeError, TypeError):
            return cls()
        return cls(font, _scale(resource))

    def glyphs(self, shown: object) -> Iterator[Glyph]:
        """The characters of one string operand."""
        if not isinstance(shown, str | bytes):
            return
        if self.font is None:
            yield from (Glyph(_UNKNOWN, 0.5, False) for _ in shown)
            return
        for raw, coded in self._codes(self.font, shown):
            width = self._width(self.font, raw)
            text = self.font.character_map.get(coded, coded).replace(UNASSIGNED, BULLET)
            yield Glyph(text, width, raw == " " and isinstance(shown, bytes))

    @staticmethod
    def _codes(font: Font, shown: str | bytes) -> Iterator[tuple[str, str]]:
        """Each code as the widths know it and as the map of characters knows it."""
        if isinstance(shown, str):
            yield from zip(shown, shown, strict=True)
        elif isinstance(font.encoding, str):
            try:
                text = shown.decode(font.encoding, "surrogatepass")
            except UnicodeDecodeError:
                text = shown.decode(font.encoding, "replace")
            yield from zip(text, text, strict=True)
        else:
            yield from ((chr(byte), font.encoding.get(byte, chr(byte))) for byte in shown)

    def _width(self, font: Font, raw: str) -> float:
        found = font.space_width if raw == font.space_char else font.get_text_width(raw)
        width = float(found) * self.scale
        return width if _NARROWEST < width < _WIDEST else 0.5


def _scale(resource: DictionaryObject) -> float:
    """Fonts of drawn glyphs have a scale of their own."""
    matrix = resource.get("/FontMatrix")
    if resource.get("/Subtype") != "/Type3" or matrix is None:
        return 0.001
    first = matrix.get_object()[0]
    return abs(float(first)) if isinstance(first, int | float) and math.isfinite(first) and first else 0.001
