"""The training questions: which matter each is about, which side it asserts to decide, and which passages answer it."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from answer.intent import Side
from answer.matcher import NONE, OPEN, OTHER
from corpus.matter import Matter, Power
from eval.training_passages import TRAINING, rows
from eval.training_pools import Pools

_PLAIN = (
    "Who is responsible for {}?",
    "Which government decides on {}?",
    "Is {} devolved to Wales?",
    "Can the Welsh Government change {}?",
)
_PLAIN_CY = ("Pwy sy'n gyfrifol am {}?", "Pwy sy'n penderfynu ar {} yng Nghymru?")
_ON_POWERS = re.compile(
    r"\breserved\b|\brests?\b.{0,20}\bwith\b|\bresponsible for asylum\b|\bno role\b|\bnot made by\b|\bnot hold\b"
)

# The style of some questions about no power, and why nothing answers others, say that they are asides.
_STYLES = {
    "opinion": "none-opinion",
    "sport": "none-offtopic",
    "recipe": "none-offtopic",
    "tech": "none-offtopic",
}
_ASIDES = {
    "opinion": "none-opinion",
    "personal": "none-personal",
    "personal-data": "none-personal",
    "offtopic": "none-offtopic",
    "off-topic": "none-offtopic",
}


@dataclass(frozen=True)
class Labelled:
    """A question with what is known of it."""

    question: str
    name: str | None
    """The class: a matter's id, `none`, an aside, or `other-` and a status; None where any may be right."""
    status: str
    sides: tuple[str, ...] = ()
    """What it may be said to assert, of answer.matcher.SIDES; empty where that is not known."""
    answered: int | None = None
    """Its number among the questions on texts, where some passage answers it."""
    no_aside: bool = False
    """Whether all that is known of the class is that it is no aside."""


def labelled_questions(matters: Sequence[Matter], folder: Path = TRAINING) -> list[Labelled]:
    """The questions about powers; one about a matter that the register does not hold keeps its status alone.

    Their authors named some matters otherwise than the register does: aliases.json maps those.
    """
    known = {matter.id: matter.status.value for matter in matters}
    aliases = json.loads((folder / "aliases.json").read_text(encoding="utf-8"))
    found = []
    for path in sorted(folder.glob("questions-*.jsonl")):
        for row in rows(path):
            status, matter = row["status"], aliases.get(row["matter"], row["matter"])
            # Where the register has another status, the question is about a part without an entry of its own.
            name = matter if known.get(matter) == status else OTHER + status
            if status == NONE:
                name = _STYLES.get(row["style"], NONE)
            found.append(Labelled(row["question"], name, status))
    return found


def labelled_sides(matters: Sequence[Matter], folder: Path = TRAINING) -> list[Labelled]:
    """The questions whose right answer is known to be yes, no or neither."""
    known = {matter.id: matter.status for matter in matters}
    found = []
    for path in sorted(folder.glob("asserted*.jsonl")):
        for row in rows(path):
            if row["status"] is None:
                # What is said to be done may be about any matter or none; who has the power does not answer it.
                found.append(Labelled(row["question"], None, NONE, (OPEN,)))
            elif row["matter"] in known and known[row["matter"]].value == row["status"]:
                status = known[row["matter"]]
                said = (row["side"],) if "side" in row else sides(status, row["answer"])
                found.append(Labelled(row["question"], row["matter"], status.value, said))
    return found


def sides(status: Power, answer: str) -> tuple[str, ...]:
    """Who a question says decides, from who does and from whether it is right."""
    right = {Power.RESERVED: Side.UK, Power.DEVOLVED: Side.WALES, Power.SHARED: Side.BOTH}[status]
    if answer == "yes":
        return (right.value,)
    if answer == "no":
        # Hardly anybody asks whether both decide: what is denied is the other side alone, or either of them.
        return tuple(side.value for side in (Side.UK, Side.WALES) if side is not right)
    return (OPEN,)


def labelled_asides(folder: Path = TRAINING) -> list[Labelled]:
    """Questions for an opinion, for personal data and about other things, and those that only look like them."""
    return [
        Labelled(row["question"], _ASIDES.get(row["class"]), NONE, no_aside=row["class"] not in _ASIDES)
        for row in rows(folder / "asides.jsonl")
    ]


def labelled_terms(matters: Iterable[Matter]) -> list[Labelled]:
    """The register's own names and terms in both languages, and the plainest questions about each name."""
    return [Labelled(text, matter.id, matter.status.value) for matter in matters for text in _texts(matter)]


def _texts(matter: Matter) -> Iterator[str]:
    yield from (matter.name, *matter.terms, *matter.terms_cy)
    yield from (plain.format(matter.name) for plain in _PLAIN)
    if matter.name_cy:
        yield matter.name_cy
        yield from (plain.format(matter.name_cy) for plain in _PLAIN_CY)


def labelled_facts(pools: Pools) -> list[Labelled]:
    """Questions about what documents say, which are about no power unless a sentence on powers answers them."""
    found = []
    for number, one in enumerate(pools.asked):
        texts = [pools.passages[at.passage].slice(pools.passages[at.passage].sentences[at.sentence]) for at in one.gold]
        name = None if any(_ON_POWERS.search(text) for text in texts) else _ASIDES.get(one.why or "", NONE)
        found.append(Labelled(one.question, name, NONE, answered=number if one.gold else None))
    return found
