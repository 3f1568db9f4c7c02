"""From the scores of cases to the metrics of suites, splits and languages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

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
from eval.scores import NONE, RANK, Score

LABELS = ("reserved", "devolved", "shared", NONE)
ALL = "all"
"""The suite name of what is measured over every suite."""
_GAPS = ("passage@5", "first_quote", "key_fact")
# Marks that are better when lower, so that no floor can hold them.
_FALLING = {("facts", "declined")}
# What is shown for each style of a suite as well.
_BY_STYLE = {
    "claims": ("precision", "coverage", "not_endorsed"),
    "minimal-pairs": ("told_apart", "verdict"),
    "injection": ("withstood",),
    "conflicts": ("right",),
}


@dataclass(frozen=True)
class Metric:
    """One figure over many cases."""

    suite: str
    split: str
    name: str
    """With `_en` or `_cy` where it is over the cases of one language, `_` and the style where over one style."""
    value: float
    low: float
    """Lower end of the 95% interval."""
    high: float
    n: int
    """How many cases, claims, or citations for `quote_exact`, the figure is over."""
    slack: float
    """How far one case that comes out otherwise can lower the value."""
    gated: bool
    """Whether a higher value is better, so that a floor can hold it."""


@dataclass(frozen=True)
class Confusion:
    """How the competence of one split was predicted."""

    split: str
    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    """A row for each expected label, a column for each predicted one."""


@dataclass(frozen=True)
class Latency:
    """Seconds from question to answer over all cases."""

    p50: float
    p95: float
    n: int


def measure(scores: Sequence[Score]) -> tuple[Metric, ...]:
    """Every metric of every suite and split that the scores come from, English and Welsh apart as well."""
    metrics: list[Metric] = []
    for (split, suite), group in groupby(sorted(scores, key=_place), key=_place):
        rows = list(group)
        metrics += _suite(suite, split, rows)
    for split in dict.fromkeys(score.split for score in scores):
        rows = [score for score in scores if score.split == split]
        metrics += [*_declining(split, rows), *_exactness(split, rows)]
    return tuple(metrics)


def confusions(scores: Sequence[Score]) -> tuple[Confusion, ...]:
    """The confusion matrix of each split that holds competence cases."""
    rows = [score for score in scores if score.suite == "competence"]
    splits = dict.fromkeys(score.split for score in rows)
    return tuple(
        Confusion(split, LABELS, confusion(_pairs([row for row in rows if row.split == split]), LABELS))
        for split in splits
    )


def latency(scores: Sequence[Score]) -> Latency | None:
    """The median and the 95th percentile of the time to answer; None where nothing was answered."""
    seconds = [score.seconds for score in scores]
    return Latency(quantile(seconds, 0.5), quantile(seconds, 0.95), len(seconds)) if seconds else None


def _place(score: Score) -> tuple[str, str]:
    return score.split, score.suite


def _pairs(rows: Sequence[Score]) -> list[Pair]:
    return [(row.expected, row.got) for row in rows]


def _suite(suite: str, split: str, rows: Sequence[Score]) -> list[Metric]:
    metrics = []
    for ending in ("", "_en", "_cy"):
        chosen = [row for row in rows if ending in ("", f"_{row.language}")]
        if chosen and suite == "competence":
            metrics.append(_macro_f1(split, f"macro_f1{ending}", _pairs(chosen)))
        metrics += _shares(suite, split, ending, chosen)
    if suite == "facts":
        metrics += [gap for name in _GAPS for gap in _gap(split, name, rows)]
    return [*metrics, *_by_style(suite, split, rows)]


def _by_style(suite: str, split: str, rows: Sequence[Score]) -> list[Metric]:
    """The metrics that are shown by style; over so few cases no floor holds them."""
    shown = [
        replace(metric, gated=False)
        for style in sorted({row.style for row in rows})
        for metric in _shares(suite, split, f"_{style}", [row for row in rows if row.style == style])
        if metric.name.removesuffix(f"_{style}") in _BY_STYLE.get(suite, ())
    ]
    return sorted(shown, key=lambda metric: metric.name)


def _shares(suite: str, split: str, ending: str, rows: Sequence[Score]) -> list[Metric]:
    """Each mark over the cases that have it, and each tally over the claims that it counts."""
    metrics = []
    for name in dict.fromkeys(name for row in rows for name in row.marks):
        values = [row.marks[name] for row in rows if name in row.marks]
        metrics.append(_mean(suite, split, name, ending, values))
    for name in sorted({name for row in rows for name in row.tallies}):
        tallies = [row.tallies[name] for row in rows if name in row.tallies]
        hits, n = sum(tally.hits for tally in tallies), sum(tally.of for tally in tallies)
        interval = wilson(hits, n)
        metrics.append(Metric(suite, split, name + ending, hits / n, interval.low, interval.high, n, 1 / n, gated=True))
    return metrics


def _mean(suite: str, split: str, name: str, ending: str, values: Sequence[float]) -> Metric:
    n = len(values)
    interval = bootstrap(values, mean) if name == RANK else wilson(sum(values), n)
    return Metric(
        suite=suite,
        split=split,
        name=name + ending,
        value=mean(values),
        low=interval.low,
        high=interval.high,
        n=n,
        slack=1 / n,
        gated=(suite, name) not in _FALLING,
    )


def _macro_f1(split: str, name: str, pairs: Sequence[Pair]) -> Metric:
    interval = bootstrap(pairs, macro_f1)
    return Metric(
        suite="competence",
        split=split,
        name=name,
        value=macro_f1(pairs),
        low=interval.low,
        high=interval.high,
        n=len(pairs),
        slack=macro_f1_slack(pairs),
        gated=True,
    )


def _gap(split: str, name: str, rows: Sequence[Score]) -> list[Metric]:
    """English less Welsh; nothing where either language has no case."""
    english, welsh = (
        [row.marks[name] for row in rows if row.language == language and name in row.marks] for language in ("en", "cy")
    )
    if not english or not welsh:
        return []
    interval = difference(sum(english), len(english), sum(welsh), len(welsh))
    value, n = mean(english) - mean(welsh), len(english) + len(welsh)
    return [Metric("facts", split, f"{name}_gap", value, interval.low, interval.high, n, slack=1.0, gated=False)]


def _declining(split: str, rows: Sequence[Score]) -> list[Metric]:
    """Precision of declining: of the questions declined, the share that the documents do not answer.

    Its recall is the mark `declined` of the suite of unanswerable questions. Nothing declined has no precision.
    """
    answerable = [row.marks["declined"] for row in rows if row.suite == "facts"]
    unanswerable = [row.marks["declined"] for row in rows if row.suite == "unanswerable"]
    hits, n = sum(unanswerable), round(sum(unanswerable) + sum(answerable))
    if not answerable or not unanswerable or not n:
        return []
    interval = wilson(hits, n)
    name = "decline_precision"
    return [Metric("unanswerable", split, name, hits / n, interval.low, interval.high, n, slack=1 / n, gated=True)]


def _exactness(split: str, rows: Sequence[Score]) -> list[Metric]:
    """The share of citations that are exact, without slack: number types cannot change what a text says."""
    hits, n = sum(row.exact for row in rows), sum(row.citations for row in rows)
    if not n:
        return []
    interval = wilson(hits, n)
    return [Metric(ALL, split, "quote_exact", hits / n, interval.low, interval.high, n, slack=0.0, gated=True)]
