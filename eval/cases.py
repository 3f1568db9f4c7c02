"""The cases of the suites, checked as they are read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from answer.answer import AnswerStatus, Reason, WarningCode
from answer.claim import Verdict
from corpus.document import Kind
from errors import CatalogueError, UsageError

SUITES = Path(__file__).resolve().parent / "suites"

Expectation = Literal["reserved", "devolved", "shared", "none"]
Polarity = Literal["yes", "no"]


class Split(StrEnum):
    """What a case may be used for."""

    DEVELOPMENT = "development"
    """Anything, tuning included."""
    TEST = "test"
    """Measuring only."""
    GATE = "gate"
    """A named case that must be right."""


class Case(BaseModel):
    """One line of a suite; a suite that has no scorer yet keeps its own fields unread."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str = Field(min_length=1)
    split: Split
    note: str = ""


class Asked(Case):
    """A case that is one question to the assistant."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str = Field(min_length=1, max_length=2000)
    language: Literal["en", "cy"]
    style: str


class Strict(BaseModel):
    """A part of a case, without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CompetenceExpected(Strict):
    """Who should be said to decide."""

    status: Expectation
    decided_by_any: tuple[str, ...]
    """English names, also for a Welsh question; empty where the question is not about powers."""
    headline_starts: Polarity | None


class CompetenceCase(Asked):
    """A question that is, or looks as if it were, about who decides."""

    expected: CompetenceExpected
    matter: str
    twin: str | None = None
    """Id of the English case that a Welsh one renders."""


class KnownQuote(Strict):
    """A passage known to answer."""

    file: str
    """Name in `corpus/files/`."""
    text: str = Field(min_length=1)
    """Verbatim but for white space, quotation marks and hyphens."""


class FactsExpected(Strict):
    """Where a fact stands and what it says."""

    quotes: tuple[KnownQuote, ...] = Field(min_length=1)
    all_quotes: bool
    """Whether every quote is needed; else any one."""
    contains_any: tuple[str, ...]


class FactsCase(Asked):
    """A question that the documents answer."""

    expected: FactsExpected


class UnanswerableExpected(Strict):
    """That, and why, a question is declined."""

    status: Literal[AnswerStatus.DECLINED]
    reason_any: tuple[Reason, ...] = Field(min_length=1)


class UnanswerableCase(Asked):
    """A question that the documents do not answer."""

    expected: UnanswerableExpected


class OwnerExpected(Strict):
    """Everything that must hold of an answer at once."""

    competence: Expectation
    decided_by: str
    headline: Polarity
    documents: int = Field(ge=1)
    """The fewest documents that the quotes come from."""


class OwnerCase(Asked):
    """A named question that may never be answered wrongly."""

    expected: OwnerExpected


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


# The suites that have a scorer, in the order in which they are run.
SCORED: dict[str, type[Case]] = {
    "owner": OwnerCase,
    "competence": CompetenceCase,
    "facts": FactsCase,
    "unanswerable": UnanswerableCase,
    "claims": ClaimsCase,
    "minimal-pairs": PairCase,
    "injection": InjectionCase,
    "conflicts": ConflictsCase,
}
_BY_COMMAND = ("claims", "conflicts", "injection")
GATED = tuple(name for name in SCORED if name not in _BY_COMMAND)
"""Suites with floors, asked by the tests; the others take many minutes and are scored by `make eval` alone."""


@dataclass(frozen=True)
class Suite:
    """The cases of one file, in its order."""

    name: str
    """The file's name without `.jsonl`."""
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Task:
    """One case to be put to the assistant, with the suite that it belongs to."""

    suite: str
    case: Case


def tasks_of(suites: Sequence[str] = (), splits: Collection[Split] = tuple(Split)) -> tuple[Task, ...]:
    """The cases of the named suites in their order; raises UsageError that names the known suites."""
    for name in suites:
        if name not in SCORED:
            raise UsageError(f"There is no suite '{name}' with a scorer. Choose among: {', '.join(SCORED)}.")
    loaded = [load_suite(SUITES / f"{name}.jsonl") for name in suites or SCORED]
    return tuple(Task(suite.name, case) for suite in loaded for case in suite.cases if case.split in splits)


def load_suite(path: Path) -> Suite:
    """Read a suite; raises CatalogueError for an empty file, and with file and line for a bad line or a repeated id."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"The suite {path} cannot be read: {error}. Restore it from the repository.") from error
    model = SCORED.get(path.stem, Case)
    cases: dict[str, Case] = {}
    for number, line in enumerate(lines, 1):
        case = _case(model, f"{path.name}, line {number}", line)
        if case.id in cases:
            raise CatalogueError(
                f"{path.name}, line {number}: the id '{case.id}' stands twice. Give each case its own."
            )
        cases[case.id] = case
    if not cases:
        raise CatalogueError(f"The suite {path} holds no case. An empty suite would pass whatever is answered.")
    return Suite(path.stem, tuple(cases.values()))


def _case(model: type[Case], place: str, line: str) -> Case:
    try:
        return model.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "line"
        raise CatalogueError(f"{place}, field '{field}': {first['msg']}. Correct the case.") from error
