"""Where a known quote stands in a version, whatever cleaning did to its white space."""

import re
from dataclasses import dataclass

from corpus.span import Span
from corpus.version import Version

_MARKS = str.maketrans(
    {
        "\u2018": "'",  # single quotation marks, the apostrophe and the low one
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u2010": "-",  # hyphens, dashes and the minus sign
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
    }
)


@dataclass(frozen=True)
class Place:
    """A range of one version."""

    version: str
    span: Span

    def overlaps(self, version: str, start: int, end: int) -> bool:
        """Whether the half-open range of that version shares a character with this one."""
        return version == self.version and start < self.span.end and self.span.start < end


def plain(text: str) -> str:
    """Case folded, white space collapsed, curly quotation marks made straight and every dash a hyphen."""
    return " ".join(text.translate(_MARKS).casefold().split())


def squeezed(text: str) -> str:
    """Plain without any white space: what two layouts of one text share."""
    return "".join(letter for letter, _ in _letters(text))


def mentions(text: str, words: str) -> bool:
    """Whether the text contains the words; a figure may not go on: `120` is not in `2120`, `1,120` or `120.5`."""
    return bool(starts(plain(text), words))


def starts(text: str, words: str) -> list[int]:
    """Where the words begin in a text that is plain already."""
    wanted = plain(words)
    before = r"(?<!\w)(?<!\d[.,])" if wanted[:1].isdigit() else ""
    after = r"(?!\w|[.,]\d)" if wanted[-1:].isdigit() else ""
    return [match.start() for match in re.finditer(before + re.escape(wanted) + after, text)] if wanted else []


class QuoteFinder:
    """Finds quotes in one version; made once, since squeezing a long text is the dear part."""

    def __init__(self, version: Version) -> None:
        self._version = version.id
        self._shown = _Squeezed(_letters(version.text))
        self._whole = _Squeezed(_restored(version)) if version.deletions else None

    def places(self, quote: str) -> tuple[Place, ...]:
        """Every place of the quote; where cleaning cut something out of its midst, the range spans the cut."""
        wanted = squeezed(quote)
        spans = self._shown.find(wanted)
        if not spans and self._whole:
            spans = self._whole.find(wanted)
        return tuple(Place(self._version, span) for span in spans)


class _Squeezed:
    """A text without its white space, each letter with its offset in the version."""

    def __init__(self, letters: list[tuple[str, int]]) -> None:
        self._text = "".join(letter for letter, _ in letters)
        self._offsets = [offset for _, offset in letters]

    def find(self, wanted: str) -> list[Span]:
        spans = []
        at = self._text.find(wanted) if wanted else -1
        while at >= 0:
            spans.append(Span(self._offsets[at], self._offsets[at + len(wanted) - 1] + 1))
            at = self._text.find(wanted, at + 1)
        return spans


def _letters(text: str, at: int = 0) -> list[tuple[str, int]]:
    # Folding can make two letters of one ("ß" becomes "ss"): each keeps the offset of the one it came from.
    folded = (char.translate(_MARKS).casefold() for char in text)
    return [(letter, at + offset) for offset, chars in enumerate(folded) for letter in chars if not letter.isspace()]


def _restored(version: Version) -> list[tuple[str, int]]:
    """The text with what was deleted put back, each deleted letter at the offset of its cut."""
    letters: list[tuple[str, int]] = []
    last = 0
    for deletion in sorted(version.deletions, key=lambda deletion: deletion.at):
        letters += _letters(version.text[last : deletion.at], last)
        letters += [(letter, deletion.at) for letter, _ in _letters(deletion.text)]
        last = deletion.at
    return letters + _letters(version.text[last:], last)
