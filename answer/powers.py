"""Who decides: the competence of a question, with the passages that say so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.answer import Basis, Competence
from answer.citations import Evidence
from answer.matching import Match, words_of
from answer.reading import Reading, ReadSentence, probability
from corpus.matter import Matter, Power
from retriever.analysis import tokens

# A sentence says who decides when it names where the power lies, in words that only such sentences use.
_SAYS = {
    Power.RESERVED: re.compile(
        r"\breserved (?:to|matter|polic)|(?:UK Government|Home Office)\b[^.]{0,60}\b(?:responsib|decid|decision)|"
        r"\b(?:responsib\w+|decisions?)\b[^.]{0,80}\b(?:rests?|lies?)\b[^.]{0,40}\bUK Government|"
        r"\b(?:reserved|not made by|no role|not decide)\b",
        re.IGNORECASE,
    ),
    Power.DEVOLVED: re.compile(r"(?<!not )(?<!non-)\bdevolved\b", re.IGNORECASE),
    Power.SHARED: re.compile(
        r"\b(?:shared|joint(?:ly)?)\b[^.]{0,40}\b(?:power|responsib)|\bresponsib\w+[^.]{0,40}\bshared\b", re.I
    ),
}
# What a sentence must reach to be quoted as saying who decides: log odds of the trained reader, or a cosine.
_LIKELY = -2.0
_NEAR = 0.80
# The share of known questions from which a sentence is taken for one that answers, whatever the reader makes of it.
_KNOWN = 0.05
_MOST = 3
# Words too general to say which matter a sentence is about.
_GENERAL_WORDS = "wales welsh decide decision government people support right service office minister power"
_GENERAL = frozenset(_GENERAL_WORDS.split())


@dataclass(frozen=True)
class Powers:
    """A competence with the evidence that it cites, before the evidence has keys."""

    matches: tuple[Match, ...]
    evidence: tuple[Evidence, ...]

    @property
    def status(self) -> Power:
        """The status of all matters together: shared where they differ."""
        found = {match.matter.status for match in self.matches}
        return found.pop() if len(found) == 1 else Power.SHARED

    @property
    def matters(self) -> tuple[Matter, ...]:
        """The matters, best first."""
        return tuple(match.matter for match in self.matches)

    def competence(self, keys: Sequence[str]) -> Competence:
        """The competence citing those keys; without any it rests on the register."""
        basis = Basis.DOCUMENTS if keys else Basis.REGISTER
        return Competence(self.status, self.matters, tuple(keys), basis)


def find_powers(matches: tuple[Match, ...], reading: Reading, most: int) -> Powers:
    """The sentences read that say who decides the matters, one a document, best first."""
    least = _LIKELY if reading.trained else _NEAR
    found: dict[str, ReadSentence] = {}
    for match in matches:
        words = words_of(match.matter)
        for one in reading.sentences:
            best = found.get(one.hit.document.id)
            likely = one.score >= least or one.known >= _KNOWN
            better = likely and (best is None or best.score < one.score)
            if better and says(one.text, match.matter.status) and _on_subject(one.text, words):
                found[one.hit.document.id] = one
    ordered = sorted(found.values(), key=lambda one: (not one.hit.document.official, -one.score))
    return Powers(matches, tuple(one.evidence(_shown(one, reading)) for one in ordered[: min(most, _MOST)]))


def _shown(one: ReadSentence, reading: Reading) -> float:
    return probability(one.score) if reading.trained else one.score


def says(text: str, status: Power) -> bool:
    """Whether a sentence says that powers lie where that status has them."""
    return _SAYS[status].search(text) is not None


def on_subject(text: str, matter: Matter) -> bool:
    """Whether a sentence names the matter in a word that the register uses for it."""
    return _on_subject(text, words_of(matter))


def _on_subject(text: str, words: frozenset[str]) -> bool:
    """Whether the sentence names the matter: a word of five letters or more that the register uses for it."""
    return any(len(word) >= 5 and word in words for word in tokens(text, "en") if word not in _GENERAL)
