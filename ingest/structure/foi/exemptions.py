"""The provisions under which an answer refuses, and those that it only speaks of or sets aside."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.letter import Exemption
from corpus.span import Span
from ingest.structure.foi.entries import Entry
from ingest.structure.foi.standing import Standing, Stands, upholds
from text.provisions import ENVIRONMENTAL_INFORMATION, FREEDOM_OF_INFORMATION, Provision, provisions
from text.sentences import sentences

_SECTIONS = frozenset(("12", "14", "21", "22", "22A", *(str(number) for number in range(23, 45) if number != 25)))
_REGULATIONS = {"6": "(1)(b)", "12": "", "13": ""}
_ELSEWHERE = re.compile(
    r"\s?(?:notices?|evictions?|orders?|support|agreements?|duty|duties|payments?|accommodation)\b", re.IGNORECASE
)

_REASON = re.compile(
    r"\b(?:because|since|as (?:it|this|the|they|we|disclos|releas)|would|likely|relates? to|reasons?|"
    r"personal data|prejudic\w*|"
    r"intended for|estimate\w*|exceed\w*|oherwydd|gan (?:fod|y|ei)|byddai|data personol|rhesym\w*)\b",
    re.IGNORECASE,
)
_REASON_NEXT = re.compile(
    r"(?:this is because|the reasons?|disclos(?:ure|ing)|releas(?:e|ing)|this information (?:is|relates|would)|"
    r"it (?:would|is|relates)|"
    r"mae hyn oherwydd|y rheswm|byddai)\b",
    re.IGNORECASE,
)
LIMIT = re.compile(
    r"(?:£\s?(?:600|450)\b|\b(?:24|18) (?:working )?(?:hours?|awr)\b|\b(?:appropriate|cost|"
    r"costs) limit(?: regulations)?|"
    r"fees regulations|terfyn (?:cost(?:au)?|priodol)|24 o oriau)",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:exceeds?|exceeding|exceeded|more than|over|in excess of|above|beyond|limit|yn fwy na|uwch(?:law)?|"
    r"dros|mynd y tu hwnt)\b",
    re.I,
)
_WITHIN = re.compile(
    r"\b(?:not exceed|within the|under the (?:appropriate|cost) limit|below|fall(?:s)? within|refine|narrow\w*|"
    r"bring|reduc\w*|"
    r"ddim yn fwy|o fewn|culhau)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Named:
    """A provision that an answer names."""

    exemption: Exemption
    stands: Stands

    @property
    def applied(self) -> bool:
        """Whether the answer rests on it."""
        return self.stands is Stands.APPLIED

    @property
    def denied(self) -> bool:
        """Whether the answer says that it does not apply, or no longer."""
        return self.stands is Stands.DENIED


def named(entries: Sequence[Entry]) -> list[Named]:
    """Every provision of the access laws that the entries name, in order, with what is said of it."""
    found = [one for entry in entries for one in _of_entry(entry)]
    rests = {one.exemption.provision for one in found if one.applied}
    refuses = any(DECIDED_REFUSAL.search(entry.text) for entry in entries)
    upheld = any(upholds(entry.text) for entry in entries)
    settled = [
        replace(one, stands=Stands.APPLIED) if _follows(one, rests, refuses=refuses, upheld=upheld) else one
        for one in found
    ]
    if not any(one.exemption.provision == "s.12" and (one.applied or one.denied) for one in settled):
        settled += [Named(limit, Stands.APPLIED) for entry in entries for limit in _limits(entry)][:1]
    return settled


def named_in(text: str) -> bool:
    """Whether a provision that can refuse is named."""
    return any(_name(one, text) for one in provisions(text))


DECIDED_REFUSAL = re.compile(
    r"\b(?:is|are|be|been|being|was|were|have|has|i|we|to|am) (?:\w+ ){0,2}(?:exempt|withh[eo]ld(?:ing)?|refused|"
    r"redacted)\b|"
    r"(?:refusal notice|refusing)\b|wedi['’]?i? (?:(?:ei|eu) )?heithrio|['’]n [ôo]l\b",
    re.IGNORECASE,
)


def distinct(found: Sequence[Named]) -> tuple[Exemption, ...]:
    """The provisions rested on, once each; one with its limb stands for the same without."""
    kept: dict[tuple[str, str | None], Exemption] = {}
    denied = {(one.exemption.provision, one.exemption.limb) for one in found if one.denied}
    for one in found:
        key = (one.exemption.provision, one.exemption.limb)
        if one.applied and key not in denied:
            before = kept.get(key)
            kept[key] = before if before and (before.reason or not one.exemption.reason) else one.exemption
    limbed = {provision for provision, limb in kept if limb}
    return tuple(
        sorted((one for key, one in kept.items() if key[1] or key[0] not in limbed), key=lambda one: one.span.start)
    )


def _follows(one: Named, rests: set[str], *, refuses: bool, upheld: bool) -> bool:
    """Whether a bare mention counts: the same provision is rested on, or a refusal names its ground elsewhere."""
    if one.stands is Stands.EARLIER:
        return upheld
    return not one.denied and (one.exemption.provision in rests or (refuses and not rests))


def _of_entry(entry: Entry) -> Iterator[Named]:
    spans = [(one.start, one.end) for one in sentences(entry.text)]
    for at, (start, end) in enumerate(spans):
        sentence = entry.text[start:end]
        reason, standing = _reason(entry, spans, at), Standing(sentence)
        for one in provisions(sentence):
            name = _name(one, sentence)
            if name is None:
                continue
            stands = standing.of(one.start, one.end)
            span = Span(entry.start + start + one.start, entry.start + start + one.end)
            exemption = Exemption(name, one.limb, span, reason if stands is Stands.APPLIED else None)
            yield Named(exemption, stands)


def _name(one: Provision, sentence: str) -> str | None:
    """`s.40` or `EIR 12`; None for a provision that refuses nothing."""
    if _ELSEWHERE.match(sentence, one.end):
        return None
    if one.unit == "section" and one.law in (None, FREEDOM_OF_INFORMATION) and one.number in _SECTIONS:
        return f"s.{one.number}"
    if one.unit == "regulation" and one.law in (None, ENVIRONMENTAL_INFORMATION) and one.number in _REGULATIONS:
        limb = one.limb or ""
        tests = one.number == "12" and limb[:3] in ("(1)", "(2)", "(6)", "(7)", "(8)", "(9)", "(10", "(11")
        return None if tests or not limb.startswith(_REGULATIONS[one.number]) else f"EIR {one.number}"
    return None


def _reason(entry: Entry, spans: list[tuple[int, int]], at: int) -> Span | None:
    """The sentence at an index where it gives a reason, or the next where that begins as one."""
    if at + 1 < len(spans) and _REASON_NEXT.match(entry.text, spans[at + 1][0]):
        at += 1
    elif not _REASON.search(entry.text, *spans[at]):
        return None
    return Span(entry.start + spans[at][0], entry.start + spans[at][1])


def _limits(entry: Entry) -> Iterator[Exemption]:
    """The cost limit where it is told without its section."""
    for one in sentences(entry.text):
        sentence = entry.text[one.start : one.end]
        found = LIMIT.search(sentence)
        if found and exceeds(sentence):
            span = Span(entry.start + one.start + found.start(), entry.start + one.start + found.end())
            yield Exemption("s.12", None, span, Span(entry.start + one.start, entry.start + one.end))


def exceeds(sentence: str) -> bool:
    """Whether a sentence says that the work is dearer than the limit."""
    return LIMIT.search(sentence) is not None and _OVER.search(sentence) is not None and not _WITHIN.search(sentence)
