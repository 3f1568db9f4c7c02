"""What the acronyms of the indexed documents stand for, so that a question may use either."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

import simplemma

from text.language import language

# Neither a part of a longer word nor the end of `they've`.
_WORD = re.compile(r"(?<![\w&])(?<!\w['’])[^\W\d_][\w&]{1,14}(?![\w&])")
_PLURAL = re.compile(r"(?<=[A-Z])s$")
_MOST = 2
"""How many readings of one acronym, or acronyms of one reading, are looked for: the most frequent."""
_ENOUGH = 12
"""How much is added to one query: a pasted page of acronyms has words enough of its own."""


class Acronyms:
    """Acronyms and their readings, as the documents give them, the most frequent first."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._readings: dict[str, dict[str, str]] = {}
        self._shorts: dict[str, dict[str, str]] = {}
        # By the first two words of a reading, how many words it may have: a query is never held against all of them.
        self._lengths: dict[tuple[str, ...], set[int]] = {}
        for written, long in pairs:
            short, words = _PLURAL.sub("", written), _words(long)
            _keep(self._readings.setdefault(short.casefold(), {}), " ".join(words), long)
            if len(words) > 1:
                _keep(self._shorts.setdefault(" ".join(words), {}), short.casefold(), short)
                self._lengths.setdefault(tuple(words[:2]), set()).add(len(words))

    def expand(self, query: str) -> tuple[str, ...]:
        """What the query's acronyms stand for, and the acronyms of what it writes out."""
        text = unicodedata.normalize("NFC", query)
        return tuple(dict.fromkeys([*self._read(text), *self._shortened(_words(text))]))[:_ENOUGH]

    def _read(self, text: str) -> Iterator[str]:
        words = _WORD.findall(text)
        found = {word: readings for word in words if (readings := self._readings_of(word))}
        if not found:
            return
        # In a query all in capitals they set no word apart.
        capitals_tell = not (text.isupper() and len(words) > 1)
        languages = ("en", "cy") if language(text) == "cy" else ("en",)
        for word, readings in found.items():
            # `ward` is a word and `WARD` a project; nobody means anything but the acronym by `nrpf`.
            capitals = capitals_tell and any(char.isupper() for char in word[1:])
            if capitals or not simplemma.is_known(word.lower(), lang=languages):
                yield from readings.values()

    def _readings_of(self, word: str) -> dict[str, str]:
        """`UASCs` and `uascs` are `UASC`; `WARDS` may be something else."""
        folded = word.casefold()
        one = folded if word.isupper() else folded.removesuffix("s")
        return self._readings.get(folded) or self._readings.get(one, {})

    def _shortened(self, words: list[str]) -> Iterator[str]:
        for at in range(len(words) - 1):
            for length in sorted(self._lengths.get(tuple(words[at : at + 2]), ())):
                yield from self._shorts.get(" ".join(words[at : at + length]), {}).values()


def _keep(kept: dict[str, str], key: str, value: str) -> None:
    """Documents write one thing in several ways: a second spelling takes no second place."""
    if len(kept) < _MOST:
        kept.setdefault(key, value)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text.casefold()).replace("&", " and "))
