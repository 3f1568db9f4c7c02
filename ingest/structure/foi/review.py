"""Whether a later letter of the page, or the Commissioner, set an outcome aside."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.letter import Letter, LetterKind, Outcome
from corpus.version import Role
from ingest.structure.foi.body import Letter as Read
from ingest.structure.foi.exemptions import named
from ingest.structure.foi.headings import Part
from text.sentences import sentences

_REVERSED = re.compile(
    r"\b(?:overturn(?:ed|ing)?|set(?:ting)? aside|(?:do|did|does|cannot|can|not able to|"
    r"unable to) ?(?:not )?uphold the (?:original )?"
    r"(?:decision|response|refusal|exemption|use)|(?:was|were|been) (?:incorrectly|wrongly) (?:applied|withheld|"
    r"refused)|"
    r"should (?:not have been (?:withheld|applied|refused)|have been (?:disclosed|released|provided))|"
    r"no longer (?:rely|relying|withh\w+)|"
    r"withdraw(?:ing|n)? (?:our |its |the )?(?:reliance|application|use)|"
    r"gwrthdro\w*|dileu['’]r penderfyniad|nid wyf yn cadarnhau|ni ddylid bod wedi)",
    re.IGNORECASE,
)
_NOT_REVERSED = re.compile(
    r"\b(?:not|no (?:grounds?|reason)|nothing|whether|if|may|might|could|nid)\b[^.]{0,30}\b(?:overturn|set aside|"
    r"gwrthdroi)",
    re.I,
)
_COMMISSIONER = re.compile(
    r"\b(?:commissioner|\bico\b|decision notice|tribunal|comisiynydd|hysbysiad penderfynu)", re.IGNORECASE
)
_ORDERED = re.compile(
    r"\b(?:overturn\w*|order(?:ed|s)|requir(?:ed|es|ing)\b.{0,40}\b(?:disclos|releas|provid)|did not uphold|"
    r"not engaged|not (?:correctly|"
    r"entitled)|wrong(?:ly)?|incorrectly|upheld (?:the|your) complaint|set aside|gwrthdro\w*|gorchymyn\w*|nad oedd)\b",
    re.IGNORECASE,
)


def overturned(found: Sequence[Letter], read: Sequence[Read]) -> tuple[Letter, ...]:
    """The same letters, those marked whose outcome did not stand."""
    marked = list(found)
    for at, (one, text) in enumerate(zip(found, read, strict=True)):
        older = _older(found, at)
        if _commissioner(text):
            for index in older or [at]:
                marked[index] = replace(marked[index], overturned=True)
        elif one.kind is LetterKind.INTERNAL_REVIEW:
            for index in older:
                if _reverses(one, text, found[index]):
                    marked[index] = replace(marked[index], overturned=True)
    return tuple(marked)


def _older(found: Sequence[Letter], at: int) -> list[int]:
    """Letters that the one at an index can have changed; of undated ones the lower is the older."""
    here = _written(found[at])
    return [
        index
        for index, one in enumerate(found)
        if index != at and ((_written(one) < here) if here and _written(one) else index > at)
    ]


def _written(one: Letter) -> str:
    return next((date.iso for date in one.dates if date.role.value == "letter"), "")


def _reverses(review: Letter, text: Read, original: Letter) -> bool:
    """Whether a review says so, rests on other provisions, or gives what was refused."""
    said = [entry for entry in text.entries if entry.role is Role.ANSWER or entry.part is Part.ANNEX]
    for entry in said:
        for one in sentences(entry.text):
            sentence = entry.text[one.start : one.end]
            if _REVERSED.search(sentence) and not _NOT_REVERSED.search(sentence):
                return True
    now, before = ({(one.provision, one.limb) for one in letter.exemptions} for letter in (review, original))
    denied = {(one.exemption.provision, one.exemption.limb) for one in named(said) if one.denied}
    if denied & before or (now and before and not {one for one, _ in now} & {one for one, _ in before}):
        return True
    return review.outcome is Outcome.DISCLOSED and original.outcome in (Outcome.WITHHELD, Outcome.COST_LIMIT)


def _commissioner(text: Read) -> bool:
    """Whether a sentence, set forms aside, says that the Commissioner decided against the authority."""
    return any(
        _COMMISSIONER.search(sentence) and _ORDERED.search(sentence)
        for entry in text.entries
        if entry.role is not Role.QUESTION
        for one in sentences(entry.text)
        if (sentence := entry.text[one.start : one.end])
    )
