"""An answer as a person reads it in a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from api.contract import AskResponse, Citation, Competence, Place
from api.words import Words, load_words
from cli.terminal import plain


def print_answer(answer: AskResponse, console: Console) -> None:
    """Headline, who decides, statements with the numbers of their sources, then the sources with their quotes."""
    words = load_words()[answer.language]
    for part in _parts(answer, words):
        console.print(part)


def place(at: Place, words: Words) -> str:
    """Where a text stands, on one line: kind, publisher, date, reference, section and page as far as known."""
    document = at.document
    parts = [words[f"kind.{document.kind}"], document.publisher, words.day(document.date) if document.date else None]
    parts += [document.reference, " / ".join(at.section) or None]
    parts += [f"{words['page'].lower()} {at.page}" if at.page is not None else None]
    parts += [words[f"document.{document.status}"] or None]
    return ", ".join(part for part in parts if part)


def _parts(answer: AskResponse, words: Words) -> Iterator[RenderableType]:
    numbers = {citation.key: number for number, citation in enumerate(answer.citations, 1)}
    yield plain(answer.headline, "bold")
    if answer.reason:
        yield plain(words[f"reason.{answer.reason}"])
    for warning in answer.warnings:
        yield plain(f"! {warning.text}{_keys(warning.citations, numbers)}", "yellow")
    if answer.competence:
        yield from _competence(answer.competence, words, numbers)
    if answer.statements:
        yield from _heading(words["statements"])
    for statement in answer.statements:
        yield _indented(f"{statement.text}{_keys(statement.citations, numbers)}")
    if answer.citations:
        yield from _heading(words["sources"])
    for citation in answer.citations:
        yield from _source(citation, words, numbers[citation.key])
    if answer.related:
        yield from _heading(words["related"])
    for related in answer.related:
        yield _indented(related.document.title, "bold")
        yield _indented(place(related, words), "dim")
        yield _indented(related.passage)


def _competence(competence: Competence, words: Words, numbers: dict[str, int]) -> Iterator[RenderableType]:
    yield from _heading(words["who_decides"])
    yield _indented(words[f"power.{competence.status}"])
    for matter in competence.matters:
        yield _indented(matter.name, "bold")
        yield _indented(f"{words['decided_by']}: {'; '.join(matter.decided_by)}")
        yield _indented(f"{words['legal_basis']}: {'; '.join(matter.legal_basis)}")
        yield _indented(f"{words['wales_can']}: {matter.wales_can}")
        yield _indented(f"{words['wales_cannot']}: {matter.wales_cannot}")
    if competence.basis == "register":
        yield _indented(words["from_register"], "dim")
    else:
        yield _indented(f"{words['from_documents']}{_keys(competence.citations, numbers)}", "dim")


def _source(citation: Citation, words: Words, number: int) -> Iterator[RenderableType]:
    yield _indented(f"[{number}] {citation.document.title}", "bold")
    yield _indented(place(citation, words), "dim", by=6)
    yield _indented(f"“{citation.quote}”", by=6)
    yield _indented(words.rights(citation.document.rights), "dim", by=6)


def _heading(text: str) -> Iterator[RenderableType]:
    yield Text()
    yield plain(text, "bold underline")


def _indented(text: str, style: str = "", by: int = 2) -> RenderableType:
    return Padding(plain(text, style), (0, 0, 0, by), expand=False)


def _keys(keys: Sequence[str], numbers: dict[str, int]) -> str:
    return "".join(f" [{numbers[key]}]" for key in keys)
