"""What other programs send and get: the requests and the bodies of asking and searching."""

import re
from collections.abc import Sequence
from datetime import date as Day
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from answer import answer as domain
from corpus.document import Kind, Status
from corpus.matter import Matter as RegisterMatter
from corpus.matter import Power
from retriever.hit import Hit as FoundHit

Language = Literal["auto", "en", "cy"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _day(value: object) -> object:
    """Refuse what Pydantic would take for a date beyond YYYY-MM-DD, such as seconds since 1970."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("must be a date like 2025-07-10")
    if value is not None and not isinstance(value, str | Day):
        raise ValueError("must be a date like 2025-07-10")
    return value


Asked = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
AsOf = Annotated[Day | None, BeforeValidator(_day)]
DateText = Annotated[str | None, BeforeValidator(lambda value: None if value is None else str(value))]


class Request(BaseModel):
    """The body of a request; a field that is not named here is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Language = "auto"
    as_of: AsOf = Field(default=None, description="Answer as on this day; unset, today.")
    kinds: tuple[Kind, ...] | None = Field(default=None, description="Kinds of document; unset or empty, all.")


class AskRequest(Request):
    """A question; `language` is that of the answer's wording, `auto` takes the question's."""

    question: Asked
    limit: int = Field(default=5, strict=True, ge=1, le=20, description="The most citations.")

    def to_question(self) -> domain.Question:
        """The same question for the assistant."""
        return domain.Question(self.question, self.language, self.as_of, self.kinds or None, self.limit)


class SearchRequest(Request):
    """Words to find passages for; `language` keeps to documents in it, `auto` takes all."""

    query: Asked
    limit: int = Field(default=10, strict=True, ge=1, le=100, description="The most hits.")

    @property
    def only_language(self) -> str | None:
        """The language to keep to, None for all."""
        return None if self.language == "auto" else self.language


class Body(BaseModel):
    """A part of a response, read from our own dataclasses by field name."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Document(Body):
    """What is known of a document. Its date is as precise as known: 2019, 2019-01 or 2019-01-31."""

    id: str
    title: str
    kind: Kind
    publisher: str
    date: DateText
    reference: str | None
    url: str | None
    rights: str
    language: str
    status: Status
    valid_from: Day | None
    valid_to: Day | None


class Place(Body):
    """Where a text stands: document, version, section, page, and half-open offsets in the version's text."""

    document: Document
    version: str
    section: tuple[str, ...]
    page: int | None
    start: int
    end: int
    score: float


class Citation(Place):
    """A verbatim quote with the passage around it."""

    key: str
    quote: str
    passage: str


class Related(Place):
    """A passage near to a declined question; never an answer."""

    passage: str


class Matter(Body):
    """An entry of the register, its name in the answer's language, its legal basis as far as checked."""

    id: str
    name: str
    status: Power
    decided_by: tuple[str, ...]
    legal_basis: tuple[str, ...]
    wales_can: str
    wales_cannot: str
    language: str
    """Of `wales_can` and `wales_cannot`: a Welsh answer has them in Welsh where the register does."""


class Competence(Body):
    """Who decides the matters that a question is about."""

    status: Power
    matters: tuple[Matter, ...]
    citations: tuple[str, ...]
    basis: domain.Basis


class Statement(Body):
    """One sentence with the keys of its citations."""

    text: str
    citations: tuple[str, ...]


class Warning(Body):
    """Something about the sources that a reader must know."""

    code: domain.WarningCode
    text: str
    citations: tuple[str, ...]


class Withheld(Body):
    """A statement that was removed, and why."""

    text: str
    reason: domain.WithheldReason


class Engine(Body):
    """What made the answer."""

    mode: Literal["extractive", "model"]
    model: str | None
    embedding: str
    generation: str
    prompts: dict[str, str]


class AskResponse(Body):
    """An answer; declined ones have no statements and no citations."""

    id: str
    question: str
    language: str
    status: domain.AnswerStatus
    reason: domain.Reason | None
    headline: str
    competence: Competence | None
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    warnings: tuple[Warning, ...]
    related: tuple[Related, ...]
    withheld: tuple[Withheld, ...]
    engine: Engine
    as_of: Day
    recorded: bool
    """Whether a receipt is kept under the id."""


class Scores(Body):
    """Raw scores of one hit."""

    vector: float
    sentence: float
    keyword: float


class Hit(Place):
    """One passage found; `score` compares within one search only."""

    rank: int
    passage: str
    scores: Scores


class SearchResponse(Body):
    """Hits, best first."""

    hits: tuple[Hit, ...]


def ask_response(answer: domain.Answer) -> AskResponse:
    """The body of an answer."""
    return AskResponse.model_validate(
        {**vars(answer), "competence": competence_body(answer.competence, answer.language)}
    )


def search_response(hits: Sequence[FoundHit]) -> SearchResponse:
    """The body of a search."""
    return SearchResponse(hits=tuple(_hit(hit) for hit in hits))


def competence_body(competence: domain.Competence | None, language: str) -> Competence | None:
    """The body of who decides, in the language of what it stands in."""
    if competence is None:
        return None
    matters = [_matter(matter, language) for matter in competence.matters]
    return Competence.model_validate({**vars(competence), "matters": matters})


def _matter(matter: RegisterMatter, language: str) -> Matter:
    sentences = matter.sentences(language)
    return Matter(
        id=matter.id,
        name=matter.named(language),
        status=matter.status,
        decided_by=matter.decided_by,
        legal_basis=matter.shown_basis,
        wales_can=sentences.can,
        wales_cannot=sentences.cannot,
        language=sentences.language,
    )


def _hit(hit: FoundHit) -> Hit:
    passage = hit.passage
    return Hit(
        rank=hit.rank,
        score=hit.score,
        passage=passage.text,
        document=Document.model_validate(hit.document),
        version=passage.version,
        section=passage.section,
        page=passage.page,
        start=passage.start,
        end=passage.end,
        scores=Scores.model_validate(hit.scores),
    )
