"""Matches a question with the matters of the register by a trained classifier over its features."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answer.answer import Reason
from answer.intent import SURELY_DEED, Side, read_intent
from answer.matching import Match, Matched
from answer.phrasing import Phrasing
from answer.shipped import read_part
from corpus.matter import Matter, Power
from errors import ModelUnavailable
from retriever.embedding import Embedder
from text.language import language

WEIGHTS = "matcher.safetensors"
NONE = "none"
ASIDES = {
    "none-opinion": Reason.ASKS_FOR_OPINION,
    "none-personal": Reason.PERSONAL_DATA,
    "none-offtopic": Reason.OUT_OF_SCOPE,
}
"""Classes of questions that no document is to answer, with the reason why."""
OTHER = "other-"
"""Prefix of the classes for questions about a power whose matter is not in the register, one for each status."""
OPEN = "open"
SIDES = (Side.WALES.value, Side.UK.value, Side.BOTH.value, OPEN)
"""Classes of what a question asserts: who decides, or nothing that yes or no can answer."""

# Least probability of a status for it to be said, by the question's language: a wrong status misleads and "not sure"
# does not. Least probability of a second matter for it to be named, beside the first and below it.
SURE = {"en": 0.5, "cy": 0.45}
ALSO = 0.25
# Least probability of an aside for the question to be declined for it.
ASIDE = 0.6
# The least probability of a matter to be named where a deed is asked about: a free car is not bus travel.
SURE_OF_DEED = 0.6


@dataclass(frozen=True)
class Weights:
    """Two linear classifiers over the features of a question: softmax(weights @ features + bias)."""

    classes: tuple[str, ...]
    """Ids of matters, `none`, or `other-` and a status."""
    weights: NDArray[np.float32]
    """(classes, dimension)"""
    bias: NDArray[np.float32]
    side_weights: NDArray[np.float32]
    """(4, dimension), in the order of SIDES."""
    side_bias: NDArray[np.float32]
    adapter: str
    """SHA-256 of the adapter that makes the features."""


def load_weights() -> Weights:
    """The weights that come with this package; raises ModelUnavailable."""
    facts, arrays = read_part(WEIGHTS)
    return Weights(tuple(facts["classes"]), adapter=facts["adapter"], **arrays)


@dataclass(frozen=True)
class MostProbable:
    """What the classifiers hold most probable, sure or not."""

    name: str
    status: str
    """The register's status, or `none`."""
    side: str
    """One of SIDES."""


class TrainedMatcher:
    """Tells which matters of the register a question is about, or that it is not sure."""

    def __init__(
        self, matters: Sequence[Matter], weights: Weights, embedder: Embedder, phrasing: Phrasing | None = None
    ) -> None:
        self._matters = {matter.id: matter for matter in matters}
        self._weights = weights
        self._embedder = embedder
        self._phrasing = phrasing
        self._status = np.array([self._status_of(name) for name in weights.classes])
        self._known = np.array([name in self._matters for name in weights.classes])

    def _status_of(self, name: str) -> str:
        """What the register says of a class; a matter that has left the register speaks for no status."""
        if name == NONE or name in ASIDES:
            return NONE
        if name.startswith(OTHER):
            return name.removeprefix(OTHER)
        return self._matters[name].status.value if name in self._matters else NONE

    def match(self, question: str) -> Matched:
        """The matter that the question is about, or two, and the side that it asserts to decide."""
        chances, side = self._chances(question)
        asserted = None if side == OPEN else Side(side)
        if self._phrasing is not None:
            # Words tell the side better than what tells the matter: `is that right?` behind what was said turns it.
            asserted = self._phrasing.side(question)
        matches, deed = self._matches(chances, language(question)), self._deed(question)
        if deed > SURELY_DEED:
            matches = tuple(match for match in matches if match.probability >= SURE_OF_DEED)
        return Matched(matches, asserted, deed, self._aside(chances))

    def matters(self, claim: str) -> tuple[Match, ...]:
        """The matters of something that is said and not asked."""
        return self._matches(self._chances(claim)[0], language(claim))

    def _deed(self, question: str) -> float:
        if self._phrasing is None or not read_intent(question).yes_or_no:
            return 0.0
        return self._phrasing.deed(question)

    def _aside(self, chances: NDArray[np.float32]) -> Reason | None:
        best = int(np.argmax(chances))
        return ASIDES.get(self._weights.classes[best]) if chances[best] >= ASIDE else None

    def best(self, question: str) -> MostProbable:
        """The same without asking how sure it is: what reports on the training look at."""
        chances, side = self._chances(question)
        status = max((*(power.value for power in Power), NONE), key=lambda name: self._mass(chances, name))
        return MostProbable(self._weights.classes[int(np.argmax(chances))], status, side)

    def _chances(self, question: str) -> tuple[NDArray[np.float32], str]:
        features = self._embedder.features(question)
        if features is None:
            raise ModelUnavailable("The matcher needs the embedding model that it was trained over.")
        weights = self._weights
        side = SIDES[int(np.argmax(weights.side_weights @ features + weights.side_bias))]
        return _softmax(weights.weights @ features + weights.bias), side

    def _matches(self, chances: NDArray[np.float32], read_in: str) -> tuple[Match, ...]:
        status = max(Power, key=lambda power: self._mass(chances, power.value))
        mass = self._mass(chances, status.value)
        if mass < SURE[read_in] or mass < self._mass(chances, NONE):
            return ()
        fitting = np.where(self._known & (self._status == status.value), chances, 0.0)
        best = int(np.argmax(fitting))
        others = [at for at in np.argsort(-chances)[:2] if at != best and self._known[at] and chances[at] >= ALSO]
        return tuple(self._match(int(at), chances) for at in (best, *others))

    def _match(self, at: int, chances: NDArray[np.float32]) -> Match:
        return Match(self._matters[self._weights.classes[at]], float(chances[at]))

    def _mass(self, chances: NDArray[np.float32], status: str) -> float:
        return float(chances[self._status == status].sum())


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(logits - logits.max())
    return np.asarray(powers / powers.sum(), np.float32)
