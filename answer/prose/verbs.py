"""The words of everyday prose as tokens, and which of them are finite verbs: by word lists and places, no model."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

_TOKEN = re.compile(
    r"(?P<link>(?:https?://|www\.)\S+)"
    r"|(?P<number>[£€$]?\d+(?:[.,/:]\d+)*%?(?:[a-z]{1,3}(?![\w]))?)"
    r"|(?P<tag>[#@]\w+)"
    r"|(?P<word>[^\W\d_]+(?:['-][^\W\d_]+)*)"
    r"|(?P<line>[^\S\n]*\n\s*)"
    r"|(?P<mark>\.{2,}|[^\w\s])"
)
_OF_SYMBOLS = ("So", "Sk", "Cf", "Mn", "Cn", "Co")
_SHORTEST_PAST = 5
_MONTH = re.compile(r"\d|(?:in|of|by|since|until|last|next)$")


@dataclass(frozen=True)
class Token:
    """A word, a number, a mark or a line's end, where it stands."""

    start: int
    end: int
    low: str
    """In small letters, with straight apostrophes."""
    sort: str
    """`word`, `number`, `tag`, `link`, `line`, `mark` or `symbol`."""
    capital: bool


@dataclass(frozen=True)
class Form:
    """What a verb's form is a form of."""

    stem: str
    tense: str
    """`plain`, `s`, `past`, `done` or `ing`."""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("answer.prose").joinpath("phrases.toml").read_text(encoding="utf-8"))


@cache
def words(group: str) -> frozenset[str]:
    """A set of words of phrases.toml; an unknown name is a KeyError."""
    return frozenset(_table()["words"][group].split())


@cache
def pattern(group: str) -> re.Pattern[str]:
    """The patterns of a group of phrases.toml as one; an unknown name is a KeyError."""
    return re.compile("|".join(f"(?:{one})" for one in _table()["patterns"][group]), re.IGNORECASE)


@cache
def forms() -> Mapping[str, Form]:
    """English forms of the verbs known, an earlier row's reading standing."""
    found: dict[str, Form] = {}
    rows = [row.split() for row in re.split(r"[|\n,]", _table()["verbs"]["irregular"]) if row.strip()]
    row = [word for row in rows for word in row]
    for stem, past, done in zip(row[::3], row[1::3], row[2::3], strict=True):
        _add(found, stem, past, done)
    irregular = set(row[::3])
    for stem in set(_table()["verbs"]["regular"].split()) - irregular:
        _add(found, stem, _past(stem), _past(stem))
    return found


def _add(found: dict[str, Form], stem: str, past: str, done: str) -> None:
    for word, tense in (
        (stem, "plain"),
        (third_person(stem), "s"),
        (past, "past"),
        (done, "done"),
        (doing(stem), "ing"),
    ):
        found.setdefault(word, Form(stem, tense))


@cache
def _pasts() -> Mapping[str, str]:
    return {form.stem: word for word, form in reversed(list(forms().items())) if form.tense == "past"}


def past_of(stem: str) -> str:
    """The simple past of a verb known, itself where past and stem are one word."""
    return _pasts().get(stem, stem)


def third_person(stem: str) -> str:
    """The form that stands behind `she`."""
    if stem in ("have", "do", "go", "be"):
        return {"have": "has", "do": "does", "go": "goes", "be": "is"}[stem]
    if re.search(r"[^aeiou]y$", stem):
        return stem[:-1] + "ies"
    return stem + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", stem) else "s")


def doing(stem: str) -> str:
    """The form in -ing."""
    if stem.endswith("ie"):
        return stem[:-2] + "ying"
    if stem.endswith("e") and not stem.endswith("ee") and stem != "be":
        return stem[:-1] + "ing"
    return _doubled(stem) + "ing"


def _past(stem: str) -> str:
    if re.search(r"[^aeiou]y$", stem):
        return stem[:-1] + "ied"
    return stem + "d" if stem.endswith("e") else _doubled(stem) + "ed"


def _doubled(stem: str) -> str:
    # `stop` and `admit` double their last letter; `visit` and `enter` do not.
    one_beat = len(re.findall(r"[aeiouy]+", stem)) == 1 or stem.endswith(("mit", "refer", "nsfer", "pel", "gin"))
    return stem + stem[-1] if one_beat and re.search(r"[^aeiou][aeiou][bdgklmnprtv]$", stem) else stem


