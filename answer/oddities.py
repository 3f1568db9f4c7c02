"""What is amiss in the text of a cited document: an annex that is not there, dates that cannot all be right."""

import re
from collections.abc import Iterator

from answer.answer import Citation
from corpus.document import PartialDate
from corpus.letter import AnomalyCode, Letter
from corpus.span import Span
from corpus.version import Version
from text.dates import dates

_ANNEX = re.compile(
    r"\b(?:the\s|yr\s)?(?:annex|appendix|atodiad)\b(?:\s(?:[A-Z]|\d{1,2}|[IVX]{1,4})\b(?!['’]))?", re.IGNORECASE
)
# The annex of another paper is not looked for here.
_OF_ANOTHER = re.compile(
    r"\s(?:of|to|in|o|i|yn)\s(?!(?:this|the|our|my|that|your)\s(?:letter|response|reply)|y llythyr|this\b)",
    re.IGNORECASE,
)
_DATE_CODES = frozenset(
    (
        AnomalyCode.RECEIVED_AFTER_REPLY,
        AnomalyCode.RECEIVED_ON_REPLY,
        AnomalyCode.DUE_BEFORE_RECEIPT,
        AnomalyCode.PUBLISHED_BEFORE_LETTER,
    )
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|published|launched|received|met|said|announced|held|opened|closed|came|began|agreed|visited|"
    r"roedd|oedd|cafodd|cyhoeddwyd|lansiwyd|cynhaliwyd|derbyniwyd|dywedodd|agorwyd|daeth)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|by|from|until|till|to|expected|due|planned|planning|plans to|ends?|next|before|after|"
    r"deadline|target|bydd|byddwn|erbyn|tan|hyd|disgwyl|nesaf)\b",
    re.IGNORECASE,
)


def missing_annexes(citation: Citation, version: Version) -> tuple[str, ...]:
    """Annexes that the quote, or the answer of the letter that it is from, points to and the text does not hold."""
    found = {}
    for match in _ANNEX.finditer(citation.quote):
        name = match.group()
        if not _OF_ANOTHER.match(citation.quote, match.end()) and not _is_there(
            name, version, citation.start + match.start()
        ):
            found[_key(name)] = name
    for letter in version.contents.letters:
        for exchange in letter.exchanges:
            if any(_holds(answer, citation) for answer in exchange.answers):
                found |= {_key(one.name): one.name for one in exchange.annexes if not one.present}
    return tuple(found.values())


def odd_dates(citation: Citation, version: Version) -> Iterator[tuple[AnomalyCode, tuple[str, ...]]]:
    """What the reader found to be amiss with the dates of the cited letter, with the words that show it."""
    letters = version.contents.letters
    for letter in letters:
        if len(letters) == 1 or _holds(letter.span, citation):
            for anomaly in _of_dates(letter):
                yield anomaly, tuple(version.text[one.start : one.end] for one in _spans(letter, anomaly))


def said_before_it_was(citation: Citation) -> PartialDate | None:
    """A day that the quote tells of as past and that is later than its document."""
    written = citation.document.date
    if written is None or written.day is None or not _PAST.search(citation.quote):
        return None
    for found in dates(citation.quote):
        if len(found.iso) != 10 or found.iso <= str(written):
            continue
        clause = citation.quote[max(0, found.start - 60) : found.start]
        if _PAST.search(clause) and not _AHEAD.search(clause):
            return PartialDate.parse(found.iso)
    return None


def _of_dates(letter: Letter) -> Iterator[AnomalyCode]:
    return (one for one in dict.fromkeys(one.code for one in letter.anomalies) if one in _DATE_CODES)


def _spans(letter: Letter, code: AnomalyCode) -> tuple[Span, ...]:
    return next(one.spans for one in letter.anomalies if one.code is code)


def _is_there(name: str, version: Version, mention: int) -> bool:
    """Whether the annex has a heading of its own somewhere else in the text."""
    bare = re.escape(_key(name)).replace(r"\ ", r"\s+")
    for line in re.finditer(rf"^[ \t#*]*{bare}\b[^\n]{{0,100}}$", version.text, re.IGNORECASE | re.MULTILINE):
        inside = line.start() <= mention <= line.end()
        sentence = line.group().rstrip().endswith((".", ";", ","))
        if not inside and not (sentence and len(line.group()) > 30) and version.text[line.end() :].strip():
            return True
    for letter in version.contents.letters:
        if any(_key(one.name) == _key(name) and one.present for one in letter.annexes):
            return True
    return False


def _key(name: str) -> str:
    words = name.lower().split()
    return " ".join(words[1:] if words[0] in ("the", "yr") else words)


def _holds(span: Span, citation: Citation) -> bool:
    return span.start <= citation.start < span.end
