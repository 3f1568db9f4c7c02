"""A document: one published thing, with what is known about it."""

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Kind(StrEnum):
    """What sort of thing a document is; the values are those of the JSON contract."""

    FOI_RESPONSE = "foi_response"
    WRITTEN_STATEMENT = "written_statement"
    PLAN = "plan"
    WRITTEN_QUESTION = "written_question"
    WEB_PAGE = "web_page"
    GUIDANCE = "guidance"
    STATISTICS = "statistics"
    OTHER = "other"


_LABELS = {
    Kind.FOI_RESPONSE: "FOI response",
    Kind.WRITTEN_STATEMENT: "Written statement",
    Kind.PLAN: "Plan",
    Kind.WRITTEN_QUESTION: "Written question",
    Kind.WEB_PAGE: "Web page",
    Kind.GUIDANCE: "Guidance",
    Kind.STATISTICS: "Statistics",
    Kind.OTHER: "Document",
}


class Status(StrEnum):
    """Whether a document still stands."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known: a year, a month of a year, or a day (ISO 8601, reduced precision)."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read `2019`, `2019-01` or `2019-01-31`; raises ValueError on anything else."""
        match = _PARTIAL.fullmatch(text)
        if not match:
            raise ValueError(f"'{text}' is not a date like 2019, 2019-01 or 2019-01-31")
        month, day = (int(part) if part else None for part in match.groups()[1:])
        found = cls(int(match.group(1)), month, day)
        found.earliest  # noqa: B018 raises ValueError on a month or day that does not exist
        return found

    @property
    def earliest(self) -> datetime.date:
        """The first day that the date can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    def __lt__(self, other: "PartialDate") -> bool:
        return self.earliest < other.earliest


@dataclass(frozen=True)
class Document:
    """One published thing. What is unknown is None, never a guess."""

    id: str
    title: str
    """Its own title or, where it has none, a label made of its kind, reference and date."""
    kind: Kind
    publisher: str
    language: str
    """`en` or `cy`: the language of most of its text."""
    rights: str
    date: PartialDate | None = None
    reference: str | None = None
    url: str | None = None
    author: str | None = None
    """Who signed it, with the office held then."""
    status: Status = Status.CURRENT
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    official: bool = True
    """False for publishers outside government; such a document ranks below the official ones."""
    redistributable: bool = True
    """False where the licence does not let us pass its text on: it stays out of wheels and exports."""
    mask_personal_data: bool = False
    """Whether names under letters, e-mail addresses and telephone numbers of people are left out of its text."""
    supersedes: tuple[str, ...] = ()
    """Ids of the documents whose place it takes."""
    superseded_by: str | None = None
    """Id of the document that takes its place, or whose twin does; of several the one that began first."""
    twin: str | None = None
    """Id of the same document in the other language, which names this one in turn."""

    @property
    def begins(self) -> datetime.date | None:
        """The first day on which it can have been in force, as far as it is known."""
        return self.valid_from or (self.date.earliest if self.date else None)

    def valid_on(self, day: datetime.date) -> bool:
        """Whether the document was in force on that day; an open end has no limit."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def label(kind: Kind, publisher: str, reference: str | None, when: PartialDate | None) -> str:
    """What to call a document without a title: `FOI response ATISN 24923`, `Written statement, 9 February 2026`."""
    if reference:
        return f"{_LABELS[kind]} {reference}"
    return f"{_LABELS[kind]}, {_plain_date(when)}" if when else f"{_LABELS[kind]}, {publisher}"


def _plain_date(when: PartialDate) -> str:
    if when.month is None:
        return str(when.year)
    month = f"{when.earliest:%B} {when.year}"
    return month if when.day is None else f"{when.day} {month}"
