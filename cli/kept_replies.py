"""Kept replies as a person reads them in a terminal."""

from collections.abc import Iterator

from rich.console import Console, RenderableType

from api.reply_contract import ReplyList, ReplyResponse
from api.words import Words, load_words
from cli.claims import claims, quoted, warned
from cli.layout import heading, indented
from cli.terminal import plain


def print_reply(reply: ReplyResponse, console: Console) -> None:
    """Where it stands and what is advised, the text, what is amiss in it, and what it rests on."""
    words = load_words()[reply.language]
    for part in _parts(reply, words):
        console.print(part)


def print_replies(found: ReplyList, console: Console) -> None:
    """A line for each reply and one for each claim that it answers."""
    words = load_words()["en"]
    for reply in found.replies:
        state = words[f"replies.{reply.state}"]
        console.print(plain(f"{reply.id}  {state}, {reply.audience}, {reply.language}, {reply.author}", "bold"))
        for claim in reply.claims:
            console.print(indented(claim))
    if not found.replies:
        console.print("No reply was found.")


def _parts(reply: ReplyResponse, words: Words) -> Iterator[RenderableType]:
    yield plain(f"{reply.id}: {words[f'replies.{reply.state}']}, {reply.author}", "bold")
    advice = words[f"replies.advice_{reply.advice}"]
    yield plain(f"{advice} {', '.join(reply.refer_to)}".strip())
    yield from warned(reply.warnings, reply.citations)
    yield from heading(words["replies.text"])
    yield plain(reply.text)
    if amiss := [item for item in reply.checklist if not item.ok]:
        yield from heading(words["replies.amiss"])
        for item in amiss:
            yield indented(f"{item.item}: {item.why}")
    yield from heading(words["replies.claims"])
    yield from claims(reply.claims, reply.citations, words)
    yield from quoted(reply.citations, words)
    # An approval names the words that were read.
    yield plain(f"{words['replies.hash']}: {reply.content_hash}", "dim")
