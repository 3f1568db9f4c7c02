"""The dates and references of a letter, each with what it is the date of, and what of them does not fit."""

import re
from collections.abc import Iterator, Sequence

from corpus.letter import Anomaly, AnomalyCode, DateRole, StatedDate, StatedReference
from corpus.span import Span
from corpus.version import Role
from ingest.structure.foi.entries import Entry
from ingest.structure.foi.headings import Part
from text.dates import FoundDate, dates
from text.references import references

_RECEIVED = re.compile(
    r"(?:\breceived\b[^.\d]{0,60}?(?:on|:|dated)?|date (?:of receipt|received)\s?:?|receipt (?:on|of)\b[^.]{0,60}|"
    r"dderbyni(?:ais|wyd|odd|asom)[^.]{0,60}|derbyniwyd[^.]{0,60}|dyddiad derbyn\s?:?|"
    r"\bdd?aeth\b[^.\d]{0,40}\bi law\b[^.\d]{0,60})\s?$",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"(?:\bdue\b(?! (?:to|diligence|course|process|regard)\b)|deadline|respon[ds]e?(?: to (?:you|"
    r"your request))?(?: is)?(?: due)? (?:by|before)|"
    r"(?:respond|reply|answer|response|replied)\b[^.]{0,60}\b(?:by|before|no later than)|target date|no later than|"
    r"(?:ymateb|ateb)\b[^.]{0,50}\berbyn|dyddiad (?:cau|ateb))\b[^.\d]{0,20}$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:(?:first |date )?published(?: on)?|publication date|cyhoeddwyd(?: gyntaf)?(?: ar)?|dyddiad cyhoeddi)\s?:?\s?$",
    re.IGNORECASE,
)
_PUBLISHED_LINE = re.compile(r"(?:first published|published|cyhoeddwyd gyntaf|cyhoeddwyd|dyddiad cyhoeddi)\s?:?", re.I)
_OTHER = re.compile(
    r"(?:\b(?:last updated|updated|diweddarwyd ddiwethaf|dated|from|since|until|between|up to|as at|ending|"
    r"your (?:request|letter|e-?mail|complaint)[^.]{0,80}|my (?:letter|e-?mail|response)[^.]{0,40}|wrote[^.]{0,40}|"
    r"(?:request|letter|e-?mail|response|complaint|clarification)[^.]{0,40} (?:of|dated|on)|"
    r"(?:date of (?:your |the )?|dyddiad (?:y |eich )?|^)(?:request|cais)(?: date)?|eich (?:cais|llythyr)[^.]{0,80})"
    r"\s?:?\s?)$",
    re.IGNORECASE,
)
_UPDATED_LINE = re.compile(r"(?:last updated|diweddarwyd ddiwethaf)\s?:?", re.IGNORECASE)
_REACH = 110
_LABELLED = re.compile(
    r"(?<![\w])(?<!your )(?<!eich )(?:our ref(?:erence)?|ein cyf(?:eirnod)?|foi (?:ref(?:erence)?|request|case)|"
    r"(?:case |request )?ref(?:erence)?|cyf(?:eirnod)?|request|case|rhif(?: y)? cais)(?:\s?(?:no|number|rhif|id)\b\.?)?"
    r"(?:\s?[:.]\s?|\s)(?P<value>(?=[\w/.-]{0,30}\d)[A-Z0-9][\w/-]{2,30}(?:\.\d{1,6})?)(?![\w/])",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\b(?:quot(?:e|ing)|ref(?:erence)?|cyf(?:eirnod)?|d?dyfynn?u|nodi)\b[^.]{0,60}$", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:decision notice|hysbysiad penderfynu|commissioner|tribunal|previous(?:ly)?|earlier|also|similar|"
    r"another|refused|in response to|blaenorol)\b[^.]{0,60}$",
    re.I,
)


def stated_dates(entries: Sequence[Entry]) -> tuple[StatedDate, ...]:
    """Every date that says when the letter was written, received, due or published, in the order of the text."""
    found: list[StatedDate] = []
    above = ""
    for entry in entries:
        if entry.role in (Role.QUESTION, Role.ANSWER) and entry.part is Part.QUESTIONS:
            continue
        found += _of_entry(entry, above, written=any(one.role is DateRole.LETTER for one in found))
        above = entry.text
    return tuple(found)


def _of_entry(entry: Entry, above: str, *, written: bool) -> Iterator[StatedDate]:
    for date in dates(entry.text):
        if len(date.iso) == 4:
            continue
        role = _role(entry, date, above)
        if role is DateRole.LETTER and (written or len(date.iso) != 10):
            continue
        if role:
            written = written or role is DateRole.LETTER
            end = date.end - (entry.text[date.end - 1] == ".")
            yield StatedDate(role, date.iso, Span(entry.start + date.start, entry.start + end))


