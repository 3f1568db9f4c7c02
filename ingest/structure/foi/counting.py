"""Which questions a number, a place in a list or a heading in front of an answer stands for."""

import re
from abc import abstractmethod

from ingest.structure.foi.asking import Asking
from ingest.structure.foi.entries import cut, headed
from ingest.structure.foi.headings import CLOSES, SIGN_OFF, Part
from ingest.structure.foi.targets import of_numbers
from ingest.structure.paragraphs import Paragraph
from text.listing import items
from text.questions import Marker, echoes, is_bare, marker, squeezed

IN_TURN = re.compile(r"question|point|request|respon[ds]|answer|in turn|cwestiwn|cwestiynau|ateb|ymateb", re.IGNORECASE)
_FIGURE = re.compile(
    r"how (?:many|much|often|long|old)|\b(?:number|total|cost|amount|percentage|proportion|figure|sum|rate)s?\b|"
    r"\b(?:faint|sawl|nifer|cyfanswm|cost|canran)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d{1,2}(?:\.\d{1,2})?\.?")


class Counting(Asking):
    """Knows the counts of the answers; what it works out for a stretch of them is kept, as letters may be long."""

    def __init__(self, parts: list[Paragraph]) -> None:
        super().__init__(parts)
        self._group_told = ""  # the heading of a group that the answers stand under
        self._in_line = False  # whether the numbers of the line being read are known to be those of the questions
        self._ends: dict[int, int] = {}
        self._outer: dict[int, frozenset[str]] = {}
        self._last: dict[int, dict[str, int]] = {}
        self._lines: dict[tuple[int, int], frozenset[int]] = {}
        self._pairs: dict[tuple[int, int], dict[int, int]] = {}
        self._known: tuple[int, frozenset[str]] = (-1, frozenset())

    @abstractmethod
    def _echoed(self, piece: Paragraph) -> tuple[int, ...]:
        """The questions that a piece repeats."""

    def _mark(self, piece: Paragraph) -> Marker | None:
        if self._part is Part.ANSWERS and piece.text.isdigit() and self._at in self._number_lines():
            return Marker(piece.text, len(piece.text), named=False)
        return super()._mark(piece)

    def _region(self) -> range:
        """The pieces of the answers, up to the closing."""
        start = self._answers_at
        if start not in self._ends:
            ends = (
                at
                for at in range(start + 1, len(self._parts))
                if headed(self._parts[at]) in (Part.CLOSING, Part.ANNEX)
                or CLOSES.match(self._parts[at].text)
                or SIGN_OFF.fullmatch(self._parts[at].text)
            )
            self._ends[start] = next(ends, len(self._parts))
        return range(start, self._ends[start])

    def _targets(self, piece: Paragraph) -> tuple[int, ...] | None:
        """The questions that the marker in front of an answer names."""
        found = self._mark(piece)
        if not found or not found.number:
            return None
        whole = self._answer_numbers.whole(found.number)
        group = self._groups.get(self._group_told)
        numbers = [asked.number if not group or at in group else None for at, asked in enumerate(self.asked)]
        if group and not any(numbers):
            return (group[int(whole) - 1],) if whole.isdigit() and 0 < int(whole) <= len(group) else None
        about = of_numbers([whole], numbers) if whole in numbers or not any(numbers) or self._heads(whole) else ()
        about = about or (of_numbers([found.number], numbers) if found.number in numbers or found.named else ())
        return self._restarted(whole, about) or None

    def _heads(self, number: str) -> bool:
        """Whether questions hang below that number, which asks nothing itself: `1.` above `(a)`."""
        return number.isdigit() and any((asked.number or "").startswith(f"{number}(") for asked in self.asked)

    def _restarted(self, number: str, about: tuple[int, ...]) -> tuple[int, ...]:
        """Where the request counts from 1 twice, and so do the answers: the one whose turn it is."""
        same = [index for index in about if self.asked[index].number == number]
        if len(same) < 2:
            return about
        told = self._told.get(number, 0)
        again = self._last_of(number) > self._at
        self._told[number] = told + 1
        return (same[min(told, len(same) - 1)],) if told or again else about

    def _last_of(self, number: str) -> int:
        """Where the number stands for the last time in the answers."""
        if self._answers_at not in self._last:
            found = ((at, marker(self._parts[at].text)) for at in range(self._answers_at, len(self._parts)))
            self._last[self._answers_at] = {one.number: at for at, one in found if one}
        return self._last[self._answers_at].get(number, -1)

    def _counts(self) -> bool:
        """Whether numbers in front of answers are those of the questions, and not of a list that an answer gives."""
        if self._listing:
            return False
        if self._in_line:
            return True
        outer, known = self._told_numbers(), self._outer_numbers()
        return outer <= known and len(outer) * 2 >= len(known)

    def _told_numbers(self) -> frozenset[str]:
        if self._answers_at not in self._outer:
            told = [part for at in self._region() if squeezed((part := self._parts[at]).text) not in self._groups]
            found = [self._mark(part) for part in told]
            numbers = {one.number.split("(")[0] for one in found if one}
            lines = {self._parts[at].text for at in self._number_lines()}
            self._outer[self._answers_at] = frozenset((numbers | lines) - {""})
        return self._outer[self._answers_at]

    def _outer_numbers(self) -> frozenset[str]:
        """Those of the questions, without what hangs below them; unnumbered ones count by place."""
        if self._known[0] != len(self.asked):
            numbers = [asked.number for asked in self.asked if asked.number]
            places = numbers or [str(at + 1) for at in range(len(self.asked))]
            self._known = (len(self.asked), frozenset(number.split("(")[0] for number in places) - {""})
        return self._known[1]

    def _number_lines(self) -> frozenset[int]:
        """Lines that are a bare number without a stop, where all numbers of the request stand so, one by one."""
        key = (self._answers_at, len(self.asked))
        if key not in self._lines:
            self._lines[key] = frozenset(self._find_number_lines())
        return self._lines[key]

    def _find_number_lines(self) -> list[int]:
        wanted = list(dict.fromkeys((asked.number or "").split("(")[0] for asked in self.asked))
        if len(wanted) < 2 or not all(one.isdigit() for one in wanted):
            return []
        found: list[int] = []
        marked: list[str] = []
        due, waiting = 0, False
        for at in self._region():
            text = self._parts[at].text
            number = one.number.split("(")[0] if (one := marker(text)) else ""
            marked.append(number)
            if not waiting and due < len(wanted) and wanted[due] in (text, number):
                found += [at] if text == wanted[due] else []
                due += 1
                waiting = text == wanted[due - 1] or is_bare(text)
            else:
                waiting = is_bare(text) and not text[0].isdigit()
        twice = any(self._parts[at].text in marked for at in found)
        return found if due == len(wanted) and not twice else []

    def _pair_of(self) -> tuple[int, ...] | None:
        """The question whose place in the list of the request is that of this item in the list of the answers."""
        key = (self._answers_at, len(self.asked))
        if key not in self._pairs:
            self._pairs[key] = self._find_pairs()
        place = self._pairs[key].get(self._at)
        return None if place is None else (place,)

    def _find_pairs(self) -> dict[int, int]:
        listed = all(asked.item or asked.number for asked in self.asked)
        told = [at for at in self._region() if self._parts[at].bullet and not marker(self._parts[at].text)]
        if not listed or len(self.asked) < 2 or len(told) != len(self.asked):
            return {}
        above = [self._parts[at].text for at in self._region() if at < told[0] and not headed(self._parts[at])]
        if above and not (len(above) == 1 and above[0].endswith(":") and IN_TURN.search(above[0])):
            return {}
        repeated = any(echoes(self._parts[at].text, asked.text) for at in told for asked in self.asked)
        return {} if repeated else {at: place for place, at in enumerate(told)}

    def _is_value(self, text: str, about: tuple[int, ...] | None) -> bool:
        """Whether a number alone on its line is an answer: it counts nothing, or a figure was asked for."""
        if not _DIGITS.fullmatch(text) or self._at in self._number_lines():
            return False
        if not about or self._at + 1 not in self._region():
            return True
        follows = about[0] == max(self._about, default=-1) + 1
        return self._waiting and not follows and any(_FIGURE.search(self.asked[index].text) for index in self._about)

    def _counted(self, piece: Paragraph) -> list[Paragraph]:
        """Answers that stand one behind the other in a line under the numbers of the questions; none where not so."""
        spans = items(piece.text, bullet=False) if not self._listing else []
        found = [part for start, end in spans if (part := cut(piece, start, end))]
        markers = [marker(part.text) for part in found]
        numbers = [one.number.strip("()") for one in markers if one]
        known = [number.strip("()") for number in dict.fromkeys(self._outer_numbers() or self._limbs())]
        whole = len(numbers) == len(found) > 1 and set(numbers) <= set(known)
        return found if whole and len(numbers) * 2 >= len(known) else []

    def _limbs(self) -> list[str]:
        return [asked.number or "" for asked in self.asked]

    def _begin_group(self, piece: Paragraph) -> tuple[int, ...] | None:
        """The questions of a group whose heading the answers repeat."""
        name = squeezed(piece.text)
        if len(self._groups) < 2 or name not in self._groups:
            return None
        self._group_told, self._told = name, {}
        return tuple(self._groups[name])
