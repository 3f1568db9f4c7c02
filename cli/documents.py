"""`noddfa documents`: what the index holds."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from api.holdings import DocumentList

Json = Annotated[bool, typer.Option("--json", help="Print the response of the service.")]


def documents_group() -> typer.Typer:
    """The command and its sub-commands."""
    group = typer.Typer(help="List the documents of the index, show one, or remove one.", invoke_without_command=True)
    group.callback()(list_documents)
    group.command("show")(show_document)
    group.command("remove")(remove_document)
    return group


def list_documents(context: typer.Context, json: Json = False) -> None:
    """List the documents of the index, or show one."""
    if context.invoked_subcommand:
        return
    from cli.environment import read_settings

    settings = read_settings()

    from answer.assembly import open_assistant
    from api.holdings import document_list
    from cli.terminal import print_json

    with open_assistant(settings) as assistant:
        response = document_list(assistant.holdings())
    print_json(response) if json else _print_list(response)


def show_document(
    document_id: Annotated[str, typer.Argument(metavar="ID", help="Its id, as `noddfa documents` lists it.")],
    json: Json = False,
) -> None:
    """Show one document: its facts, then a plan's actions, a letter's questions and answers, or its sections."""
    from cli.environment import read_settings

    settings = read_settings()

    from answer.assembly import open_assistant
    from api.holdings import document_detail
    from cli.contents import print_document
    from cli.terminal import output, print_json

    with open_assistant(settings) as assistant:
        response = document_detail(assistant.holding(document_id))
    print_json(response) if json else print_document(response, output())


def remove_document(
    document_id: Annotated[str, typer.Argument(metavar="ID", help="Its id, as `noddfa documents` lists it.")],
) -> None:
    """Take a document that came by path, address or log out of the index; exit 2 where it cannot be."""
    from cli.environment import read_settings

    settings = read_settings()

    from cli.terminal import output, progress
    from ingest.assembly import open_ingestor

    with progress() as step:
        report = open_ingestor(settings).remove(
            document_id, on_progress=lambda at: step(at.stage, at.done, at.total, at.label)
        )
    output().print(f"'{document_id}' is out of the index. Generation {report.generation} serves now.")


def _print_list(response: "DocumentList") -> None:
    from rich.table import Table

    from cli.terminal import output, plain

    table = Table("id", "date", "kind", "passages", "title", box=None, pad_edge=False)
    for document in response.documents:
        cells = (document.id, document.date or "", document.kind, str(document.passages), document.title)
        table.add_row(*(plain(cell) for cell in cells))
    output().print(table)
