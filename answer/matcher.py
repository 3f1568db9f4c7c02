"""Matches a question with the matters of the register by a trained linear classifier over its embedding."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from answer.matching import Match
from corpus.matter import Matter, Power
from retriever.embedding import Embedder
from text.language import language

WEIGHTS = "matcher.safetensors"
NONE = "none"
OTHER = "other-"
"""Prefix of the classes for questions about a power whose matter is not in the register, one for each status."""

# Least probability of a status for it to be said, and of a matter for it to count as asked for, by the question's
# language. A wrong status misleads and "not sure" does not. Chosen on the development split of the competence suite.
SURE = {"en": 0.45, "cy": 0.6}
NAMED = {"en": 0.3, "cy": 0.1}


@dataclass(frozen=True)
class Weights:
    """The classifier: the softmax of weights @ ((vector - centre) * scale) + bias over the classes."""

    classes: tuple[str, ...]
    """Ids of matters, `none`, or `other-` and a status."""
    weights: NDArray[np.float32]
    """(classes, dimension)"""
    bias: NDArray[np.float32]
    centre: NDArray[np.float32]
    scale: float
    embedding: str
    """SHA-256 of the weights of the embedding model that it was trained over."""


def load_weights() -> Weights:
    """The weights that come with this package."""
    with as_file(files("answer").joinpath(WEIGHTS)) as path, safe_open(path, framework="np") as opened:
        facts = json.loads(opened.metadata()["facts"])
        arrays = {name: opened.get_tensor(name).astype(np.float32) for name in ("weights", "bias", "centre")}
    return Weights(tuple(facts["classes"]), scale=facts["scale"], embedding=facts["embedding"], **arrays)


class TrainedMatcher:
    """Tells which matters of the register a question is about, or that it is not sure."""

    def __init__(self, matters: Sequence[Matter], weights: Weights, embedder: Embedder) -> None:
        self._matters = {matter.id: matter for matter in matters}
        self._weights = weights
        self._embedder = embedder
        self._status = np.array([self._status_of(name) for name in weights.classes])

    def _status_of(self, name: str) -> str:
        """What the register says of a class; a matter that has left the register speaks for no status."""
        if name == NONE or name.startswith(OTHER):
            return name.removeprefix(OTHER)
        return self._matters[name].status.value if name in self._matters else NONE

    def match(self, question: str) -> tuple[Match, ...]:
        """The matter that the question is about, or two; empty where it is about no power or that is not sure."""
        probabilities, read_in = self._probabilities(question), language(question)
        status = max(Power, key=lambda power: self._mass(probabilities, power.value))
        mass = self._mass(probabilities, status.value)
        if mass < SURE[read_in] or mass < self._mass(probabilities, NONE):
            return ()
        ranked = [self._weights.classes[at] for at in np.argsort(-probabilities)]
        best = next(name for name in ranked if self._status[self._weights.classes.index(name)] == status.value)
        chance = dict(zip(self._weights.classes, probabilities.tolist(), strict=True))
        if best not in self._matters or chance[best] < NAMED[read_in]:
            return ()
        also = [name for name in ranked[:2] if name != best and name in self._matters and chance[name] >= NAMED["en"]]
        return tuple(Match(self._matters[name], chance[name]) for name in (best, *also))

    def _mass(self, probabilities: NDArray[np.float32], status: str) -> float:
        return float(probabilities[self._status == status].sum())

    def _probabilities(self, question: str) -> NDArray[np.float32]:
        centred = (self._embedder.query(question) - self._weights.centre) * self._weights.scale
        logits = self._weights.weights @ centred + self._weights.bias
        powers = np.exp(logits - logits.max())
        return np.asarray(powers / powers.sum(), np.float32)
