"""The bodies of precedents and drafts: what is asked in a request, and what was answered before."""

from collections.abc import Mapping
from datetime import date as Day
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from answer.exports.letter_files import letter_markdown
from answer.foi.desk import KeptDraft
from answer.foi.draft_letter import DraftLetter
from answer.foi.examiner import Examination, Incoming
from answer.foi.finder import Wanted
from answer.foi.precedent import Precedent as FoundPrecedent
from answer.foi.precedent import Standing
from answer.foi.reasons import differs, why
from answer.foi.request import Regime
from api.contract import AsOf, Body, Citation, Competence, Engine, competence_body
from corpus.letter import LetterKind, Outcome
from prompts.wording import Wording

RequestText = Annotated[str, StringConstraints(min_length=1, max_length=20_000, pattern=r"\S")]
Provision = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class PrecedentsRequest(BaseModel):
    """A request for information as it came; the filters keep out precedents, and unset they keep out none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    request: RequestText
    received: AsOf = Field(default=None, description="The day of receipt; unset, no deadline is counted.")
    asked_back: AsOf = Field(default=None, description="The day on which the requester was asked to clarify.")
    clarified: AsOf = Field(default=None, description="The day on which they did; unset, the clock stands still.")
    outcomes: tuple[Outcome, ...] | None = None
    provisions: tuple[Provision, ...] | None = Field(
        default=None, description="Any of these, such as `s.40` or `s.40(2)`; `s.40` takes every limb of it."
    )
    since: AsOf = Field(default=None, description="From letters of this day on.")
    language: Literal["en", "cy"] | None = Field(default=None, description="Language of the past question.")

    def to_incoming(self) -> Incoming:
        """The same request for the assistant."""
        wanted = Wanted(self.outcomes or None, self.provisions or None, self.since, self.language)
        return Incoming(self.request, self.received, self.asked_back, self.clarified, wanted)


class PastAnswer(Body):
    """What was said to a past question, verbatim, with the key of its citation."""

    quote: str
    citation: str


class Ground(Body):
    """A provision that an answer rests on."""

    provision: str
    limb: str | None


class Precedent(Body):
    """A past question that likely asks the same; it does not bind."""

    reference: str
    date: Day | None
    kind: LetterKind
    question: str
    answer: PastAnswer | None
    outcome: Outcome
    exemptions: tuple[Ground, ...]
    referred_to: tuple[str, ...]
    annex: str | None = Field(description="An annex that the answer points to and the indexed text does not hold.")
    links: tuple[str, ...]
    score: float = Field(description="How probably it asks the same, 0 to 1.")
    why: str
    differs: str | None
    status: Standing
    alike: tuple[str, ...]


class AskedQuestion(Body):
    """One question of the request; no precedents means that there is no good one."""

    text: str
    span: tuple[int, int] = Field(description="Half-open offsets in the request that was sent.")
    competence: Competence | None
    refer_to: tuple[str, ...]
    precedents: tuple[Precedent, ...]


class RegimeDue(Body):
    """By when the part of the request under one law is to be answered."""

    regime: Regime
    due: Day
    counted_from: Day
    holidays: tuple[Day, ...]


class PrecedentsResponse(Body):
    """Everything that is known of a request."""

    id: str
    language: str
    regimes: tuple[Regime, ...]
    questions: tuple[AskedQuestion, ...]
    deadline: Day | None = Field(description="The earliest of `deadlines`.")
    deadlines: tuple[RegimeDue, ...]
    citations: tuple[Citation, ...]
    engine: Engine
    as_of: Day


class DraftResponse(Body):
    """A drafted letter; it is kept under the id and can be had as a file."""

    id: str
    language: str
    markdown: str
    gaps: tuple[str, ...] = Field(description="What the officer must complete, in the order of the letter.")
    deadline: Day | None
    citations: tuple[Citation, ...]
    document: str | None = Field(description="The document that the letter became when it was sent.")


class SentRequest(BaseModel):
    """The letter as it was sent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Annotated[str, StringConstraints(min_length=1, max_length=60_000, pattern=r"\S")]


class SentResponse(Body):
    """What became of it."""

    document: str


def precedents_response(examined: Examination, wordings: Mapping[str, Wording]) -> PrecedentsResponse:
    """The body of an examination, in the language of the request."""
    wording = wordings[examined.request.language]
    return PrecedentsResponse(
        id=examined.id,
        language=wording.language,
        regimes=examined.request.regimes,
        questions=tuple(
            AskedQuestion(
                text=one.asked.text,
                span=(one.asked.start, one.asked.end),
                competence=competence_body(one.competence, wording.language),
                refer_to=one.refer_to,
                precedents=tuple(_precedent(found, wording) for found in one.precedents),
            )
            for one in examined.questions
        ),
        deadline=examined.due.due if examined.due else None,
        deadlines=tuple(
            RegimeDue(
                regime=one.regime,
                due=one.deadline.due,
                counted_from=one.deadline.counted_from,
                holidays=one.deadline.holidays,
            )
            for one in examined.dues
        ),
        citations=tuple(Citation.model_validate(one) for one in examined.citations),
        engine=Engine.model_validate(examined.engine),
        as_of=examined.as_of,
    )


def draft_response(letter: DraftLetter, document: str | None = None) -> DraftResponse:
    """The body of a draft."""
    return DraftResponse(
        id=letter.id,
        language=letter.language,
        markdown=letter_markdown(letter),
        gaps=letter.gaps,
        deadline=letter.due,
        citations=tuple(Citation.model_validate(one) for one in letter.citations),
        document=document,
    )


def kept_response(kept: KeptDraft) -> DraftResponse:
    """The body of a draft that is kept."""
    return draft_response(kept.letter, kept.document)


def _precedent(found: FoundPrecedent, wording: Wording) -> Precedent:
    past = found.past
    return Precedent(
        reference=past.reference,
        date=past.latest,
        kind=past.kind,
        question=past.question,
        answer=PastAnswer(quote=found.answer.quote, citation=found.answer.key) if found.answer else None,
        outcome=past.outcome,
        exemptions=tuple(Ground(provision=one.provision, limb=one.limb) for one in past.grounds),
        referred_to=tuple(one.body for one in past.exchange.referrals),
        annex=next((one.name for one in past.missing_annexes), None),
        links=found.links,
        score=found.score,
        why=why(found, wording),
        differs=differs(found, wording),
        status=past.standing,
        alike=found.alike,
    )
