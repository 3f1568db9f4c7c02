"""Welsh numbers and fractions in words, counted in tens or in twenties, read from a row of words."""

from decimal import Decimal

from text.word_row import Read, WordRow

_UNITS = {
    "un": 1, "dau": 2, "dwy": 2, "ddau": 2, "ddwy": 2, "tri": 3, "tair": 3, "dri": 3, "dair": 3, "thri": 3,
    "thair": 3, "pedwar": 4, "pedair": 4, "bedwar": 4, "bedair": 4, "phedwar": 4, "phedair": 4, "pump": 5, "pum": 5,
    "bump": 5, "bum": 5, "phump": 5, "phum": 5, "chwech": 6, "chwe": 6, "saith": 7, "wyth": 8, "naw": 9,
}  # fmt: skip
_TENS = {
    "deg": 10, "ddeg": 10, "deng": 10, "ddeng": 10, "deuddeg": 12, "ddeuddeg": 12, "deuddeng": 12, "ddeuddeng": 12,
    "pymtheg": 15, "bymtheg": 15, "phymtheg": 15, "pymtheng": 15, "bymtheng": 15, "deunaw": 18, "ddeunaw": 18,
    "ugain": 20, "hugain": 20, "deugain": 40, "ddeugain": 40, "trigain": 60, "drigain": 60,
}  # fmt: skip
_BASES = {"ddeg": 10, "bymtheg": 15, "hugain": 20, "ddeugain": 40, "thrigain": 60}
_HUNDREDS = frozenset(("cant", "gant", "chant", "can", "gan", "chan"))
SCALES = {
    "mil": 1000, "fil": 1000, "miliwn": 10**6, "filiwn": 10**6, "biliwn": 10**9, "dwsin": 12, "ddwsin": 12,
}  # fmt: skip
_COUNTED_BY_CAN = frozenset((*SCALES, "mlynedd", "punt", "bunt", "phunt", "diwrnod", "niwrnod", "awr"))
_FRACTIONS = {
    "hanner": 2, "traean": 3, "draean": 3, "thraean": 3, "chwarter": 4,
}  # fmt: skip
_PART = frozenset(("ran", "rhan"))
# What stands behind a share: half of the, a third of.
_BEHIND = frozenset(("y", "yr", "o", "ein", "eu", "ei"))
_ORDINALS = frozenset(("ail", "cyntaf", "trydydd", "trydedd", "pedwerydd", "olaf"))
# Alone these may be English: a heat pump, `they cant`, `2 mil`, a tri-service group.
_ENGLISH_TOO = frozenset(("pump", "cant", "mil", "tri", "un", "deg"))
OPENERS = frozenset((*_UNITS, *_TENS, *_HUNDREDS, *SCALES, *_FRACTIONS))
_HALF = Decimal("0.5")
_MOST = 10**13


def doubtful(row: WordRow, at: int) -> bool:
    """Whether a word that stands alone is as likely an English one or a name."""
    low = row.low(at)
    if low == "un" and row.written(at).isupper():
        return True
    return low in _ENGLISH_TOO and row.low(at + 1, at) not in ("o", "y") and not row.welsh


def read_number(row: WordRow, at: int) -> Read | None:
    """The number that begins at a word: `naw deg un`, `tri chan mil`, `pedwar ar bymtheg`, `tair blynedd ar ddeg`."""
    total, next_, last = Decimal(0), at, _MOST
    while (group := _hundreds(row, next_, at)) is not None:
        scale = SCALES.get(row.low(group.next, at), 0)
        if not scale or scale >= last or group.inner is not None:
            return Read(total + group.value, group.next, inner=group.inner)
        total, next_, last = total + group.value * scale, group.next + 1, scale
        if (row.low(next_, at), row.low(next_ + 1, at)) == ("a", "hanner"):
            return Read(total + _HALF * scale, next_ + 2)
        following = next_ + (row.low(next_, at) in ("a", "ac"))
        rest = _hundreds(row, following, at)
        if rest is None or rest.next == following or SCALES.get(row.low(rest.next, at), 0) >= scale:
            break
        next_ = following
    return Read(total, next_) if next_ > at else None


