"""What a letter is read into before its facts are told: entries in order, and the questions asked in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.version import Role
from ingest.structure.foi.headings import Part, cuts, heads
from ingest.structure.paragraphs import Paragraph

_SIGN = re.compile(r"(?:^|(?<=\s))[•»-]\s+")
_STOPS = re.compile(r"\s*(?:[:;,]|[–-](?=\s))\s+")


@dataclass(frozen=True)
class Entry:
    """A run of text with its role; entries become blocks."""

    start: int
    end: int
    text: str
    role: Role
    part: Part
    heading: str | None
    """The heading that it stands under, or that it is."""
    about: tuple[int, ...] = ()
    """Indexes of the questions that it asks or answers; an answer without any is given to all together."""
    links: tuple[str, ...] = ()
    row: bool = False


@dataclass(frozen=True)
class Asked:
    """A question of the request."""

    start: int
    end: int
    text: str
    number: str | None
    stem: int | None = None
    """Start of the question that it hangs on."""
    stem_end: int = 0
    item: bool = False
    """Whether a format or a bullet makes it an item of a list, its own number aside."""


def behind(text: str, at: int) -> int:
    """Where the words begin that follow a question in its line, without the stop between them."""
    found = _STOPS.match(text, at)
    return found.end() if found else at


def form(piece: Paragraph) -> tuple[Paragraph, Part, Paragraph] | None:
    """A row of two cells of which the first is the heading of the second."""
    at = piece.text.find("\t") if piece.row else -1
    label, rest = (cut(piece, 0, at), cut(piece, at + 1, len(piece.text))) if at > 0 else (None, None)
    part = heads(label.text) if label else None
    if not label or not rest or "\t" in rest.text or part not in (Part.QUESTIONS, Part.ANSWERS) or heads(rest.text):
        return None
    return replace(label, row=False), part, replace(rest, row=False)


def headed(piece: Paragraph) -> Part | None:
    """The part that a line is the heading of, or that a row of a form is headed with."""
    if piece.row:
        found = form(piece)
        return found[1] if found else None
    return heads(piece.text)


def cut(part: Paragraph, start: int, end: int) -> Paragraph | None:
    """The piece of a paragraph between two offsets of its text, without white space around it; None if empty."""
    text = part.text[start:end]
    if not text.strip():
        return None
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    at = part.start + start + lead
    whole = part.bullet if start + lead == 0 else False
    gap = part.gap if start == 0 else False
    ordinal = part.ordinal if start + lead == 0 else ""
    return replace(part, start=at, end=at + len(text), text=text, bullet=whole, gap=gap, ordinal=ordinal)


def pieces(parts: list[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs, cut where one line holds several parts of a letter."""
    for part in parts:
        places = [] if part.row or part.level else cuts(part.text)
        for start, end in zip([0, *places], [*places, len(part.text)], strict=True):
            if piece := cut(part, start, end):
                yield _unsigned(piece) if start else piece


def _unsigned(piece: Paragraph) -> Paragraph:
    """A piece without the sign of the only item of a list; where there are more, they are told apart by theirs."""
    signs = _SIGN.findall(piece.text)
    if len(signs) != 1 or not piece.text.startswith(signs[0]):
        return piece
    return cut(piece, len(signs[0]), len(piece.text)) or piece
