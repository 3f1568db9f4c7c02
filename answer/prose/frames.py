"""What stands before an assertion and only says how it came round: openers, tellers, feelings, forms of question."""

import re
from dataclasses import dataclass

from answer.prose.rows import Row, Stretch
from answer.prose.verbs import doing, forms, past_of, pattern, third_person, words

_FRAMES_AT_MOST = 4
_SUBJECT_AT_MOST = 9
_AHEAD = 14
_FRAME_CHARS = 160
_PAUSED_WORDS = "no yes yeah o a i na ie hey oh listen look still right ok"
_PAUSED = frozenset(_PAUSED_WORDS.split())
_BE = frozenset(["is", "are", "was", "were"])
_WELSH_MAIN = (
    (re.compile(r"(?:bod|fod) yr? ", re.IGNORECASE), "Mae'r "),
    (re.compile(r"(?:bod|fod) ", re.IGNORECASE), "Mae "),
    (re.compile(r"(?:nad|nad yw|nad ydy) (?=yw|ydy|oes|oedd)", re.IGNORECASE), "Nid "),
    (re.compile(r"na (?=\w)", re.IGNORECASE), "Ni "),
    (
        re.compile(
            r"(?:mai|taw) (?=\w)|yr? (?=(?:mae|bydd|byddai|oedd|gall|caiff|ceir|dylai|\w+odd)\b)", re.IGNORECASE
        ),
        "",
    ),
)


@dataclass(frozen=True)
class Frame:
    """Where an assertion begins behind what introduces it."""

    core: int
    """Number of its first token."""
    told: bool
    """Whether more than a mere opener stands before it, so that it is said whatever the form of the sentence."""


def frame_at(row: Row, begin: int) -> Frame:
    """The frame of what begins at a token: `A neighbour told me that`, `Is it true that`, `Apparently`."""
    at, told = row.next_word(begin), False
    for _ in range(_FRAMES_AT_MOST):
        after = _past_opener(row, at)
        inner = _past_pattern(row, after)
        if inner == after:
            inner = _past_teller(row, after)
        if inner == at:
            break
        told = told or inner > after
        at = row.next_word(inner)
    return Frame(at, told)


def source_end(row: Row, at: int) -> int:
    """Where what a paper or a body says begins: behind `the plan says that`; the same place where nobody says so."""
    saying = _saying(row, at)
    if saying is None or not _has(row, at, saying, "officials_en", "officials_cy"):
        return at
    after = saying + (2 if row.low(saying + 1) == "that" else 1)
    return after if _asserts(row, after) else at


def _past_opener(row: Row, at: int) -> int:
    openers = words("openers_cy" if row.welsh else "openers_en")
    while row.low(at) in openers and row.words_in(at, min(at + 4, len(row.tokens))) > 2:
        paused = row.low(at + 1) in (",", "-", "...", "…", "!", ":")
        if not paused and (row.low(at) in _PAUSED or row.finite[at + 1] or row.sort(at + 1) not in ("word", "number")):
            break
        at = row.next_word(at + 1)
    return at


def _past_pattern(row: Row, at: int) -> int:
    if at >= len(row.tokens):
        return at
    start = row.tokens[at].start
    match = pattern("frame").match(row.text, start, min(start + _FRAME_CHARS, row.tokens[-1].end))
    if match is None:
        return at
    after = at
    while after < len(row.tokens) and row.tokens[after].start < match.end():
        after += 1
    # `It is Wales that decides` has its subject before the `that`.
    if row.welsh and _has(row, at, after, "officials_cy"):
        return at
    verb = after < len(row.tokens) and row.finite[after] and row.low(after) not in words("subjects_en")
    severed = verb and row.low(after - 1) == "that"
    return at if severed or row.next_word(after) >= len(row.tokens) else after


def _past_teller(row: Row, at: int) -> int:
    saying = None if row.welsh else _saying(row, at)
    if saying is None or _has(row, at, saying, "officials_en"):
        return at
    passed_on = row.low(saying) == "told" and row.finite[saying - 1]
    if not passed_on and not _has(row, at, saying, "tellers_en"):
        return at
    after = saying + 1
    for _ in range(3):
        if row.low(after) in words("told_en"):
            after += 1
    if row.low(after) in (",", ":") and row.words_in(after, len(row.tokens)) > 1:
        return after + 1
    if row.low(after) in ("that", "whether", "if", "how") and row.words_in(after, len(row.tokens)) > 2:
        return after + 1
    return after if _asserts(row, after) else at


def _saying(row: Row, at: int) -> int | None:
    """The verb of saying of the clause that begins at a place, if that is its first full verb."""
    group = words("saying_cy" if row.welsh else "saying_en")
    for place in range(at + 1, min(at + _SUBJECT_AT_MOST, len(row.tokens))):
        if row.sort(place) != "word" or row.low(place) in words("closers_en"):
            return None
        if row.low(place) in group:
            return place
        helping = row.low(place) in words("auxiliaries_en") or row.low(place) in words("finite_cy")
        if row.finite[place] and not helping:
            return None
    return None


def _has(row: Row, start: int, end: int, *groups: str) -> bool:
    found = {row.low(at).split("'")[0] for at in range(start, end)} | {row.low(at) for at in range(start, end)}
    return any(not words(group).isdisjoint(found) for group in groups)


def _asserts(row: Row, at: int) -> bool:
    """Whether a clause with a verb of its own follows at once."""
    if row.welsh and row.low(at) in words("that_cy"):
        return True
    for place in range(at, min(at + _AHEAD, len(row.tokens))):
        if row.finite[place] and (place > at or row.low(place) in words("subjects_en")):
            return True
        if row.sort(place) in ("mark", "line", "symbol") or row.low(place) in words("closers_en"):
            return False
        if row.low(place) in words("joints_en") and row.low(place) not in ("and", "so"):
            return False
    return False


