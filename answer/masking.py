"""Hides what names or reaches a person in what somebody asked, before it is kept."""

import re

from text.name_words import run_at
from text.personal import Personal, Sort, personal_data

_WORD = re.compile(r"(?<![\w'’-])[^\W\d_][\w’'-]*")
_BEGINS = re.compile(r"(?:\A|[.!?:;]\s)\W{0,9}\Z")
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "and", "a"])
_SHORTEST = 3


class Mask:
    """What is personal in one text, hidden in it and wherever its words come back."""

    def __init__(self, text: str, *, of_a_person: bool = False) -> None:
        """Where the text asks about a private person, every name in it counts as that person's."""
        self._text = text
        self._found = personal_data(text)
        if of_a_person:
            self._found += _further_names(text, self._found)
            self._found.sort(key=lambda find: find.start)
        words = sorted(self._words(), key=len, reverse=True)
        self._again = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)") if words else None

    @property
    def count(self) -> int:
        """How many places of the text are hidden."""
        return len(self._found)

    @property
    def text(self) -> str:
        """The text, each place replaced by its sort in brackets."""
        parts, at = [], 0
        for find in self._found:
            if find.end > at:
                parts += [self._text[at : find.start], f"[{find.sort}]"]
                at = find.end
        return "".join([*parts, self._text[at:]])

    def hide(self, said: str) -> str:
        """What was made from the text, without the names, addresses and numbers that are hidden in it."""
        return self._again.sub("[…]", said) if self._again else said

    def _words(self) -> set[str]:
        found: set[str] = set()
        for find in self._found:
            place = self._text[find.start : find.end]
            found.add(place)
            if find.sort is Sort.NAME:
                # A part of the answer may hold the family name alone.
                words = [match.group() for match in _WORD.finditer(place) if match.group().lower() not in _TITLES]
                found |= {word for word in words if len(word) >= _SHORTEST}
        return found


def _further_names(text: str, known: list[Personal]) -> list[Personal]:
    """Every other run of words with capitals; one such word alone where no sentence begins with it."""
    found: list[Personal] = []
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end or any(one.start <= word.start() < one.end for one in known):
            continue
        run = run_at(text, word.start())
        if run is None or run.has_place:
            continue
        # `Where does Jane live`: whatever begins a sentence has a capital, so alone it tells nothing.
        if len(run.words) > 1 or not _BEGINS.search(text[: run.start]):
            end = run.end
            found.append(Personal(run.start, run.end, Sort.NAME))
    return found
