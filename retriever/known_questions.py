"""Questions known to be asked of the documents, each with the sentences that answer it or with the word that none does.

A new question is near to how other people asked the same, whatever words the document uses. What is known are places in
documents, never words of an answer: a place whose words no longer stand in the index says nothing.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Self

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from errors import ModelUnavailable
from retriever.embedding import Embedder

NAME = "known.safetensors"

# How fast a neighbour's say falls with its distance, and the cosine from which on a neighbour says anything: chosen on
# the development split and on questions about other texts.
_TEMPERATURE = 0.03
_STRANGE = 0.62
_NEIGHBOURS = 30


@dataclass(frozen=True)
class Place:
    """A sentence of a document, told by the words of its passage."""

    document: str
    passage: str
    """What `words_key` makes of the passage's text."""
    sentence: int
    """Its number in the passage, from 0."""


@dataclass(frozen=True)
class Neighbours:
    """What the nearest known questions say together; all shares are between 0 and 1, their sum is at most 1."""

    answering: Mapping[Place, float]
    """The share of each sentence that answers some of them."""
    unanswered: float
    """The share of those that nothing in `documents` answers."""
    strange: float
    """What no neighbour is near enough to say: 1 for a question unlike any other."""
    documents: frozenset[str]
    """Ids of the documents that the questions were asked of: of others they say nothing."""


NO_NEIGHBOURS = Neighbours({}, 0.0, 1.0, frozenset())


class KnownQuestions:
    """The vectors of known questions with what answers them."""

    def __init__(
        self, vectors: NDArray[np.float32], answers: list[tuple[int, ...]], places: list[Place], adapter: str
    ) -> None:
        self._vectors = vectors
        self._answers = answers
        self.places = places
        self.adapter = adapter
        # Every document that a question is answered by; the questions that nothing answers were asked of all of them.
        self.documents = frozenset(place.document for place in places)

    @classmethod
    def load(cls, embedder: Embedder) -> Self | None:
        """Those that come with this package; None where another adapter reads questions. Raises ModelUnavailable."""
        try:
            with as_file(files("retriever").joinpath(NAME)) as path, safe_open(path, framework="np") as opened:
                facts = json.loads(opened.metadata()["facts"])
                vectors = opened.get_tensor("vectors").astype(np.float32)
        except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
            raise ModelUnavailable(
                f"The trained part '{NAME}' of this installation cannot be read: {error}. Install Noddfa again."
            ) from error
        if facts["adapter"] != embedder.question_adapter:
            return None
        answers = [tuple(one) for one in facts["answers"]]
        return cls(vectors, answers, [Place(*place) for place in facts["places"]], facts["adapter"])

    def nearest(self, vector: NDArray[np.float32]) -> Neighbours:
        """What the nearest known questions say; `vector` (d,) is the question's own, of length one."""
        cosines = self._vectors @ vector
        near = np.argsort(-cosines)[:_NEIGHBOURS]
        weights = np.exp((cosines[near] - _STRANGE) / _TEMPERATURE)
        strange = 1.0 / (1.0 + float(weights.sum()))
        weights *= strange
        answering: dict[Place, float] = defaultdict(float)
        unanswered = 0.0
        for number, weight in zip(near.tolist(), weights.tolist(), strict=True):
            for at in self._answers[number]:
                answering[self.places[at]] += weight
            unanswered += 0.0 if self._answers[number] else weight
        return Neighbours(dict(answering), unanswered, strange, self.documents)


def words_key(text: str) -> str:
    """A key of a text that white space does not change: 16 hexadecimal digits."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:16]
