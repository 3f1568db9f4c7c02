"""Passages of a version: one to five sentences of one section, question or action, each with its context."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.document import Document
from corpus.passage import Passage
from corpus.span import Span
from corpus.version import Block, Role, Version
from ingest.surroundings import Surrounding, surroundings
from text.sentences import sentences

_MOST_SENTENCES = 5
_LENGTH = 500
"""Characters of a passage that is just right; a longer one costs the more the longer it is."""
_LONGEST = 620
_LONGEST_SENTENCE = 1_200
_CLAUSE = re.compile(r"[;:]\s|,\s(?:and|or|but|which|while|a|ac|neu|ond)\s|\s[–-]\s")
_ANYWHERE = re.compile(r"\s")
_UNINDEXED = frozenset((Role.HEADING, Role.BOILERPLATE))
_SHORT_LINE = 60
_INSIDE = 0.15
"""What it costs to end a passage inside a paragraph."""
_BEFORE_ITS_OWN = 0.6
"""What it costs to end one with words that only open what follows."""


@dataclass(frozen=True)
class _Unit:
    """A sentence, or a piece of one, that no passage cuts."""

    span: Span
    needs: tuple[Span, ...]
    """What its block has to be read with."""
    language: str
    """Of its block."""
    end: float
    """What it costs to end a passage here."""


def passages(document: Document, version: Version) -> list[Passage]:
    """Every block but headings and boilerplate is covered once, in order; a question is a passage of its own."""
    around = dict(zip((block.start for block in version.blocks), surroundings(version), strict=True))
    stems = {
        one.question.start: version.quote(one.stem.start, one.stem.end)
        for letter in version.contents.letters
        for one in letter.exchanges
        if one.stem is not None
    }
    return [
        _passage(document, version, group[0], units, stems.get(group[0].start, ""))
        for group in _groups(version.blocks)
        for units in _packed([unit for block in group for unit in _units(version.text, block, around[block.start])])
    ]


def _groups(blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    """Neighbours of one role and section; headings and boilerplate stand between them."""
    for (role, _), members in groupby(blocks, key=lambda block: (block.role, block.section)):
        if role is Role.QUESTION:
            yield from ([block] for block in members)
        elif role not in _UNINDEXED:
            yield list(members)


def _units(text: str, block: Block, around: Surrounding) -> Iterator[_Unit]:
    """The block's sentences; a passage best ends with the last of them."""
    spans = list(_pieces(text, block))
    last = _BEFORE_ITS_OWN if around.opens else 0.0
    for index, span in enumerate(spans, 1):
        yield _Unit(span, around.needs, block.language, last if index == len(spans) else _INSIDE)


def _pieces(text: str, block: Block) -> Iterator[Span]:
    here = text[block.start : block.end]
    if "\n" in here and all(len(line) < _SHORT_LINE for line in here.split("\n")):
        yield Span(block.start, block.end)  # the lines of one table cell
        return
    for sentence in sentences(here):
        yield from _cut(text, block.start + sentence.start, block.start + sentence.end)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence that no reader would finish is cut at the clause nearest to the limit."""
    while end - start > _LONGEST_SENTENCE:
        at = _last(_CLAUSE, text, start) or _last(_ANYWHERE, text, start) or start + _LONGEST_SENTENCE
        yield Span(start, at - len(text[start:at]) + len(text[start:at].rstrip()))
        start = at + len(text[at:end]) - len(text[at:end].lstrip())
    if start < end:
        yield Span(start, end)


def _last(pattern: re.Pattern[str], text: str, start: int) -> int | None:
    """Where the last match ends whose first character stands in the second half of what is allowed."""
    found = [
        match.start() + 1 for match in pattern.finditer(text, start + _LONGEST_SENTENCE // 2, start + _LONGEST_SENTENCE)
    ]
    return found[-1] if found else None


def _packed(units: list[_Unit]) -> Iterator[list[_Unit]]:
    """The cheapest way to cut a row of sentences into passages, found from the front by their best last cuts."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(units) + 1):
        reach = range(max(0, end - _MOST_SENTENCES), end)
        best.append(min((best[start][0] + _cost(units, start, end), start) for start in reach))
    cuts, end = [], len(units)
    while end:
        cuts.append((best[end][1], end))
        end = best[end][1]
    for start, end in reversed(cuts):
        yield units[start:end]


def _cost(units: list[_Unit], start: int, end: int) -> float:
    """How far a passage is from the right length, and dearer where it ends inside a paragraph."""
    length = units[end - 1].span.end - units[start].span.start
    if length > _LONGEST and end - start > 1:
        return 100.0 * (end - start)
    away = max(0, _LENGTH - length) / _LENGTH if length <= _LENGTH else (length - _LENGTH) / _LENGTH
    return 0.05 + away * away + (units[end - 1].end if end < len(units) else 0.0)


def _passage(document: Document, version: Version, block: Block, units: Sequence[_Unit], stem: str) -> Passage:
    start, end = units[0].span.start, units[-1].span.end
    above = [version.text[span.start : span.end] for span in units[0].needs if span.end <= start]
    return Passage(
        document=document.id,
        version=version.id,
        start=start,
        end=end,
        text=version.text[start:end],
        context=_context(document, block.section, above),
        role=block.role,
        section=block.section,
        page=version.page_at(start),
        language=units[0].language,
        sentences=tuple(unit.span for unit in units),
        stem=stem,
    )


def _context(document: Document, section: tuple[str, ...], above: Sequence[str]) -> str:
    """Title, date, section and what the words depend on; a section that only repeats the title is left out."""
    said = (" ".join(text.split()) for text in above)
    parts = [document.title, str(document.date) if document.date else "", *section, *said]
    return " — ".join(dict.fromkeys(part for part in parts if part))
