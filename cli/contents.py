"""A document as a person checks it in a terminal: its facts, and what was found in it."""

from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType

from api.contents import Excerpt, Foreword
from api.holdings import DocumentDetail
from api.words import Words, load_words
from cli.actions import actions
from cli.layout import day, facts, heading, indented, place, shortened
from cli.letters import letters
from cli.terminal import plain

_SHORT = 220
"""Characters of a definition or a note that are shown."""


def print_document(document: DocumentDetail, console: Console) -> None:
    """Facts first, then actions, letters or sections, then forewords, definitions, footnotes and personal data."""
    words = load_words()["en"]
    for part in _parts(document, words, console):
        console.print(part)


def _parts(document: DocumentDetail, words: Words, console: Console) -> Iterator[RenderableType]:
    yield plain(document.document.title, "bold")
    yield facts(_facts(document, words), console)
    if document.actions:
        marks = [mark for note in document.footnotes for mark in note.marked]
        yield from actions(document.actions, marks, words, console)
    if document.letters:
        yield from letters(document.letters, words, console)
    if not document.actions and not document.letters:
        yield from _sections(document, words)
    yield from _forewords(document.forewords, words)
    yield from _definitions(document, words, console)
    yield from _footnotes(document, words, console)
    if document.personal_data:
        counts = [(words[f"personal.{kind}"], str(count)) for kind, count in document.personal_data.items()]
        yield from heading(words["contents.personal_data"])
        yield facts(counts, console)


def _facts(detail: DocumentDetail, words: Words) -> Iterator[tuple[str, str]]:
    document, version = detail.document, detail.versions[0]
    said = detail.particulars
    yield words["facts.id"], document.id
    yield words["facts.kind"], words[f"kind.{document.kind}"]
    yield words["facts.publisher"], document.publisher
    if said.author:
        yield words["facts.author"], said.author
    yield words["facts.date"], words.day(document.date)
    yield words["facts.reference"], document.reference or words["unknown"]
    yield words["facts.status"], words[f"document.{document.status}"] or words["facts.current"]
    if valid := _valid(detail, words):
        yield words["facts.valid"], valid
    yield words["facts.language"], words[f"facts.{document.language}"]
    yield words["facts.rights"], document.rights
    if document.url:
        yield words["facts.link"], document.url
    if itself := _differs(detail, words):
        yield words["facts.says_itself"], itself
    yield words["facts.version"], version.id
    yield words["facts.source"], version.source
    yield words["facts.reader"], version.reader
    yield words["facts.characters"], f"{version.characters:,}"
    yield words["facts.pages"], words["facts.no_pages"] if version.pages is None else str(version.pages)
    yield words["facts.passages"], str(len(detail.passages))


def _valid(detail: DocumentDetail, words: Words) -> str:
    begins, ends = detail.document.valid_from, detail.document.valid_to
    parts = [words["facts.from"].format(day=words.day(str(begins)))] if begins else []
    parts += [words["facts.until"].format(day=words.day(str(ends)))] if ends else []
    return ", ".join(parts)


def _differs(detail: DocumentDetail, words: Words) -> str:
    """What the text says otherwise than the catalogue."""
    document, said = detail.document, detail.particulars
    parts = [said.title] if said.title and said.title.casefold() != document.title.casefold() else []
    other_day = (
        said.date and document.date and not (said.date.startswith(document.date) or document.date.startswith(said.date))
    )
    parts += [day(said.date, words)] if said.date and (other_day or not document.date) else []
    parts += [said.reference] if said.reference and said.reference not in (document.reference or "") else []
    return "; ".join(parts)


def _sections(document: DocumentDetail, words: Words) -> Iterator[RenderableType]:
    yield from heading(words["contents.sections"])
    for section in document.sections:
        page = "" if section.page is None else f" ({words['contents.page_short'].format(page=section.page)})"
        yield indented(f"{' / '.join(section.path) or words['contents.no_heading']}{page}")


def _forewords(forewords: Sequence[Foreword], words: Words) -> Iterator[RenderableType]:
    if forewords:
        yield from heading(words["contents.forewords"])
    for foreword in forewords:
        signed = words["contents.signed_by"].format(author=foreword.author) if foreword.author else None
        yield indented(f"{foreword.title}, {signed or words['contents.unsigned']}{place(foreword, words)}")


def _definitions(document: DocumentDetail, words: Words, console: Console) -> Iterator[RenderableType]:
    if document.definitions:
        yield from heading(words["contents.definitions"])
    for definition in document.definitions:
        said = plain(f": “{shortened(definition.text, _SHORT, console)}”{place(definition, words)}")
        yield indented(plain(definition.term, "bold") + said)


def _footnotes(document: DocumentDetail, words: Words, console: Console) -> Iterator[RenderableType]:
    if document.footnotes:
        yield from heading(words["contents.footnotes"])
    for note in document.footnotes:
        yield indented(f"[{note.mark}] {shortened(note.text, _SHORT, console)}{place(note, words)}")
        where = [_around(mark, document, console) for mark in note.marked]
        told = words["contents.marked_at"].format(places="; ".join(where)) if where else words["contents.unmarked"]
        yield indented(told, "dim", by=6)


def _around(mark: Excerpt, document: DocumentDetail, console: Console) -> str:
    """The section that a mark stands in."""
    inside = (section for section in document.sections if section.start <= mark.start < section.end)
    return next((shortened(section.path[-1], 70, console) for section in inside if section.path), mark.text)
