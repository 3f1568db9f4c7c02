"""The signs by which a text is known as a letter that answers a request, and who signed it."""

import itertools
import re
from collections.abc import Sequence

from corpus.version import Role
from ingest.cleaning.clean import Cleaned
from ingest.structure.foi.body import Letter
from ingest.structure.foi.entries import pieces
from ingest.structure.foi.headings import (
    CLOSES,
    SALUTATION,
    SIGN_OFF,
    THANKS,
    Part,
    heads,
    is_kind_line,
    is_reference_line,
)
from ingest.structure.foi.questions import asks, marker
from ingest.structure.foi.request import lead
from ingest.structure.paragraphs import Paragraph, paragraphs
from text.references import references

_LAW = re.compile(
    r"freedom of information|environmental information regulations|\bfoia?\b|\bATISN\b|rhyddid gwybodaeth|"
    r"gwybodaeth amgylcheddol",
    re.IGNORECASE,
)
_HANDLING = re.compile(
    r"(?:handling of|response to|reply to|dealt with) (?:your|the) (?:request|complaint)|internal review within|"
    r"date of this (?:response|letter)|(?:ymdrin|deliodd|delio) (?:â|ag|gyda)['’]?[rch]* (?:eich )?(?:cais|"
    r"chais)|adolygiad mewnol o fewn",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"\b(?:your|eich) (?:\w+ ){0,4}(?:request|cais|enquiry|complaint)\b|\byou (?:have )?(?:asked|requested)|gofynnoch",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[A-ZŴŶ][\w’'-]{1,24}(?: [A-ZŴŶ][\w’'.-]{0,24}){1,3}")
_OFFICE = re.compile(
    r".{0,60}\b(?:head|director|deputy|manager|officer|official|team|unit|division|branch|secretary|pennaeth|"
    r"cyfarwyddwr|dirprwy|"
    r"rheolwr|swyddog|tîm|uned|is-adran|cangen)\b.{0,80}",
    re.IGNORECASE,
)


def looks_like_letter(cleaned: Cleaned) -> bool:
    """Whether a text is plainly a response under the access laws: one is named, and two signs of a letter show."""
    parts = list(pieces(paragraphs(cleaned)))
    if not _LAW.search(cleaned.text):
        return False
    found = [heads(part.text) for part in parts]
    early = parts[:40]
    signs = (
        Part.QUESTIONS in found and Part.ANSWERS in found,
        any(THANKS.match(part.text) and _REQUEST.search(part.text) for part in early),
        any(CLOSES.match(part.text) and _HANDLING.search(part.text) for part in parts),
        any(is_reference_line(part.text) or is_kind_line(part.text) for part in early),
        any(SALUTATION.fullmatch(part.text) for part in early) and any(SIGN_OFF.fullmatch(part.text) for part in parts),
    )
    return sum(signs) >= 2 and any(signs[:2])


def is_letter(parts: Sequence[Paragraph]) -> bool:
    """Whether a text said to be such a letter shows any part of one."""
    for part in parts:
        if heads(part.text) in (Part.QUESTIONS, Part.ANSWERS) or lead(part.text).found:
            return True
        if THANKS.match(part.text) and _REQUEST.search(part.text):
            return True
        found = marker(part.text)
        if found and found.named and asks(part.text[found.length :]):
            return True
    return any(is_reference_line(part.text) for part in parts) and any(CLOSES.match(part.text) for part in parts)


def title(one: Letter) -> str | None:
    """The letter's subject where a line in front gives it besides the reference."""
    for entry in one.entries:
        if entry.part is not Part.FRONT or len(entry.text) > 160 or SALUTATION.fullmatch(entry.text):
            continue
        if (is_reference_line(entry.text) and _words_besides(entry.text) >= 2) or entry.text.startswith("# "):
            return entry.text.lstrip("# ").strip()
    return None


def _words_besides(text: str) -> int:
    for found in reversed(references(text)):
        text = text[: found.start] + text[found.end :]
    return len(re.findall(r"[^\W\d]{3,}", text))


def signature(one: Letter) -> str | None:
    """Name and office under the letter; a name alone, or an office alone, is not given."""
    lines = [entry for entry in one.entries if entry.role is Role.BOILERPLATE and entry.part is Part.CLOSING]
    for above, name, office in zip(lines, lines[1:], lines[2:], strict=False):
        if SIGN_OFF.fullmatch(above.text) and _PERSON.fullmatch(name.text) and _OFFICE.fullmatch(office.text):
            return f"{name.text}, {office.text}"
    for above, line in itertools.pairwise(lines):
        name_part, _, office_part = line.text.partition(", ")
        if SIGN_OFF.fullmatch(above.text) and _PERSON.fullmatch(name_part) and _OFFICE.fullmatch(office_part):
            return line.text
    return None
