"""Checked claims as a person reads them in a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.text import Text

from api.claim_contract import Claim, ClaimsResponse
from api.contract import Citation, Warning
from api.words import Words, load_words
from cli.answer import place
from cli.layout import heading, indented
from cli.terminal import plain


def print_check(check: ClaimsResponse, console: Console) -> None:
    """Each claim with its verdict and the numbers of its sources, then the sources with their quotes."""
    words = load_words()[check.language]
    parts = [*warned(check.warnings, check.citations), *claims(check.claims, check.citations, words)]
    for part in [*parts, *quoted(check.citations, words)] or [plain(words["claims.none"])]:
        console.print(part)


def warned(warnings: Sequence[Warning], citations: Sequence[Citation]) -> Iterator[RenderableType]:
    """What must be read first."""
    for warning in warnings:
        yield plain(f"! {warning.text}{_numbers(warning.citations, citations)}", "yellow")


def claims(found: Sequence[Claim], citations: Sequence[Citation], words: Words) -> Iterator[RenderableType]:
    """What is claimed, what the documents make of it and why, who decides, and where it was answered before."""
    for claim in found:
        yield plain(claim.claim, "bold")
        verdict = words[f"claims.{claim.verdict}"]
        yield indented(f"{verdict}. {claim.explanation}{_numbers(claim.citations, citations)}")
        if claim.competence:
            yield indented(words[f"power.{claim.competence.status}"], "dim")
        for before in claim.answered_before:
            day = words.day(before.approved.isoformat())
            yield indented(words["claims.before"].format(reply=before.reply_id, day=day), "dim")


def quoted(citations: Sequence[Citation], words: Words) -> Iterator[RenderableType]:
    """The sources with their quotes, numbered."""
    if citations:
        yield from heading(words["sources"])
    for number, citation in enumerate(citations, 1):
        yield indented(f"[{number}] {citation.document.title}", "bold")
        yield indented(place(citation, words), "dim", by=6)
        yield indented(f"“{citation.quote}”", by=6)
        yield Text()


def _numbers(keys: Sequence[str], citations: Sequence[Citation]) -> str:
    places = {citation.key: number for number, citation in enumerate(citations, 1)}
    return "".join(f" [{places[key]}]" for key in keys if key in places)
