"""How a question ended, from the words of its answer; what is not sure is unclear."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from corpus.letter import Exemption, Outcome
from ingest.structure.foi import telling, wording
from ingest.structure.foi.exemptions import exceeds
from ingest.structure.foi.refusing import withholds
from ingest.structure.foi.standing import CLAUSE, denies
from text.sentences import sentences


class Sign(Enum):
    """What a sentence of an answer says of the information."""

    GIVEN = auto()
    PERHAPS = auto()
    NOT_HELD = auto()
    WITHHELD = auto()
    COST = auto()
    VEXATIOUS = auto()
    PUBLIC = auto()
    FUTURE = auto()
    REFERRED = auto()
    PART = auto()
    SOME = auto()
    WHOLE = auto()
    REDACTED = auto()


_BY_PROVISION = {
    "s.12": Sign.COST,
    "s.14": Sign.VEXATIOUS,
    "s.21": Sign.PUBLIC,
    "s.22": Sign.FUTURE,
    "s.22A": Sign.FUTURE,
    "EIR 6": Sign.PUBLIC,
}
_REFUSED = frozenset((Sign.NOT_HELD, Sign.WITHHELD, Sign.COST, Sign.VEXATIOUS, Sign.FUTURE))
_ALONE = {
    Sign.NOT_HELD: Outcome.NOT_HELD,
    Sign.WITHHELD: Outcome.WITHHELD,
    Sign.COST: Outcome.COST_LIMIT,
    Sign.VEXATIOUS: Outcome.VEXATIOUS_OR_REPEATED,
    Sign.PUBLIC: Outcome.ALREADY_PUBLIC,
    Sign.FUTURE: Outcome.FUTURE_PUBLICATION,
    Sign.REFERRED: Outcome.REFERRED,
    Sign.GIVEN: Outcome.DISCLOSED,
}
# The letter of an annex is no initial of a name: the sentence ends behind it.
_ANNEX_END = re.compile(
    r"(?:(?<=\bAnnex [A-Z]\.)|(?<=\bAppendix [A-Z]\.)|(?<=\bAtodiad [A-Z]\.)|(?<=\bTable [A-Z]\.))\s{1,4}(?=[A-Z])"
)
_BUT = re.compile(r"(?:but|however|ond|fodd bynnag)\b", re.IGNORECASE)
_FOOTER = re.compile(r"(?:page|tudalen) \d{1,4}(?: (?:of|o) \d{1,4})?|-\s?\d{1,4}\s?-", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """What an answer says: its texts, and which of them are rows of a table."""

    texts: Sequence[str]
    rows: Sequence[str] = ()


def signs(said: Said, question: str, exemptions: Iterable[Exemption], *, referred: bool) -> set[Sign]:
    """What the words of an answer say, all its sentences together."""
    joined = _joined(said.texts)
    grounds = {_by_provision(one) for one in exemptions}
    each = [part for one in sentences(joined) for part in _ANNEX_END.split(joined[one.start : one.end])]
    plain = _plainly(each[0], question) if each else None
    found = [_of_sentence(one, question) for one in each]
    if plain is not None:
        found[0] = {Sign.GIVEN} if plain else {Sign.NOT_HELD}
    refused = frozenset().union(grounds, *found) & _REFUSED
    after = False
    for at, sentence in enumerate(each):
        here = bool(found[at] & _REFUSED)
        if plain is None or at:
            found[at] |= _given(sentence, question, found[at], refused, after=after)
        after = after or here
    all_said: set[Sign] = set().union(grounds, *found)
    if grounds and Sign.WITHHELD not in grounds:
        all_said.discard(Sign.WITHHELD)  # "withheld under section 22" is no more than section 22
    if any(_row_gives(row, question) for row in said.rows):
        all_said.add(Sign.GIVEN)
    if referred:
        all_said.add(Sign.REFERRED)
    return all_said


def _joined(texts: Sequence[str]) -> str:
    """Blocks as running text; one that a page's footer broke off goes on with the next."""
    parts: list[str] = []
    for text in texts:
        if _FOOTER.fullmatch(text.strip()):
            continue
        broken = parts and text[:1].islower() and parts[-1][-1:] not in ".?!:;"
        parts += [" " if broken else "\n\n", text] if parts else [text]
    return "".join(parts)


def _by_provision(one: Exemption) -> Sign:
    if one.provision == "EIR 12" and one.limb == "(4)(a)":
        return Sign.NOT_HELD
    return _BY_PROVISION.get(one.provision, Sign.WITHHELD)


def _plainly(sentence: str, question: str) -> bool | None:
    if _of_sentence(sentence, question) & {Sign.NOT_HELD, Sign.WITHHELD}:
        return None
    return telling.plainly(sentence, counted=telling.counts(question))


