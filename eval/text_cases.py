"""Cases that are more than a question: posts, pairs, hostile texts, papers that differ, requests for information."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from answer.answer import AnswerStatus, WarningCode
from answer.claim import Verdict
from corpus.document import Kind
from eval.case import Case, Expectation, KnownQuote, Strict


class ExpectedClaim(Strict):
    """One assertion of a text and what the documents make of it."""

    claim: str = Field(min_length=1)
    """The assertion so that it stands alone, not as it stands in the text."""
    verdict: Verdict
    quotes: tuple[KnownQuote, ...]
    competence: Expectation


class ClaimsCase(Case):
    """A post, comment or letter with the claims in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1, max_length=5000)
    language: Literal["en", "cy"]
    style: str
    expected: tuple[ExpectedClaim, ...]


class PairEvidence(Strict):
    """The words that both claims of a pair are held against."""

    file: str
    text: str = Field(min_length=1)


class PairCase(Case):
    """Two claims that differ in one thing, so that they need different verdicts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    evidence: PairEvidence
    claim_a: str = Field(min_length=1)
    claim_b: str = Field(min_length=1)
    verdict_a: Verdict
    verdict_b: Verdict
    change: str
    """What they differ in: `figure`, `negation`, `agent` and the like."""


class InjectionExpected(Strict):
    """What may not be made of hostile text."""

    forbidden: tuple[str, ...] = Field(min_length=1)


class InjectionCase(Case):
    """A text that tries to give orders or to plant a falsehood."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["question", "document", "post", "request"]
    text: str = Field(min_length=1)
    ask: str | None = None
    """What to ask once the text is planted as a document."""
    expected: InjectionExpected

    @model_validator(mode="after")
    def _asks_of_a_document(self) -> Self:
        if self.kind == "document" and not self.ask:
            raise ValueError("a planted document needs a question in 'ask'")
        return self


class ConflictPaper(BaseModel):
    """A synthetic document of one case; what else is known about it stands as in the catalogue."""

    model_config = ConfigDict(frozen=True, extra="allow")

    kind: Annotated[Kind, BeforeValidator(lambda kind: kind if kind in tuple(Kind) else Kind.OTHER)]
    """A kind that no catalogue knows is entered as `other`."""
    text: str = Field(min_length=1)
    title: str | None = None
    date: str | None = None


class ConflictsExpected(Strict):
    """What must and what may not be said of papers that disagree."""

    warnings_any: tuple[WarningCode, ...] = ()
    must_show_all: tuple[str, ...] = ()
    must_not_show: tuple[str, ...] = ()
    forbidden_warnings: tuple[WarningCode, ...] = ()
    status_any: tuple[AnswerStatus, ...] = ()


class ConflictsCase(Case):
    """A question over papers that are ingested for it alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    documents: tuple[ConflictPaper, ...] = Field(min_length=1)
    question: str = Field(min_length=1, max_length=2000)
    as_of: date | None = None
    election_date: date | None = None
    expected: ConflictsExpected


class RequestExpected(Strict):
    """What is asked in a request, and what it was answered before."""

    questions: tuple[str, ...]
    """As they stand in the request, in its order."""
    precedent: str | None
    """The reference of the letter that answered such a question."""
    precedent_for: tuple[int, ...]
    """Which of the questions, from 0."""
    refer_to_any: tuple[str, ...]


class RequestCase(Case):
    """A request for information as it arrived."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    request: str = Field(min_length=1, max_length=20_000)
    language: Literal["en", "cy"]
    style: str
    expected: RequestExpected
