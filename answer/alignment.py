"""A claim laid beside what a document says: where figures, times, denials, governments and names agree or not."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import cast

from answer.likeness import folded, plain
from answer.polarity import Clause, clauses
from corpus.document import Document
from text.dates import dates
from text.figures import Figure, figures
from text.names import names

_ABOUT = re.compile(r"\b(?:about|around|roughly|nearly|almost|some|approximately|over|under|tua|bron|oddeutu|rhyw)\b")
_ROUNDED = Decimal("0.03")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "twelfth")
_PER = re.compile(r"\b(?:a|per|every|each|y|bob) (day|week|month|year|night|hour|dydd|wythnos|mis|blwyddyn)\b")
_STEM = 5
_LONG = 3


@dataclass(frozen=True)
class Alignment:
    """What comparing finds; shares are of the claim's own, counts at most 2."""

    figures_same: float
    figures_other: float
    """Figures of the claim whose unit the evidence counts otherwise."""
    figures_new: float
    """Figures of the claim whose unit is not in the evidence at all."""
    times_same: float
    times_other: float
    times_new: float
    rate_other: float
    """Whether it counts by the week what the evidence counts by the day."""
    ordinal_other: float
    denied_once: float
    """Whether one of the two denies, and not the other."""
    denied_both: float
    only_claim: float
    only_evidence: float
    side_same: float
    side_other: float
    """Whether it names one government and the evidence the other alone."""
    side_new: float
    """Whether it names a government and the evidence none."""
    kind_other: float
    """Bodies and groups of people named that the evidence does not name, where it names others."""
    kind_new: float
    quantity_other: float
    """Whether all, none, only, most or few are said of it and not in the evidence."""
    opposite: float
    """Whether it has a word whose opposite the evidence has instead."""
    names_new: float
    """The share of names in it that neither the evidence nor its source has."""
    shared: float
    """The share of its words that the evidence has."""
    shared_back: float
    """The share of the evidence's words that it has."""
    shorter: float
    """Whether the claim has fewer than half as many words."""

    def numbers(self) -> tuple[float, ...]:
        """The fields in order."""
        return astuple(self)


@dataclass(frozen=True)
class _Side:
    """One of the two texts as far as it is compared."""

    text: str
    folded: str
    clauses: tuple[Clause, ...]

    @property
    def words(self) -> frozenset[str]:
        return frozenset(word for clause in self.clauses for word in clause.content)

    @property
    def denials(self) -> int:
        return sum(clause.polarity[0] for clause in self.clauses)

    @property
    def limits(self) -> int:
        return sum(clause.polarity[1] for clause in self.clauses)

    @property
    def first_person(self) -> bool:
        return any(clause.first_person for clause in self.clauses)

    @property
    def governments(self) -> frozenset[str]:
        tokens = [token for clause in self.clauses for token in clause.tokens]
        return frozenset(token for token in tokens if token in ("@uk", "@wales"))


def align(claim: str, evidence: str, document: Document | None = None) -> Alignment:
    """Compare a claim with words of a document; who published it and when counts as said."""
    said, stands = _side(claim), _side(evidence)
    known = _source(document)
    figure, time = _figures(said.text, stands.text), _times(said.text, stands.text, document)
    own = _governments(stands, document)
    kinds_said, kinds_stand = _kinds(said.folded), _kinds(f"{stands.folded} {folded(known)}")
    words = said.words
    return Alignment(
        *figure,
        *time,
        rate_other=_differ(_PER.findall(said.folded), _PER.findall(stands.folded)),
        ordinal_other=_differ(_of(said.folded, _ORDINALS), _of(stands.folded, _ORDINALS)),
        denied_once=float((said.denials > 0) != (stands.denials > 0)),
        denied_both=float(said.denials > 0 and stands.denials > 0),
        only_claim=float(said.limits > 0 and not stands.limits),
        only_evidence=float(stands.limits > 0 and not said.limits),
        side_same=float(bool(said.governments & own)),
        side_other=float(bool(said.governments and own) and not said.governments & own),
        side_new=float(bool(said.governments) and not own),
        kind_other=float(bool(kinds_said - kinds_stand) and bool(kinds_stand)),
        kind_new=float(bool(kinds_said) and not kinds_stand),
        quantity_other=_quantity(said.folded, stands.folded),
        opposite=_opposite(said.folded, stands.folded),
        names_new=_new_names(said, stands, known),
        shared=_share(words, stands.words | _side(known).words),
        shared_back=_share(stands.words, words),
        shorter=float(2 * len(words) < len(stands.words)),
    )


def _side(text: str) -> _Side:
    whole = plain(text)
    return _Side(whole, folded(whole), tuple(clauses(whole)))


