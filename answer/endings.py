"""Whether a scheme that a quote speaks of has ended, as some document says."""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from answer.measured import content_words
from corpus.document import Document
from text.dates import dates
from text.names import names

_TYPES_EN = "scheme|programme|grant|fund|project|pilot|service|policy|strategy|initiative|concession|plan"
_TYPES_CY = (
    "cynllun|gynllun|chynllun|rhaglen|raglen|cronfa|gronfa|prosiect|brosiect|grant|gwasanaeth|wasanaeth|polisi|bolisi"
)
_TYPE = re.compile(rf"\b(?:{_TYPES_EN}|{_TYPES_CY})\b", re.IGNORECASE)
_BEHIND = re.compile(rf"\s(?:{_TYPES_EN})\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:{_TYPES_CY})\s$", re.IGNORECASE)
_PLAIN = re.compile(rf"\b(?i:the|this|our|its|an?)\s((?:[a-z][a-z-]{{2,20}}\s){{1,3}}(?:{_TYPES_EN}))\b")
# A scheme that the sentences before have named or described, with its own verb right behind it: `The scheme will end on
# 31 March 2024.` What is `of the scheme`, its staff and its first year, may end without it.
_SPOKEN_OF = re.compile(
    r"(?<!of )(?<!with )(?<!for )(?<!in )(?<!to )(?<!on )(?<!by )\b(?:the|this)\s"
    r"(?:scheme|programme|grant|fund|project|pilot|service|initiative|concession)"
    r"(?=\s(?:(?:began|started|opened|was launched)\b[^.;,]{0,40}?\band\s)?"
    r"(?:(?:has|have|had|will|is|was|now|also|since|been|be|due to)\s){0,3}"
    r"(?:run|ran|end|clos|finish|expir|ceas|laps|stop|withdrawn|wound up|abolish|scrap|no longer))|"
    r"(?:\b(?:y|yr)|['’]r)\s(?:cynllun|rhaglen|gronfa|prosiect|grant|gwasanaeth)(?:\shwn|\shon)?"
    r"(?=\s(?:i ben|wedi (?:dod i ben|cau|dirwyn)|yn (?:dod i ben|cau)))",
    re.IGNORECASE,
)
_PLAIN_CY = re.compile(rf"\b((?:{_TYPES_CY})(?:\s[a-zâêîôûŵŷ]{{3,20}}){{1,2}})\b")
# In the past: what closed nothing else but itself.
_ENDED = re.compile(
    r"\b(?:(?:closed|ended|finished|expired|ceased|lapsed|concluded|stopped|came to an end|was (?:withdrawn|wound up|"
    r"discontinued|abolished|replaced|closed|ended|scrapped)|(?:has|have) (?:now |since |already )?(?:been (?:closed|"
    r"withdrawn|replaced|discontinued|wound up|abolished|superseded|ended|scrapped)|come to an end|closed|ended|"
    r"finished|expired|ceased|lapsed))"
    r"(?=\s*(?:$|[.,;:)”\"]|(?:on|in|at|to|for|by|after|and|when|early|last|with|before|this|from|altogether|completely)\b))"
    r"|is (?:now )?(?:closed|over)\b|(?:is|are) no longer (?:open|available|running|offered|funded|in place|in force)"
    r"|no longer (?:exists|operates|runs)"
    r"|daeth\b[^.;]{0,60}\bi ben|wedi dod i ben|wedi cau|caeodd|caewyd|wedi['’]i (?:ddisodli|gau|ddiddymu))",
    re.IGNORECASE,
)
# Up to a date, whatever the tense.
_RUNS_TO = re.compile(
    r"\b(?:(?:runs?|ran|running|open|available|funded|funding|lasts?|lasted|continues?|continued|extended|"
    r"will (?:run|last)|rhedeg|rhedodd|parhau|ar agor|ar gael|ariannu|hariannu)\b[^.;]{0,50}?"
    r"\b(?:until|till|to|up to|through|tan|hyd at|hyd)"
    r"|(?:ends?|closes?|expires?|will (?:end|close|finish)|due to (?:end|close|finish)|dod i ben|cau)\b[^.;]{0,50}?"
    r"\b(?:on|in|at|ar|ym|yn|ddiwedd))\s(?:the end of\s|ddiwedd\s)?$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|never|nor|neither|if|whether|unless|should|would|might|may|could|cannot|nid|ni|nad|heb|os|pe|a fydd)\b"
    r"[^.;]{0,25}$|n['’]t\s$",
    re.IGNORECASE,
)
_REACH = 90


