"""Questions and answers in the rows of a table."""

import re

from corpus.version import Role
from ingest.structure.foi.entries import cut
from ingest.structure.foi.headings import Part
from ingest.structure.foi.replying import Replying
from ingest.structure.paragraphs import Paragraph
from text.questions import asks, marker

_COLUMN = re.compile(
    r"(?:(?P<number>no\.?|number|ref\.?|item|#|rhif)|(?P<asked>(?:your )?(?:questions?|requests?)|"
    r"information requested|"
    r"cwestiwn|cais)|(?P<answer>(?:our )?(?:response|answer|reply)s?|information provided|(?:ein )?(?:hymateb|"
    r"ymateb|ateb)))\s?:?",
    re.IGNORECASE,
)


def is_header(piece: Paragraph) -> bool:
    """Whether a row names the columns of questions and answers."""
    names = [_COLUMN.fullmatch(cell.text) for cell in _cells(piece)] if piece.row else []
    return {"asked", "answer"} <= {str(name.lastgroup) for name in names if name} and all(names)


class Tabled(Replying):
    """Reads rows."""

    def _row(self, piece: Paragraph) -> None:
        cells = _cells(piece)
        names = [_COLUMN.fullmatch(cell.text) for cell in cells]
        if cells and all(names):
            self._columns = {str(name.lastgroup): at for at, name in enumerate(names) if name}
            self._part = Part.ANSWERS
            self._add(piece, Role.HEADING)
        elif pair := self._pair(cells):
            self._answer_row(cells, *pair)
        elif self._part is Part.QUESTIONS:
            self._ask(cells[-1])
        else:
            self._add(piece, Role.FRONT if self._part is Part.FRONT else Role.ANSWER, self._about)
            self._answered = self._part is Part.ANSWERS

    def _pair(self, cells: list[Paragraph]) -> tuple[int, int] | None:
        """Which cell asks and which answers."""
        if "asked" in self._columns and "answer" in self._columns:
            # A row may leave out the cell of its number, or the header may.
            shift = len(cells) - len(self._columns)
            pair = (self._columns["asked"] + shift, self._columns["answer"] + shift)
            return pair if 0 <= pair[0] < len(cells) and 0 <= pair[1] < len(cells) else None
        for at, cell in enumerate(cells[:-1]):
            if self._echoed(cell) or (cell.text.endswith("?") and self._part is not Part.FRONT):
                self._paired = at
                return at, at + 1
        if 0 <= self._paired < len(cells) - 1 and self._follows(cells[self._paired]):
            return self._paired, self._paired + 1
        return None

    def _follows(self, cell: Paragraph) -> bool:
        """Whether a cell below a question's goes on with their count, or asks."""
        found, last = self._mark(cell), self.asked[-1].number if self.asked else None
        if found and last and last.isdigit():
            return found.number == str(int(last) + 1)
        return not last and asks(cell.text)

    def _answer_row(self, cells: list[Paragraph], asking: int, answering: int) -> None:
        self._part = Part.ANSWERS
        echo = self._echoed(cells[asking])
        if echo:
            self._about = echo
            self._add(cells[asking], Role.QUESTION, echo)
        else:
            number = marker(cells[0].text + ".") if asking else None
            self._pending = f"{number.number}." if number and not marker(cells[asking].text) else ""
            self._ask(cells[asking])
            self._about = (len(self.asked) - 1,)
        for cell in cells[answering:]:
            self._add(cell, Role.ANSWER, self._about)
        self._answered = True


def _cells(piece: Paragraph) -> list[Paragraph]:
    found, at = [], 0
    for cell in piece.text.split("\t"):
        if part := cut(piece, at, at + len(cell)):
            found.append(part)
        at += len(cell) + 1
    return found
