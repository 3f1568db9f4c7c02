"""What a letter is read into before its facts are told: entries in order, and the questions asked in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.version import Role
from ingest.structure.foi.headings import Part, cuts
from ingest.structure.paragraphs import Paragraph


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


def cut(part: Paragraph, start: int, end: int) -> Paragraph | None:
    """The piece of a paragraph between two offsets of its text, without white space around it; None if empty."""
    text = part.text[start:end]
    if not text.strip():
        return None
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    at = part.start + start + lead
    whole = part.bullet if start + lead == 0 else False
    return replace(part, start=at, end=at + len(text), text=text, bullet=whole, gap=part.gap if start == 0 else False)


def pieces(parts: list[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs, cut where one line holds several parts of a letter."""
    for part in parts:
        places = [] if part.row or part.level else cuts(part.text)
        for start, end in zip([0, *places], [*places, len(part.text)], strict=True):
            if piece := cut(part, start, end):
                yield piece
