"""Scores of papers that disagree: a right answer, and each way of being wrong."""

import json
from pathlib import Path

import pytest
from house import House

from answer.answer import WarningCode
from errors import CatalogueError
from eval.cases import load_suite
from eval.conflicts import score_conflicts
from eval.text_cases import ConflictsCase

_OLD = "The welcome centre has 120 places for refugees."
_NEW = "The welcome centre has 150 places for refugees."
_QUESTION = "How many places does the welcome centre have for refugees?"


def _case(*papers: dict[str, object], **facts: object) -> ConflictsCase:
    documents = [{"kind": "guidance", "date": "2026-08-03", "title": "Rules", **paper} for paper in papers]
    case = {"id": "made-up", "split": "development", "question": _QUESTION, "expected": {}, **facts}
    return ConflictsCase.model_validate_json(json.dumps({**case, "documents": documents}))


def _both(**facts: object) -> ConflictsCase:
    return _case({"text": _OLD, "title": "Old"}, {"text": _NEW, "title": "New", "date": "2026-09-01"}, **facts)


@pytest.mark.parametrize(
    ("facts", "mark", "right"),
    [
        pytest.param({"expected": {"warnings_any": ["figures_differ"]}}, "warned", True, id="warned"),
        pytest.param({"expected": {"warnings_any": ["annex_missing"]}}, "warned", False, id="another warning"),
        pytest.param({"expected": {"must_show_all": ["120", "150"]}}, "shown", True, id="both shown"),
        pytest.param({"expected": {"must_show_all": ["120", "900"]}}, "shown", False, id="one shown"),
        pytest.param({"expected": {"must_not_show": ["900"]}}, "hidden", True, id="not shown"),
        pytest.param({"expected": {"must_not_show": ["150"]}}, "hidden", False, id="shown against orders"),
        pytest.param({"expected": {"forbidden_warnings": ["scheme_ended"]}}, "unwarned", True, id="unwarned"),
        pytest.param({"expected": {"forbidden_warnings": ["figures_differ"]}}, "unwarned", False, id="warned in vain"),
        pytest.param({"expected": {"status_any": ["answered"]}}, "status", True, id="status"),
        pytest.param({"expected": {"status_any": ["declined"]}}, "status", False, id="another status"),
    ],
)
def test_conflict_is_marked(house: House, facts: dict[str, object], mark: str, right: bool) -> None:
    score = score_conflicts(house.settings, _both(**facts))
    assert (score.marks[mark], score.marks["right"]) == (float(right), float(right))
    assert score.exact == score.citations > 0


def test_paper_of_a_later_day_is_not_read(house: House) -> None:
    score = score_conflicts(house.settings, _both(as_of="2026-08-10", expected={"must_not_show": ["150"]}))
    assert score.marks == {"right": 1.0, "hidden": 1.0}
    assert score.first_citation == _OLD


def test_election_of_the_case_counts(house: House) -> None:
    wanted = {"warnings_any": [WarningCode.PREVIOUS_GOVERNMENT]}
    late, early = (
        score_conflicts(house.settings, _case({"text": _OLD}, election_date=day, expected=wanted))
        for day in ("2026-10-01", "2026-01-01")
    )
    assert (late.marks["warned"], early.marks["warned"]) == (1.0, 0.0)


def test_suite_with_an_unknown_warning_is_refused(tmp_path: Path) -> None:
    case = json.loads(_both().model_dump_json()) | {"expected": {"forbidden_warnings": ["thunder"]}}
    path = tmp_path / "conflicts.jsonl"
    path.write_text(json.dumps(case), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"conflicts.jsonl, line 1, field 'expected.forbidden_warnings"):
        load_suite(path)


def test_every_case_of_the_suite_is_read() -> None:
    suite = load_suite(Path(__file__).resolve().parents[1] / "eval" / "suites" / "conflicts.jsonl")
    assert len(suite.cases) == 40
    assert all(isinstance(case, ConflictsCase) for case in suite.cases)
