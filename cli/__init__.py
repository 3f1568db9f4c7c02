"""The command line: `noddfa` and its commands."""

import sys
from collections.abc import Sequence

import typer

from cli.ask import ask_question
from cli.backup import back_up_data, restore_data
from cli.check import check_text
from cli.documents import documents_group
from cli.eval import evaluate
from cli.foi import draft_letter, find_precedents, record_letter
from cli.index import index_group
from cli.ingest import ingest_documents
from cli.receipts import receipts_group
from cli.replies import replies_group
from cli.reply import draft_reply
from cli.search import search_passages
from cli.serve import serve_pages
from errors import NoddfaError, NotFound, NotReady, UsageError
from settings import silence_environment


def build() -> typer.Typer:
    """Every command under its name; nothing heavy is imported before a command runs."""
    commands = typer.Typer(
        help="Answers about migration, asylum and who decides what in Wales, from official documents. "
        "Exit codes: 0 done, 1 done with failures, 2 wrong use, 3 not ready.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    commands.command("ask")(ask_question)
    commands.command("search")(search_passages)
    commands.command("check")(check_text)
    commands.command("reply")(draft_reply)
    commands.add_typer(replies_group(), name="replies")
    commands.command("precedents")(find_precedents)
    commands.command("foi-draft")(draft_letter)
    commands.command("foi-sent")(record_letter)
    commands.command("ingest")(ingest_documents)
    commands.add_typer(documents_group(), name="documents")
    commands.add_typer(index_group(), name="index")
    commands.add_typer(receipts_group(), name="receipts")
    commands.command("backup")(back_up_data)
    commands.command("restore")(restore_data)
    commands.command("eval")(evaluate)
    commands.command("serve")(serve_pages)
    return commands


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit; an error that a person can mend is one line on stderr, never a traceback."""
    silence_environment()
    try:
        build()(None if arguments is None else list(arguments), prog_name="noddfa")
    except NoddfaError as error:
        sys.stderr.write(" ".join(str(error).split()) + "\n")
        sys.exit(_exit_code(error))


def _exit_code(error: NoddfaError) -> int:
    if isinstance(error, NotReady):
        return 3
    return 2 if isinstance(error, UsageError | NotFound) else 1
