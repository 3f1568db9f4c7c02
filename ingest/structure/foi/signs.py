"""The signs by which a text is known as a letter that answers a request, and who signed it."""

import itertools
import re
from collections.abc import Sequence

from corpus.version import Role
from ingest.cleaning.clean import Cleaned
from ingest.structure.foi.body import Letter
from ingest.structure.foi.entries import headed, pieces
from ingest.structure.foi.headings import (
    CLOSES,
    DECIDES,
    DISPOSES,
    SALUTATION,
    SIGN_OFF,
    THANKS,
    Part,
    is_kind_line,
    is_reference_line,
)
from ingest.structure.foi.request import asks_review, lead
from ingest.structure.foi.tables import is_header
from ingest.structure.paragraphs import Paragraph, paragraphs
from text.personal import personal_data
from text.questions import asks, is_bare, marker
from text.references import references

_QUERY = re.compile(
    r"\b(?:atisn|foia?|eir|request|case|ref(?:erence)?|cais|cyf(?:eirnod)?)\b[^.?]{0,30}\d{3}", re.IGNORECASE
)
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
_ADDRESSED = re.compile(r"\b(?:dear|annwyl)\b|\b(?:mr|mrs|ms|miss|mx)\b\.?\s", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:our |your |ein |eich )?\b(?:ref(?:erence)?|cyf(?:eirnod)?|date|dyddiad)\b(?: (?:no|number|rhif))?\s?[:.]?",
    re.IGNORECASE,
)
_SHORT = 12
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
    found = {headed(part) for part in parts}
    markers = [(part.text, one) for part in parts if (one := marker(part.text)) and one.named]
    asked = any(not one.answers and (is_bare(text) or asks(text[one.length :])) for text, one in markers)
    early = parts[:40]
    signs = (
        any(is_header(part) for part in parts)
        or ((Part.QUESTIONS in found or asked) and (Part.ANSWERS in found or any(one.answers for _, one in markers))),
        any(asks_review(part.text) or (THANKS.match(part.text) and _REQUEST.search(part.text)) for part in early),
        any(CLOSES.match(part.text) and _HANDLING.search(part.text) for part in parts),
        any(is_reference_line(part.text) or is_kind_line(part.text) or _names_case(part.text) for part in early),
        any(SALUTATION.fullmatch(part.text) for part in early) and any(SIGN_OFF.fullmatch(part.text) for part in parts),
    )
    return sum(signs) >= 2 and any(signs[:2])


def _names_case(text: str) -> bool:
    """Whether a short line that is no sentence gives a reference somewhere."""
    return len(text) <= 160 and text[-1] not in ".?!" and _QUERY.search(text) is not None


def is_letter(parts: Sequence[Paragraph]) -> bool:
    """Whether a text said to be such a letter shows any part of one."""
    for part in parts:
        if headed(part) in (Part.QUESTIONS, Part.ANSWERS) or lead(part.text).found or is_header(part):
            return True
        if asks_review(part.text) or (THANKS.match(part.text) and _REQUEST.search(part.text)):
            return True
        found = marker(part.text)
        if found and found.named and asks(part.text[found.length :]):
            return True
    if any(is_reference_line(part.text) for part in parts) and any(CLOSES.match(part.text) for part in parts):
        return True
    named = any(one.kind in ("atisn", "case") for part in parts[:40] for one in references(part.text))
    return (
        named and len(parts) <= _SHORT and any(DISPOSES.search(part.text) or DECIDES.match(part.text) for part in parts)
    )


def title(one: Letter) -> str | None:
    """The letter's subject where a line in front gives it besides the reference."""
    for entry in one.entries:
        if entry.part is not Part.FRONT or len(entry.text) > 160 or _is_addressed(entry.text) or lead(entry.text).found:
            continue
        if (is_reference_line(entry.text) and _words_besides(entry.text) >= 2) or entry.text.startswith("# "):
            return entry.text.lstrip("# ").strip()
    return None


def _is_addressed(text: str) -> bool:
    """Whether a line names a private person, and so is no title to be shown."""
    return _ADDRESSED.search(text) is not None or bool(personal_data(text))


def _words_besides(text: str) -> int:
    text = _LABEL.sub("", text)
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