def _hundreds(row: WordRow, at: int, first: int) -> Read | None:
    """Below a thousand; a scale that stands alone, as in `mil o bobl`, is one of it and no word is taken yet."""
    if row.low(at, first) in SCALES:
        return Read(Decimal(1), at)
    small = _small(row, at, first)
    place = small.next if small and small.inner is None and small.value < 10 else at
    if not _is_hundred(row, place, first):
        return small
    hundreds, next_ = (small.value if small and place > at else Decimal(1)) * 100, place + 1
    if (row.low(next_, first), row.low(next_ + 1, first)) == ("a", "hanner"):
        return Read(hundreds + 50, next_ + 2)
    rest = _small(row, next_ + (row.low(next_, first) in ("a", "ac")), first)
    if rest is None or _is_hundred(row, rest.next, first):
        return Read(hundreds, next_)
    return Read(hundreds + rest.value, rest.next, inner=rest.inner)


def _is_hundred(row: WordRow, at: int, first: int) -> bool:
    """`can`, `gan` and `chan` are a hundred only in front of what they count, and `y cant` is a share."""
    low = row.low(at, first)
    if low not in _HUNDREDS or row.low(at - 1) == "y":
        return False
    return low.endswith("t") or row.low(at + 1, first) in _COUNTED_BY_CAN


def _small(row: WordRow, at: int, first: int) -> Read | None:
    low = row.low(at, first)
    unit, tens = _UNITS.get(low), _TENS.get(low)
    if unit is None:
        return None if tens is None else _upon(row, tens, at + 1, first)
    if row.low(at + 1, first) in ("deg", "ddeg"):
        more = _UNITS.get(row.low(at + 2, first))
        return Read(Decimal(unit * 10 + (more or 0)), at + 2 + (more is not None))
    if row.low(at + 1, first) == "ugain":
        return _upon(row, unit * 20, at + 2, first)
    return _upon(row, unit, at + 1, first)


def _upon(row: WordRow, value: int, at: int, first: int) -> Read:
    """What is counted upon ten, fifteen or twenty, with or without its noun inside."""
    inner = None
    if row.low(at, first) != "ar" and row.low(at + 1, first) == "ar" and row.low(at + 2, first) in _BASES:
        inner, at = at, at + 1
    last = 0
    while row.low(at, first) == "ar" and _BASES.get(row.low(at + 1, first), 0) > last:
        last = _BASES[row.low(at + 1, first)]
        value, at = value + last, at + 2
    return Read(Decimal(value), at, inner=inner)


def read_fraction(row: WordRow, at: int) -> Read | None:
    """`hanner miliwn`, `hanner y`, `dau draean o`, `tri chwarter`, `dwy ran o dair`."""
    above = _UNITS.get(row.low(at))
    if above is not None and row.low(at + 1, at) in _PART:
        below = _UNITS.get(row.low(at + 3, at)) or _TENS.get(row.low(at + 3, at)) or 0
        return (
            Read(Decimal(above) / below, at + 4, share=True) if row.low(at + 2, at) == "o" and below > above else None
        )
    place = at if above is None else at + 1
    below = _FRACTIONS.get(row.low(place, at), 0)
    if not below or row.low(at - 1) in _ORDINALS or (above or 1) >= below:
        return None
    value = Decimal(above or 1) / below
    whole = _whole(row, place + 1, at)
    if whole is not None:
        return Read(value * whole.value, whole.next)
    return Read(value, place + 1, share=True) if above or row.low(place + 1, at) in _BEHIND else None


def _whole(row: WordRow, at: int, first: int) -> Read | None:
    """The number that a fraction is taken of: a hundred, a hundred thousand, a million."""
    at += row.low(at, first) == "o"
    hundred = _is_hundred(row, at, first)
    scale = SCALES.get(row.low(at + hundred, first), 0)
    if not hundred and not scale:
        return None
    return Read(Decimal((100 if hundred else 1) * (scale or 1)), at + hundred + bool(scale))
