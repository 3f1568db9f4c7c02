"""A report is written whole, read back the same, and shown without loss."""

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from errors import UsageError
from eval.case import Split
from eval.figures import BEGIN, END, figures, main, write_figures
from eval.measure import confusions, latency, measure
from eval.report import (
    EvaluationReport,
    Machine,
    Unscored,
    default_path,
    read_json,
    render_table,
    write_json,
)
from eval.scores import Score

SCORE = Score(
    suite="competence",
    case="c-1",
    split=Split.TEST,
    language="en",
    style="plain",
    expected="reserved",
    got="reserved",
    marks={"accuracy": 1.0, "headline": 0.0},
    headline="Yes.",
    first_citation="the words",
    citations=2,
    exact=2,
    seconds=0.25,
)
SCORES = (SCORE, replace(SCORE, case="c-2", language="cy", got="none", marks={"accuracy": 0.0}))
REPORT = EvaluationReport(
    machine=Machine("2026-11-21T12:00:00+00:00", "3.11.7", "Linux", "x86_64", 2),
    as_of="2026-11-21",
    embedding="e5",
    documents=5,
    passages=400,
    metrics=measure(SCORES),
    confusions=confusions(SCORES),
    latency=latency(SCORES),
    scores=SCORES,
    unscored=(Unscored("facts", "f-1", Split.TEST, "Not [bold]held[/bold]."),),
)


def test_report_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "new" / "report.json"
    write_json(REPORT, path)
    assert read_json(path) == REPORT
    assert [file.name for file in path.parent.iterdir()] == ["report.json"]


@pytest.mark.parametrize("text", ["", "{}", "[1]"])
def test_report_malformed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"report\.json is not a report"):
        read_json(path)


def test_table_shows_everything() -> None:
    out = StringIO()
    render_table(REPORT, Console(file=out, width=120))
    shown = out.getvalue()
    for metric in REPORT.metrics:
        assert metric.name in shown
    assert "0.500" in shown
    assert "0.25 s (p50)" in shown
    assert "unscored: facts f-1: Not [bold]held[/bold]." in shown
    assert "2 cases scored, 1 unscored" in shown


def test_default_path_from_moment() -> None:
    assert default_path(REPORT).parts[-3:] == ("eval", "results", "20261121T120000.json")


def test_cases_counted_for_gate() -> None:
    rows = (*SCORES, replace(SCORE, case="c-3", split=Split.DEVELOPMENT))
    report = replace(REPORT, scores=rows)
    assert (report.cases("competence"), report.cases("facts"), report.cases("owner")) == (2, 1, 0)


def test_figures_between_markers(tmp_path: Path) -> None:
    page, report = tmp_path / "page.md", tmp_path / "report.json"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    write_json(REPORT, report)
    assert main([str(report), str(page)]) == 0
    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\n\n{figures(REPORT)}\n{END}\nafter\n"
    assert "2 cases scored, 1 unscored." in figures(REPORT)
    assert "| competence | test | `accuracy` | 0.500 |" in figures(REPORT)
    assert "| reserved | 1 | 0 | 0 | 1 |" in figures(REPORT)


def test_figures_without_markers(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("words\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no place for figures"):
        write_figures(REPORT, page)
