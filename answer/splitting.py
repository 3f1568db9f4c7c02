"""A post, comment or letter taken apart into what it asserts, asks, feels and calls names."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.prose.frames import frame_at, from_before, spoken_of, statement
from answer.prose.joints import Clause, clauses
from answer.prose.kinds import Kind, Said, kind_of
from answer.prose.rows import Row, Stretch, row_of
from answer.prose.verbs import pattern, straight, words
from text.figures import Figure, figures
from text.language import language
from text.sentences import sentences

# A stop that nobody put a capital or a blank behind, as posts have it.
_LOOSE_STOP = re.compile(r"(?<=[^\W\d_]{3})[.!?…]{1,6}(?=\s+[^\W\d_A-Z]|[A-Z][a-z]|([a-z]+) )")
_SHORT_FORMS = frozenset(["etc", "approx", "incl", "dept", "govt", "gov", "www", "eg", "ie"])
_UNSAID = ("mark", "symbol", "line")
_PAIRS = {'"': '"', "“": "”", "(": ")", "«": "»", "[": "]"}
_NEAR = 40
_WHICH = frozenset(["which", "who"])


@dataclass(frozen=True)
class Assertion:
    """One thing said in a text."""

    text: str
    """As it stands there: the text from start to end."""
    start: int
    end: int
    kind: Kind
    read_as: str
    """The same as a statement on its own: its subject put in front, a question turned round; else the text."""


def split(text: str) -> tuple[Assertion, ...]:
    """What a text says, piece by piece, in order; what only says who told it belongs to no piece."""
    plain = straight(text)
    welsh = language(text) == "cy"
    reader = _Reader(text, figures(plain))
    found: list[Assertion] = []
    for start, end in _sentences(plain):
        found += reader.read(row_of(plain, start, end, welsh))
    return tuple(found)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for sentence in sentences(text):
        start = sentence.start
        for match in _LOOSE_STOP.finditer(text, sentence.start, sentence.end):
            word = text[max(start, match.start() - 12) : match.start()].split()[-1:]
            if match[1] and match[1] not in words("after_stops_en"):
                continue  # the stop of an address
            if word and word[0].lower() not in _SHORT_FORMS and "/" not in word[0] and "@" not in word[0]:
                yield start, match.end()
                start = match.end()
        yield start, sentence.end


class _Reader:
    """Reads sentences in order, since what stands before helps to read what follows."""

    def __init__(self, text: str, counted: Sequence[Figure]) -> None:
        self._text = text
        self._counted = counted
        self._before: Stretch | None = None

    def read(self, row: Row) -> Iterator[Assertion]:
        """The pieces of a sentence."""
        for clause in clauses(row):
            start, end = _trimmed(row, clause)
            if start < end:
                yield self._assertion(self._said(row, clause, start, end), clause)
            foot = [at for at in range(end, clause.end) if row.sort(at) in ("tag", "link")]
            if foot:
                first, last = row.tokens[foot[0]].start, row.tokens[foot[-1]].end
                yield Assertion(self._text[first:last], first, last, Kind.OTHER, self._text[first:last])

    def _said(self, row: Row, clause: Clause, start: int, end: int) -> Said:
        frame = frame_at(row, start)
        mere = pattern("interjection").fullmatch(row.between(start, end))
        unframed = frame.core == row.next_word(start)
        core = start if mere or unframed or frame.core >= end else frame.core
        asked = any(row.low(at) == "?" for at in range(end, clause.end))
        in_question = row.low(len(row.tokens) - 1) == "?"
        told = frame.told or clause.source is not None
        return Said(row, core, end, clause.joint, told, asked, in_question, self._figures(row, core, end))

    def _figures(self, row: Row, start: int, end: int) -> Sequence[Figure]:
        first = bisect_left(self._counted, row.tokens[start].start, key=lambda figure: figure.start)
        last = bisect_left(self._counted, row.tokens[end - 1].end, key=lambda figure: figure.start)
        return self._counted[first:last]

    def _assertion(self, said: Said, clause: Clause) -> Assertion:
        kind = kind_of(said)
        start, end = said.row.tokens[said.start].start, _closed(said, self._text)
        text = self._text[start:end]
        read_as = _as_statement(said, clause, self._before) if kind is Kind.CLAIM else None
        if kind is not Kind.OTHER:
            self._before = said if kind in (Kind.CLAIM, Kind.QUESTION) else None
        turned = read_as if read_as and read_as != text.rstrip(".!") else text
        return Assertion(text, start, end, kind, turned)


def _trimmed(row: Row, clause: Clause) -> tuple[int, int]:
    """The clause without the marks around it, whom it addresses and the tags at its foot."""
    start, end = clause.start, clause.end
    while start < end and ((row.sort(start) in _UNSAID and not _opens(row, start, end)) or _marks(row, start)):
        start += 1
    while end > start and row.sort(end - 1) in (*_UNSAID, "link", "tag"):
        if row.sort(end - 1) == "tag" and _stands_for_a_word(row, end - 1):
            break
        end -= 1
    return start, end


def _opens(row: Row, at: int, end: int) -> bool:
    """Whether a mark opens what closes before the clause has ended."""
    close = _PAIRS.get(row.low(at))
    return close is not None and any(row.low(place) == close for place in range(at + 2, min(at + _NEAR, end - 1)))


def _marks(row: Row, at: int) -> bool:
    """Whether a token only addresses somebody or numbers the item of a list."""
    numbers = at == 0 and row.sort(at) == "number" and row.low(at).isdigit() and row.low(at + 1) in (".", ")")
    return numbers or (row.sort(at) == "tag" and row.low(at).startswith("@"))


def _stands_for_a_word(row: Row, at: int) -> bool:
    """Whether a tag belongs to the sentence: `Wales is a #sanctuary`."""
    groups = ("determiners_en", "prepositions_en", "auxiliaries_en", "opening_cy", "telling_cy")
    return any(row.low(at - 1) in words(group) for group in groups)


def _closed(said: Said, text: str) -> int:
    """Where a piece ends: behind its stops, and behind a bracket or quotation mark that it opened."""
    end = said.row.tokens[said.end - 1].end
    last = said.row.tokens[-1].end
    opened = text[said.row.tokens[said.start].start : end]
    while end < last and text[end] in '.!?%)"”»]':
        if text[end] == '"' and opened.count('"') % 2 == 0:
            break
        opening = next((first for first, close in _PAIRS.items() if close == text[end]), None)
        if opening and opening != '"' and opened.count(opening) <= opened.count(text[end]):
            break
        opened += text[end]
        end += 1
    return end


def _as_statement(said: Said, clause: Clause, before: Stretch | None) -> str | None:
    """The piece with what it needs to stand alone, where rules can tell it; None to leave it as it stands."""
    row = said.row
    if before is not None and (borrowed := from_before(before, said)):
        return borrowed
    if clause.source is not None:
        return f"{row.between(*clause.source)} {said.text.removeprefix('that ')}"
    if clause.subject is not None:
        behind = said.start + (said.low(0) in words("relatives_en"))
        return f"{row.between(*clause.subject)} {row.between(behind, said.end)}"
    return spoken_of(said) if row.welsh and said.low(0) in words("that_cy") else _turned(said)


def _turned(said: Said) -> str | None:
    if said.low(0) == "that" and said.low(1):
        return said.row.between(said.start + 1, said.end)
    row, start, end = said.row, said.start, said.end
    relative = next((at for at in range(start + 1, end - 1) if row.low(at) == "," and row.low(at + 1) in _WHICH), None)
    if relative is not None and not any(row.finite[start:relative]):
        return f"{row.between(start, relative)} {row.between(relative + 2, end)}"
    turned = said.asked or said.told or said.low(0) in words("moved_en") or pattern("asking").match(said.text)
    return statement(said) if turned else None
