"""The actions of a plan as facts, read back from the blocks of its version."""

import re
from itertools import groupby

from corpus.action import Action
from corpus.span import Span
from corpus.version import Block, Role, Version
from ingest.structure.plan import NUMBER, OBJECTIVE, ORGANISATION, label
from text.dates import dates

# A division's name ends an entry of the list even where the source marks a wrap behind it.
_ENTRY_END = re.compile(r"\n|(?<=Division) (?=[A-Z])")


def actions(version: Version) -> tuple[Action, ...]:
    """All actions in the order of the text; empty for a document without any."""
    blocks = [block for block in version.blocks if block.role is Role.ACTION]
    return tuple(
        _action(version, section, list(group)) for section, group in groupby(blocks, key=lambda one: one.section)
    )


def _action(version: Version, section: tuple[str, ...], blocks: list[Block]) -> Action:
    texts = [version.text[block.start : block.end] for block in blocks]
    rest = list(zip(blocks[1:], texts[1:], strict=True))
    commitments = [(block, text) for block, text in rest if _is_commitment(text)]
    number = NUMBER.match(texts[0])
    return Action(
        section=section,
        span=Span(blocks[0].start, blocks[-1].end),
        number=int(number.group(1)) if number else 0,
        title=NUMBER.sub("", label(texts[0]), count=1),
        commitments=tuple(Span(block.start, block.end) for block, _ in commitments),
        organisations=tuple(name for _, text in rest if ORGANISATION.match(text) for name in _organisations(text)),
        objectives=tuple(Span(block.start, block.end) for block, text in rest if OBJECTIVE.match(text)),
        dates=tuple(dict.fromkeys(found.iso for _, text in commitments for found in dates(text))),
    )


def _is_commitment(text: str) -> bool:
    return not (ORGANISATION.match(text) or OBJECTIVE.match(text) or text.endswith(":"))


def _organisations(text: str) -> list[str]:
    return [name.strip() for name in _ENTRY_END.split(ORGANISATION.sub("", text, count=1)) if name.strip()]
