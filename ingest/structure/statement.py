"""Written and oral statements: title, date and minister in front, then the text; in a debate each speech by speaker."""

import re
from collections.abc import Iterator, Sequence

from corpus.contents import Contents, Particulars
from corpus.version import Role
from ingest.cleaning.clean import Cleaned
from ingest.structure import imprint
from ingest.structure.definitions import definitions
from ingest.structure.footnotes import find_notes
from ingest.structure.ministers import member, office, signatory, signs_over
from ingest.structure.paragraphs import Blocks, Paragraph, paragraphs
from ingest.structure.plain import add_sections
from ingest.structure.speeches import add_speeches, first_minister_to_speak, is_transcript
from ingest.structure.structured import Structured

NAME = "statement/3"

_SORT = r"(?:(?:written|oral|cabinet|ministerial)(?: cabinet| ministerial)? statement|statement)"
_SORT_CY = (
    r"(?:datganiad (?:ysgrifenedig|llafar|(?:gan y )?cabinet|y cabinet|gweinidogol)(?: gan y cabinet)?|datganiad)"
)
_KIND = re.compile(
    rf"(?:{_SORT}|{_SORT_CY})(?: by the welsh government| (?:gan )?llywodraeth cymru)?|"
    r"statement by the welsh government|datganiad gan lywodraeth cymru",
    re.IGNORECASE,
)
_FIRM_KIND = re.compile(
    r"(?:written|oral|cabinet)(?: cabinet)? statement\b|datganiad (?:ysgrifenedig|llafar|y cabinet|gan y cabinet)\b|"
    r"statement\s+by\s+the\s+welsh government|datganiad\s+gan\s+lywodraeth cymru",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?:(?:written|oral|cabinet)(?: cabinet)? statement|datganiad (?:ysgrifenedig|llafar|y cabinet|gan y cabinet))"
    r"\s?[:–—-]\s{0,3}(?P<title>\S.{0,250})",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:title|subject|teitl|pwnc)\s{0,2}:?(?:\s{1,4}|$)", re.IGNORECASE)
_TITLE_CASE = re.compile(r"(?:TITLE|Title:|SUBJECT|TEITL|Teitl:|PWNC)\s{1,4}\S|(?:title|subject|teitl|pwnc):?$", re.I)
_DATE = re.compile(r"(?:date|dyddiad)\s{0,2}:?(?:\s{1,4}|$)", re.IGNORECASE)
_FIRST = re.compile(r"(?:(?:first )?published|cyhoeddwyd(?: gyntaf)?)(?: on| ar)?\s{0,2}:?(?:\s{1,4}|$)", re.IGNORECASE)
_UPDATED = re.compile(r"(?:last updated|diweddarwyd ddiwethaf)\s{0,2}:?(?:\s{1,4}|$)", re.IGNORECASE)
_LABEL = re.compile(
    r"by|the welsh government|gan|llywodraeth cymru|lywodraeth cymru|part of:?|rhan o:?|"
    r"this was published under the .{1,40} administration of the welsh government\.?|"
    r"cyhoeddwyd hwn o dan weinyddiaeth .{1,60}",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|gan)\s{0,2}:?\s{0,4}", re.IGNORECASE)
_LONGEST_TITLE = 200
_MOST_IN_FRONT = 16


def read(cleaned: Cleaned) -> Structured:
    """Title, date and minister as front matter, the rest as plain sections or as speeches."""
    made = Blocks(cleaned)
    parts = paragraphs(cleaned)
    notes = find_notes(cleaned.text, parts)
    body = _body(parts)
    rest = parts[body:]
    for part in parts[:body]:
        made.add(part, Role.FRONT)
    signed = _author(parts[:body], body)
    if is_transcript(rest, signed):
        add_speeches(made, rest, opened_by=signed)
    else:
        add_sections(made, rest, frozenset(index - body for index in notes.paragraphs))
    blocks = made.done()
    author = _author(parts, body) or first_minister_to_speak(rest)
    facts = Particulars(_title(parts, body), _date(parts, body), author)
    return Structured(blocks, Contents(facts, definitions=definitions(cleaned.text, blocks), footnotes=notes.footnotes))