def _source(document: Document | None) -> str:
    if document is None:
        return ""
    return " ; ".join(part for part in (document.title, document.publisher, document.reference or "") if part)


def _governments(stands: _Side, document: Document | None) -> frozenset[str]:
    """The governments that the evidence names, its publisher among them where it speaks of itself."""
    if document is None or not stands.first_person:
        return stands.governments
    return stands.governments | _side(document.publisher).governments


def _figures(claim: str, evidence: str) -> tuple[float, float, float]:
    said = [one for one in figures(claim) if one.unit != "year"]
    stand = [one for one in figures(evidence) if one.unit != "year"]
    loose = bool(_ABOUT.search(claim.casefold()))
    same = sum(any(_equal(one, other, loose=loose) for other in stand) for one in said)
    units = {one.unit for one in stand}
    other = sum(one.unit in units and not any(_equal(one, that, loose=loose) for that in stand) for one in said)
    return min(same, 2), min(other, 2), min(len(said) - same - other, 2)


def _equal(one: Figure, other: Figure, *, loose: bool) -> bool:
    if one.unit != other.unit and {one.unit, other.unit} != {"ratio", "percent"}:
        return False
    mine, yours = (f.value * 100 if f.unit == "ratio" else f.value for f in (one, other))
    if {one.unit, other.unit} != {"ratio", "percent"}:
        mine, yours = one.value, other.value
    if mine == yours:
        return True
    return loose and yours != 0 and abs(mine - yours) <= _ROUNDED * abs(yours)


def _times(claim: str, evidence: str, document: Document | None) -> tuple[float, float, float]:
    """Dates and years of the claim: as precise as both say, the date of the document being known."""
    said, stand = _iso(claim), _iso(evidence)
    issued = [str(document.date)] if document and document.date else []
    same = sum(any(_agree(one, other) for other in (*stand, *issued)) for one in said)
    other = sum(bool(stand) and not any(_agree(one, that) for that in (*stand, *issued)) for one in said)
    return min(same, 2), min(other, 2), min(len(said) - same - other, 2)


def _iso(text: str) -> list[str]:
    found = dates(text)
    spans = [(one.start, one.end) for one in found]
    years = [one for one in figures(text) if one.unit == "year"]
    bare = [str(int(one.value)) for one in years if not any(start <= one.start < end for start, end in spans)]
    return [*(one.iso for one in found), *bare]


def _agree(one: str, other: str) -> bool:
    """Whether two dates are one as far as both are known: a month without its year agrees with any year."""
    mine, yours = one.replace("--", "").split("-"), other.replace("--", "").split("-")
    if one.startswith("--") or other.startswith("--"):
        return mine[:1] == (yours[1:2] or yours) or yours[:1] == (mine[1:2] or mine)
    return all(a == b for a, b in zip(mine, yours, strict=False))


def _of(text: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if re.search(rf"\b{re.escape(word)}\b", text)]


def _differ(said: Sequence[str], stand: Sequence[str]) -> float:
    return float(bool(said) and bool(stand) and not set(said) & set(stand))


def _kinds(text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _patterns("kinds").items() if pattern.search(text))


def _quantity(said: str, stands: str) -> float:
    found, there = (
        {name for name, one in _patterns("quantifiers").items() if one.search(text)} for text in (said, stands)
    )
    return float(bool(found - there))


def _opposite(said: str, stands: str) -> float:
    for one, other in _opposites():
        for mine, yours in ((one, other), (other, one)):
            if mine.search(said) and yours.search(stands) and not mine.search(stands):
                return 1.0
    return 0.0


def _new_names(said: _Side, stands: _Side, known: str) -> float:
    there = f"{stands.folded} {folded(known)}"
    words = [word for one in names(said.text) for word in folded(one.text).split() if len(word) > _LONG]
    return sum(word[:_STEM] not in there for word in words) / len(words) if words else 0.0


def _share(some: frozenset[str], of: frozenset[str]) -> float:
    return len(some & of) / len(some) if some else 0.0


@cache
def _words() -> Mapping[str, object]:
    return tomllib.loads(files("answer").joinpath("alignment.toml").read_text(encoding="utf-8"))


@cache
def _patterns(group: str) -> dict[str, re.Pattern[str]]:
    table = cast(dict[str, list[str]], _words()[group])
    return {name: _beginning(words) for name, words in table.items()}


@cache
def _opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    pairs = cast(list[tuple[list[str], list[str]]], _words()["opposites"])
    return tuple((_beginning(one), _beginning(other)) for one, other in pairs)


def _beginning(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + ")")
