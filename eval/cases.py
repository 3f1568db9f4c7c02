"""The cases of the suites, checked as they are read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from answer.answer import AnswerStatus, Reason
from errors import CatalogueError, UsageError
from eval.case import Asked, Case, Expectation, KnownQuote, Split, Strict
from eval.text_cases import ClaimsCase, ConflictsCase, InjectionCase, PairCase, RequestCase

SUITES = Path(__file__).resolve().parent / "suites"

Polarity = Literal["yes", "no"]


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
    "requests": RequestCase,
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
