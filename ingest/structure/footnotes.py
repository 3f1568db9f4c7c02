"""Footnotes of a text, each tied to the marks that point to it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.contents import Footnote
from corpus.span import Span
from ingest.structure.paragraphs import Paragraph

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOTE = re.compile(r"(?:\[(\d{1,3})\]|(\d{1,3})|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s{1,4}(?=[‘“\"'(]?[^\W\d_]|https?://)")
_MARK = re.compile(
    r"\[(\d{1,3})\]|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
    r"|(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_]{3}[.,;:?!])|(?<=[^\s\d(][)\]’”\"'])|(?<=\w[.,;!?][)\]’”\"']))"
    r"(?P<number>\d{1,3})(?![\w%]|[.,/:’'-]\d)"
)
_WORD_BEFORE = re.compile(r"([^\W\d_]{1,30})[.,;:?!]?$")
# A number that stands directly behind one of these words is a part of it or counts something.
_COUNTING_WORDS = (
    "section sections article articles regulation part schedule annex appendix paragraph para paras step phase level "
    "objective obj action page table figure fig group tier band question point item stage zone class type grade "
    "version chapter covid web windows adran rhan erthygl atodiad atodlen tudalen tabl amcan sec sect art arts "
    "reg regs sched nos vol tel ext rhif cam pwynt cwestiwn"
)
_COUNTING = frozenset(_COUNTING_WORDS.split())


@dataclass(frozen=True)
class Notes:
    """The footnotes of a text."""

    footnotes: tuple[Footnote, ...]
    paragraphs: frozenset[int]
    """Indices of the paragraphs that are notes."""
    marks: tuple[Span, ...] = ()
    """Every mark in the running text, in order."""

    def without_marks(self, text: str, start: int, end: int) -> str:
        """The words of a range, without the marks that stick to them."""
        pieces, at = [], start
        first = bisect_left(self.marks, start, key=lambda mark: mark.start)
        last = bisect_left(self.marks, end, key=lambda mark: mark.start)
        for mark in self.marks[first:last]:
            pieces.append(text[at : mark.start])
            at = mark.end
        return "".join([*pieces, text[at:end]])


def find_notes(text: str, parts: Sequence[Paragraph]) -> Notes:
    """Notes are paragraphs behind a number that also stands as a mark in the text; a number alone makes no note."""
    opened = {index: match for index, part in enumerate(parts) if (match := _opens(part))}
    if not opened:
        return Notes((), frozenset())
    marks = _marks(text, parts, opened)
    printed: dict[str, list[int]] = defaultdict(list)
    for index, match in opened.items():
        printed[_number(match)].append(index)
    found = [
        note
        for number, indices in printed.items()
        if marks[number]
        for note in _tied(number, [(parts[index], opened[index].end()) for index in indices], marks[number])
    ]
    kept = frozenset(index for number, indices in printed.items() if marks[number] for index in indices)
    pointing = sorted({mark for note in found for mark in note.marked}, key=lambda mark: mark.start)
    return Notes(tuple(sorted(found, key=lambda note: note.span.start)), kept, tuple(pointing))


def _opens(part: Paragraph) -> re.Match[str] | None:
    return None if part.level or part.row or part.bullet else _NOTE.match(part.text)


def _number(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group).translate(_DIGITS)


def _tied(number: str, notes: list[tuple[Paragraph, int]], marks: list[Span]) -> Iterator[Footnote]:
    """A note printed again, page after page, takes the marks above it; with none there, those below it."""
    starts = [mark.start for mark in marks]
    ends = [0, *(part.end for part, _ in notes)]
    nexts = [*(part.start for part, _ in notes[1:]), None]
    for (part, text_at), last, following in zip(notes, ends, nexts, strict=False):
        here = bisect_left(starts, part.start)
        below = bisect_left(starts, following) if following is not None else len(marks)
        near = marks[bisect_left(starts, last) : here] or marks[here:below]
        yield Footnote(number, Span(part.start + text_at, part.end), tuple(near))


def _marks(text: str, parts: Sequence[Paragraph], opened: dict[int, re.Match[str]]) -> dict[str, list[Span]]:
    """By number, the places where it sticks to a word or to what closes one, or stands raised or in brackets."""
    found: dict[str, list[Span]] = defaultdict(list)
    for index, part in enumerate(parts):
        behind = opened[index].end() if index in opened else 0
        for match in _MARK.finditer(text, part.start + behind, part.end):
            if match["number"] is None or _is_mark(text[max(part.start, match.start() - 200) : match.start()]):
                found[_number(match)].append(Span(match.start(), match.end()))
    return found


def _is_mark(before: str) -> bool:
    """Whether a number behind these words points to a note: it does in `Sanctuary4`, not in `COVID19` or `Obj.5`."""
    stuck = before.rsplit(maxsplit=1)[-1]
    if any(sign in stuck for sign in ("://", "www.", "@", "%")):
        return False
    word = _WORD_BEFORE.search(stuck)
    return word is None or not (word.group(1).isupper() or word.group(1).lower() in _COUNTING)
