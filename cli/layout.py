"""How facts and excerpts are laid out in a terminal, and told to a pipe."""

from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from api.contents import Excerpt
from api.words import Words
from cli.terminal import plain


def facts(pairs: Iterable[tuple[str, str]], console: Console) -> RenderableType:
    """Labels and values: in columns for a reader, one a line for another program."""
    if not console.is_terminal:
        return Group(*(plain(f"{label}: {value}") for label, value in pairs))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in pairs:
        grid.add_row(plain(label), plain(value))
    return grid


def heading(text: str) -> Iterator[RenderableType]:
    """A blank line and a heading."""
    yield Text()
    yield plain(text, "bold underline")


def indented(text: str | Text, style: str = "", by: int = 2) -> RenderableType:
    """A paragraph that keeps its distance from the edge when it wraps."""
    return Padding(text if isinstance(text, Text) else plain(text, style), (0, 0, 0, by), expand=False)


def day(iso: str, words: Words) -> str:
    """A date as read aloud; one that the text gives without its year stays without it."""
    if not iso.startswith("--"):
        return words.day(iso)
    spoken = words.day(f"2000{iso[1:]}")
    return spoken.removesuffix(" 2000")


def place(excerpt: Excerpt, words: Words) -> str:
    """The page in brackets, or nothing for a document without pages."""
    return "" if excerpt.page is None else f" ({words['contents.page_short'].format(page=excerpt.page)})"


def shortened(text: str, most: int, console: Console) -> str:
    """On one line; for a reader cut at a word with … where it is longer, for another program whole."""
    line = " ".join(text.split())
    return line if len(line) <= most or not console.is_terminal else f"{line[:most].rsplit(' ', 1)[0].rstrip(',;:')} …"
