"""Metrics: figures over many cases, each with its 95% interval, as pure functions."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
Pair = tuple[str, str]
"""What was expected and what was predicted."""

# The 0.975 quantile of the standard normal distribution: two-sided 95%.
_Z = 1.959963984540054
_SEED = 1927
_RESAMPLES = 1000


@dataclass(frozen=True)
class Interval:
    """A two-sided 95% confidence interval."""

    low: float
    high: float


def mean(values: Sequence[float]) -> float:
    """Sum over count; raises ValueError on no values, for which no figure is right."""
    if not values:
        raise ValueError("a metric of no cases has no value")
    return math.fsum(values) / len(values)


def rounded_mean(values: Sequence[bool] | NDArray[np.bool_ | np.floating]) -> float:
    """The mean to four digits, as the reports of training write it."""
    return round(float(np.mean(values)), 4)


def wilson(hits: float, n: int) -> Interval:
    """The score interval of a proportion p = hits / n.

    (p + z²/2n ± z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n), with z = 1.96. E. B. Wilson, "Probable inference, the law
    of succession, and statistical inference", Journal of the American Statistical Association 22 (1927), 209-212.
    """
    if not 0 <= hits <= n or n < 1:
        raise ValueError(f"{hits} of {n} is not a proportion")
    p, spread = hits / n, _Z * _Z / n
    middle = p + spread / 2
    half = _Z * math.sqrt(p * (1 - p) / n + spread / (4 * n))
    # Rounding must not push an end past 0 or 1, nor past the proportion itself.
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return Interval(max(0.0, min(p, low)), min(1.0, max(p, high)))


def difference(hits: float, n: int, other_hits: float, other_n: int) -> Interval:
    """The interval of p₁ - p₂ for two independent proportions, from the Wilson interval of each.

    d - √((p₁ - l₁)² + (u₂ - p₂)²) to d + √((u₁ - p₁)² + (p₂ - l₂)²). Method 10 of R. G. Newcombe, "Interval
    estimation for the difference between independent proportions", Statistics in Medicine 17 (1998), 873-890.
    """
    one, two = wilson(hits, n), wilson(other_hits, other_n)
    p, q = hits / n, other_hits / other_n
    return Interval(p - q - math.hypot(p - one.low, two.high - q), p - q + math.hypot(one.high - p, q - two.low))


def bootstrap(values: Sequence[T], statistic: Callable[[Sequence[T]], float]) -> Interval:
    """The percentile bootstrap interval of a statistic: its 2.5% and 97.5% quantiles over 1000 resamples.

    The cases are drawn with replacement under a fixed seed, so that two runs agree to the last digit. B. Efron,
    "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979), 1-26.
    """
    if not values:
        raise ValueError("a metric of no cases has no interval")
    draws = np.random.default_rng(_SEED).integers(len(values), size=(_RESAMPLES, len(values))).tolist()
    drawn = sorted(statistic([values[at] for at in draw]) for draw in draws)
    edge = int(0.025 * _RESAMPLES)
    return Interval(drawn[edge], drawn[-1 - edge])


def confusion(pairs: Sequence[Pair], labels: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Counts of cases, one row for each expected label and one column for each predicted one."""
    counts = Counter(pairs)
    return tuple(tuple(counts[expected, got] for got in labels) for expected in labels)


def macro_f1(pairs: Sequence[Pair]) -> float:
    """The unweighted mean over the labels of F1 = 2TP / (2TP + FP + FN).

    A label counts where a case expects it or an answer predicts it. C. J. van Rijsbergen, Information Retrieval
    (2nd edition, 1979), for F; the mean of F1 over labels, not the F1 of mean precision and mean recall.
    """
    return _macro_f1(Counter(pairs))


def macro_f1_slack(pairs: Sequence[Pair]) -> float:
    """How far one prediction that comes out otherwise can lower the macro-F1: the worst of all such changes."""
    counts = Counter(pairs)
    labels = {label for pair in counts for label in pair}
    changed = (
        counts - Counter([(expected, got)]) + Counter([(expected, other)])
        for expected, got in counts
        for other in labels - {got}
    )
    now = _macro_f1(counts)
    return max([0.0, *(now - _macro_f1(change) for change in changed)])


def _macro_f1(counts: Mapping[Pair, int]) -> float:
    expected: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    for (wanted, got), count in counts.items():
        expected[wanted] += count
        predicted[got] += count
    labels = sorted(set(expected) | set(predicted))
    # TP + FN is what was expected and TP + FP what was predicted, so the formula's denominator is their sum.
    return mean([2 * counts.get((label, label), 0) / (expected[label] + predicted[label]) for label in labels])


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least that share of the values do not exceed (the nearest-rank quantile)."""
    if not values:
        raise ValueError("no values have no quantile")
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
