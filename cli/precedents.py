"""Precedents as a person reads them in a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.text import Text

from api.contract import Citation
from api.foi_contract import AskedQuestion, Precedent, PrecedentsResponse
from api.words import Words, load_words
from cli.claims import quoted
from cli.layout import heading, indented
from cli.terminal import plain


def print_precedents(found: PrecedentsResponse, console: Console) -> None:
    """The law and the deadline, each question with who decides and its precedents, then the quotes."""
    words = load_words()[found.language]
    for part in [*_head(found, words), *_questions(found, words), *quoted(found.citations, words)]:
        console.print(part)


def _head(found: PrecedentsResponse, words: Words) -> Iterator[RenderableType]:
    yield plain(", ".join(words[f"foi.{regime}"] for regime in found.regimes))
    for due in found.deadlines:
        named = words[f"foi.{due.regime}"] if len(found.deadlines) > 1 else ""
        line = words["foi.due"].format(day=words.day(due.due.isoformat()))
        yield plain(f"{line} {named}".strip(), "bold")
    if not found.questions:
        yield plain(words["foi.no_questions"])


def _questions(found: PrecedentsResponse, words: Words) -> Iterator[RenderableType]:
    for number, one in enumerate(found.questions, 1):
        yield from heading(f"{number}. {one.text}")
        yield from _decided(one, words)
        if not one.precedents:
            yield indented(words["foi.none"], "bold")
        for precedent in one.precedents:
            yield from _precedent(precedent, found.citations, words)


def _decided(one: AskedQuestion, words: Words) -> Iterator[RenderableType]:
    if one.competence:
        yield indented(words[f"power.{one.competence.status}"])
    if one.refer_to:
        yield indented(words["foi.refer"].format(bodies=", ".join(one.refer_to)))


def _precedent(one: Precedent, citations: Sequence[Citation], words: Words) -> Iterator[RenderableType]:
    places = {citation.key: number for number, citation in enumerate(citations, 1)}
    number = f" [{places[one.answer.citation]}]" if one.answer else ""
    day = f", {words.day(one.date.isoformat())}" if one.date else ""
    grounds = "".join(f", {ground.provision}{ground.limb or ''}" for ground in one.exemptions)
    yield Text()
    yield indented(f"{one.reference}{day}: {words[f'outcome.{one.outcome}']}{grounds}{number}", "bold")
    yield indented(f"“{one.question}”", by=4)
    facts = [one.why, one.differs or ""]
    facts += [words["foi.referred"].format(bodies=", ".join(one.referred_to))] if one.referred_to else []
    facts += [words["foi.alike"].format(references=", ".join(one.alike))] if one.alike else []
    yield indented(" ".join(fact for fact in facts if fact), "dim", by=4)
