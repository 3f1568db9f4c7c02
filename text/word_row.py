"""The words of a text in a row, for reading numbers that are spelled out."""

import re
from dataclasses import dataclass
from decimal import Decimal

from text.language import language

_WORD = re.compile(r"[^\W\d_]+|\d{1,9}(?:,\d{3}){0,3}")
_JOINT = re.compile(r"[^\S\n]{0,2}\n?[^\S\n]{0,3}|[-\u2010\u2011]")
_LONGEST_JOINT = 6


@dataclass(frozen=True)
class Read:
    """A number read from a row of words."""

    value: Decimal
    next: int
    """The first word behind it."""
    share: bool = False
    year: bool = False
    inner: int | None = None
    """The word inside it that is what it counts, as in `tair blynedd ar ddeg`."""


class WordRow:
    """The words of a text, and whether one follows directly on another."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found = list(_WORD.finditer(text))
        self._low = [match.group().lower() for match in self._found]
        self._language = ""

    def __len__(self) -> int:
        return len(self._found)

    def low(self, at: int, first: int | None = None) -> str:
        """The word in small letters; empty where none stands there.

        With `first`, empty as well where more than a space or a hyphen parts the words from there up to it.
        """
        if not 0 <= at < len(self._low):
            return ""
        if first is not None and not all(self._joined(place) for place in range(first, at)):
            return ""
        return self._low[at]

    def _joined(self, at: int) -> bool:
        between = self.text[self._found[at].end() : self._found[at + 1].start()]
        return 0 < len(between) <= _LONGEST_JOINT and _JOINT.fullmatch(between) is not None

    def hyphened(self, at: int) -> bool:
        """Whether a hyphen stands behind the word."""
        return self.text[self._found[at].end() : self._found[at].end() + 1] in ("-", "\u2010", "\u2011")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters from one word up to another, without it."""
        return self._found[start].start(), self._found[end - 1].end()

    def written(self, at: int) -> str:
        """The word as it is written."""
        return self._found[at].group()

    @property
    def welsh(self) -> bool:
        """Whether the text is Welsh, which is found out only where a word could be of either language."""
        self._language = self._language or language(self.text)
        return self._language == "cy"
