"""The gate fails for what it should, its floors only rise, and the test split stands above them."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from errors import CatalogueError, UsageError
from eval.case import Split
from eval.cases import GATED
from eval.gate import GATES, failures, main, read_gates, record
from eval.measure import measure
from eval.report import EvaluationReport, Machine, Unscored, write_json
from eval.run import run_evaluation
from eval.scores import Score, Tally
from settings import Settings

DAY = date(2026, 11, 21)
MARKS = {
    "owner": {"competence": 1.0, "headline": 1.0},
    "competence": {"accuracy": 1.0},
    "facts": {"key_fact": 1.0, "declined": 0.0},
    "unanswerable": {"declined": 1.0, "reason": 1.0},
    "claims": {},
    "minimal-pairs": {"told_apart": 1.0},
    "injection": {"withstood": 1.0},
    "requests": {"order": 1.0},
}


def _score(suite: str, number: int) -> Score:
    return Score(
        suite=suite,
        case=f"{suite}-{number}",
        split=Split.GATE if suite == "owner" else Split.TEST,
        language="en",
        style="plain",
        expected="reserved",
        got="reserved",
        marks=MARKS[suite],
        headline="No.",
        first_citation="words",
        citations=1,
        exact=1,
        seconds=0.1,
        tallies={"precision": Tally(2, 2)} if suite == "claims" else {},
    )


def _report(*scores: Score, unscored: tuple[Unscored, ...] = ()) -> EvaluationReport:
    return EvaluationReport(
        machine=Machine("2026-11-21T12:00:00+00:00", "3.11.7", "Linux", "x86_64", 2),
        as_of="2026-11-21",
        embedding="e5",
        documents=5,
        passages=400,
        metrics=measure(scores),
        confusions=(),
        latency=None,
        scores=scores,
        unscored=unscored,
    )


SOUND = [_score(suite, number) for suite in GATED for number in range(1, 11)]


def _wrong(suite: str, *numbers: int) -> list[Score]:
    """The sound scores with some of one suite's cases wrong in every mark."""
    marks = {name: 1 - mark for name, mark in MARKS[suite].items()}
    return _changed(suite, numbers, lambda score: replace(score, marks=marks))


def _inexact(suite: str, number: int) -> list[Score]:
    return _changed(suite, (number,), lambda score: replace(score, exact=0))


def _unmarked(suite: str) -> list[Score]:
    """The sound scores with one suite's cases scored for nothing but declining."""
    return _changed(suite, range(1, 11), lambda score: replace(score, marks={"declined": 0.0}))


def _changed(suite: str, numbers: Iterable[int], change: Callable[[Score], Score]) -> list[Score]:
    names = {f"{suite}-{number}" for number in numbers}
    return [change(score) if score.case in names else score for score in SOUND]


@pytest.fixture
def gates(tmp_path: Path) -> Path:
    """Floors recorded from a run in which everything was right."""
    path = tmp_path / "gates.toml"
    path.write_text("", encoding="utf-8")
    record(_report(*SOUND), path, day=DAY)
    return path


def test_gate_sound(gates: Path) -> None:
    assert failures(_report(*SOUND), gates) == ()


def test_gate_slack_of_one_case(gates: Path) -> None:
    assert failures(_report(*_wrong("facts", 1)), gates) == ()


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        pytest.param(_wrong("facts", 1, 2), "facts.key_fact is 0.8000, below its floor 1.0000", id="two cases"),
        pytest.param(_wrong("unanswerable", 1, 2), "unanswerable.reason is 0.8000", id="two answered"),
        pytest.param(_wrong("minimal-pairs", 1, 2), "minimal-pairs.told_apart is 0.8000", id="two pairs"),
        pytest.param(_inexact("facts", 3), "all.quote_exact is", id="one quote that is not exact"),
        pytest.param(_wrong("owner", 1), "owner-1 is wrong in competence, headline", id="a named case"),
        pytest.param(_inexact("owner", 2), "owner-2 shows a quote that is not", id="a named case's quote"),
        pytest.param([s for s in SOUND if s.suite != "facts"], "facts: 0 cases were asked", id="an empty suite"),
        pytest.param([s for s in SOUND if s.suite != "owner"], "owner: 0 cases were asked", id="no named case"),
        pytest.param(SOUND[:-1], "requests: 9 cases were asked where", id="a missing case"),
        pytest.param(_unmarked("facts"), "facts.key_fact has a floor", id="a metric"),
    ],
)
def test_gate_failure(gates: Path, scores: list[Score], message: str) -> None:
    assert any(message in failure for failure in failures(_report(*scores), gates))


