"""The facts of each letter of a page, told from its entries."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.letter import (
    Anomaly,
    AnomalyCode,
    DateRole,
    Exchange,
    Exemption,
    Letter,
    LetterKind,
    Outcome,
    StatedReference,
)
from corpus.span import Span
from corpus.version import Role
from ingest.structure.foi import exemptions as foi_exemptions
from ingest.structure.foi import page as foi_page
from ingest.structure.foi.annexes import annexes, named
from ingest.structure.foi.body import Letter as Read
from ingest.structure.foi.dates import date_anomalies, reference_anomalies, stated_dates, stated_references
from ingest.structure.foi.entries import Entry
from ingest.structure.foi.headings import Part
from ingest.structure.foi.outcomes import Said, outcome, signs, together
from ingest.structure.foi.referrals import letterhead, referrals

_ADDRESS = re.compile(
    r"https?://\S|www\.\w|\b[a-z][\w-]{1,30}\.(?:gov\.(?:wales|uk)|wales|cymru|org\.uk|co\.uk)\b", re.IGNORECASE
)
_WELSH_GOVERNMENT = re.compile(
    r"\bATISN\b|\b(?:the )?welsh government (?:does|holds?|can|is|has)\b|llywodraeth cymru yn", re.IGNORECASE
)
_SAYS = frozenset((Outcome.UNCLEAR, Outcome.REFERRED))


@dataclass(frozen=True)
class _Answered:
    """What answers one question: under its own name, and to all together."""

    own: tuple[Entry, ...]
    shared: tuple[Entry, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(sorted((*self.own, *self.shared), key=lambda entry: entry.start))


def letters(read: Sequence[Read]) -> tuple[Letter, ...]:
    """The letters of a page in its order, each with what does not fit in it."""
    found = tuple(_letter(one) for one in read if one.entries)
    oldest = min((date.iso for one in found for date in one.dates if date.role is DateRole.LETTER), default=None)
    page = found[0].references if found else ()
    return tuple(_checked(one, oldest, page if at else ()) for at, one in enumerate(found))


def _checked(one: Letter, oldest: str | None, page: Sequence[StatedReference]) -> Letter:
    anomalies = (*date_anomalies(one.dates, oldest), *reference_anomalies(one.references, page))
    return replace(one, anomalies=(*anomalies, *one.anomalies))


def _letter(read: Read) -> Letter:
    entries = read.entries
    told = [entry for entry in entries if entry.role is Role.ANSWER or _speaks(entry)]
    own = _author(entries)
    answered = [_answered(read, index) for index in range(len(read.asked))]
    exchanges = tuple(_exchange(read, index, one, own) for index, one in enumerate(answered))
    exemptions = foi_exemptions.distinct(foi_exemptions.named(told))
    whole = together([one.outcome for one in exchanges]) if exchanges else _outcome(told, "", exemptions, own)
    kind = _kind(read, whole)
    if kind in (LetterKind.HOLDING_REPLY, LetterKind.CLARIFICATION):
        whole = Outcome.UNCLEAR
        exchanges = tuple(replace(one, outcome=Outcome.UNCLEAR) for one in exchanges)
    return Letter(
        span=Span(entries[0].start, entries[-1].end),
        kind=kind,
        references=stated_references(entries),
        dates=stated_dates(entries),
        exchanges=exchanges,
        outcome=whole,
        exemptions=exemptions,
        annexes=annexes([entry for entry in entries if entry.role is not Role.QUESTION], entries),
        anomalies=_links_missing(exchanges, entries),
    )


def _author(entries: Sequence[Entry]) -> str | None:
    """The authority that writes: by its own words, or as the letter's head names it."""
    if any(_WELSH_GOVERNMENT.search(entry.text) for entry in entries):
        return "Welsh Government"
    head = [entry for entry in entries if entry.part is Part.FRONT and entry.role is not Role.QUESTION]
    return next((name for entry in head if (name := letterhead(entry.text))), None)


