"""Any document: headings and the paragraphs under them, nothing else supposed."""

from collections.abc import Mapping, Sequence

from corpus.contents import Contents
from corpus.version import Role
from ingest.cleaning.clean import Cleaned
from ingest.structure.definitions import definitions
from ingest.structure.footnotes import find_notes
from ingest.structure.headings import heading_levels
from ingest.structure.imprint import particulars
from ingest.structure.paragraphs import Blocks, Paragraph, paragraphs
from ingest.structure.petition import petition_text
from ingest.structure.speeches import add_speeches, is_transcript
from ingest.structure.structured import Structured

NAME = "plain/2"

_SHORT_ROW = 60
_SMALL_TABLE = 500


def read(cleaned: Cleaned) -> Structured:
    """Sections under their headings; without headings one section without a name."""
    made = Blocks(cleaned)
    parts = paragraphs(cleaned)
    notes = find_notes(cleaned.text, parts)
    if is_transcript(parts):
        add_speeches(made, parts)
    else:
        add_sections(made, parts, notes.paragraphs)
    blocks = made.done()
    return Structured(
        blocks,
        Contents(
            particulars=particulars(parts),
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
        if part.row and index not in notes and index not in asked:
            index = _add_table(made, parts, index, section)
            continue
        role = Role.HEADING if index in levels else Role.FOOTNOTE if index in notes else Role.BODY
        made.add(part, Role.QUESTION if index in asked else role, section)
        index += 1


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
