"""Any document: headings and the paragraphs under them, nothing else supposed."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from corpus.contents import Contents
from corpus.version import Role
from ingest.cleaning.clean import Cleaned
from ingest.structure.definitions import definitions
from ingest.structure.footnotes import find_notes
from ingest.structure.headings import heading_levels
from ingest.structure.imprint import particulars
from ingest.structure.paragraphs import Blocks, Paragraph, paragraphs
from ingest.structure.petition import petition_text
from ingest.structure.speeches import add_speeches, is_transcript, turns
from ingest.structure.structured import Structured

NAME = "plain/3"

_LEADERS = re.compile(r"(?:\. ?){5}\s{0,4}\w{0,6}$")
"""How an entry of a table of contents ends."""
_FILE_NAME = re.compile(
    r"[\w()-]{1,60}(?:[ .][\w()-]{1,60}){0,8}\.(?:pdf|docx?|odt|xlsx?|ods|pptx?|csv|html?|rtf|txt|zip)"
    r"(?:,? \(?[\w.]{1,8} ?[KMG]i?B\)?)?",
    re.IGNORECASE,
)
_LONGEST_ENTRY = 400
_SHORT_ROW = 60
_SMALL_TABLE = 500


def read(cleaned: Cleaned) -> Structured:
    """Sections under their headings; without headings one section without a name."""
    made = Blocks(cleaned)
    parts = paragraphs(cleaned)
    notes = find_notes(cleaned.text, parts)
    facts = particulars(parts)
    if is_transcript(parts):
        add_speeches(made, parts)
        if turns(parts)[0].first == 0:  # a debate is not called by who opens it
            facts = replace(facts, title=None)
    else:
        add_sections(made, parts, notes.paragraphs)
    blocks = made.done()
    return Structured(
        blocks,
        Contents(
            particulars=facts,
            definitions=definitions(cleaned.text, blocks),
            footnotes=notes.footnotes,
        ),
    )


def add_sections(
    made: Blocks,
    parts: list[Paragraph],
    notes: frozenset[int] = frozenset(),
    *,
    above: Sequence[str] = (),
    levels: Mapping[int, int] | None = None,
) -> None:
    """Add paragraphs under their headings to blocks that are being made; `above` is the path that they all stand in."""
    levels = heading_levels(parts) if levels is None else levels
    asked = petition_text(parts, levels)
    path: list[tuple[int, str]] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        if index in levels:
            title = part.text.lstrip("# ").rstrip(": ")
            path = [*((level, name) for level, name in path if level < levels[index]), (levels[index], title)]
        section = [*above, *(name for _, name in path)]
        if part.row and not part.quoted and index not in notes and index not in asked:
            index = _add_table(made, parts, index, section)
            continue
        made.add(part, _role(part, index, levels, notes, asked), section)
        index += 1


def _role(
    part: Paragraph, index: int, levels: Mapping[int, int], notes: Collection[int], asked: Collection[int]
) -> Role:
    """What an earlier message says is echoed, and no words of this document."""
    if index in asked or part.quoted:
        return Role.QUESTION
    if index in levels:
        return Role.HEADING
    if part.aside or _says_nothing(part.text):
        return Role.BOILERPLATE
    return Role.FOOTNOTE if part.note or index in notes else Role.BODY


def _says_nothing(text: str) -> bool:
    """Whether a line is an entry of a table of contents, or the name of a file."""
    return len(text) <= _LONGEST_ENTRY and bool(_LEADERS.search(text[-40:]) or _FILE_NAME.fullmatch(text))


def _add_table(made: Blocks, parts: list[Paragraph], index: int, section: Sequence[str]) -> int:
    """A small table is one block, so that a figure keeps its header; else each row is one. Gives the next index."""
    end = index
    while end < len(parts) and parts[end].row:
        end += 1
    rows = parts[index:end]
    if rows[-1].end - rows[0].start <= _SMALL_TABLE and all(len(row.text) < _SHORT_ROW for row in rows):
        made.add_range(rows[0].start, rows[-1].end, Role.BODY, section)
    else:
        for row in rows:
            made.add(row, Role.BODY, section)
    return end
