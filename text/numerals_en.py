"""English numbers and fractions in words, read from a row of words."""

from decimal import Decimal

from text.word_row import Read, WordRow

UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_SMALL = {
    **UNITS, "zero": 0, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_SCALES = {"thousand": 1000, "million": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12, "dozen": 12}
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_ORDINALS_WORDS = "first second third fourth other latter former last next final this that each every"
_ORDINALS = frozenset(_ORDINALS_WORDS.split())
_ABOUT_WORDS = "about around nearly almost over under than by exactly approximately roughly just only"
_ABOUT = frozenset(_ABOUT_WORDS.split())
# What stands behind a share when its whole does not: `half the places`, `two thirds were`.
_BEHIND_HALF_WORDS = "the all our their its his her these those my your"
_BEHIND_HALF = frozenset(_BEHIND_HALF_WORDS.split())
_BEHIND_WORDS = "to are is were was be been have has had do did does come came say said and but or"
_BEHIND = frozenset(_BEHIND_WORDS.split())
_TIMES_WORDS = (
    "year years month months week weeks day days hour hours minute minutes working blynedd mlynedd flynedd mis fis "
    "wythnos diwrnod niwrnod awr"
)
TIMES = frozenset(_TIMES_WORDS.split())
OPENERS = frozenset((*_SMALL, *_TENS, "a", "an", "half"))
_HALF = Decimal("0.5")
_MOST = 10**13
_YEARS = range(1900, 2101)


def read_number(row: WordRow, at: int) -> Read | None:
    """The number that begins at a word; `a few hundred` and `thousands` are none."""
    if row.low(at) in ("a", "an"):
        return _article(row, at)
    return _year(row, at) or _counted(row, at)


def _counted(row: WordRow, at: int) -> Read | None:
    total, next_, last = Decimal(0), at, _MOST
    while (group := _below_thousand(row, next_, at)) is not None:
        if [row.low(group.next + step, at) for step in range(3)] == ["and", "a", "half"]:
            scale = _SCALES.get(row.low(group.next + 3, at), 0)
            return Read(total + (group.value + _HALF) * (scale or 1), group.next + (4 if scale else 3))
        scale = _SCALES.get(row.low(group.next, at), 0)
        if not scale or scale >= last:
            return Read(total + group.value, group.next)
        total, next_, last = total + group.value * scale, group.next + 1, scale
        following = next_ + (row.low(next_, at) == "and")
        rest = _below_thousand(row, following, at)
        # In `two thousand and five million` the second number begins anew.
        if rest is None or rest.value >= scale or _SCALES.get(row.low(rest.next, at), 0) >= scale:
            break
        next_ = following
    return Read(total, next_) if next_ > at else None


def _article(row: WordRow, at: int) -> Read | None:
    """`a hundred and fifty`, `a million`, `a dozen`."""
    name = row.low(at + 1, at)
    scale = 100 if name == "hundred" else _SCALES.get(name, 0)
    if not scale:
        return None
    if scale == 100 and (upper := _SCALES.get(row.low(at + 2, at), 0)):
        return Read(Decimal(scale * upper), at + 3)
    rest = _below_thousand(row, at + 2 + (row.low(at + 2, at) == "and"), at)
    if rest is None or rest.value >= scale or row.low(rest.next, at) in _SCALES:
        return Read(Decimal(scale), at + 2)
    return Read(scale + rest.value, rest.next)


def _below_thousand(row: WordRow, at: int, first: int) -> Read | None:
    read = _below_hundred(row, at, first)
    if read is None or row.low(read.next, first) != "hundred":
        return read
    hundreds, next_ = read.value * 100, read.next + 1
    rest = _below_hundred(row, next_ + (row.low(next_, first) == "and"), first)
    if rest is None or row.low(rest.next, first) == "hundred":
        return Read(hundreds, next_)
    return Read(hundreds + rest.value, rest.next)


def _below_hundred(row: WordRow, at: int, first: int) -> Read | None:
    low = row.low(at, first)
    if low in _SMALL:
        return Read(Decimal(_SMALL[low]), at + 1)
    if low in _TENS:
        unit = UNITS.get(row.low(at + 1, at))
        return Read(Decimal(_TENS[low] + (unit or 0)), at + 1 + (unit is not None))
    return None


def _year(row: WordRow, at: int) -> Read | None:
    """`nineteen ninety-nine`, `twenty twenty-five`: said in two halves, and nothing is counted by it."""
    century = {"nineteen": 1900, "twenty": 2000}.get(row.low(at))
    rest = _below_hundred(row, at + 1, at) if century and not row.hyphened(at) else None
    if not century or rest is None or rest.value < 10 or row.low(rest.next, at) in (*_SCALES, "hundred", *TIMES):
        return None
    return Read(century + rest.value, rest.next, year=int(century + rest.value) in _YEARS)


def read_fraction(row: WordRow, at: int) -> Read | None:
    """`half of`, `two thirds`, `a quarter of a million`, `half a dozen`; a third country and half-term are none."""
    above = _below_hundred(row, at, at)
    said = Decimal(1) if row.low(at) in ("a", "an") else above.value if above else None
    place = at if said is None else above.next if above else at + 1
    name = row.low(place, at)
    below = _FRACTIONS.get("half" if name == "halves" else name.removesuffix("s"), 0)
    if not below or (said is None and name != "half") or row.low(at - 1) in _ORDINALS:
        return None
    plural = name.endswith("s")
    if said is not None and (plural != (said > 1) or not said):
        return None
    value = (said or Decimal(1)) / below
    if (scale := _whole(row, place + 1, at)) is not None:
        return Read(value * scale.value, scale.next)
    return Read(value, place + 1, share=True) if plural or _is_share(row, at, place + 1) else None


def _whole(row: WordRow, at: int, first: int) -> Read | None:
    """The number that a fraction is taken of: `of a million`, `a dozen`."""
    place = at + (row.low(at, first) == "of")
    name = row.low(place + 1, first)
    scale = 100 if name == "hundred" else _SCALES.get(name, 0)
    return Read(Decimal(scale), place + 2) if scale and row.low(place, first) == "a" else None


def _is_share(row: WordRow, at: int, behind: int) -> bool:
    following = row.low(behind, at)
    if following == "of" or (row.low(behind - 1) == "half" and following in _BEHIND_HALF):
        return True
    return row.low(at - 1) in _ABOUT and (not following or following in _BEHIND)
