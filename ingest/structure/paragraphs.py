"""Paragraphs of clean text, and the blocks that structure readers make of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.version import Block, Role
from ingest.cleaning.clean import Cleaned
from ingest.loaders.loaded import PLAIN
from text.language import language

_BULLET = re.compile(r"(?:[»•●▪◦·*–-]\s|[»•●▪◦·])\s*")
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


def paragraphs(cleaned: Cleaned) -> list[Paragraph]:
    """Every line that is not blank, in order."""
    marks = {found.start: found.mark for found in cleaned.marked}
    found, at, gap = [], 0, True
    for line in cleaned.text.split("\n"):
        if line.strip():
            mark = marks.get(at, PLAIN)
            bullet = _BULLET.match(line)
            signs = bullet or (_SIGNS.match(line) if mark.level else None)
            start = at + (signs.end() if signs and signs.end() < len(line) else 0)
            text = cleaned.text[start : at + len(line)]
            found.append(
                Paragraph(start, at + len(line), text, bool(bullet) or mark.item, gap, mark.level, mark.row, mark.links)
            )
        gap = not line.strip()
        at += len(line) + 1
    return found


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
        """All blocks."""
        return tuple(self._blocks)
