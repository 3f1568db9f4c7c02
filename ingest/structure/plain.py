"""Any document: headings and the paragraphs under them, nothing else supposed."""

from corpus.version import Role
from ingest.cleaning import Cleaned
from ingest.structure.paragraphs import Blocks, Paragraph, looks_like_heading, paragraphs
from ingest.structure.structured import Structured

NAME = "plain/1"


def read(cleaned: Cleaned) -> Structured:
    """Sections under their headings; without headings one section without a name."""
    made = Blocks(cleaned)
    add_sections(made, paragraphs(cleaned))
    return Structured(made.done())


def add_sections(made: Blocks, parts: list[Paragraph]) -> None:
    """Add paragraphs under their headings to blocks that are being made."""
    path: list[tuple[int, str]] = []
    for index, part in enumerate(parts):
        if not looks_like_heading(parts, index):
            made.add(part, Role.BODY, (name for _, name in path))
            continue
        level = part.level or 1
        path = [*((above, name) for above, name in path if above < level), (level, part.text.lstrip("# ").rstrip(": "))]
        made.add(part, Role.HEADING, (name for _, name in path))
