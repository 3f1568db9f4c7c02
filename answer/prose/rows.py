"""A sentence as a row of words, and whether a clause of its own begins at one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from answer.prose.verbs import Token, finite_places, forms, is_welsh, tokens, words

_AHEAD = 12
_LEADERS = 4
_NAME = 5
_NO_WORDS = ("mark", "line", "symbol")
_NO_END = frozenset(["'", '"', "%", "/"])


@dataclass(frozen=True)
class Row:
    """The tokens of a sentence and what is known of each."""

    text: str
    """The whole text, with straight apostrophes, at its own offsets."""
    tokens: Sequence[Token]
    finite: Sequence[bool]
    welsh: bool
    words_next: Sequence[int]
    """For each token, the place of the first word from it on."""
    marks_next: Sequence[int]
    """For each token, the place of the first mark from it on."""

    def low(self, at: int) -> str:
        """The word at a place, empty outside the sentence."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def sort(self, at: int) -> str:
        """The sort of token at a place, empty outside the sentence."""
        return self.tokens[at].sort if 0 <= at < len(self.tokens) else ""

    def next_word(self, at: int) -> int:
        """The place of the first word, number or tag from a place on."""
        return self.words_next[at] if at < len(self.tokens) else at

    def mark_after(self, at: int) -> int:
        """The place of the first mark from a place on, quotation marks passed over."""
        return self.marks_next[at] if at < len(self.tokens) else at

    def between(self, start: int, end: int) -> str:
        """The text of a run of tokens."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if start < end else ""

    def words_in(self, start: int, end: int) -> int:
        """How many of the tokens are words, numbers or tags."""
        return sum(self.tokens[at].sort in ("word", "number", "tag") for at in range(start, end))


@dataclass(frozen=True)
class Stretch:
    """A run of tokens of a sentence."""

    row: Row
    start: int
    end: int

    @property
    def text(self) -> str:
        """As it stands, without what closes it."""
        return self.row.between(self.start, self.end)

    def low(self, at: int) -> str:
        """Its word at a place counted from its own beginning, empty behind its end."""
        return self.row.low(self.start + at) if self.start + at < self.end else ""


def row_of(text: str, start: int, end: int, welsh: bool) -> Row:
    """The row of a sentence; `welsh` decides where its own words speak for neither language."""
    row = tokens(text, start, end)
    in_welsh = is_welsh(row, otherwise=welsh)
    words_next, marks_next = [0] * len(row), [0] * len(row)
    word = mark = len(row)
    for at in reversed(range(len(row))):
        if row[at].sort not in _NO_WORDS:
            word = at
        elif row[at].low not in _NO_END:
            mark = at
        words_next[at], marks_next[at] = word, mark
    return Row(text, row, finite_places(row, in_welsh), in_welsh, words_next, marks_next)


def clause_at(row: Row, at: int) -> str:
    """`own` for a clause with its subject, `direct` or `plain` for a verb without one, empty for neither."""
    return _clause_cy(row, at) if row.welsh else _clause_en(row, at)


def held_together(row: Row, at: int) -> bool:
    """Whether a conjunction joins no clauses: `nobody but`, `just because`, `or not`, `refugees and asylum seekers`."""
    low, before, after = row.low(at), row.low(at - 1), row.low(at + 1)
    if low in ("but", "because", "cos"):
        return before in words("bound_en")
    return (low == "or" and after == "not") or {before, after} <= words("kinds_of_people_en")


def within_list(row: Row, at: int, after: int) -> bool:
    """Whether a comma stands in a name or before a noun: `the Safety, Security and Migration group`."""
    names = row.tokens[at - 1].capital and row.tokens[after].capital
    return (names and row.low(after + 1) == "and") or "-" in row.low(at - 1)


def joins_cy(row: Row, at: int) -> bool:
    """Whether Welsh `a` joins rather than relates: behind a relative `a` the verb is softened, its subject in front."""
    after = row.low(at + 1)
    if not row.finite[at + 1] or after in words("clear_cy") or after.startswith(("ch", "ph", "th")):
        return True
    named = at + 2 < len(row.tokens) and row.tokens[at + 2].capital
    softened = after.startswith(("f", "dd", "l", "w")) and not after.startswith(("ff", "ll"))
    return not softened and (named or row.low(at + 2) in words("subjects_cy"))


def _clause_en(row: Row, at: int) -> str:
    for _ in range(_LEADERS):
        that = row.low(at) == "that" and at + 1 < len(row.tokens) and not row.finite[at + 1]
        at += that or row.low(at) in words("adverbs_en")
    if at >= len(row.tokens) or row.low(at) in ("to", "of", "that"):
        return ""
    if row.finite[at]:
        return "own" if row.low(at) in words("subjects_en") else "direct"
    for place in range(at, min(at + _AHEAD, len(row.tokens))):
        low = row.low(place)
        if place > at and row.finite[place]:
            return "" if _later_joint(row, at, place) else "own"
        if row.sort(place) not in ("word", "number", "tag", "symbol") or low in words("closers_en"):
            break
        if place > at and low in words("joints_en") and row.low(place + 1) in words("subjects_en"):
            break
    return "plain" if _is_plain_verb(row, at) else ""


def _later_joint(row: Row, at: int, verb: int) -> bool:
    """Whether the verb belongs to what stands behind a later `and`: `houses to people and Cardiff pays`."""
    joints = [place for place in range(at + 1, verb) if row.low(place) in ("and", "but")]
    return bool(joints) and any(row.low(place) in words("prepositions_en") for place in range(at + 1, joints[-1]))


def _is_plain_verb(row: Row, at: int) -> bool:
    form = forms().get(row.low(at))
    if form is None or form.tense != "plain":
        return False
    after = row.low(at + 1) in words("objects_en") or row.sort(at + 1) == "number"
    return after or row.low(at) in ("get", "have", "live")


def _clause_cy(row: Row, at: int) -> str:
    for _ in range(_LEADERS):
        if row.low(at) in ("bod", "fod"):
            return "own"
        at += row.low(at) in words("opening_cy") and at + 1 < len(row.tokens)
    if at >= len(row.tokens) or row.finite[at]:
        return "own" if at < len(row.tokens) else ""
    for place in range(at + 1, min(at + _AHEAD, len(row.tokens))):
        low = row.low(place)
        if row.sort(place) not in ("word", "number", "tag") or low in words("joints_cy"):
            break
        if low in words("focus_cy"):
            # `sy` mostly relates; behind a name it says who does.
            named = row.tokens[at].capital and place - at < _NAME
            return "own" if named or not low.startswith("sy") else ""
        if row.finite[place] or low in words("closers_cy"):
            break
    return ""