def _speaks(entry: Entry) -> bool:
    """Whether text outside the answers gives the authority's grounds: an annex does."""
    return entry.part is Part.ANNEX and entry.role in (Role.BODY, Role.HEADING)


def _kind(read: Read, whole: Outcome) -> LetterKind:
    head = "\n".join(
        entry.text for entry in read.entries if entry.part is Part.FRONT and entry.role is not Role.QUESTION
    )
    body = "\n".join(entry.text for entry in read.entries if entry.role is Role.ANSWER)
    return foi_page.kind(head, body or head, told=whole not in _SAYS)


def _answered(read: Read, index: int) -> _Answered:
    """An answer to all goes to all; of one that only introduces the others there is nothing to tell."""
    answers = [entry for entry in read.entries if entry.role is Role.ANSWER]
    own = tuple(entry for entry in answers if index in entry.about)
    shared = tuple(entry for entry in answers if not entry.about)
    if own:
        shared = tuple(
            entry for entry in shared if outcome(signs(Said([entry.text]), "", (), referred=False)) not in _SAYS
        )
    return _Answered(own, shared)


def _exchange(read: Read, index: int, answered: _Answered, own: str | None) -> Exchange:
    asked = read.asked[index]
    entries = answered.entries
    names = {name for entry in entries for name, _, _ in named(entry)}
    grounds = [*entries, *(_annexed(read.entries, names))]
    exemptions = foi_exemptions.distinct(foi_exemptions.named(grounds))
    result = _own_outcome(answered, asked.text, exemptions, own)
    return Exchange(
        question=Span(asked.start, asked.end),
        number=asked.number,
        answers=tuple(Span(entry.start, entry.end) for entry in entries),
        outcome=result,
        exemptions=exemptions,
        referrals=referrals(entries, own=own),
        annexes=annexes(entries, read.entries),
        stem=Span(asked.stem, asked.stem_end) if asked.stem is not None else None,
    )


def _own_outcome(answered: _Answered, question: str, exemptions: Sequence[Exemption], own: str | None) -> Outcome:
    """What an answer of its own says goes before what is said to all."""
    if answered.own:
        within = [one for one in exemptions if any(entry.start <= one.span.start < entry.end for entry in answered.own)]
        result = _outcome(answered.own, question, within, own)
        if result not in _SAYS or not answered.shared:
            return result
    return _outcome(answered.entries, question, exemptions, own)


def _annexed(entries: Sequence[Entry], names: set[str]) -> list[Entry]:
    """The text of the annexes of those names."""
    keys = {name.rpartition(" ")[2] for name in names}
    return [
        entry
        for entry in entries
        if _speaks(entry)
        and {name.rpartition(" ")[2] for name, _, _ in named(replace(entry, text=entry.heading or ""))} & keys
    ]


def _outcome(entries: Sequence[Entry], question: str, exemptions: Sequence[Exemption], own: str | None) -> Outcome:
    answers = [entry for entry in entries if entry.role is Role.ANSWER]
    said = Said([entry.text for entry in answers], [entry.text for entry in answers if entry.row])
    return outcome(signs(said, question, exemptions, referred=bool(referrals(entries, own=own))))


def _links_missing(exchanges: Sequence[Exchange], entries: Sequence[Entry]) -> tuple[Anomaly, ...]:
    """Information said to be public without a word on where."""
    found: dict[tuple[Span, ...], Anomaly] = {}
    for one in exchanges:
        public = [exemption.span for exemption in one.exemptions if exemption.provision in ("s.21", "EIR 6")]
        if not public and one.outcome is not Outcome.ALREADY_PUBLIC:
            continue
        given = set(one.answers)
        answers = [entry for entry in entries if Span(entry.start, entry.end) in given]
        if not any(entry.links or _ADDRESS.search(entry.text) for entry in answers):
            spans = tuple(public) or one.answers
            found.setdefault(spans, Anomaly(AnomalyCode.LINK_MISSING, spans))
    return tuple(found.values())
