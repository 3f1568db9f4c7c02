"""What a letter that answers a request for information says: each question, its answer and its outcome."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.span import Span


class Outcome(StrEnum):
    """How a question of a request ended; the values are those of the JSON contract."""

    DISCLOSED = "disclosed"
    PARTLY_DISCLOSED = "partly_disclosed"
    NOT_HELD = "not_held"
    WITHHELD = "withheld"
    COST_LIMIT = "cost_limit"
    VEXATIOUS_OR_REPEATED = "vexatious_or_repeated"
    ALREADY_PUBLIC = "already_public"
    FUTURE_PUBLICATION = "future_publication"
    REFERRED = "referred"
    """Sent on to a named body without a word on whether the information is held."""
    UNCLEAR = "unclear"


class LetterKind(StrEnum):
    """What sort of letter it is."""

    RESPONSE = "response"
    INTERNAL_REVIEW = "internal_review"
    HOLDING_REPLY = "holding_reply"
    CLARIFICATION = "clarification"


class AnomalyCode(StrEnum):
    """What does not fit in a letter; it is kept as found and shown."""

    RECEIVED_AFTER_REPLY = "received_after_reply"
    RECEIVED_ON_REPLY = "received_on_reply"
    DUE_BEFORE_RECEIPT = "due_before_receipt"
    PUBLISHED_BEFORE_LETTER = "published_before_letter"
    REFERENCES_DIFFER = "references_differ"
    LINK_MISSING = "link_missing"
    """s.21 without a link to where the information is."""


class DateRole(StrEnum):
    """What a date in a letter is the date of."""

    LETTER = "letter"
    RECEIVED = "received"
    DUE = "due"
    PUBLISHED = "published"


@dataclass(frozen=True)
class StatedDate:
    """One date as the letter has it."""

    role: DateRole
    iso: str
    """`2025-07-10`; a day without its year is `--07-10`."""
    span: Span


@dataclass(frozen=True)
class StatedReference:
    """One reference as the letter has it."""

    text: str
    """Normalised: `ATISN 24923`."""
    span: Span


@dataclass(frozen=True)
class Exemption:
    """A provision under which something was refused or answered otherwise."""

    provision: str
    """`s.36` of the Freedom of Information Act 2000, `EIR 12` of the Environmental Information Regulations 2004."""
    limb: str | None
    """`(2)(b)(i)`; null where the letter names none."""
    span: Span
    """Where the letter names it."""
    reason: Span | None = None
    """The sentence that says why it applies."""


@dataclass(frozen=True)
class Referral:
    """A body that the letter sends the requester to."""

    body: str
    """Under its usual name: `Home Office`."""
    span: Span


@dataclass(frozen=True)
class Annex:
    """An annex that the letter names."""

    name: str
    """`Annex A`."""
    present: bool
    """Whether its text is in the version."""
    span: Span
    """Where the letter first names it."""


@dataclass(frozen=True)
class Exchange:
    """One question with what was said to it."""

    question: Span
    number: str | None
    """As the letter counts it, `2` or `1(a)`; null where it does not."""
    answers: tuple[Span, ...]
    """What answers it: its own words, or the answer that is given to all questions together. May be empty."""
    outcome: Outcome
    exemptions: tuple[Exemption, ...] = ()
    referrals: tuple[Referral, ...] = ()
    annexes: tuple[Annex, ...] = ()
    stem: Span | None = None
    """The words that the question hangs on: `1. How many were there in` above `(a) 2023`."""


@dataclass(frozen=True)
class Anomaly:
    """Something that does not fit, with the places that show it."""

    code: AnomalyCode
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Letter:
    """One letter of a page; a page may bear several, the newest first."""

    span: Span
    kind: LetterKind
    references: tuple[StatedReference, ...]
    dates: tuple[StatedDate, ...]
    exchanges: tuple[Exchange, ...]
    outcome: Outcome
    """Of the letter as a whole."""
    exemptions: tuple[Exemption, ...] = ()
    """All that the letter rests on, also those tied to no question; not those that it says do not apply."""
    annexes: tuple[Annex, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
    overturned: bool = False
    """Whether a later letter of the page, or the Commissioner, set its outcome aside."""
