"""The pieces of one LangChain document joined to one text again."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from langchain_core.documents import Document as LangChainDocument

_MOST_PAGES = 2_000
_GAP = "\n\n"


def joined(pieces: Sequence[LangChainDocument]) -> tuple[str, tuple[str, ...]]:
    """The text with a form feed behind each page, and notes on what could not be kept.

    Pages that are missing stay empty, so that every number stays right. Pieces of one page that a splitter cut with
    an overlap are laid over each other again where `start_index` says how.
    """
    if len(pieces) == 1 and _page(pieces[0].metadata) is None:
        return pieces[0].page_content, ()
    numbers = _numbers(pieces)
    if numbers is None:
        given = any(_page(piece.metadata) is not None for piece in pieces)
        note = (
            "Its page numbers are incomplete or too high, so its pages are not told. Load every page with its number."
        )
        return _sheet(pieces), (note,) if given else ()
    sheets: dict[int, list[LangChainDocument]] = defaultdict(list)
    for number, piece in zip(numbers, pieces, strict=True):
        sheets[number].append(piece)
    # A form feed inside a page would count as the end of one.
    pages = (_sheet(sheets[number]).replace("\f", "\n") for number in range(1, max(numbers) + 1))
    return "".join(f"{page}\f" for page in pages), ()


def _numbers(pieces: Sequence[LangChainDocument]) -> list[int] | None:
    """Pages counted from 1; None unless every piece has one that can be."""
    found = [_page(piece.metadata) for piece in pieces]
    numbers = [number for number in found if number is not None]
    if len(numbers) < len(pieces):
        return None
    first = 0 if _counts_from_zero(pieces, numbers) else 1
    numbers = [number - first + 1 for number in numbers]
    return numbers if min(numbers) >= 1 and max(numbers) <= _MOST_PAGES else None


def _page(metadata: Mapping[str, Any]) -> int | None:
    for name in ("page", "page_number"):
        value = metadata.get(name)
        if isinstance(value, str) and value.isdecimal() and len(value) < 8:
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
    return None


def _counts_from_zero(pieces: Sequence[LangChainDocument], numbers: Sequence[int]) -> bool:
    """PDF loaders count so, and tell the printed number besides; a part of a file need not have page 0."""
    labels = [str(piece.metadata.get("page_label", "")) for piece in pieces]
    return 0 in numbers or all(label == str(number + 1) for label, number in zip(labels, numbers, strict=True))


def _sheet(pieces: Sequence[LangChainDocument]) -> str:
    """The pieces in the order of their beginnings where each tells it, else as given."""
    starts = [_start(piece.metadata) for piece in pieces]
    known = [start for start in starts if start is not None]
    if len(known) < len(pieces) or len(pieces) < 2:
        return _GAP.join(piece.page_content for piece in pieces)
    order = sorted(range(len(pieces)), key=known.__getitem__)
    reach = 2 * max(len(piece.page_content) for piece in pieces)
    parts: list[str] = []
    tail, end = "", known[order[0]]
    for index in order:
        text = pieces[index].page_content
        parts.append(_added(tail, text, known[index] - end))
        tail = (tail + parts[-1])[-reach:]
        end = max(end, known[index] + len(text))
    return "".join(parts)


def _start(metadata: Mapping[str, Any]) -> int | None:
    start = metadata.get("start_index")
    return start if isinstance(start, int) and start >= 0 else None


def _added(tail: str, text: str, gap: int) -> str:
    """What a piece adds behind the text so far; `gap` is below zero where it begins inside it."""
    if gap >= 0:
        # A splitter leaves out white space alone; which it was matters to no quote.
        return "\n" * min(gap, 2) + text
    shared = tail[gap:][: len(text)]
    return text[len(shared) :] if text.startswith(shared) else _GAP + text
