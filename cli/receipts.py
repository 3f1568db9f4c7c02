"""`noddfa receipts`: how answers came about."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from answer.receipts import Recorder
    from api.receipt_contents import Receipt, Replay
    from settings import Settings

Id = Annotated[str, typer.Argument(metavar="ID", help="The id that stands with the answer.")]
Json = Annotated[bool, typer.Option("--json", help="Print the response of the service.")]

_INDENT = "  "


def receipts_group() -> typer.Typer:
    """The sub-commands."""
    group = typer.Typer(help="Show, replay and delete the receipts of answers.", no_args_is_help=True)
    group.command("show")(show_receipt)
    group.command("replay")(replay_receipt)
    group.command("delete")(delete_receipt)
    group.command("purge")(purge_receipts)
    return group


def show_receipt(id: Id, json: Json = False) -> None:
    """Show how an answer came about."""
    settings = _settings()

    from api.receipt_contents import receipt_body
    from cli.terminal import print_json

    with _records(settings) as recorder:
        receipt = receipt_body(recorder.receipt(id))
    print_json(receipt) if json else _print_receipt(receipt)


def replay_receipt(id: Id, json: Json = False) -> None:
    """Ask the question of a receipt again, on the same generation where it is kept, and show what is different."""
    settings = _settings()

    from answer.assembly import open_assistant
    from answer.replay import replay
    from api.receipt_contents import replay_body
    from cli.terminal import print_json

    with _records(settings) as recorder:
        receipt = recorder.receipt(id)
    with open_assistant(settings) as assistant:
        response = replay_body(replay(receipt, assistant))
    print_json(response) if json else _print_replay(response)


def delete_receipt(id: Id) -> None:
    """Erase a receipt for good; its id is never used again."""
    settings = _settings()

    from cli.terminal import output, plain

    with _records(settings) as recorder:
        recorder.delete(id)
    output().print(plain(f"Receipt {id} is erased."))


def purge_receipts() -> None:
    """Erase every receipt that is older than NODDFA_RECEIPT_DAYS."""
    settings = _settings()

    from cli.terminal import output

    with _records(settings) as recorder:
        count = recorder.purge()
    output().print(f"{count} receipts older than {settings.receipt_days} days were erased.")


def _settings() -> "Settings":
    from cli.environment import read_settings

    return read_settings()


@contextmanager
def _records(settings: "Settings") -> "Iterator[Recorder]":
    """The records, or the error that keeps them from being opened: nothing here can do without them."""
    from answer.assembly import open_recorder

    with open_recorder(settings) as recorder:
        yield recorder


def _print_receipt(receipt: "Receipt") -> None:
    from cli.terminal import output, plain

    console = output()
    console.print(plain(f"{receipt.kind} {receipt.id}, {receipt.created:%Y-%m-%d %H:%M} UTC", "bold"))
    for line in _lines(receipt.body):
        console.print(plain(line))


def _print_replay(replay: "Replay") -> None:
    from cli.terminal import output, plain

    console = output()
    where = (
        "the same generation" if replay.same_generation else f"generation {replay.generation}, the older one is gone"
    )
    console.print(plain("The same answer." if replay.same else "Another answer.", "bold"))
    console.print(plain(f"Asked again on {where}."))
    if replay.masked:
        console.print("Personal data of the question is masked: that alone can change the answer.")
    for one in replay.differences:
        console.print(plain(one.field, "bold"))
        for name, value in (("before", one.before), ("after", one.after)):
            for line in _lines({name: value}):
                console.print(plain(_INDENT + line))


def _lines(value: Any, indent: str = "") -> Iterator[str]:
    """Nested facts, a line each; an empty one is left out."""
    pairs = value.items() if isinstance(value, Mapping) else ((str(number), one) for number, one in enumerate(value, 1))
    for name, one in pairs:
        if isinstance(one, Mapping | list | tuple) and one:
            yield f"{indent}{name}:"
            yield from _lines(one, indent + _INDENT)
        elif one not in (None, "", [], {}, ()):
            yield f"{indent}{name}: {one}"
