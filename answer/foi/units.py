"""The pieces of a request that may each ask something: the sentences of its prose and of its lists."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.foi.letter_lines import Line, says
from answer.foi.levels import ROMAN, levels
from text.questions import is_courtesy
from text.sentences import sentences

_ENDS = re.compile(r"[\s,;]*(?:[,;]\s*(?:and|or|a|ac|neu)\b)?[\s,;]*$")
_COLON = re.compile(r":\s+(?=[^\W\d_])")
_INLINE = re.compile(
    r"(?:^|(?<=[\s(]))(?:\((?P<number>\d{1,2}|[a-h]|i{1,3}|iv|v)\)|(?P<bare>\d{1,2}|[a-h])[.)](?=\s+[^\W\d]))[.:]?\s+"
)
_MARKED = re.compile(r"^(?:p\.?\s?s\.?|o\.?\s?n\.?)\W{1,3}", re.IGNORECASE)
_SECOND_QUESTION = re.compile(r"\?{1,3}\s+(?=[a-z])")


@dataclass(frozen=True)
class Unit:
    """A sentence, or an item of a list that is none."""

    text: str
    start: int
    end: int
    item: int | None
    """Which item of the request's lists it belongs to; none in prose."""
    stem: str
    """The words above that an item hangs on."""
    leads: bool
    """Whether a list follows the line that it stands in."""
    listing: bool
    """Whether the line above, which is no item, ends with a colon or with nothing."""
    last: bool
    """Whether it is the last of its line."""


def units(found: Sequence[Line]) -> list[Unit]:
    """What may ask something, in order; headings over lists and what is said to need no answer are left out."""
    return list(_Cutter(found).cut())


class _Cutter:
    """Cuts the lines of one request."""

    def __init__(self, found: Sequence[Line]) -> None:
        self._lines = found
        self._levels = levels(found)
        self._set_aside = {
            match["number"].strip("()").lower() for line in found if (match := says("set_aside", line.text))
        }
        self._stems: list[tuple[int, Line]] = []
        self._lead = ""
        self._items = 0
        self._background = False

    def cut(self) -> Iterator[Unit]:
        """The units in order."""
        for at, line in enumerate(self._lines):
            if line.mark is None:
                yield from self._prose(at, line)
            else:
                yield from self._item(at, line)

    def _item(self, at: int, line: Line) -> Iterator[Unit]:
        level = self._levels[at]
        self._stems = [(above, stem) for above, stem in self._stems if above < level]
        if self._background or (line.mark or "").strip("()").lower() in self._set_aside:
            return
        if self._levels[at + 1 : at + 2] > [level]:
            self._stems.append((level, line))
            if not line.text.endswith("?"):
                return
        if not is_courtesy(line.asked):
            yield from self._sentences(line, line.words, _closed(line.text), item=True)

    def _prose(self, at: int, line: Line) -> Iterator[Unit]:
        follows = at + 1 < len(self._lines) and self._lines[at + 1].mark is not None
        self._stems = []
        told = says("background", line.text) is not None and says("set_aside", line.text) is None
        self._background = follows and told
        if is_courtesy(line.text):
            return
        inline = list(_inline(line.text))
        first = inline[0][0] if inline else len(line.text)
        marked = _MARKED.match(line.text)
        yield from self._sentences(line, marked.end() if marked else 0, first, leads=follows or bool(inline))
        for _, start, end in inline:
            yield from self._sentences(line, start, end, item=True)
        self._lead = line.text if not inline else ""

    def _sentences(
        self, line: Line, start: int, end: int, *, item: bool = False, leads: bool = False
    ) -> Iterator[Unit]:
        """The sentences of a line from start to end; of what leads to a list only the finished ones."""
        self._items += item
        words = line.text[start:end]
        parts = [part for one in sentences(words) for part in _asked_apart(words, one.start, one.end)]
        broken = leads and end < len(line.text) and words.rstrip()[-1:] not in ".?!"
        if parts and not item and (broken or words.rstrip().endswith(":")):
            parts.pop()
        for number, (begins, last) in enumerate(parts):
            first = begins if item else begins + _announced(words[begins:last])
            yield Unit(
                text=words[first:last],
                start=line.start + start + first,
                end=line.start + start + last,
                item=self._items if item else None,
                stem=" ".join(stem.asked for _, stem in self._stems),
                leads=leads,
                listing=self._lead[-1:] not in ".?!",
                last=number + 1 == len(parts),
            )


def _asked_apart(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or the questions that stand in it without a capital between them."""
    for match in _SECOND_QUESTION.finditer(words, start, end):
        yield start, match.start() + 1
        start = match.end()
    yield start, end


def _announced(words: str) -> int:
    """Where a question begins that stands behind its announcement: `My question is only this: why …?`"""
    match = _COLON.search(words)
    return match.end() if match and says("asked", words[match.end() :]) else 0


def _closed(text: str) -> int:
    """Where an item ends, without the `; and` that leads to the next."""
    match = _ENDS.search(text)
    return match.start() if match else len(text)


def _inline(text: str) -> Iterator[tuple[int, int, int]]:
    """The items of a list inside a line, each with where its mark, its words and its end are:
    `please say (a) how many there were, (b) what they cost and (c) who paid.`
    """
    found = _counted(text)
    for at, match in enumerate(found):
        last = at + 1 == len(found)
        end = len(text) if last else found[at + 1].start()
        words = text[match.end() : end]
        if last and (stops := sentences(words)):
            words = words[: stops[0].end]
        yield match.start(), match.end(), match.end() + _closed(re.sub(r"\s(?:and|or|a|ac|neu)\s*$", "", words))


def _counted(text: str) -> list[re.Match[str]]:
    """The marks that count from the first on, with words between them."""
    found: list[re.Match[str]] = []
    for match in _INLINE.finditer(text):
        number = match["number"] or match["bare"]
        wanted = {str(len(found) + 1), "abcdefgh"[min(len(found), 7)], ROMAN[min(len(found), 4)]}
        far = not found or len(text[found[-1].end() : match.start()].split()) > 1
        if number in wanted and far and not says("quotes_law", text[: match.start()]):
            found.append(match)
    return found if len(found) > 1 else []
