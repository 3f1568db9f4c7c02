"""A past question with its answer, as it helps with a new one."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from answer.answer import Citation, Competence
from answer.foi.differences import Differs
from answer.foi.request import Asked
from corpus.document import Document
from corpus.letter import Annex, DateRole, Exchange, Exemption, Letter, LetterKind, Outcome

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Standing(StrEnum):
    """Whether a precedent still stands."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    OVERTURNED = "overturned"
    """Set aside at review or by the Commissioner."""


@dataclass(frozen=True)
class Past:
    """A question that a letter answered, with where it stands."""

    document: Document
    version: str
    letter: Letter
    exchange: Exchange
    question: str
    """Its words, with what it hangs on in front."""

    @property
    def reference(self) -> str:
        """As the letter has it, or else the document's, or its title."""
        stated = self.letter.references[0].text if self.letter.references else None
        return stated or self.document.reference or self.document.title

    @property
    def kind(self) -> LetterKind:
        """What sort of letter answered."""
        return self.letter.kind

    @property
    def outcome(self) -> Outcome:
        """How this question ended."""
        return self.exchange.outcome

    @property
    def latest(self) -> date | None:
        """The day of the letter, or else the first that the document's date can mean."""
        stated = [one.iso for one in self.letter.dates if one.role is DateRole.LETTER and _DAY.fullmatch(one.iso)]
        if stated:
            return date.fromisoformat(stated[0])
        return self.document.date.earliest if self.document.date else None

    def rests_on(self, provision: str) -> bool:
        """Whether the answer names a provision: `s.40` also where it names a limb of it."""
        plain = _plain(provision)
        return any(plain in (_plain(one.provision), _plain(f"{one.provision}{one.limb or ''}")) for one in self.grounds)

    @property
    def grounds(self) -> tuple[Exemption, ...]:
        """The provisions that the answer to this question rests on."""
        return self.exchange.exemptions

    @property
    def missing_annexes(self) -> tuple[Annex, ...]:
        """Annexes that the answer points to and the indexed text does not hold."""
        return tuple(one for one in self.exchange.annexes if not one.present)

    @property
    def standing(self) -> Standing:
        """Overturned letters are shown as such, whatever the document's status."""
        return Standing.OVERTURNED if self.letter.overturned else Standing(self.document.status.value)


@dataclass(frozen=True)
class Precedent:
    """A past question that asks the same as a new one; it does not bind."""

    past: Past
    answer: Citation | None
    """What was said to it; none where the letter says nothing that can be quoted."""
    links: tuple[str, ...]
    """Addresses that the answer gives."""
    score: float
    """How probably it asks the same, 0 to 1."""
    shared: tuple[str, ...]
    """Words of the new question that stand in the past one too."""
    differs: tuple[Differs, ...]
    alike: tuple[str, ...]
    """References of other letters that answered the same question alike."""


@dataclass(frozen=True)
class Examined:
    """One question of a request with what is known of it."""

    asked: Asked
    competence: Competence | None
    refer_to: tuple[str, ...]
    """Bodies to ask: those that decide on it where the Welsh Government does not, and those it was referred to."""
    precedents: tuple[Precedent, ...]
    """The best first; empty where there is no good precedent."""


def _plain(provision: str) -> str:
    """Without white space, capitals and the words for a section."""
    return re.sub(r"^(?:s|section|adran|a)\.?(?=\d)", "", re.sub(r"\s", "", provision).casefold())
