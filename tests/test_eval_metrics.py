"""The metrics agree with worked figures and keep the properties of their formulas."""

import math
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.metrics import (
    Pair,
    bootstrap,
    confusion,
    difference,
    macro_f1,
    macro_f1_slack,
    mean,
    quantile,
    wilson,
)

LABELS = ["a", "b", "c"]
pairs = st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), min_size=1, max_size=40)
proportions = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_published(hits: int, n: int, low: float, high: float) -> None:
    # Newcombe's (1998) worked examples for a single proportion.
    interval = wilson(hits, n)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


def test_difference_published() -> None:
    # Newcombe's (1998) first worked contrast: 56/70 against 48/80.
    interval = difference(56, 70, 48, 80)
    assert (round(interval.low, 4), round(interval.high, 4)) == (0.0524, 0.3339)


@given(proportions)
def test_wilson_holds_proportion(proportion: tuple[int, int]) -> None:
    hits, n = proportion
    interval, mirrored = wilson(hits, n), wilson(n - hits, n)
    assert 0 <= interval.low <= hits / n <= interval.high <= 1
    assert math.isclose(interval.low, 1 - mirrored.high, abs_tol=1e-12)


@given(proportions, proportions)
def test_difference_turns_round(one: tuple[int, int], two: tuple[int, int]) -> None:
    there, back = difference(*one, *two), difference(*two, *one)
    assert there.low <= one[0] / one[1] - two[0] / two[1] <= there.high
    assert math.isclose(there.low, -back.high, abs_tol=1e-12)


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda: mean([]), id="mean"),
        pytest.param(lambda: wilson(0, 0), id="wilson"),
        pytest.param(lambda: wilson(3, 2), id="more hits than cases"),
        pytest.param(lambda: bootstrap([], mean), id="bootstrap"),
        pytest.param(lambda: macro_f1([]), id="macro F1"),
        pytest.param(lambda: quantile([], 0.5), id="quantile"),
    ],
)
def test_metric_of_nothing(call: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"no case|not a proportion|no value|no quantile"):
        call()


def test_macro_f1_worked() -> None:
    # 2TP over expected and predicted: a 2 / (2 + 2), b 6 / (4 + 3), c 0 / (0 + 1).
    given_pairs = [("a", "a"), ("a", "c"), ("b", "b"), ("b", "b"), ("b", "b"), ("b", "a")]
    assert macro_f1(given_pairs) == pytest.approx((2 / 4 + 6 / 7 + 0) / 3)


@given(pairs)
def test_macro_f1_as_precision_and_recall(given_pairs: list[Pair]) -> None:
    values = []
    for label in {label for pair in given_pairs for label in pair}:
        right = sum(pair == (label, label) for pair in given_pairs)
        precision = right / max(1, sum(got == label for _, got in given_pairs))
        recall = right / max(1, sum(expected == label for expected, _ in given_pairs))
        values.append(2 * precision * recall / (precision + recall) if right else 0.0)
    assert macro_f1(given_pairs) == pytest.approx(mean(values))


@given(pairs, st.data())
def test_macro_f1_slack_bounds_one_change(given_pairs: list[Pair], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(given_pairs) - 1))
    labels = sorted({label for pair in given_pairs for label in pair})
    changed = [*given_pairs]
    changed[at] = (given_pairs[at][0], data.draw(st.sampled_from(labels)))
    assert macro_f1(changed) >= macro_f1(given_pairs) - macro_f1_slack(given_pairs) - 1e-12


@given(pairs)
def test_confusion_counts_every_pair(given_pairs: list[Pair]) -> None:
    matrix = confusion(given_pairs, LABELS)
    counted = {(a, b): matrix[i][j] for i, a in enumerate(LABELS) for j, b in enumerate(LABELS) if matrix[i][j]}
    assert counted == Counter(given_pairs)


@settings(max_examples=10)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_bootstrap_repeats_within_range(values: list[float]) -> None:
    interval = bootstrap(values, mean)
    assert min(values) - 1e-9 <= interval.low <= interval.high <= max(values) + 1e-9
    assert bootstrap(values, mean) == interval


def test_bootstrap_near_wilson() -> None:
    drawn, exact = bootstrap([1.0] * 60 + [0.0] * 40, mean), wilson(60, 100)
    assert abs(drawn.low - exact.low) < 0.02
    assert abs(drawn.high - exact.high) < 0.02


def test_quantile_nearest_rank() -> None:
    assert [quantile([4, 1, 3, 2], share) for share in (0, 0.5, 0.75, 0.95)] == [1, 2, 3, 4]
