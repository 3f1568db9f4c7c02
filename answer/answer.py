"""An answer and its parts, as the JSON contract names them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.document import Document, Kind
from corpus.matter import Matter, Power


class AnswerStatus(StrEnum):
    """How far a question was answered."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    DECLINED = "declined"


class Reason(StrEnum):
    """Why a question was declined."""

    NOT_IN_DOCUMENTS = "not_in_documents"
    WEAK_EVIDENCE = "weak_evidence"
    OUT_OF_SCOPE = "out_of_scope"
    ASKS_FOR_OPINION = "asks_for_opinion"
    PERSONAL_DATA = "personal_data"


class Basis(StrEnum):
    """What a competence rests on."""

    DOCUMENTS = "documents"
    REGISTER = "register"


class WarningCode(StrEnum):
    """What a reader must know about the sources of an answer."""

    PREVIOUS_GOVERNMENT = "previous_government"
    SUPERSEDED = "superseded"
    FIGURES_DIFFER = "figures_differ"
    ANNEX_MISSING = "annex_missing"
    SCHEME_ENDED = "scheme_ended"
    THIRD_PARTY_SOURCE = "third_party_source"
    DATE_ANOMALY = "date_anomaly"
    PRE_ELECTION = "pre_election"


class WithheldReason(StrEnum):
    """Why a statement was not shown."""

    FIGURE_NOT_IN_SOURCE = "figure_not_in_source"
    UNKNOWN_CITATION = "unknown_citation"
    QUOTE_NOT_VERBATIM = "quote_not_verbatim"
    NAME_NOT_IN_SOURCE = "name_not_in_source"
    POLARITY = "polarity"
    COMPETENCE_CONFLICT = "competence_conflict"
    LINK_NOT_IN_SOURCE = "link_not_in_source"


@dataclass(frozen=True)
class Question:
    """What is asked, and within which documents."""

    text: str
    """1 to 2000 characters."""
    language: str = "auto"
    """`auto`, `en` or `cy`: the language of the answer's wording."""
    as_of: date | None = None
    kinds: tuple[Kind, ...] | None = None
    limit: int = 5
    """The most citations."""


@dataclass(frozen=True)
class Citation:
    """A quote with where it stands; sliced from the stored version, never typed."""

    key: str
    quote: str
    passage: str
    document: Document
    version: str
    section: tuple[str, ...]
    page: int | None
    start: int
    end: int
    score: float


@dataclass(frozen=True)
class Related:
    """A passage near to a declined question: an offer to read on, never an answer."""

    passage: str
    document: Document
    version: str
    section: tuple[str, ...]
    page: int | None
    start: int
    end: int
    score: float


@dataclass(frozen=True)
class Statement:
    """One sentence of an answer with the keys of its citations."""

    text: str
    citations: tuple[str, ...]


@dataclass(frozen=True)
class Competence:
    """Who decides the matters that a question is about."""

    status: Power
    matters: tuple[Matter, ...]
    citations: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True)
class Warning:
    """Something about the cited sources that a reader must know."""

    code: WarningCode
    text: str
    citations: tuple[str, ...]


@dataclass(frozen=True)
class Withheld:
    """A statement that failed verification."""

    text: str
    reason: WithheldReason


@dataclass(frozen=True)
class Engine:
    """What made the answer."""

    mode: str
    """`extractive` or `model`."""
    model: str | None
    embedding: str
    generation: str
    prompts: dict[str, str]
    """SHA-256 of each file of prompts and wording that was used, by name."""


@dataclass(frozen=True)
class Answer:
    """Everything that is shown for one question."""

    id: str
    question: str
    language: str
    status: AnswerStatus
    reason: Reason | None
    headline: str
    competence: Competence | None
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    warnings: tuple[Warning, ...]
    related: tuple[Related, ...]
    withheld: tuple[Withheld, ...]
    engine: Engine
    as_of: date
    recorded: bool = False
    """Whether a receipt of it is kept under its id."""
