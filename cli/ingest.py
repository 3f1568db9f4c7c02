"""`noddfa ingest`: the catalogue, files or addresses into a new generation of the index."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.document import Kind

if TYPE_CHECKING:
    from rich.console import Console

    from corpus.document import Document
    from ingest.ingestor import Ingestor
    from ingest.report import DocumentReport, Report

_QUESTION = "Are these facts right? They can be corrected in a catalogue."


def ingest_documents(
    given: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH|URL]...",
            help="Files, folders, disclosure logs (.csv) or addresses to add; none: the whole catalogue.",
        ),
    ] = None,
    *,
    catalogue: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Another catalogue.", exists=True, dir_okay=False)
    ] = None,
    kind: Annotated[Kind | None, typer.Option(help="What all that is given is; else each text shows it.")] = None,
    propose: Annotated[
        bool, typer.Option("--propose", help="Print entries for a catalogue and ingest nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether the proposed facts are right.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Bring the index up to date; exit 1 where a document failed and the rest went in."""
    from cli.environment import read_settings

    settings = read_settings(catalogue=catalogue)

    from ingest.assembly import open_ingestor

    ingestor = open_ingestor(settings)
    asks = bool(given) and not (yes or json) and sys.stdin.isatty() and sys.stdout.isatty()
    if propose or asks:
        count = _propose(ingestor, given or (), kind, settings.catalogue, entries=propose)
        if propose or (count and not typer.confirm(_QUESTION, default=True)):
            return
    _ingest(ingestor, given or (), kind, json=json)


def _ingest(ingestor: "Ingestor", given: Sequence[str], kind: Kind | None, *, json: bool) -> None:
    from cli.terminal import progress

    with progress() as step:
        report = ingestor.ingest(given, kind=kind, on_progress=lambda at: step(at.stage, at.done, at.total, at.label))
    _print_json(report) if json else _print_table(report)
    if report.failed:
        raise typer.Exit(1)


def _propose(ingestor: "Ingestor", given: Sequence[str], kind: Kind | None, catalogue: Path, *, entries: bool) -> int:
    """Show what each text says of itself, as entries for a catalogue or as a table; returns how many do."""
    from cli.terminal import output, progress
    from ingest.comparison import Change
    from ingest.proposal import entry

    with progress() as step:
        found = ingestor.read(given, kind=kind, on_progress=lambda at: step(at.stage, at.done, at.total, at.label))
    proposed = [(each.document, each.place) for each in found if isinstance(each, Change) and each.proposed]
    failed = [each for each in found if not isinstance(each, Change) and each.reason]
    for report in failed:
        sys.stderr.write(f"{report.document}: {report.reason}\n")
    if entries:
        for document, place in proposed:
            sys.stdout.write(entry(document, _as_seen_from(catalogue, place)) + "\n")
    elif proposed:
        _print_proposed([document for document, _ in proposed], output())
    return len(proposed)


def _as_seen_from(catalogue: Path, place: str) -> str:
    """The catalogue names files below its own folder; another file must be moved there first."""
    folder = catalogue.resolve().parent
    path = Path(place)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else f"files/{path.name}"


def _print_json(report: "Report") -> None:
    from pydantic import TypeAdapter

    from ingest.report import Report

    sys.stdout.write(TypeAdapter(Report).dump_json(report, indent=2).decode() + "\n")


def _print_table(report: "Report") -> None:
    from rich.table import Table

    from cli.terminal import output, plain

    table = Table("document", "outcome", "passages", "seconds", "what to look at", box=None, pad_edge=False)
    for document in report.documents:
        cells = (document.document, str(document.outcome), str(document.passages), f"{document.seconds:.1f}")
        table.add_row(*(plain(cell) for cell in (*cells, _remarks(document))))
    console = output()
    console.print(table)
    _print_proposed([document.proposed for document in report.documents if document.proposed], console)
    served = f"Generation {report.generation} serves" if report.generation else "No generation serves"
    console.print(f"{served}: {report.passages} passages, {report.seconds:.1f} s.")


def _remarks(report: "DocumentReport") -> str:
    return "; ".join((*([report.reason] if report.reason else []), *report.notes))


def _print_proposed(documents: "Sequence[Document]", console: "Console") -> None:
    from rich.table import Table

    from cli.terminal import plain

    if not documents:
        return
    console.print(
        "\nTaken from the texts themselves; `noddfa ingest --propose` writes entries for a catalogue to correct:"
    )
    table = Table("id", "kind", "date", "reference", "language", "publisher", "title", box=None, pad_edge=False)
    for document in documents:
        cells = (document.id, str(document.kind), str(document.date or ""), document.reference or "")
        table.add_row(*(plain(cell) for cell in (*cells, document.language, document.publisher, document.title)))
    console.print(table)
