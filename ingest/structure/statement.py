"""Written statements: title, date and minister in front, then the text."""

import re

from corpus.version import Role
from ingest.cleaning import Cleaned
from ingest.structure.paragraphs import Blocks, Paragraph, paragraphs
from ingest.structure.plain import add_sections
from ingest.structure.structured import Structured
from text.dates import dates

NAME = "statement/1"

_LABEL = re.compile(
    r"(?:(?:written )?statement|by|the welsh government|title|date|first published:?|last updated:?|"
    r"datganiad(?: ysgrifenedig)?|gan|llywodraeth cymru|teitl|dyddiad|cyhoeddwyd gyntaf:?|diweddarwyd ddiwethaf:?)",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"\b(?:MS|AS|AM|AC|MP)\b.*\b(?:Minister|Secretary|Counsel|Gweinidog|Ysgrifennydd|Cwnsler)")
_LONGEST_TITLE = 200
_MOST_IN_FRONT = 16


def read(cleaned: Cleaned) -> Structured:
    """Title, date and minister as front matter, the rest as plain sections."""
    made = Blocks(cleaned)
    parts = paragraphs(cleaned)
    body = _body(parts)
    for part in parts[:body]:
        made.add(part, Role.FRONT)
    add_sections(made, parts[body:])
    return Structured(made.done())


def _body(parts: list[Paragraph]) -> int:
    """Index of the first paragraph behind the front matter; 0 where there is none."""
    front = [index for index, part in enumerate(parts[:_MOST_IN_FRONT]) if _is_front(parts, index)]
    last = max(front, default=-1)
    return last + 1 if all(len(part.text) <= _LONGEST_TITLE for part in parts[: last + 1]) else 0


def _is_front(parts: list[Paragraph], index: int) -> bool:
    part = parts[index]
    return bool(
        _LABEL.fullmatch(part.text) or _is_date(part) or (len(part.text) < _LONGEST_TITLE and _OFFICE.search(part.text))
    )


def _is_date(part: Paragraph) -> bool:
    found = dates(part.text)
    return len(found) == 1 and found[0].end - found[0].start == len(part.text)
