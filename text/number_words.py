"""Numbers and shares that are spelled out: `ninety-one`, `two thirds of`, `nine in ten`, `naw deg un`, `hanner miliwn`.

They are read word by word, each reading a few words on at most, so that no text costs more than its length.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from text import numerals_cy, numerals_en
from text.word_row import Read, WordRow

_OPENERS = numerals_en.OPENERS | numerals_cy.OPENERS
_ONES = frozenset(("one", "un", "zero"))
# Between the two numbers of a share, the longest first; behind the loose ones only these are wholes.
_JOINTS = (
    ("out", "of", "every"), ("out", "of"), ("in", "every"), ("in",), ("o", "bob"), ("allan", "o"), ("mewn",),
)  # fmt: skip
_LOOSE = frozenset((("in",), ("mewn",)))
_ROUND = frozenset((3, 4, 5, 6, 8, 10, 12, 20, 50))
_HUNDRED = 100
_YEAR = re.compile(r"(?:19|20)\d\d")
# In front of a number these make it part of something else.
_STUCK = frozenset(".,/:-\u2010\u2011_’'")


@dataclass(frozen=True)
class SpelledNumber:
    """A number in words where it stands."""

    start: int
    end: int
    value: Decimal
    share: bool
    """Whether it is a part of a whole: a half, two thirds, nine in ten."""
    year: bool
    """Whether it is said as a year is: `twenty nineteen`."""
    one: bool
    """Whether it counts only in front of a unit: `one of them` counts nothing."""
    counted: str
    """The noun inside it, as in `tair blynedd ar ddeg`; empty where there is none."""


def spelled_numbers(text: str) -> list[SpelledNumber]:
    """Every number in words, in order and never overlapping; `thousands` and `a few hundred` are none."""
    row, found, at = WordRow(text), [], 0
    while at < len(row):
        read = _read(row, at)
        if read is not None:
            found.append(_spelled(row, at, read))
        at = read.next if read is not None else at + 1
    return found


def _spelled(row: WordRow, at: int, read: Read) -> SpelledNumber:
    start, end = row.span(at, read.next)
    alone = read.next == at + 1 and row.low(at) in _ONES and not read.share
    counted = row.low(read.inner) if read.inner is not None else ""
    return SpelledNumber(start, end, read.value, read.share, read.year, alone, counted)


def _read(row: WordRow, at: int) -> Read | None:
    """The longest reading that begins at a word, in either language; of digits only a share is read."""
    if not _opens(row, at):
        return None
    readers = (_share, numerals_en.read_fraction, numerals_cy.read_fraction, numerals_en.read_number)
    found = [read for reader in (*readers, numerals_cy.read_number) if (read := reader(row, at)) is not None]
    best = max(found, key=lambda read: read.next, default=None)
    if best is None or (best.next == at + 1 and numerals_cy.doubtful(row, at)):
        return None
    return best


def _opens(row: WordRow, at: int) -> bool:
    start = row.span(at, at + 1)[0]
    before = row.text[start - 1 : start] if start else ""
    if before and (before.isalnum() or before in _STUCK):
        return False
    if row.low(at) in numerals_cy.SCALES and row.low(at - 1)[:1].isdecimal():
        return False  # the scale of a number in digits: `2.5 miliwn`
    return row.low(at)[0].isdecimal() or row.low(at) in _OPENERS


def _share(row: WordRow, at: int) -> Read | None:
    """So many in so many: nine in ten, 1 in 8,000, naw o bob deg."""
    above = _number(row, at, at)
    if above is None or above.next >= len(row):
        return None
    joint = next((one for one in _JOINTS if _follows(row, above.next, at, one)), None)
    below = _number(row, above.next + len(joint), at) if joint else None
    if joint is None or below is None or not 0 < above.value < below.value:
        return None
    return None if joint in _LOOSE and _no_whole(row, above, below) else _as_share(above, below)


def _as_share(above: Read, below: Read) -> Read:
    return Read(above.value / below.value, below.next, share=True)


def _no_whole(row: WordRow, above: Read, below: Read) -> bool:
    """`Fell by 3 in 12 months`, `200 in 2019` and `two in ten-bed houses` are no shares."""
    last = row.written(below.next - 1)
    if row.low(below.next) in numerals_en.TIMES or row.hyphened(below.next - 1) or _YEAR.fullmatch(last):
        return True
    if below.value in _ROUND or (below.value % _HUNDRED == 0 and above.value < 10):
        return False
    return above.value != 1


def _follows(row: WordRow, at: int, first: int, words: tuple[str, ...]) -> bool:
    return all(row.low(at + step, first) == word for step, word in enumerate(words))


def _number(row: WordRow, at: int, first: int) -> Read | None:
    low = row.low(at, first)
    if low[:1].isdecimal():
        return Read(Decimal(low.replace(",", "")), at + 1)
    if not low or low in ("a", "an"):
        return None
    return numerals_en.read_number(row, at) or numerals_cy.read_number(row, at)
