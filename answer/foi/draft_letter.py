"""A drafted letter as every format writes it down: blocks of lines, with the places that an officer must complete."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from answer.answer import Citation
from answer.exports.sheet import Line, Part

GAP = "[OFFICER TO COMPLETE]"
"""In both languages, so that a program finds it."""


class Style(StrEnum):
    """How a block is set."""

    TITLE = "title"
    HEADING = "heading"
    QUESTION = "question"
    TEXT = "text"
    REQUEST = "request"
    """The request as it was written."""
    QUOTE = "quote"
    """Words of an earlier letter."""
    NOTE = "note"
    """To the officer alone."""


@dataclass(frozen=True)
class Block:
    """A paragraph."""

    style: Style
    line: Line


@dataclass(frozen=True)
class DraftLetter:
    """A letter in the making; nothing in it names the requester."""

    id: str
    language: str
    title: str
    written: date
    received: date | None
    due: date | None
    counted_from: date | None
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]

    @property
    def gaps(self) -> tuple[str, ...]:
        """What the officer must complete, in the order of the letter."""
        return tuple(self._gaps())

    def _gaps(self) -> Iterator[str]:
        question = ""
        for block in self.blocks:
            if block.style is Style.QUESTION:
                question = f"{block.line[0].text}: "
            elif block.style is Style.HEADING:
                question = ""
            yield from (question + part.text for part in block.line if part.gap)


def gap(what: str) -> Part:
    """A place to complete, with what belongs there."""
    return Part(what, gap=True)
