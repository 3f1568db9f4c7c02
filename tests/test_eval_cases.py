"""The suites load, and a broken one is named by file and line."""

from pathlib import Path

import pytest

from errors import CatalogueError, UsageError
from eval.case import Split
from eval.cases import SCORED, SUITES, load_suite, tasks_of

GOOD = '{"id": "a", "split": "test", "note": "", "extra": 1}\n'
DECLINE = (
    '{"id": "a", "split": "test", "note": "", "question": "q", "language": "en", "style": "s", '
    '"expected": {"status": "declined", "reason_any": ["%s"]}}\n'
)
CLAIM = (
    '{"id": "a", "split": "test", "text": "t", "language": "en", "style": "s", '
    '"expected": [{"claim": "c", "verdict": "%s", "quotes": [], "competence": "none"}]}\n'
)
PLANT = '{"id": "a", "split": "test", "kind": "document", "text": "t", "ask": null, "expected": {"forbidden": ["x"]}}\n'


@pytest.mark.parametrize("path", sorted(SUITES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_suite_loads(path: Path) -> None:
    suite = load_suite(path)
    assert len(suite.cases) == len(path.read_text(encoding="utf-8").splitlines())
    assert {type(case) for case in suite.cases} <= {SCORED.get(path.stem, type(suite.cases[0]))}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param("further", "", "holds no case", id="empty"),
        pytest.param("further", GOOD + GOOD, "line 2: the id 'a' stands twice", id="repeated id"),
        pytest.param("further", GOOD + "{not json\n", "further.jsonl, line 2", id="not JSON"),
        pytest.param("further", GOOD.replace("test", "tset"), "line 1, field 'split'", id="unknown split"),
        pytest.param("further", GOOD + "\n", "line 2", id="blank line"),
        pytest.param("unanswerable", DECLINE % "shy", "field 'expected.reason_any.0'", id="unknown reason"),
        pytest.param("unanswerable", GOOD, "line 1, field 'question'", id="missing question"),
        pytest.param("claims", CLAIM % "false", "field 'expected.0.verdict'", id="unknown verdict"),
        pytest.param("injection", PLANT, "needs a question in 'ask'", id="nothing to ask of a document"),
    ],
)
def test_suite_malformed(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / f"{name}.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=message):
        load_suite(path)


def test_suite_missing(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_suite(tmp_path / "facts.jsonl")


def test_tasks_unknown_suite() -> None:
    with pytest.raises(UsageError, match="owner, competence, facts, unanswerable"):
        tasks_of(["nothing"])


def test_tasks_by_split() -> None:
    tasks = tasks_of(["owner", "unanswerable"], [Split.TEST, Split.GATE])
    assert {(task.suite, task.case.split) for task in tasks} == {("owner", "gate"), ("unanswerable", "test")}
