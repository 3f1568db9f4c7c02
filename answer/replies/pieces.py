"""What a draft is put together from: slots that can be filled in a plain or in a fuller way."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from answer.reply import Paragraph

_MARKER = re.compile(r"⟦([^⟦⟧]{1,200})⟧")
REGISTER = "register:"
"""Before the id of a matter, where the register and no quote is the source."""


@dataclass(frozen=True)
class Said:
    """Some words of a draft; where a source is named, stands the key of its quote between `⟦` and `⟧`."""

    text: str = ""
    citations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slot:
    """A place in a paragraph with what can stand there, the plainest first."""

    variants: tuple[Said, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph in the making, with a heading where the draft has headings."""

    slots: tuple[Slot, ...]
    heading: str = ""


def marker(key: str) -> str:
    """Stands for the number of a source until the sources are numbered."""
    return f"⟦{key}⟧"


def fullest(blocks: Sequence[Block], fits: Callable[[tuple[Paragraph, ...]], bool]) -> tuple[Paragraph, ...]:
    """The paragraphs as full as fits, the plainest where not even that does.

    First every slot that may stay empty is filled, then each gets its fullest words, in order.
    """
    slots = [slot for block in blocks for slot in block.slots]
    chosen = [0] * len(slots)
    for at, slot in enumerate(slots):
        if not slot.variants[0].text:
            chosen = _tried(blocks, chosen, at, range(1, min(2, len(slot.variants))), fits)
    for at, slot in enumerate(slots):
        if chosen[at] or slot.variants[0].text:
            chosen = _tried(blocks, chosen, at, range(len(slot.variants) - 1, chosen[at], -1), fits)
    return _paragraphs(blocks, chosen)


def _tried(
    blocks: Sequence[Block],
    chosen: list[int],
    at: int,
    variants: Sequence[int],
    fits: Callable[[tuple[Paragraph, ...]], bool],
) -> list[int]:
    """The choice with the first of the variants of a slot that fits; unchanged where none does."""
    tries = ([*chosen[:at], variant, *chosen[at + 1 :]] for variant in variants)
    return next((tried for tried in tries if fits(_paragraphs(blocks, tried))), chosen)


def _paragraphs(blocks: Sequence[Block], chosen: Sequence[int]) -> tuple[Paragraph, ...]:
    numbers = iter(chosen)
    found: list[Paragraph] = []
    for block in blocks:
        said = [slot.variants[next(numbers)] for slot in block.slots]
        text = " ".join(one.text for one in said if one.text)
        if text:
            found += [Paragraph(block.heading, ())] if block.heading else []
            found.append(Paragraph(text, tuple(dict.fromkeys(key for one in said for key in one.citations))))
    return tuple(found)


def named_sources(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """The keys of all markers, in order."""
    for paragraph in paragraphs:
        yield from _MARKER.findall(paragraph.text)


def numbered(paragraphs: Sequence[Paragraph], number: Callable[[str], int]) -> tuple[Paragraph, ...]:
    """The paragraphs with the number of each source where its marker stood."""
    return tuple(
        Paragraph(_MARKER.sub(lambda match: f"[{number(match[1])}]", one.text), one.citations) for one in paragraphs
    )
