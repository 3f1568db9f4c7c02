"""What a query says of the document it wants: a kind, a year, a date, a reference."""

import re
from dataclasses import dataclass

from corpus.document import Document, Kind
from text.dates import FoundDate, dates
from text.references import references

# Welsh kinds in all their mutations, but not the verbs made of them: `cynllunio`.
_KINDS = (
    (Kind.FOI_RESPONSE, r"foia?|freedom of information|atisn|rh?yddid gwybodaeth"),
    (Kind.WRITTEN_STATEMENT, r"statements?|(?:dd?|n)atganiad(?:au)?"),
    (Kind.WRITTEN_QUESTION, r"written questions?|(?:c|g|ch|ngh)westi(?:wn|ynau) ysgrifenedig"),
    (Kind.PLAN, r"plan|action plans|(?:c|g|ch|ngh)ynllun(?:iau gweithredu)?"),
    (Kind.GUIDANCE, r"guidance|(?:c|g|ch|ngh)anllaw(?:iau)?"),
    (Kind.STATISTICS, r"statistic\w*|h?ystadeg\w*"),
)
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _KINDS)
_VERB = re.compile(
    r"\b(?i:i|we|you|they|to|not|do|does|did|will|would|can|could|should|must|may|might) plan\b"
    r"|(?<!\bthe )(?<!\bthis )(?<!\bits )(?<!\ba )(?<!\baction )(?<!'s )\bplan (?=(?:to|ahead|on)\b)"
)
# `2000 people` counts them, in Welsh `2000 o bobl`; `the 2016 Act` dates the Act.
_NO_YEAR_BEFORE = re.compile(
    r" (?:o (?!ran\b)|(?:people|persons|refugees|migrants|asylum|ukrainians|children|adults|families|households|homes|"
    r"places|beds|pounds|acts?|bills?|orders?|regulations|rules|measure)\b)",
    re.IGNORECASE,
)
# The year of an Act belongs to its name, in Welsh `Deddf Mewnfudo 2016`.
_NO_YEAR_BEHIND = re.compile(
    r"\b(?:(?i:act|bill|order|regulations|rules|measure)(?: of)?"
    r"|(?:[Dd]?[Dd]eddf|[BF]il|Rh?eoliadau|G?orchymyn)(?: (?:\(?[A-Z]\S*|a|ac|a'r|ar|i|o|y|yr))+) $"
)
_LONGEST_NAME = 160
_PLAINLY = str.maketrans({"’": "'", "‑": "-"})
_YEAR_ALONE = 4


@dataclass(frozen=True)
class Named:
    """The kind, years, days and references that a query names."""

    kinds: frozenset[Kind]
    years: frozenset[str]
    days: frozenset[str]
    """Days and months, ISO 8601."""
    references: frozenset[str]

    def matches(self, document: Document) -> int:
        """How many of the things named are the document's: its kind, its year, its day, its reference twice."""
        day = str(document.date or "")
        return (
            (document.kind in self.kinds)
            + (day[:_YEAR_ALONE] in self.years)
            + any(named.startswith(day) or day.startswith(named) for named in self.days if len(day) > _YEAR_ALONE)
            + 2 * (_plain(document.reference or "") in self.references)
        )


def named_in(query: str) -> Named:
    """What a query names, in English or Welsh."""
    text = " ".join(query.translate(_PLAINLY).split())
    nouns = _VERB.sub(" ", text)
    found = [date.iso for date in dates(text) if _dates_a_document(text, date)]
    return Named(
        kinds=frozenset(kind for kind, pattern in _PATTERNS if pattern.search(nouns)),
        years=frozenset(iso[:_YEAR_ALONE] for iso in found),
        days=frozenset(iso for iso in found if len(iso) > _YEAR_ALONE),
        references=frozenset(_plain(one.value) for one in references(text) if one.kind != "provision"),
    )


def _dates_a_document(text: str, date: FoundDate) -> bool:
    """A day without its year fits too many; a year alone may count people or name an Act."""
    if len(date.iso) > _YEAR_ALONE:
        return not date.iso.startswith("--")
    before = text[max(0, date.start - _LONGEST_NAME) : date.start]
    return not (_NO_YEAR_BEFORE.match(text, date.end) or _NO_YEAR_BEHIND.search(before))


def _plain(reference: str) -> str:
    return re.sub(r"\W", "", reference).upper()
