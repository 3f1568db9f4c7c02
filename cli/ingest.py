"""`noddfa ingest`: the catalogue or files into a new generation of the index."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ingest.report import Report


def ingest_documents(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files to add; none: the whole catalogue.")] = None,
    catalogue: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Another catalogue.", exists=True, dir_okay=False)
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Bring the index up to date; exit 1 where a document failed and the rest went in."""
    from cli.environment import read_settings

    settings = read_settings(catalogue=catalogue)

    from cli.terminal import progress
    from ingest.assembly import open_ingestor

    ingestor = open_ingestor(settings)
    with progress() as step:
        report = ingestor.ingest(tuple(paths or ()), on_progress=lambda at: step(at.stage, at.done, at.total, at.label))
    _print_json(report) if json else _print_table(report)
    if report.failed:
        raise typer.Exit(1)


def _print_json(report: "Report") -> None:
    import sys

    from pydantic import TypeAdapter

    from ingest.report import Report

    sys.stdout.write(TypeAdapter(Report).dump_json(report, indent=2).decode() + "\n")


def _print_table(report: "Report") -> None:
    from rich.table import Table

    from cli.terminal import output, plain

    table = Table("document", "outcome", "passages", "seconds", "reason", box=None, pad_edge=False)
    for document in report.documents:
        cells = (document.document, str(document.outcome), str(document.passages), f"{document.seconds:.1f}")
        table.add_row(*(plain(cell) for cell in (*cells, document.reason or "")))
    console = output()
    console.print(table)
    served = f"Generation {report.generation} serves" if report.generation else "No generation serves"
    console.print(f"{served}: {report.passages} passages, {report.seconds:.1f} s.")
