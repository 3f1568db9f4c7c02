"""`noddfa replies`: kept replies on their way from draft to published."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from records.reply import State

if TYPE_CHECKING:
    from answer.reply_desk import KeptReply, ReplyDesk

Id = Annotated[str, typer.Argument(metavar="ID", help="The id of the reply.")]
Who = Annotated[str, typer.Option(metavar="NAME", help="Who does this.")]
Note = Annotated[str, typer.Option(help="What is to be said about it.")]
Json = Annotated[bool, typer.Option("--json", help="Print the response of the service.")]


def replies_group() -> typer.Typer:
    """The sub-commands."""
    group = typer.Typer(help="List, show and export replies, and take them from step to step.", no_args_is_help=True)
    group.command("list")(list_replies)
    group.command("show")(show_reply)
    group.command("submit")(submit_reply)
    group.command("approve")(approve_reply)
    group.command("publish")(publish_reply)
    group.command("withdraw")(withdraw_reply)
    group.command("export")(export_reply)
    return group


def list_replies(
    words: Annotated[str, typer.Argument(help="Words that a reply or its claims must hold.")] = "",
    *,
    state: Annotated[State | None, typer.Option(help="Only replies in this state.")] = None,
    json: Json = False,
) -> None:
    """List replies, the latest touched first."""
    from api.reply_contract import reply_list
    from cli.kept_replies import print_replies
    from cli.terminal import output, print_json

    with _desk() as desk:
        found = reply_list(desk.list(state, words))
    print_json(found) if json else print_replies(found, output())


def show_reply(id: Id, json: Json = False) -> None:
    """Show one reply as it stands."""
    with _desk() as desk:
        _tell(desk.get(id), json=json)


def submit_reply(id: Id, *, who: Who, note: Note = "", json: Json = False) -> None:
    """Hand a draft in for review."""
    with _desk() as desk:
        _tell(desk.submit(id, who=who, note=note), json=json)


def approve_reply(
    id: Id,
    *,
    who: Who,
    content_hash: Annotated[str, typer.Option("--hash", help="The hash of the words, as `show` gives it.")],
    note: Note = "",
    json: Json = False,
) -> None:
    """Approve exactly the words that were read; nobody approves what they wrote or edited."""
    with _desk() as desk:
        _tell(desk.approve(id, who=who, content_hash=content_hash, note=note), json=json)


def publish_reply(id: Id, *, who: Who, note: Note = "", json: Json = False) -> None:
    """Mark an approved reply as sent or posted; nothing is sent from here."""
    with _desk() as desk:
        _tell(desk.publish(id, who=who, note=note), json=json)


def withdraw_reply(id: Id, *, who: Who, note: Note = "", json: Json = False) -> None:
    """Take a reply out of use for good."""
    with _desk() as desk:
        _tell(desk.withdraw(id, who=who, note=note), json=json)


def export_reply(
    id: Id,
    *,
    into: Annotated[
        Literal["txt", "md", "html", "docx", "claimreview"], typer.Option("--format", help="What to write.")
    ] = "txt",
    to: Annotated[Path | None, typer.Option(help="The file to write; unset, stdout.", dir_okay=False)] = None,
) -> None:
    """Write a reply as a file that says whether it is approved."""
    from answer.export import Format
    from errors import UsageError

    with _desk() as desk:
        made = desk.export(id, Format(into))
    if to is not None:
        try:
            to.write_bytes(made.content)
        except OSError as error:
            raise UsageError(f"{to} cannot be written: {error.strerror}. Name another file with --to.") from error
    elif into == "docx" and sys.stdout.isatty():
        raise UsageError("A DOCX file is nothing to read in a terminal. Name a file with --to.")
    else:
        sys.stdout.buffer.write(made.content)


@contextmanager
def _desk() -> "Iterator[ReplyDesk]":
    from answer.assembly import open_assistant, open_desk
    from cli.environment import read_settings

    settings = read_settings()
    with open_assistant(settings) as assistant, open_desk(settings, assistant) as desk:
        yield desk


def _tell(kept: "KeptReply", *, json: bool) -> None:
    from api.reply_contract import reply_response
    from cli.kept_replies import print_reply
    from cli.terminal import output, print_json

    response = reply_response(kept)
    print_json(response) if json else print_reply(response, output())
