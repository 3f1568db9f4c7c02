"""Passages of a version: one to five sentences of one section, question or action, each with its context."""

import re
from collections.abc import Iterator
from itertools import groupby

from corpus.document import Document
from corpus.passage import Passage
from corpus.span import Span
from corpus.version import Block, Role, Version
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


def passages(document: Document, version: Version) -> list[Passage]:
    """Every block but headings and boilerplate is covered once, in order; a question is a passage of its own."""
    return [
        _passage(document, version, group[0], spans)
        for group in _groups(version.blocks)
        for spans in _packed([(span, last) for block in group for span, last in _spans(version.text, block)])
    ]


def _groups(blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    """Neighbours of one role and section; headings and boilerplate stand between them."""
    for (role, _), members in groupby(blocks, key=lambda block: (block.role, block.section)):
        if role is Role.QUESTION:
            yield from ([block] for block in members)
        elif role not in _UNINDEXED:
            yield list(members)


def _spans(text: str, block: Block) -> Iterator[tuple[Span, bool]]:
    """The block's sentences, and of each whether it is the last: a passage best ends there."""
    spans = list(_pieces(text, block))
    for index, span in enumerate(spans, 1):
        yield span, index == len(spans)


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


def _packed(units: list[tuple[Span, bool]]) -> Iterator[tuple[Span, ...]]:
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
        yield tuple(span for span, _ in units[start:end])


def _cost(units: list[tuple[Span, bool]], start: int, end: int) -> float:
    """How far a passage is from the right length, and dearer where it ends inside a paragraph."""
    length = units[end - 1][0].end - units[start][0].start
    if length > _LONGEST and end - start > 1:
        return 100.0 * (end - start)
    away = max(0, _LENGTH - length) / _LENGTH if length <= _LENGTH else (length - _LENGTH) / _LENGTH
    return 0.05 + away * away + (0.0 if units[end - 1][1] else 0.15)


def _passage(document: Document, version: Version, block: Block, spans: tuple[Span, ...]) -> Passage:
    start, end = spans[0].start, spans[-1].end
    return Passage(
        document=document.id,
        version=version.id,
        start=start,
        end=end,
        text=version.text[start:end],
        context=_context(document, block.section),
        role=block.role,
        section=block.section,
        page=version.page_at(start),
        language=_language(version, start),
        sentences=spans,
    )


def _language(version: Version, start: int) -> str:
    return next(block.language for block in version.blocks if block.start <= start < block.end)


def _context(document: Document, section: tuple[str, ...]) -> str:
    """Title, date and section; a section that only repeats the title is left out."""
    parts = [document.title, str(document.date) if document.date else "", *section]
    return " — ".join(dict.fromkeys(part for part in parts if part))