def statement(asked: Stretch) -> str:
    """A question's words in the order of a statement, where its subject can be told from its verb; else as asked."""
    row, end = asked.row, asked.end
    match = pattern("asking").match(asked.text)
    if match is None:
        indirect = asked.low(0) in ("why", "how", "when") and asked.low(1) not in words("moved_en")
        return row.between(asked.start + 1, end) if indirect else asked.text
    at = asked.start
    while at < end and row.tokens[at].start < row.tokens[asked.start].start + match.end():
        at += 1
    if row.welsh:
        return spoken_of(Stretch(row, at, end))
    if row.low(at) not in words("moved_en"):
        return row.between(at, end) or asked.text
    return _turned_round(row, at, end)


def _turned_round(row: Row, at: int, end: int) -> str:
    """The words from a moved auxiliary on, with that auxiliary put in front of its verb."""
    verb = _verb_of(row, at, end)
    if row.low(at + 2) == "not" and at + 3 < end and not _why(row, at):
        return f"{row.low(at + 1)} {row.low(at)} {row.between(at + 3, end)}"  # `Was it not …?` expects a yes
    if verb is None:
        return row.between(at, end)
    if row.low(verb - 1) == "not":
        return f"{row.between(at + 1, verb - 1)} {row.low(at)} not {row.between(verb, end)}"
    rest = row.text[row.tokens[verb].end : row.tokens[end - 1].end]
    return f"{row.between(at + 1, verb)} {_with(row, at, verb)}{rest}"


def _verb_of(row: Row, at: int, end: int) -> int | None:
    """Where the subject behind a moved auxiliary ends."""
    helper = row.low(at).removesuffix("n't")
    for place in range(at + 2, min(at + _AHEAD, end)):
        form, low = forms().get(row.low(place)), row.low(place)
        if row.sort(place) not in ("word", "number", "tag"):
            return None
        if helper in _BE or helper == "am":
            if (form and form.tense in ("ing", "past", "done")) or low in words("ready_en"):
                return place
            if low in words("prepositions_en") and low not in ("of", "for"):
                return place
        elif form and (form.tense == "plain" or (helper in ("has", "have", "had") and form.tense in ("past", "done"))):
            return place if not _bound(row, place) else None
    return None


def _bound(row: Row, at: int) -> bool:
    return row.low(at - 1) in words("determiners_en") or row.low(at - 1) in words("prepositions_en")


def _with(row: Row, at: int, verb: int) -> str:
    """The auxiliary and the verb as one: `did … scrap` is `scrapped`, `is … paying` stays as it is."""
    helper, low = row.low(at), row.low(verb)
    form = forms().get(low)
    if form and form.tense == "plain" and helper in ("did", "didn't") and not _why(row, at):
        return past_of(form.stem)
    if form and form.tense == "plain" and helper in ("do", "does", "did"):
        return {"do": low, "does": third_person(form.stem), "did": past_of(form.stem)}[helper]
    # `Isn't it paid by Wales?` expects a yes; `Why isn't it?` takes the no for granted.
    kept = helper if _why(row, at) else helper.removesuffix("n't")
    return f"{kept} {low}"


def _why(row: Row, at: int) -> bool:
    return row.low(at - 1) in ("why", "come", "when", "earth", "hell", "exactly", "how")


def spoken_of(clause: Stretch) -> str:
    """The Welsh clause behind `bod` or `nad` as a sentence of its own; anything else as it stands."""
    for opening, put in _WELSH_MAIN:
        if match := opening.match(clause.text):
            return put + clause.text[match.end() :]
    return clause.text


def from_before(before: Stretch, now: Stretch) -> str | None:
    """What is said with what it borrows from the clause before, where that can be told for sure."""
    return _doing_it(before, now) or _same_of(before, now) or _other_way(before, now)


def _doing_it(before: Stretch, now: Stretch) -> str | None:
    """`Wales gives asylum to all` and `it eats our budget` as `Wales giving asylum to all eats our budget`."""
    row = before.row
    verb = next((place for place in range(before.start, before.end) if row.finite[place]), before.start)
    form = forms().get(row.low(verb))
    if now.low(0) not in ("it", "that", "this") or now.low(1) not in words("costing_en"):
        return None
    if now.row is not row or verb == before.start or form is None or form.tense != "s" or form.stem == "be":
        return None
    done = row.text[row.tokens[verb].end : row.tokens[before.end - 1].end]
    return f"{row.between(before.start, verb)} {doing(form.stem)}{done} {now.row.between(now.start + 1, now.end)}"


def _same_of(before: Stretch, now: Stretch) -> str | None:
    """`A is paid by B` and `so is C` as `C is paid by B`."""
    helper = now.low(1)
    if now.low(0) != "so" or helper not in _BE:
        return None
    verb = next((place for place in range(before.start, before.end) if before.row.low(place) in _BE), before.end)
    rest = before.row.between(verb + 1, before.end)
    return f"{now.row.between(now.start + 2, now.end)} {helper} {rest}" if rest else None


def _other_way(before: Stretch, now: Stretch) -> str | None:
    """`Has the Senedd a seat` and `was it kept out` as `the Senedd was kept out`."""
    if now.low(0) not in words("moved_en") or now.low(1) not in ("it", "they", "he", "she"):
        return None
    same = now.row is before.row and before.low(0) in words("moved_en")
    verb = _verb_of(before.row, before.start, before.end) if same else None
    if verb is None or now.start + 2 >= now.end:
        return None
    return f"{before.row.between(before.start + 1, verb)} {now.low(0)} {now.row.between(now.start + 2, now.end)}"
