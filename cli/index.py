"""`noddfa index`: the generations of the index."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from ingest.ingestor import Ingestor


def index_group() -> typer.Typer:
    """The sub-commands."""
    group = typer.Typer(help="List, verify and roll back the generations of the index.", no_args_is_help=True)
    group.command("list")(list_generations)
    group.command("verify")(verify_generation)
    group.command("rollback")(roll_back)
    return group


def list_generations() -> None:
    """List the generations that are kept, newest first; the one that serves is marked."""
    from rich.table import Table

    from cli.terminal import output

    table = Table("", "generation", "built", "documents", "passages", "embedding", box=None, pad_edge=False)
    for kept in _ingestor().generations():
        mark = "*" if kept.current else ""
        facts = (
            ("", "", "", kept.fault)
            if kept.fault
            else (kept.built, str(kept.documents), str(kept.passages), kept.embedding)
        )
        table.add_row(mark, kept.name, *facts)
    output().print(table)


def verify_generation() -> None:
    """Check the generation that serves; exit 1 where it has faults, each on a line."""
    from cli.terminal import output, plain

    faults = _ingestor().verify()
    console = output()
    for fault in faults:
        console.print(plain(fault))
    if faults:
        raise typer.Exit(1)
    console.print("The index is sound.")


def roll_back() -> None:
    """Serve the generation before the present one again."""
    from cli.terminal import output

    output().print(f"Generation {_ingestor().rollback()} serves now.")


def _ingestor() -> "Ingestor":
    from cli.environment import read_settings

    settings = read_settings()

    from ingest.assembly import open_ingestor

    return open_ingestor(settings)