def looks_like_statement(cleaned: Cleaned) -> bool:
    """Whether a minister and a date stand in front, or the paper calls itself a written, oral or cabinet statement."""
    parts = paragraphs(cleaned)
    body = _body(parts)
    top = " ".join(part.text for part in parts[: body or 4] if len(part.text) <= _LONGEST_TITLE)
    called = _FIRM_KIND.match(top.lstrip("# ")) or any(_FIRM_KIND.match(part.text) for part in parts[:body])
    signed = _author(parts[: body + 1], body) is not None
    return len(parts) > body and bool((signed and _date(parts, body)) or (called and (signed or _date(parts, body))))


def _body(parts: Sequence[Paragraph]) -> int:
    """Index of the first paragraph behind the front matter; 0 where there is none."""
    last = max((index for index in range(min(_MOST_IN_FRONT, len(parts))) if _is_front(parts, index)), default=-1)
    return last + 1 if all(len(part.text) <= _LONGEST_TITLE for part in parts[: last + 1]) else 0


def _is_front(parts: Sequence[Paragraph], index: int) -> bool:
    text = parts[index].text
    if len(text) > _LONGEST_TITLE:
        return False
    above = parts[index - 1].text if index else ""
    labels = (_KIND, _LABEL, _TITLED, _TITLE, _DATE, _FIRST, _UPDATED)
    if any(pattern.fullmatch(text) for pattern in labels) or imprint.only_date(text) or _TITLE_CASE.match(text):
        return True
    if signatory(text) or signs_over(above, text) or _TITLE.fullmatch(above) or _KIND.fullmatch(above.strip(" :")):
        return True
    return any(imprint.labelled_date(parts, index, label) for label in (_DATE, _FIRST, _UPDATED))


def _title(parts: Sequence[Paragraph], body: int) -> str | None:
    """Behind its label, or the only line in front that is nothing else."""
    front = parts[:body]
    for index, part in enumerate(front):
        if match := _TITLED.fullmatch(part.text):
            return imprint.one_line(match["title"])
        if _TITLE.fullmatch(part.text) and index + 1 < len(parts):
            return imprint.one_line(parts[index + 1].text)
        if (match := _TITLE.match(part.text)) and _TITLE_CASE.match(part.text):
            return imprint.one_line(part.text[match.end() :])
    plain = [part for index, part in enumerate(front) if _can_be_title(front, index)]
    levelled = [part for part in plain if part.level == 1]
    if levelled or len(plain) == 1:
        return imprint.one_line((levelled or plain)[0].text)
    return None


def _can_be_title(front: Sequence[Paragraph], index: int) -> bool:
    text = front[index].text
    names = [_KIND, _LABEL, _UPDATED, _FIRST, _DATE]
    if any(pattern.fullmatch(text.strip(" :")) for pattern in names) or imprint.only_date(text):
        return False
    if any(imprint.labelled_date(front, index, label) for label in (_DATE, _FIRST, _UPDATED)) or office(text):
        return False
    below = front[index + 1].text if index + 1 < len(front) else ""
    return not (signatory(text) or member(text) or signs_over(text, below))


def _date(parts: Sequence[Paragraph], body: int) -> str | None:
    """The statement's own date before the page's."""
    for label in (_DATE, _FIRST):
        for index in range(min(body + 1, len(parts))):
            if found := imprint.labelled_date(parts, index, label):
                return found
    updated = {index + 1 for index, part in enumerate(parts[:body]) if _UPDATED.fullmatch(part.text)}
    alone = (imprint.only_date(part.text) for index, part in enumerate(parts[:body]) if index not in updated)
    return next((found for found in alone if found), None)


def _author(parts: Sequence[Paragraph], body: int) -> str | None:
    """The minister with office, in front, else where the statement is signed."""
    for index in (*range(body), *range(max(body, len(parts) - 3), len(parts))):
        for text in _signing(parts, index):
            if found := signatory(text, parts[index + 1].text if index + 1 < len(parts) else ""):
                return str(found)
    return None


def _signing(parts: Sequence[Paragraph], index: int) -> Iterator[str]:
    text = parts[index].text
    yield text
    if behind := _BY.sub("", text, count=1):
        yield behind
