"""The report of one evaluation: what was measured, of what, and on which machine."""

import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from rich.console import Console
from rich.table import Table

from errors import UsageError
from eval.case import Split
from eval.measure import Confusion, Latency, Metric
from eval.scores import Score

RESULTS = Path(__file__).resolve().parent / "results"


@dataclass(frozen=True)
class Unscored:
    """A case that could not be scored, and why; it is a failure, never left out in silence."""

    suite: str
    case: str
    split: Split
    reason: str


@dataclass(frozen=True)
class Machine:
    """Where and when an evaluation ran."""

    date: str
    """ISO 8601, UTC."""
    python: str
    system: str
    processor: str
    cores: int


@dataclass(frozen=True)
class EvaluationReport:
    """Everything that one evaluation found."""

    machine: Machine
    as_of: str
    """The day that every question was asked for, so that a later run asks the same."""
    embedding: str
    """Name, fingerprint and number type of the embedding model."""
    documents: int
    passages: int
    metrics: tuple[Metric, ...]
    confusions: tuple[Confusion, ...]
    latency: Latency | None
    scores: tuple[Score, ...]
    unscored: tuple[Unscored, ...]

    def cases(self, suite: str) -> int:
        """How many cases of a suite count for the gate, scored or not: those of the splits test and gate."""
        scored = [row.split for row in self.scores if row.suite == suite]
        unscored = [row.split for row in self.unscored if row.suite == suite]
        return sum(split is not Split.DEVELOPMENT for split in scored + unscored)


def this_machine() -> Machine:
    """The machine and the moment of the call."""
    return Machine(
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        python=platform.python_version(),
        system=platform.system(),
        processor=platform.machine(),
        cores=os.cpu_count() or 1,
    )


def default_path(report: EvaluationReport) -> Path:
    """`eval/results/<date and time>.json`."""
    stamp = report.machine.date.partition("+")[0].replace(":", "").replace("-", "")
    return RESULTS / f"{stamp}.json"


def write_json(report: EvaluationReport, path: Path) -> None:
    """Write the whole report; a reader never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}.half")
    half.write_bytes(TypeAdapter(EvaluationReport).dump_json(report, indent=1) + b"\n")
    half.replace(path)


def read_json(path: Path) -> EvaluationReport:
    """Read a report back; raises UsageError where it is not one."""
    try:
        return TypeAdapter(EvaluationReport).validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise UsageError(f"{path} is not a report of an evaluation: {error}. Write one with 'noddfa eval'.") from error


def render_table(report: EvaluationReport, console: Console) -> None:
    """Print the metrics, the confusion matrices, the latency and every case that could not be scored."""
    table = Table("suite", "split", "metric", title="Evaluation", title_justify="left")
    for heading in ("value", "95% interval", "n"):
        table.add_column(heading, justify="right", no_wrap=True)
    for metric in report.metrics:
        table.add_row(metric.suite, metric.split, metric.name, *cells(metric))
    console.print(table)
    for confusion in report.confusions:
        console.print(_matrix(confusion))
    for line in _lines(report):
        # Bracketed words of a reason are not markup.
        console.print(line, markup=False, highlight=False)


def cells(metric: Metric) -> tuple[str, str, str]:
    """Value, interval and count as they are printed everywhere."""
    return f"{metric.value:.3f}", f"{metric.low:.3f} to {metric.high:.3f}", str(metric.n)


def _matrix(confusion: Confusion) -> Table:
    title = f"Competence, {confusion.split}: expected in rows, predicted in columns"
    table = Table("", *confusion.labels, title=title, title_justify="left")
    for label, row in zip(confusion.labels, confusion.counts, strict=True):
        table.add_row(label, *(str(count) for count in row))
    return table


def _lines(report: EvaluationReport) -> Iterator[str]:
    if report.latency:
        yield f"Answered in {report.latency.p50:.2f} s (p50) and {report.latency.p95:.2f} s (p95)."
    yield f"{len(report.scores)} cases scored, {len(report.unscored)} unscored."
    for case in report.unscored:
        yield f"unscored: {case.suite} {case.case}: {case.reason}"