def _role(entry: Entry, date: FoundDate, above: str) -> DateRole | None:
    before = entry.text[max(0, date.start - _REACH) : date.start]
    if _PUBLISHED.search(before) or (not before.strip() and _PUBLISHED_LINE.fullmatch(above)):
        return DateRole.PUBLISHED if entry.part is Part.FRONT else None
    if _DUE.search(before) and entry.part is not Part.CLOSING:
        return DateRole.DUE
    if _RECEIVED.search(before) and entry.part in (Part.FRONT, Part.QUESTIONS):
        return DateRole.RECEIVED
    if _OTHER.search(before) or (not before.strip() and _UPDATED_LINE.fullmatch(above)):
        return None
    head = entry.part is Part.FRONT and (len(entry.text) <= 160 or date.start < 80)
    signed = entry.role is Role.BOILERPLATE and entry.part is Part.CLOSING
    alone = date.end - date.start >= 0.4 * len(entry.text) or date.start < 40
    return DateRole.LETTER if (head or signed) and alone else None


def stated_references(entries: Sequence[Entry]) -> tuple[StatedReference, ...]:
    """The letter's own references: those of its head, its subject and its first lines, once each."""
    found: dict[str, StatedReference] = {}
    for place, entry in enumerate(entries):
        inside = place > 0 and entry.part not in (Part.FRONT, Part.QUESTIONS, Part.CLOSING)
        if entry.role is Role.QUESTION or inside:
            continue
        for start, end, text in _references(entry.text):
            if text.isdigit() and any(known.endswith(f" {text}") for known in found):
                continue  # the number of a reference that is already there
            before = entry.text[max(0, start - 90) : start]
            if entry.part is Part.CLOSING and not _QUOTED.search(before):
                continue  # a link to another letter
            if not _EARLIER.search(before):
                found.setdefault(text, StatedReference(text, Span(entry.start + start, entry.start + end)))
    return tuple(found.values())


def _references(text: str) -> list[tuple[int, int, str]]:
    known = [(one.start, one.end, one.value) for one in references(text) if one.kind in ("atisn", "case", "question")]
    taken = [(start, end) for start, end, _ in known]
    dated = [(one.start, one.end) for one in dates(text) if len(one.iso) == 10]
    for match in _LABELLED.finditer(text):
        start, end = match.span("value")
        if not any(start < last and first < end for first, last in taken + dated) and not match["value"].isalpha():
            known.append((start, end, match["value"].upper()))
    return sorted(known)


def date_anomalies(stated: Sequence[StatedDate], oldest: str | None) -> Iterator[Anomaly]:
    """What does not fit between the dates of a letter; `oldest` is the date of the first letter of the page."""
    by_role = {role: [one for one in stated if one.role is role and len(one.iso) == 10] for role in DateRole}
    letter, received = by_role[DateRole.LETTER][:1], by_role[DateRole.RECEIVED][:1]
    for written, arrived in zip(letter, received, strict=False):
        if arrived.iso >= written.iso:
            same = arrived.iso == written.iso
            code = AnomalyCode.RECEIVED_ON_REPLY if same else AnomalyCode.RECEIVED_AFTER_REPLY
            yield Anomaly(code, (written.span, arrived.span))
    for due, arrived in zip(by_role[DateRole.DUE][:1], received, strict=False):
        if due.iso < arrived.iso:
            yield Anomaly(AnomalyCode.DUE_BEFORE_RECEIPT, (due.span, arrived.span))
    for out, written in zip(by_role[DateRole.PUBLISHED][:1], letter, strict=False):
        if out.iso < min(written.iso, oldest or written.iso):
            yield Anomaly(AnomalyCode.PUBLISHED_BEFORE_LETTER, (out.span, written.span))


def family(reference: str) -> str:
    """What sort a reference is of: two of one sort in a letter do not fit."""
    found = re.match(r"[^\W\d_]+", reference)
    return found.group() if found else "number"


def reference_anomalies(own: Sequence[StatedReference], page: Sequence[StatedReference]) -> Iterator[Anomaly]:
    """Two references of one sort, within a letter or between it and the head of its page."""
    for one in own[:1]:
        rest = [other for other in own[1:] if family(other.text) == family(one.text)]
        if rest:
            yield Anomaly(AnomalyCode.REFERENCES_DIFFER, (one.span, *(other.span for other in rest)))
            return
    for one in own:
        other = [ref for ref in page if family(ref.text) == family(one.text)]
        if other and one.text not in [ref.text for ref in page]:
            yield Anomaly(AnomalyCode.REFERENCES_DIFFER, (other[0].span, one.span))
            return
