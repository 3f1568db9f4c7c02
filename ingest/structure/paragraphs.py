"""Paragraphs of clean text, and the blocks that structure readers make of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.version import Block, Role
from ingest.cleaning.clean import Cleaned
from ingest.loaders.loaded import PLAIN, Mark
from text.language import language

_BULLET = re.compile(r"(?:[»•●▪◦·*–-]\s|[»•●▪◦·])\s*")
# A ring typed as a letter, which is a word of Welsh as well: one alone marks nothing.
_RING = re.compile(r"o\s+(?=[A-ZŴŶ£\d])")
_SIGNS = re.compile(r"#{1,6}\s+")
_FEWEST_WORDS = 5
"""A shorter paragraph is taken to be in the language of its document."""
_LONGEST_HEADING = 90


@dataclass(frozen=True)
class Paragraph:
    """One line of clean text."""

    start: int
    """Behind the bullet or the signs of a heading, where there are any."""
    end: int
    text: str
    bullet: bool
    gap: bool
    """Whether a blank line, or nothing, stands in front of it."""
    level: int
    """Of a heading, where the format says so; else 0."""
    row: bool = False
    """Whether it is a row of a table, its cells separated by tabs."""
    links: tuple[str, ...] = ()
    """Addresses that the source keeps behind its words."""
    cells: tuple[str, ...] = ()
    """Of a row, the empty ones too, also those in front of its first words."""
    note: bool = False
    """Whether the format says that it belongs to a footnote or an endnote."""
    quoted: bool = False
    """Whether it is quoted from an earlier message."""
    aside: bool = False
    """Whether it only names something, such as an attachment."""
    ordinal: str = ""
    """The number that the format draws in front of it, `3` or `(b)`, which is not in the text."""


def paragraphs(cleaned: Cleaned) -> list[Paragraph]:
    """Every line that is not blank, in order."""
    marks = {found.start: found.mark for found in cleaned.marked}
    found, at, gap = [], 0, True
    lines = cleaned.text.split("\n")
    rings = sum(_RING.match(line) is not None for line in lines) > 1
    for line in lines:
        if line.strip():
            found.append(_paragraph(line, at, marks.get(at, PLAIN), gap=gap, rings=rings))
        gap = not line.strip()
        at += len(line) + 1
    return found


def _paragraph(line: str, at: int, mark: Mark, *, gap: bool, rings: bool) -> Paragraph:
    """The words of a line begin behind its bullet, and in a row behind the empty cells in front."""
    words = line.lstrip()
    bullet = _BULLET.match(words) or (_RING.match(words) if rings else None)
    signs = bullet or (_SIGNS.match(words) if mark.level else None)
    text = words[signs.end() :] if signs and signs.end() < len(words) else words
    end = at + len(line)
    return Paragraph(
        start=end - len(text),
        end=end,
        text=text,
        bullet=bool(bullet) or mark.item,
        gap=gap,
        level=mark.level,
        row=mark.row,
        links=mark.links,
        ordinal=mark.ordinal,
        cells=tuple(line.split("\t")) if mark.row else (),
        note=mark.note,
        quoted=mark.quoted,
        aside=mark.aside,
    )


def looks_like_heading(all_paragraphs: list[Paragraph], index: int) -> bool:
    """Whether the format says so, or a short line without a stop stands alone above running text."""
    here = all_paragraphs[index]
    if here.level:
        return True
    if index + 1 >= len(all_paragraphs) or here.bullet or not here.gap or len(here.text) > _LONGEST_HEADING:
        return False
    below = all_paragraphs[index + 1]
    opens = below.gap and not below.level and len(below.text) > _LONGEST_HEADING
    return opens and here.text[0].isupper() and not re.search(r"[.!?:;,]|://", here.text)


class Blocks:
    """Blocks as they grow, in the order of the text."""

    def __init__(self, cleaned: Cleaned) -> None:
        self._text = cleaned.text
        self._language = language(cleaned.text)
        self._blocks: list[Block] = []

    def add(self, part: Paragraph, role: Role, section: Iterable[str] = ()) -> None:
        """One paragraph as one block."""
        self.add_range(part.start, part.end, role, section)

    def add_range(self, start: int, end: int, role: Role, section: Iterable[str] = ()) -> None:
        """A range as one block; it begins and ends with a character that is not white space."""
        text = self._text[start:end]
        spoken = language(text, self._language) if len(text.split()) >= _FEWEST_WORDS else self._language
        self._blocks.append(Block(start, end, role, tuple(section), spoken))

    def done(self) -> tuple[Block, ...]:
        """All blocks in the order of the text."""
        return tuple(sorted(self._blocks, key=lambda block: block.start))
