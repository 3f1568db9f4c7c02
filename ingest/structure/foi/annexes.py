"""The annexes that a letter names, and whether their text is there."""

import re
from collections.abc import Iterator, Sequence

from corpus.letter import Annex
from corpus.span import Span
from corpus.version import Role
from ingest.structure.foi.entries import Entry
from ingest.structure.foi.headings import Part

_MARK = r"(?:[A-Z](?![\w’'])|\d{1,2}(?![\d.]\d|\w))"
_NAMED = re.compile(
    rf"\b(?P<word>[Aa]nnex(?:e|es|ure)?|ANNEX(?:ES)?|[Aa]ppendi(?:x|ces)|APPENDIX|[Aa]todiad(?:au)?|"
    rf"ATODIAD)\s(?P<marks>{_MARK}"
    rf"(?:(?:,\s|\s(?:and|&|to|a|ac|i)\s|\s?[–-]\s?){_MARK}){{0,8}})"
)
_OTHERS = re.compile(
    r"\s(?:of|to|in|o|i|yn)\s(?!(?:this|the|our|my|that|your)\s(?:letter|response|reply)|(?:the |your )?request|"
    r"y llythyr|this\b)"
)
_ONE = re.compile(_MARK)
_SINGULAR = {
    "annexe": "annex",
    "annexes": "annex",
    "annexure": "annex",
    "appendices": "appendix",
    "atodiadau": "atodiad",
}


def annexes(entries: Sequence[Entry], letter: Sequence[Entry]) -> tuple[Annex, ...]:
    """Every annex that the entries name, once, with whether the letter's own text has it."""
    there = set(present(letter))
    found: dict[str, Annex] = {}
    for entry in entries:
        for name, start, end in named(entry):
            found.setdefault(_key(name), Annex(name, _key(name) in there, Span(start, end)))
    return tuple(found.values())


def present(letter: Sequence[Entry]) -> Iterator[str]:
    """Keys of the annexes under whose heading some text stands."""
    for at, entry in enumerate(letter):
        if entry.part is Part.ANNEX and entry.role is Role.HEADING:
            below = letter[at + 1 : at + 2]
            if below and below[0].part is Part.ANNEX and below[0].role is not Role.HEADING:
                yield from (_key(name) for name, _, _ in _names(entry.text, 0))


def named(entry: Entry) -> Iterator[tuple[str, int, int]]:
    """Name and range of each annex in an entry; an annex of some other paper is none."""
    yield from _names(entry.text, entry.start)


def _names(text: str, offset: int) -> Iterator[tuple[str, int, int]]:
    for match in _NAMED.finditer(text):
        if _OTHERS.match(text, match.end()):
            continue
        word = match["word"].lower()
        word = _SINGULAR.get(word, word).capitalize()
        for place, mark in enumerate(_marks(match)):
            start = match.start() if not place else match.start("marks") + mark.start()
            yield f"{word} {mark.group()}", offset + start, offset + match.start("marks") + mark.end()


def _marks(match: re.Match[str]) -> list[re.Match[str]]:
    return list(_ONE.finditer(match["marks"]))


def _key(name: str) -> str:
    """Letter or number: a Welsh letter may call its English annex `Atodiad`."""
    return name.rpartition(" ")[2]
