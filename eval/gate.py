"""The gate: floors under what the test split has reached, which only rise."""

import argparse
import json
import math
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from errors import CatalogueError, UsageError
from eval.case import Split
from eval.cases import GATED
from eval.measure import Metric
from eval.report import EvaluationReport, read_json

GATES = Path(__file__).resolve().parent / "gates.toml"

_HEAD = """\
# Floors under the metrics of the test split, written by `python -m eval.gate record REPORT.json`.
# A run may fall below a floor by what one case weighs and no further: sums in float32 differ from processor to
# processor, and a case on the edge can then come out otherwise. Quotations have no slack.
"""


class Lowered(BaseModel):
    """One floor that was lowered, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    metric: str
    """`suite.name`."""
    before: float
    after: float | None
    """None, and absent in the file, where the metric is no longer measured."""
    day: date
    reason: str = Field(min_length=1)


class Gates(BaseModel):
    """The file of floors."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    recorded: date | None = None
    machine: str = ""
    cases: dict[str, int] = {}
    """How many cases of each suite the floors were recorded over."""
    floors: dict[str, dict[str, float]] = {}
    """The lowest allowed value by suite and metric."""
    lowered: tuple[Lowered, ...] = ()


def read_gates(path: Path) -> Gates:
    """Read the floors; raises CatalogueError where the file is missing or malformed."""
    try:
        return Gates.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise CatalogueError(f"The gates in {path} cannot be read: {error}. Restore the file.") from error


def failures(report: EvaluationReport, gates: Path) -> tuple[str, ...]:
    """Why a change may not be merged, one line a reason; empty where it may."""
    floors = read_gates(gates)
    return (*_incomplete(report, floors), *_missed(report, floors), *_wrong(report))


def _incomplete(report: EvaluationReport, gates: Gates) -> Iterator[str]:
    if not gates.floors:
        yield "no floor is recorded: run 'python -m eval.gate record REPORT.json'"
    for case in report.unscored:
        yield f"{case.suite}: {case.case} is unscored: {case.reason}"
    for suite in GATED:
        wanted, found = gates.cases.get(suite, 1), report.cases(suite)
        if found < wanted:
            yield f"{suite}: {found} cases were asked where the floors are over {wanted}"


def _missed(report: EvaluationReport, gates: Gates) -> Iterator[str]:
    reached = _test_metrics(report)
    for name, floor in _flat(gates.floors).items():
        metric = reached.get(name)
        if metric is None:
            yield f"{name} has a floor and was not measured"
        # Floors are written with four digits, so the last digit of a float never decides.
        elif metric.value < floor - metric.slack - 1e-9:
            yield f"{name} is {metric.value:.4f}, below its floor {floor:.4f} by more than {metric.slack:.4f}"


def _wrong(report: EvaluationReport) -> Iterator[str]:
    """The named cases have no slack at all."""
    for score in report.scores:
        if score.split is Split.GATE:
            wrong = [name for name, mark in score.marks.items() if mark < 1]
            if wrong:
                yield f"{score.suite}: {score.case} is wrong in {', '.join(wrong)}: {score.headline}"
            if score.exact < score.citations:
                yield f"{score.suite}: {score.case} shows a quote that is not in its source"


def record(report: EvaluationReport, path: Path, *, day: date, lower: bool = False, reason: str = "") -> Gates:
    """Write what a report reached as the new floors; raises UsageError where one would fall without leave or reason."""
    if report.unscored:
        raise UsageError(f"{len(report.unscored)} cases are unscored. Mend them before recording floors.")
    before, reached = read_gates(path), _floors(report)
    old = _flat(before.floors)
    fallen = _fallen(old, _flat(reached))
    if fallen and not (lower and reason.strip()):
        names = ", ".join(fallen)
        raise UsageError(f"These floors would fall: {names}. If that is right, say --lower with a --reason.")
    lowered = [
        Lowered(metric=name, before=old[name], after=after, day=day, reason=reason) for name, after in fallen.items()
    ]
    gates = Gates(
        recorded=day,
        machine=f"{report.machine.processor}, {report.machine.cores} cores, Python {report.machine.python}",
        cases={suite: report.cases(suite) for suite in GATED},
        floors=reached,
        lowered=(*before.lowered, *lowered),
    )
    half = path.with_suffix(f".{os.getpid()}.half")
    half.write_text(_toml(gates), encoding="utf-8")
    half.replace(path)
    return gates


def _fallen(before: Mapping[str, float], reached: Mapping[str, float]) -> dict[str, float | None]:
    return {name: reached.get(name) for name, floor in before.items() if reached.get(name, -1.0) < floor}


def _test_metrics(report: EvaluationReport) -> dict[str, Metric]:
    return {f"{one.suite}.{one.name}": one for one in report.metrics if one.split == Split.TEST and one.gated}


def _floors(report: EvaluationReport) -> dict[str, dict[str, float]]:
    floors: dict[str, dict[str, float]] = {}
    for metric in _test_metrics(report).values():
        floors.setdefault(metric.suite, {})[metric.name] = math.floor(metric.value * 10_000) / 10_000
    if not floors:
        raise UsageError("The report holds no metric of the test split. Run the whole evaluation first.")
    return floors


def _flat(floors: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    return {f"{suite}.{name}": floor for suite, named in floors.items() for name, floor in named.items()}


def _toml(gates: Gates) -> str:
    lines = [_HEAD, f"recorded = {gates.recorded}", f"machine = {_text(gates.machine)}", "", "[cases]"]
    lines += [f"{suite} = {count}" for suite, count in gates.cases.items()]
    for suite, named in gates.floors.items():
        lines += ["", f"[floors.{suite}]", *(f"{_text(name)} = {floor:.4f}" for name, floor in named.items())]
    for one in gates.lowered:
        lines += ["", "[[lowered]]", f"metric = {_text(one.metric)}", f"before = {one.before:.4f}"]
        lines += [] if one.after is None else [f"after = {one.after:.4f}"]
        lines += [f"day = {one.day}", f"reason = {_text(one.reason)}"]
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    # A basic string of TOML has the escapes of JSON.
    return json.dumps(value, ensure_ascii=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m eval.gate record REPORT.json [--lower --reason TEXT]`: exit 2 where the floors may not be written."""
    parser = argparse.ArgumentParser(prog="python -m eval.gate", description="Record the floors of the gate.")
    parser.add_argument("action", choices=["record"])
    parser.add_argument("report", type=Path, help="a report written by 'noddfa eval'")
    parser.add_argument("--gates", type=Path, default=GATES, help="the file of floors")
    parser.add_argument("--lower", action="store_true", help="let floors fall; needs --reason")
    parser.add_argument("--reason", default="", help="why they may fall; kept in the file")
    given = parser.parse_args(arguments)
    try:
        report = read_json(given.report)
        day = date.fromisoformat(report.machine.date[:10])
        record(report, given.gates, day=day, lower=given.lower, reason=given.reason)
    except (UsageError, CatalogueError) as error:
        parser.error(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