def straight(text: str) -> str:
    """The text with straight apostrophes, character for character."""
    return text.replace("’", "'").replace("‘", "'")


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a range of a text with straight apostrophes, in order."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        sort, surface = match.lastgroup or "mark", match.group()
        if sort == "mark" and unicodedata.category(surface[0]) in _OF_SYMBOLS:
            sort = "symbol"
        found.append(Token(*match.span(), surface.lower(), sort, surface[:1].isupper()))
    return found


def is_welsh(row: Sequence[Token], otherwise: bool) -> bool:
    """Whether more words of a sentence speak for Welsh than for English."""
    welsh = sum(_plain(token) in words("telling_cy") for token in row)
    english = sum(token.low in words("telling_en") for token in row)
    return otherwise if welsh == english else welsh > english


def _plain(token: Token) -> str:
    return token.low if token.low in words("telling_cy") else token.low.split("'")[0]


def finite_places(row: Sequence[Token], welsh: bool) -> list[bool]:
    """For each token, whether it is a finite verb there, as far as its neighbours show."""
    if welsh:
        return [_finite_cy(token) for token in row]
    blank = Token(0, 0, "", "mark", capital=False)
    padded = [blank, *row, blank]
    return [
        token.sort == "word" and _finite_en(before, token, after, _subject(row, at))
        for at, ((before, token), after) in enumerate(zip(pairwise(padded), padded[2:], strict=False))
    ]


def _subject(row: Sequence[Token], at: int) -> str:
    """The word before, adverbs passed over: `they all just get`."""
    for back in range(at - 1, max(at - 5, -1), -1):
        if row[back].low not in words("adverbs_en"):
            return row[back].low if row[back].sort in ("word", "number", "tag") else ""
    return ""


def _finite_cy(token: Token) -> bool:
    stem = token.low.split("'")[0]
    if token.sort != "word" or stem in words("not_past_cy"):
        return False
    if token.low in words("finite_cy") or stem in words("finite_cy"):
        return True
    return len(stem) >= _SHORTEST_PAST and stem.endswith(("odd", "wyd", "asant", "ason"))


def _finite_en(before: Token, token: Token, after: Token, subject: str) -> bool:
    low, form = token.low, forms().get(token.low)
    if low in words("auxiliaries_en"):
        return not (low in ("may", "will") and token.capital and _MONTH.match(after.low + before.low))
    if form is None:
        return _looks_finite(before, token, after, subject)
    same = past_of(form.stem) == low
    if form.tense in ("ing", "done") and not same:
        return False
    if _bound(before.low) or (form.tense in ("past", "done") and after.low == "by"):
        return form.tense == "past" and before.low in words("subjects_en") | {"all", "some", "both", "any"}
    if form.tense == "plain" and not same:
        return _plain_finite(token, after, subject)
    return form.tense != "s" or form.stem not in _nouns_too() or _has_object(after) or subject in words("subjects_en")


@cache
def _nouns_too() -> frozenset[str]:
    return frozenset(_table()["verbs"]["nouns_too"].split())


def _bound(before: str) -> bool:
    return before in words("determiners_en") or before in words("prepositions_en")


def _plain_finite(token: Token, after: Token, subject: str) -> bool:
    plural = subject in words("plural_subjects_en") or (subject.endswith("s") and not subject.endswith(("ss", "us")))
    if not plural or subject in words("modals_en") or subject in ("to", "as", "this", "is", "was"):
        return False
    named = subject in words("subjects_en")
    return named or token.low not in _nouns_too() or _has_object(after)


def _has_object(after: Token) -> bool:
    return after.low in words("objects_en") or after.sort == "number" or after.low in words("numbers_en")


def _looks_finite(before: Token, token: Token, after: Token, subject: str) -> bool:
    """A verb that is on no list: `the Senedd rubberstamps every plan`, `ministers swanned in`."""
    low = token.low
    if low in words("not_past_en") or _bound(before.low) or before.low in words("objects_en"):
        return False
    if before.sort != "word":
        return False
    if low.endswith("ed") and len(low) >= _SHORTEST_PAST:
        return after.low != "by"
    singular = not subject.endswith("s") and subject not in words("modals_en") and subject not in words("empty")
    kept = _bound(low) or low in words("units_en") or low in words("empty")
    of_shape = low.endswith("s") and not low.endswith(("ss", "us", "is", "'s")) and len(low) > 3
    return singular and of_shape and not kept and _has_object(after) and before.low not in words("joints_en")