def _of_sentence(sentence: str, question: str) -> set[Sign]:
    """What a sentence refuses or points to; what it gives is told when all the refusals are known."""
    found: set[Sign] = set()
    denied = denies(sentence)
    if not wording.UNSAID.search(sentence):
        if wording.not_held(sentence):
            found.add(Sign.NOT_HELD)
        if not denied and withholds(sentence, question):
            found.add(Sign.WITHHELD)
    if exceeds(sentence) and not denied:
        found.add(Sign.COST)
    if wording.vexatious(sentence) and not denied:
        found.add(Sign.VEXATIOUS)
    if wording.public(sentence):
        found.add(Sign.PUBLIC)
    if wording.future(sentence):
        found.add(Sign.FUTURE)
    if wording.SOME.search(sentence):
        found.add(Sign.SOME)
    if found & _REFUSED and wording.PART.search(sentence):
        found.add(Sign.PART)
    elif Sign.WITHHELD in found:
        found.add(Sign.REDACTED if wording.REDACTED.search(sentence) else Sign.WHOLE)
    return found


def _given(sentence: str, question: str, found: set[Sign], refused: frozenset[Sign], *, after: bool) -> set[Sign]:
    """What a sentence gives, beside what it and the others refuse."""
    if found & _REFUSED:
        return _beside_refusal(sentence, question, found & _REFUSED)
    if not found & {Sign.PUBLIC} and telling.attached(sentence, question, refused=bool(refused)):
        return {Sign.GIVEN}
    if found - {Sign.SOME} or not telling.has_figure(sentence, counted=telling.counts(question)):
        return set()
    if not refused:
        return {Sign.GIVEN}
    worth = telling.told(sentence, question, cost=Sign.COST in refused, after=after)
    return {telling.Told.ANSWERS: {Sign.GIVEN}, telling.Told.PERHAPS: {Sign.PERHAPS}}.get(worth, set())


def _beside_refusal(sentence: str, question: str, refuses: set[Sign]) -> set[Sign]:
    """What a sentence that refuses gives as well."""
    if refuses == {Sign.WITHHELD} and _turns_to_give(sentence, question):
        return {Sign.GIVEN}
    return _first_clauses(sentence, question) if telling.counts(question) else set()


def _turns_to_give(sentence: str, question: str) -> bool:
    """Whether something comes with the letter after all: `It was withheld in 2019 but is now attached`."""
    return any(
        _BUT.match(clause) and not _of_sentence(clause, question) and telling.attached(clause, question, refused=True)
        for clause in CLAUSE.split(sentence)[1:]
    )


def _first_clauses(sentence: str, question: str) -> set[Sign]:
    """A figure in front of a refusal in the same sentence: `There were 45 in 2023, but none is held for 2024`."""
    clauses = CLAUSE.split(sentence)
    for clause in clauses[:-1]:
        if _of_sentence(clause, question) - {Sign.SOME} or not telling.has_figure(clause, counted=True):
            break
        if telling.told(clause, question, cost=False, after=False) is telling.Told.ANSWERS:
            return {Sign.GIVEN}
    return set()


def _row_gives(row: str, question: str) -> bool:
    """Whether a row of a table has a figure beside its label, in a cell that does not refuse."""
    cells = row.split("\t")
    return any(telling.has_number(cell) and not _of_sentence(cell, question) & _REFUSED for cell in cells[1:] or cells)


def outcome(found: set[Sign]) -> Outcome:
    """The one outcome that the signs of an answer agree on; unclear where they do not."""
    refused = found & _REFUSED
    in_part = Sign.PART in found or (Sign.REDACTED in found and Sign.WHOLE not in found)
    if Sign.GIVEN in found or (Sign.PUBLIC in found and refused - {Sign.NOT_HELD}):
        return Outcome.PARTLY_DISCLOSED if refused else Outcome.DISCLOSED
    if in_part and refused and refused <= {Sign.WITHHELD}:
        return Outcome.PARTLY_DISCLOSED
    if refused and (Sign.PERHAPS in found or (refused == {Sign.NOT_HELD} and Sign.SOME in found)):
        return Outcome.UNCLEAR
    if Sign.COST in refused:
        refused -= {Sign.NOT_HELD}
    if Sign.VEXATIOUS in refused or len(refused) == 1:
        return _ALONE[Sign.VEXATIOUS if Sign.VEXATIOUS in refused else next(iter(refused))]
    if refused:
        return Outcome.UNCLEAR
    alone = Sign.PUBLIC if Sign.PUBLIC in found else Sign.REFERRED if Sign.REFERRED in found else None
    return _ALONE[alone] if alone else Outcome.UNCLEAR


def together(outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome of a letter from those of its questions."""
    kinds = set(outcomes)
    if len(kinds) == 1:
        return kinds.pop()
    if not kinds:
        return Outcome.UNCLEAR
    given = kinds & {Outcome.DISCLOSED, Outcome.PARTLY_DISCLOSED}
    open_ended = {Outcome.DISCLOSED, Outcome.ALREADY_PUBLIC, Outcome.UNCLEAR, Outcome.REFERRED}
    if given and (Outcome.PARTLY_DISCLOSED in kinds or kinds - open_ended):
        return Outcome.PARTLY_DISCLOSED
    return Outcome.DISCLOSED if kinds == {Outcome.DISCLOSED, Outcome.ALREADY_PUBLIC} else Outcome.UNCLEAR
