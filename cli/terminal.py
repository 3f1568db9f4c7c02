"""Writing to a terminal or to a pipe: coloured and wrapped in the one, plain and whole in the other."""

import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pydantic import BaseModel
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

# Wider than any line: what goes to a pipe is for other programs to wrap.
_PIPE_WIDTH = 100_000

Step = Callable[[str, int, int, str], None]
"""Called with a stage, how much of it is done, how much there is, and what is being done."""


def output() -> Console:
    """A console on stdout that reads no markup in what it prints."""
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(width=width, highlight=False, markup=False, emoji=False)


def plain(text: str, style: str = "") -> Text:
    """Text that cannot steer the terminal: control characters of a document or a question are left out."""
    kept = "".join(char for char in text if char == "\n" or unicodedata.category(char) != "Cc" or char == "\t")
    return Text(kept, style=style)


def print_json(body: BaseModel) -> None:
    """The body as the service sends it; in ASCII where stdout takes nothing else."""
    ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    sys.stdout.write(body.model_dump_json(indent=2, ensure_ascii=ascii_only) + "\n")


@contextmanager
def progress() -> Iterator[Step]:
    """A bar for each stage on stderr where that is a terminal, nothing elsewhere."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True, markup=False, emoji=False)
    with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as bars:
        tasks: dict[str, TaskID] = {}

        def step(stage: str, done: int, total: int, label: str) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total, description=plain(f"{stage} {label}".strip()).plain)

        yield step