def test_gate_unscored(gates: Path) -> None:
    unscored = (Unscored("facts", "facts-10", Split.TEST, "The index raised."),)
    scores = [score for score in SOUND if score.case != "facts-10"]
    assert failures(_report(*scores, unscored=unscored), gates) == ("facts: facts-10 is unscored: The index raised.",)


def test_gate_without_floors(tmp_path: Path) -> None:
    path = tmp_path / "gates.toml"
    path.write_text("", encoding="utf-8")
    assert any("no floor is recorded" in failure for failure in failures(_report(*SOUND), path))


@pytest.mark.parametrize("text", ["floors = 1", "[floor", "extra = 1"])
def test_gates_malformed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "gates.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"gates\.toml cannot be read"):
        read_gates(path)


def test_record_refuses_to_lower(gates: Path) -> None:
    before = gates.read_bytes()
    for lower, reason in ((False, "why"), (True, ""), (True, "  ")):
        with pytest.raises(UsageError, match=r"would fall: .*facts\.key_fact"):
            record(_report(*_wrong("facts", 1)), gates, day=DAY, lower=lower, reason=reason)
    assert gates.read_bytes() == before


def test_record_lowers_with_reason(gates: Path) -> None:
    reason = 'A case was "wrong"; see the \u2018plan\u2019.'
    record(_report(*_wrong("facts", 1)), gates, day=DAY, lower=True, reason=reason)
    kept = read_gates(gates)
    assert kept.floors["facts"]["key_fact"] == 0.9
    assert {(one.metric, one.before, one.after, one.reason) for one in kept.lowered} >= {
        ("facts.key_fact", 1.0, 0.9, reason)
    }


def test_record_raises(gates: Path) -> None:
    lowered = record(_report(*_wrong("facts", 1, 2)), gates, day=DAY, lower=True, reason="first form")
    raised = record(_report(*_wrong("facts", 1)), gates, day=DAY)
    assert (lowered.floors["facts"]["key_fact"], raised.floors["facts"]["key_fact"]) == (0.8, 0.9)
    assert raised.lowered == lowered.lowered
    assert raised.cases == dict.fromkeys(GATED, 10)


def test_record_refuses_unscored(gates: Path) -> None:
    unscored = (Unscored("facts", "facts-11", Split.TEST, "why"),)
    with pytest.raises(UsageError, match="1 cases are unscored"):
        record(_report(*SOUND, unscored=unscored), gates, day=DAY)


def test_record_from_command_line(tmp_path: Path, gates: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.json"
    write_json(_report(*_wrong("facts", 1)), report)
    with pytest.raises(SystemExit, match="2"):
        main(["record", str(report), "--gates", str(gates)])
    assert "would fall" in capsys.readouterr().err
    assert main(["record", str(report), "--gates", str(gates), "--lower", "--reason", "why"]) == 0
    assert tomllib.loads(gates.read_text(encoding="utf-8"))["floors"]["facts"]["key_fact"] == 0.9


@pytest.fixture(scope="module")
def evaluation(settings: Settings) -> EvaluationReport:
    """The whole test split, asked once."""
    return run_evaluation(settings, GATED, splits=(Split.TEST, Split.GATE), on_progress=lambda label, done, total: None)


def test_gate_of_test_split(evaluation: EvaluationReport) -> None:
    assert failures(evaluation, GATES) == ()


def test_test_split_complete(evaluation: EvaluationReport) -> None:
    assert {suite: evaluation.cases(suite) for suite in GATED} == read_gates(GATES).cases