@dataclass(frozen=True)
class Ending:
    """Where a document says that a scheme ended."""

    scheme: str
    """As the quote names it, or the sentence beside it where the quote does not."""
    document: Document
    sentence: str
    iso: str | None
    """When, as far as the sentence says."""


def schemes(text: str) -> dict[str, frozenset[str]]:
    """The schemes, grants and the like that a text names, each with the words that tell it from others."""
    found: dict[str, frozenset[str]] = {}
    for one in names(text):
        behind = _BEHIND.match(text, one.end)
        before = _BEFORE.search(text, max(0, one.start - 20), one.start)
        start, end = before.start() if before else one.start, behind.end() if behind else one.end
        if before or behind or _TYPE.search(one.text):
            _keep(found, text[start:end])
    for pattern in (_PLAIN, _PLAIN_CY):
        for match in pattern.finditer(text):
            _keep(found, match.group(1))
    return found


def _keep(found: dict[str, frozenset[str]], name: str) -> None:
    words = _telling(name)
    if words:
        found.setdefault(name, words)


def _telling(text: str) -> frozenset[str]:
    bare = _TYPE.sub(" ", text)
    return content_words(bare, "en") | content_words(bare, "cy") if bare.strip() else frozenset()


def ending(quote: str, told: Iterable[tuple[str, Document]], as_of: date) -> Ending | None:
    """The first sentence among those told that says that a scheme of the quote ended before that day."""
    named = schemes(quote)
    if not named:
        return None
    for sentence, document in told:
        for scheme, words in named.items():
            found = _ended(scheme, words, sentence, document, as_of)
            if found is not None:
                return found
    return None


def ending_beside(quote: str, beside: Iterable[tuple[str, Document]], as_of: date) -> Ending | None:
    """The same of what a quote describes without a name, where a sentence beside it calls it `the scheme`."""
    if schemes(quote):
        return None
    for sentence, document in beside:
        match = _SPOKEN_OF.search(sentence)
        if match is None and schemes(sentence):
            return None  # from here on `the scheme` is that one
        if match and (found := _ended_behind(match.start(), _spoken(match.group()), sentence, document, as_of)):
            return found
    return None


def _spoken(name: str) -> str:
    return name.lower().removeprefix("'r ").removeprefix("’r ")


def _ended(scheme: str, words: frozenset[str], sentence: str, document: Document, as_of: date) -> Ending | None:
    at = _named_at(words, sentence)
    return None if at is None else _ended_behind(at, scheme, sentence, document, as_of)


def _ended_behind(at: int, scheme: str, sentence: str, document: Document, as_of: date) -> Ending | None:
    """The end of the scheme that a sentence names at that place."""
    for iso, end in _last_days(sentence):
        lead = sentence[max(0, end[0] - _REACH) : end[0]]
        if _RUNS_TO.search(lead) and at < end[0] and not _DENIED.search(_before_verb(lead)):
            return Ending(scheme, document, sentence, iso) if end[1] < as_of else None
    match = _ENDED.search(sentence)
    if match is None or abs(match.start() - at) > _REACH or _DENIED.search(sentence[: match.start()]):
        return None
    stated = [(iso, end) for iso, end in _last_days(sentence) if end[0] >= match.start()]
    if stated:
        return Ending(scheme, document, sentence, stated[0][0]) if stated[0][1][1] < as_of else None
    # Of a document whose date nobody knows `has ended` may have been written later than the day asked for.
    known = document.date is not None and document.date.earliest <= as_of
    return Ending(scheme, document, sentence, None) if known else None


def _before_verb(lead: str) -> str:
    match = _RUNS_TO.search(lead)
    return lead[: match.start()] if match else lead


def _named_at(words: frozenset[str], sentence: str) -> int | None:
    """Where the scheme is named in a sentence that speaks of a scheme and has all of its words."""
    if not words <= (content_words(sentence, "en") | content_words(sentence, "cy")):
        return None
    match = _TYPE.search(sentence)
    longest = max(words, key=len)
    place = sentence.lower().find(longest[:4])
    if match is None and place < 0:
        return None
    return place if place >= 0 else match.start() if match else None


def _last_days(sentence: str) -> Iterator[tuple[str, tuple[int, date]]]:
    """Every date with where it stands and the last day that it can mean."""
    for found in dates(sentence):
        if found.iso.startswith("-"):
            continue
        year, month, day = (*map(int, found.iso.split("-")), 0, 0)[:3]
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
        yield found.iso, (found.start, last)
