"""Writes the figures of a report into the record that people read."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from errors import UsageError
from eval.measure import Confusion
from eval.report import EvaluationReport, cells, read_json

BEGIN = "<!-- figures: written by python -m eval.figures, not by hand -->"
END = "<!-- end of figures -->"


def figures(report: EvaluationReport) -> str:
    """The metrics, confusion matrices, latency and machine of a report in Markdown."""
    lines = [_provenance(report), "", "| suite | split | metric | value | 95% interval | n |"]
    lines += ["| --- | --- | --- | ---: | ---: | ---: |"]
    for metric in report.metrics:
        lines.append(f"| {' | '.join((metric.suite, metric.split, f'`{metric.name}`', *cells(metric)))} |")
    for confusion in report.confusions:
        lines += ["", f"Competence, {confusion.split} split: expected in rows, predicted in columns.", ""]
        lines += _matrix(confusion)
    return "\n".join(lines) + "\n"


def write_figures(report: EvaluationReport, path: Path) -> None:
    """Replace what stands between the markers of a page; raises UsageError where it has no markers."""
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise UsageError(f"{path} has no place for figures. Put the two markers of eval/figures.py into it.")
    path.write_text(f"{before}{BEGIN}\n\n{figures(report)}\n{END}{after}", encoding="utf-8")


def _provenance(report: EvaluationReport) -> str:
    machine = report.machine
    took = (
        f" Answered in {report.latency.p50:.2f} s (p50) and {report.latency.p95:.2f} s (p95)." if report.latency else ""
    )
    return (
        f"Measured on {machine.date[:10]} ({machine.processor}, {machine.cores} cores, Python {machine.python}) over "
        f"{report.documents} documents in {report.passages} passages, as of {report.as_of}, with {report.embedding}. "
        f"{len(report.scores)} cases scored, {len(report.unscored)} unscored.{took}"
    )


def _matrix(confusion: Confusion) -> list[str]:
    rows = zip(confusion.labels, confusion.counts, strict=True)
    return [
        f"| | {' | '.join(confusion.labels)} |",
        f"| --- | {' | '.join('---:' for _ in confusion.labels)} |",
        *(f"| {label} | {' | '.join(str(count) for count in row)} |" for label, row in rows),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m eval.figures REPORT.json PAGE.md`: exit 2 where either is not what it should be."""
    parser = argparse.ArgumentParser(prog="python -m eval.figures", description="Write a report's figures into a page.")
    parser.add_argument("report", type=Path, help="a report written by 'noddfa eval'")
    parser.add_argument("page", type=Path, help="a page with the two markers, such as docs/evaluation.md")
    given = parser.parse_args(arguments)
    try:
        write_figures(read_json(given.report), given.page)
    except (UsageError, OSError) as error:
        parser.error(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
