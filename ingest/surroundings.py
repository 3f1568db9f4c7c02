"""What a passage has to be read with: the caption and the header of its table, the words that open its list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.span import Span
from corpus.version import Block, Role, Version
from text.sentences import sentences

_LONGEST_CAPTION = 220
_LONGEST_HEADER = 240
_LONGEST_LEAD = 240
_MOST_LEADS = 2
_LONGEST_ITEM = 300
_NO_TEXT = frozenset((Role.HEADING, Role.BOILERPLATE))
_LED = frozenset((Role.BODY, Role.ANSWER))
"""Roles whose lists are read with their lead-in; a question stands alone, and an action has its title."""
_SIGN = re.compile(r"(?:[»•●▪◦·*–-]|\(?\w{1,3}[.)])\s")
_FINISHED = re.compile(r"[.!?][’”\"')\]]{0,2}$")


@dataclass(frozen=True)
class Surrounding:
    """What stands around a block."""

    needs: tuple[Span, ...] = ()
    """The ranges above it that its words depend on, in order; most blocks stand for themselves."""
    opens: bool = False
    """Whether it only opens what follows: a lead-in, a caption, or a table's first row."""


def surroundings(version: Version) -> list[Surrounding]:
    """For each block what it has to be read with."""
    rows = [_is_row(version, block) for block in version.blocks]
    found: list[Surrounding] = []
    table = 0
    lists: list[_List] = []
    for index in range(len(version.blocks)):
        lists = _open(version, lists, index)
        table = table if rows[index] else index + 1
        needs = {one.lead for one in lists if one.lead}
        needs |= set(_of_table(version, rows, table, index))
        found.append(Surrounding(tuple(sorted(needs, key=lambda span: span.start)), _opens(version, rows, index)))
    return found


@dataclass(frozen=True)
class _List:
    """A list that is being read."""

    opener: int
    """Index of the block that opens it."""
    lead: Span | None
    """Its last sentence, unless that is too long."""


def _opens(version: Version, rows: Sequence[bool], index: int) -> bool:
    block = version.blocks[index]
    if version.text.endswith(":", block.start, block.end) and block.role in _LED:
        return True
    if not any(rows[index + 1 : index + 2]):
        return False
    header = rows[index] and not (index and rows[index - 1]) and "\n" not in version.text[block.start : block.end]
    return header or (not rows[index] and _is_caption(block))


def _is_row(version: Version, block: Block) -> bool:
    """Whether a block is a row of a table, or several."""
    return block.role not in _NO_TEXT and "\t" in version.text[block.start : block.end].strip()


def _is_caption(block: Block) -> bool:
    return block.end - block.start <= _LONGEST_CAPTION and block.role not in _NO_TEXT


def _of_table(version: Version, rows: Sequence[bool], first: int, index: int) -> Iterator[Span]:
    """The line above the table, and its header where the block is a later row."""
    if first > index:
        return
    block = version.blocks[first]
    end = version.text.find("\n", block.start, block.end)
    if first == index and end < 0 and not any(rows[index + 1 : index + 2]):
        return  # tabs in one line alone are no table
    if first and _is_caption(above := version.blocks[first - 1]):
        yield Span(above.start, above.end)
    end = block.end if end < 0 else end
    if index > first and end - block.start <= _LONGEST_HEADER:
        yield Span(block.start, block.start + len(version.text[block.start : end].rstrip()))


def _open(version: Version, lists: Sequence[_List], index: int) -> list[_List]:
    """The blocks whose lists this one stands in, outermost first; a list ends with the first line that is no item."""
    if not index:
        return []
    block, above = version.blocks[index], version.blocks[index - 1]
    here = [*lists]
    if version.text.endswith(":", above.start, above.end) and above.role in _LED:
        here = [*here, _List(index - 1, _lead(version, above))][-_MOST_LEADS:]
    while here and not _is_item(version, here[-1].opener, block):
        here.pop()
    return here


def _is_item(version: Version, lead: int, block: Block) -> bool:
    """Whether a block goes on with the list: it looks as its first item does."""
    opener, first = version.blocks[lead], version.blocks[lead + 1]
    if block.section != opener.section or block.role not in _LED:
        return False
    if block is first:
        return True
    if _has_sign(version, first):
        return _has_sign(version, block)
    if version.text.endswith(":", block.start, block.end) and not version.text[block.start].islower():
        return False
    return not any(_is_finished(version, one) for one in (first, block))


def _is_finished(version: Version, block: Block) -> bool:
    """Whether a block is too long for an item or ends as a sentence does."""
    tail = version.text[max(block.start, block.end - 5) : block.end]
    return block.end - block.start > _LONGEST_ITEM or _FINISHED.search(tail) is not None


def _has_sign(version: Version, block: Block) -> bool:
    """Whether a bullet or a number stands before its first word, in the block or left out of it."""
    line = version.text.rfind("\n", 0, block.start) + 1
    return _SIGN.match(version.text[line : block.start + 8].lstrip()) is not None


def _lead(version: Version, block: Block) -> Span | None:
    """The sentence that opens the list."""
    start = max(block.start, block.end - 2 * _LONGEST_LEAD)
    found = sentences(version.text[start : block.end])
    if not found or found[-1].end - found[-1].start > _LONGEST_LEAD:
        return None
    return Span(start + found[-1].start, start + found[-1].end)
