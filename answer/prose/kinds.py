"""Claims told from opinions, questions, insults and mere words, by what a piece of prose says and how."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from answer.prose.rows import Row, Stretch
from answer.prose.verbs import forms, pattern, words
from text.figures import Figure

_PREMISES = frozenset(["count", "gbp", "percent", "ratio", "eur", "usd"])
_ASKING_JOINTS = frozenset(["", ",", "or", "so", ";", "-", "–", ":", "!", "?", "..."])
_FEW = 3
_LINKING = frozenset(["be", "look", "seem", "feel", "sound", "smell"])
_BE = frozenset(["is", "are", "was", "were", "am", "isn't", "aren't", "wasn't", "weren't", "it's", "that's", "they're"])


class Kind(StrEnum):
    """What is done with words: only a claim is looked up."""

    CLAIM = "claim"
    OPINION = "opinion"
    QUESTION = "question"
    INSULT = "insult"
    OTHER = "other"
    """Greetings, thanks, links, calls on the reader, and words that say nothing."""


@dataclass(frozen=True)
class Said(Stretch):
    """A clause without its frame, and how it stands in its sentence."""

    joint: str
    """The word or mark in front of it."""
    told: bool
    """Whether somebody is said to have said it."""
    asked: bool
    """Whether a question mark ends it."""
    in_question: bool
    """Whether a question mark ends its sentence."""
    counted: Sequence[Figure]

    @property
    def numbered(self) -> bool:
        """Whether it counts anything, in figures or in words."""
        places = range(self.start, self.end)
        known = words("numbers_cy" if self.row.welsh else "numbers_en")
        return bool(self.counted) or any(known.issuperset(self.row.low(at).split("-")) for at in places)

    @property
    def premised(self) -> bool:
        """Whether it counts people, money or shares, which a question or a demand takes for granted."""
        return any(figure.unit in _PREMISES for figure in self.counted)

    @property
    def content(self) -> list[int]:
        """Places of the words that say something."""
        row = self.row
        kept = words("empty") | words("thin_en")
        places = (at for at in range(self.start, self.end) if row.sort(at) in ("word", "number"))
        return [at for at in places if row.low(at) not in kept]

    @property
    def finite(self) -> bool:
        """Whether a finite verb stands in it."""
        return any(self.row.finite[self.start : self.end])


def kind_of(said: Said) -> Kind:
    """What kind of words these are; in doubt a claim, since one too many costs nothing."""
    if not said.row.words_in(said.start, said.end) or _is_mere(said):
        return Kind.OTHER
    if asked := _asked(said):
        return asked
    if _is_insult(said):
        return Kind.INSULT
    if called := _called(said):
        return called
    if not pattern("sourced").search(said.text) and (_is_felt(said) or _is_foretold(said) or _is_valued(said)):
        return Kind.OPINION
    return Kind.CLAIM if _says_something(said) else Kind.OTHER


def _is_mere(said: Said) -> bool:
    alone = said.text.strip("\"'“”«» .!?")
    if any(pattern(group).fullmatch(alone) for group in ("greeting", "thanks", "interjection", "standing")):
        return True
    return all(said.row.sort(at) in ("tag", "link", "mark", "symbol", "line") for at in range(said.start, said.end))


def _asked(said: Said) -> Kind | None:
    """A question, an opinion asked for, or a claim that a question takes for granted; None where nothing is asked."""
    if pattern("tag").fullmatch(said.text):
        return Kind.QUESTION if said.asked or said.in_question else Kind.OTHER
    if said.told or said.joint in ("which", "who", "that"):
        return None
    asks = pattern("asks_cy" if said.row.welsh else "asks_en").match(said.text)
    if not (said.asked and asks) and not _turned(said):
        return Kind.QUESTION if said.asked and not said.finite and not _says_something(said) else None
    if said.premised:
        return Kind.CLAIM
    why = pattern("premise").match(said.text)
    if pattern("ought").search(said.text):
        return Kind.OPINION if why or said.row.low(said.start) in words("moved_en") | {"should"} else Kind.QUESTION
    other = said.joint == "or" and said.row.low(said.start) in words("moved_en")
    given = why or other or pattern("doubt").search(said.text)
    full = len(said.content) > (0 if why or other else 1)
    return Kind.CLAIM if given and full and not pattern("counting").match(said.text) else Kind.QUESTION


def _turned(said: Said) -> bool:
    """Whether it is a question by its form, whatever mark ends it."""
    row, at = said.row, said.start
    if row.low(at) in ("so", "and", "but", "then", "or"):
        at += 1
    if row.low(at) in words("asking_en"):
        return row.low(at + 1) in words("moved_en") and at + 2 < said.end
    inverted = row.low(at) in words("moved_en") and (said.in_question or row.low(at + 1) in words("subjects_en"))
    return (inverted and said.joint in _ASKING_JOINTS) or row.low(at) == "pam"


def _is_insult(said: Said) -> bool:
    match = pattern("insult").search(said.text)
    return match is not None and not said.numbered and not _does(said, {match.group().lower()}, 3)


def _called(said: Said) -> Kind | None:
    """A call on the reader or a demand; None where it is neither, or tells of a sum in passing."""
    if said.premised:
        return None
    subject = any(said.row.finite[said.start + 1 : min(said.start + 5, said.end)])
    if pattern("reader_call").match(said.text) and not subject:
        return Kind.OTHER
    first = forms().get(said.row.low(said.start))
    imperative = first is None or first.tense == "plain"
    return Kind.OPINION if pattern("demand").match(said.text) and not subject and imperative else None


def _is_felt(said: Said) -> bool:
    if said.premised:
        return False
    feels = pattern("feeling").search(said.text) and not (said.told and said.numbered)
    return bool(feels or pattern("ought").search(said.text))


def _is_foretold(said: Said) -> bool:
    if said.numbered or not pattern("prediction").search(said.text):
        return False
    if pattern("denial").match(said.text):
        return False  # `nobody will print it` is a charge
    if pattern("foretold").search(said.text):
        return True
    vague = words("vague_cy" if said.row.welsh else "vague_en")
    subject = {said.low(1), said.low(2)} if said.row.welsh else {said.low(0), said.low(1)}
    return not vague.isdisjoint(subject) and not pattern("body").search(said.text)


def _is_valued(said: Said) -> bool:
    if said.numbered or pattern("ranked").search(said.text):
        return False
    light = {match.group().lower() for match in pattern("worth").finditer(said.text)}
    if light and len(_besides(said, light)) < _FEW:
        return True
    found = {match.group().lower() for match in pattern("value").finditer(said.text)}
    such = said.row.low(said.start) in ("such", "what") and not said.finite
    return bool(found or such) and not _does(said, found, 3)


def _does(said: Said, valued: set[str], least: int) -> bool:
    """Whether a doing is told, with enough words besides those of worth."""
    doing = any(_is_doing(said.row, at) for at in range(said.start, said.end))
    return doing and len(_besides(said, valued)) >= least


def _besides(said: Said, valued: set[str]) -> list[int]:
    kept = {word for one in valued for word in one.split()}
    return [at for at in said.content if said.row.low(at) not in kept]


def _is_doing(row: Row, at: int) -> bool:
    low = row.low(at)
    form = forms().get(low)
    helped = any(row.low(back) in words("auxiliaries_en") for back in range(at - 3, at))
    if row.welsh:
        return _is_doing_cy(row, at)
    if form is None:
        return row.finite[at] and low not in words("auxiliaries_en")
    if form.stem in _LINKING or low in words("auxiliaries_en"):
        return False
    return row.finite[at] or (helped and form.tense in ("ing", "past", "done", "plain"))


def _is_doing_cy(row: Row, at: int) -> bool:
    low, before = row.low(at), row.low(at - 1)
    if row.finite[at]:
        return low.split("'")[0] not in ("mae", "yw", "ydy", "oedd", "roedd", "maen", "dyma", "dyna", "does", "bydd")
    by = before in ("yn", "wedi", "heb") or before.endswith("'n")
    return by and (low in words("doings_cy") or low.endswith(("io", "u", "eg")))


def _says_something(said: Said) -> bool:
    if said.finite:
        return bool(said.content) and bool(said.row.words_in(said.start, said.end) > 1)
    partly = pattern("share_of").match(said.text)
    return len(said.content) > (0 if partly else 1 if said.numbered or pattern("denial").search(said.text) else 2)
