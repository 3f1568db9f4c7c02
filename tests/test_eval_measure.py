"""Scores become the metrics that they should, and each metric knows what it is over."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.case import Split
from eval.measure import Metric, confusions, latency, measure
from eval.scores import Score, Tally

SCORE = Score(
    suite="facts",
    case="a",
    split=Split.TEST,
    language="en",
    style="plain",
    expected="",
    got="answered",
    marks={"declined": 0.0},
    headline="",
    first_citation=None,
    citations=0,
    exact=0,
    seconds=0.1,
)


def _facts(*marks: float, language: str = "en", declined: float = 0) -> list[Score]:
    return [replace(SCORE, language=language, marks={"key_fact": mark, "declined": declined}) for mark in marks]


def _named(scores: list[Score]) -> dict[str, Metric]:
    return {f"{metric.suite}.{metric.name}": metric for metric in measure(scores) if metric.split == "test"}


def test_share_by_language() -> None:
    metrics = _named([*_facts(1, 1, 0, 0), *_facts(0, 1, language="cy")])
    shown = [metrics[f"facts.{name}"] for name in ("key_fact", "key_fact_en", "key_fact_cy")]
    assert [(metric.value, metric.n, metric.slack) for metric in shown] == [
        (0.5, 6, 1 / 6),
        (0.5, 4, 0.25),
        (0.5, 2, 0.5),
    ]


def test_gap_signed() -> None:
    gap = _named([*_facts(1, 1, 1, 0), *_facts(0, 1, language="cy")])["facts.key_fact_gap"]
    assert (gap.value, gap.n, gap.gated) == (0.25, 6, False)
    assert gap.low < 0.25 < gap.high


def test_gap_one_language() -> None:
    assert "facts.key_fact_gap" not in _named(_facts(1, 0))


def test_mark_absent_not_counted() -> None:
    metric = _named([*_facts(1, 0), replace(SCORE, marks={"declined": 0})])["facts.key_fact"]
    assert (metric.value, metric.n) == (0.5, 2)


def test_competence_macro_f1() -> None:
    rows = [("reserved", "reserved"), ("reserved", "none"), ("none", "none")]
    scores = [
        replace(SCORE, suite="competence", expected=expected, got=got, marks={"accuracy": float(expected == got)})
        for expected, got in rows
    ]
    assert _named(scores)["competence.macro_f1"].value == pytest.approx(2 / 3)
    assert confusions(scores)[0].counts == ((1, 0, 0, 1), (0, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 1))


@pytest.mark.parametrize(
    ("unanswerable", "facts", "precision"),
    [([1, 1, 0], [1, 0, 0], 2 / 3), ([1], [0], 1.0), ([0], [1], 0.0), ([0], [0], None)],
)
def test_decline_precision(unanswerable: list[float], facts: list[float], precision: float | None) -> None:
    scores = [replace(SCORE, suite="unanswerable", marks={"declined": mark, "reason": mark}) for mark in unanswerable]
    scores += [score for mark in facts for score in _facts(0, declined=mark)]
    metric = _named(scores).get("unanswerable.decline_precision")
    assert (metric.value if metric else None) == precision


def test_exactness_over_citations() -> None:
    metric = _named([replace(SCORE, citations=3, exact=3), replace(SCORE, citations=5, exact=4)])["all.quote_exact"]
    assert (metric.value, metric.n, metric.slack) == (7 / 8, 8, 0.0)


def _text(hits: int, of: int, style: str = "angry", language: str = "en") -> Score:
    tallies = {"precision": Tally(hits, of), "found": Tally(of, of)}
    return replace(SCORE, suite="claims", marks={}, style=style, language=language, tallies=tallies)


def test_tally_over_claims() -> None:
    metrics = _named([_text(1, 3), _text(1, 1, "numeric"), _text(0, 1, language="cy")])
    shown = [metrics[f"claims.precision{ending}"] for ending in ("", "_en", "_cy", "_angry", "_numeric")]
    assert [(metric.value, metric.n, metric.gated) for metric in shown] == [
        (2 / 5, 5, True),
        (2 / 4, 4, True),
        (0.0, 1, True),
        (1 / 4, 4, False),
        (1.0, 1, False),
    ]
    assert "claims.found_angry" not in metrics


def test_style_of_other_suites_not_shown() -> None:
    assert not [name for name in _named(_facts(1, 0)) if name.endswith("_plain")]


def test_latency_over_scores() -> None:
    measured = latency([replace(SCORE, seconds=seconds / 100) for seconds in range(1, 101)])
    assert measured is not None
    assert (measured.p50, measured.p95, measured.n) == (0.5, 0.95, 100)
    assert latency([]) is None


@given(st.lists(st.tuples(st.sampled_from(["en", "cy"]), st.sampled_from(list(Split)), st.integers(0, 1)), min_size=1))
def test_metrics_whatever_order(rows: list[tuple[str, Split, int]]) -> None:
    scores = [
        replace(SCORE, case=str(number), language=language, split=split, marks={"key_fact": float(mark), "declined": 0})
        for number, (language, split, mark) in enumerate(rows)
    ]
    metrics = measure(scores)
    assert set(metrics) == set(measure(scores[::-1]))
    assert len({(metric.suite, metric.split, metric.name) for metric in metrics}) == len(metrics)
    assert all(metric.low <= metric.value <= metric.high for metric in metrics)
