"""Fits how probably two questions ask the same, and from what probability a past one is a good precedent."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from answer.foi.differences import agreement
from answer.foi.finder import AGREES
from answer.foi.sameness import WEIGHTS
from corpus.document import Kind
from eval.lora import ship
from eval.train_phrasing import fit
from eval.training_passages import TRAINING, rows
from ingest.reading import Wanted, read

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "answer" / WEIGHTS
LETTER = ROOT / "corpus" / "files" / "foi-atisn-24923.txt"
_PLACES = ("Cardiff", "Swansea", "Powys", "Gwynedd")
_PERIODS = ("2017-18", "2019", "2021-22", "2023")

Vectors = Callable[[Sequence[str]], NDArray[np.float32]]
"""Questions to unit vectors, (n, d)."""


@dataclass(frozen=True)
class Trial:
    """A new question with the past one that is nearest to it."""

    cosine: float
    right: bool
    exists: bool
    """Whether any past question asks the same."""


def fit_sameness(vectors: Vectors, likeness: str) -> dict[str, object]:
    """Fit over all trials, choose the probability with the best F1, ship and report; `likeness` made the vectors.

    The trials are of authors whose wordings the vectors were not trained on.
    """
    parts = {"requests": list(_of_requests(vectors)), "disclosures": list(_of_disclosures(vectors))}
    trials = [trial for part in parts.values() for trial in part]
    linear = fit(np.array([[one.cosine] for one in trials], np.float32), [int(one.right) for one in trials], 2)
    chances = [float(linear.chances(np.array([one.cosine], np.float32))[1]) for one in trials]
    enough = max((round(chance, 4) for chance in chances), key=lambda least: _f1(trials, chances, least))
    tensors = {"weights": torch.tensor(linear.weights), "bias": torch.tensor(linear.bias)}
    ship(TARGET, tensors, {"likeness": likeness, "enough": enough})
    least = min(one.cosine for one, chance in zip(trials, chances, strict=True) if chance >= enough)
    return {"enough": enough, "cosine": round(least, 4), **{name: _shares(part, least) for name, part in parts.items()}}


def _of_requests(vectors: Vectors) -> Iterator[Trial]:
    """The questions of the training requests against those of the one real letter."""
    version = read(LETTER.read_bytes(), Wanted(Kind.FOI_RESPONSE)).version
    asked = [one.question for letter in version.contents.letters for one in letter.exchanges]
    shelf = _Shelf([version.text[one.start : one.end] for one in asked], vectors)
    for path in sorted((TRAINING / "requests").glob("*.jsonl")):
        for row in rows(path):
            for number, question in enumerate(row["questions"]):
                there = number in row["precedent_for"]
                yield Trial(shelf.nearest(question)[1], there, there)


def _of_disclosures(vectors: Vectors) -> Iterator[Trial]:
    """The wordings of invented topics against their past questions of every place and period, and questions on none."""
    found = list(rows(TRAINING / "disclosures" / "first.jsonl"))
    topics = [row for row in found if "past" in row]
    slots = [(place, period) for place in _PLACES for period in _PERIODS]
    past = dict.fromkeys(_filled(row["past"], *slot) for row in topics for slot in slots)
    shelf = _Shelf(list(past), vectors)
    for number, row in enumerate(topics):
        slot = slots[number % len(slots)]
        for text in (*row["same"], *row["cy"]):
            nearest, cosine = shelf.nearest(_filled(text, *slot))
            yield Trial(cosine, nearest == _filled(row["past"], *slot), exists=True)
    for number, row in enumerate(found):
        if "absent" in row:
            _, cosine = shelf.nearest(_filled(row["absent"], *slots[number % len(slots)]))
            yield Trial(cosine, right=False, exists=False)


class _Shelf:
    """Past questions with their vectors."""

    def __init__(self, past: Sequence[str], vectors: Vectors) -> None:
        self._past = past
        self._vectors = vectors
        self._held = vectors(past)

    def nearest(self, question: str) -> tuple[str, float]:
        """The past question that is nearest as the finder weighs them, and its cosine."""
        cosines = self._held @ self._vectors([question])[0]
        agree = np.array([agreement(question, past) for past in self._past], np.float32)
        best = int(np.argmax(cosines + AGREES * agree))
        return self._past[best], float(cosines[best])


def _filled(text: str, place: str, period: str) -> str:
    return text.replace("{place}", place).replace("{period}", period)


def _f1(trials: Sequence[Trial], chances: Sequence[float], least: float) -> float:
    shown = [one for one, chance in zip(trials, chances, strict=True) if chance >= least]
    return 2 * sum(one.right for one in shown) / (len(shown) + sum(one.exists for one in trials))


def _shares(trials: Sequence[Trial], least: float) -> dict[str, float]:
    there, absent = ([one for one in trials if one.exists is exists] for exists in (True, False))
    return {
        "first": round(float(np.mean([one.right and one.cosine >= least for one in there])), 4),
        "none": round(float(np.mean([one.cosine < least for one in absent])), 4),
    }
