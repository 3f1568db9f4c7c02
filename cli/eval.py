"""`noddfa eval`: the suites scored against the same assistant that answers everyone."""

from pathlib import Path
from typing import Annotated

import typer


def evaluate(
    suite: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only this suite; can be repeated.")] = None,
    gate: Annotated[bool, typer.Option("--gate", help="Exit 1 where a metric falls below its floor.")] = False,
    json: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to write the report as JSON.")] = None,
) -> None:
    """Score the suites over a fresh index of the catalogue and print a table with intervals."""
    from cli.environment import read_settings

    settings = read_settings()

    from cli.terminal import output, plain, progress
    from eval.gate import GATES, failures
    from eval.report import default_path, render_table, write_json
    from eval.run import run_evaluation

    with progress() as step:
        report = run_evaluation(
            settings, tuple(suite or ()), on_progress=lambda stage, done, total: step(stage, done, total, "")
        )
    console = output()
    render_table(report, console)
    path = json or default_path(report)
    write_json(report, path)
    console.print(plain(f"The report is in {path}."))
    missed = failures(report, GATES) if gate else ()
    for failure in missed:
        console.print(plain(failure, "red"))
    if missed or report.unscored:
        raise typer.Exit(1)
