"""Trains how kinds of prose and of questions are told apart: `python -m eval.train_phrasing`, a minute.

It reads eval/training/phrases, the pieces of eval/training/posts, and the questions for yes or no; no test case is ever
opened. The report says how it does on authors that it was not fitted on, and on the development split of the claims.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from answer.claim import Verdict
from answer.foi.wanting import signs
from answer.intent import Side
from answer.matcher import OPEN
from answer.phrasing import DEEDS, KINDS, SIDES, WEIGHTS, Linear, features, of_side
from corpus.matter import load_matters
from errors import ModelUnavailable
from eval.case import Split
from eval.cases import CompetenceCase, tasks_of
from eval.lora import ship
from eval.metrics import rounded_mean
from eval.text_cases import ClaimsCase
from eval.training_passages import TRAINING, rows
from eval.training_questions import labelled_sides
from eval.training_requests import Piece, pieces
from retriever.embedding import Embedder
from settings import Settings, silence_environment

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "answer" / WEIGHTS
REPORT = ROOT / "docs" / "phrasing.json"
L2 = 5e-4
L2_SIDES = 3e-4
_STEPS = 200
_FOLDS = 5
_SURE = 0.5
_JUDGING = ("opinion", "insult")


@dataclass(frozen=True)
class Phrase:
    """A piece of text with its class."""

    text: str
    name: str
    author: str
    """The file that it stands in: each has one author."""


def phrases(folder: Path = TRAINING) -> Iterator[Phrase]:
    """Clauses with what is done with them, and what posts assert, opinions apart."""
    for path in sorted((folder / "phrases").glob("*.jsonl")):
        yield from (Phrase(row["text"], row["class"], f"phrases {path.stem}") for row in rows(path))
    for path in sorted((folder / "posts").glob("*.jsonl")):
        for row in rows(path):
            for one in row["claims"]:
                opinion = one["verdict"] == Verdict.OPINION.value
                yield Phrase(one["words"], "opinion" if opinion else "claim", f"posts {path.stem}")


def asked(settings: Settings) -> list[Phrase]:
    """Questions for yes or no: who has the power, or whether something is done."""
    labelled = labelled_sides(load_matters(settings.matters))
    return [
        Phrase(one.question, DEEDS[1] if one.name is None else DEEDS[0], str(number % _FOLDS))
        for number, one in enumerate(labelled)
        if one.name is None or one.sides != (OPEN,)
    ]


def fit(given: NDArray[np.float32], classes: Sequence[int], count: int) -> Linear:
    """A multinomial logistic regression with an L2 penalty, by L-BFGS."""
    y = torch.tensor(classes)
    return descended(given, count, lambda logits: torch.nn.functional.cross_entropy(logits, y), L2)


def descended(
    given: NDArray[np.float32], count: int, loss_of: Callable[[torch.Tensor], torch.Tensor], penalty: float
) -> Linear:
    """A linear map of the features with the least loss of its logits."""
    x = torch.tensor(given)
    weights, bias = torch.zeros(x.shape[1], count, requires_grad=True), torch.zeros(count, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=_STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = loss_of(x @ weights + bias) + penalty * (weights**2).sum()
        torch.autograd.backward(loss)
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    return Linear(weights.detach().numpy().T.copy(), bias.detach().numpy())


def fit_sides(embedder: Embedder, settings: Settings) -> Linear:
    """Who is said to decide, where an answer of `no` leaves open which of the others: any of those is right."""
    found = [one for one in labelled_sides(load_matters(settings.matters)) if one.name is not None]
    questions = [one.question for one in found]
    vectors = embedder.queries(questions)
    given = [of_side(text, vector, _telling(embedder, text)) for text, vector in zip(questions, vectors, strict=True)]
    wanted = torch.tensor([[_class_of(side) in one.sides for side in SIDES] for one in found])

    def loss_of(logits: torch.Tensor) -> torch.Tensor:
        return -logits.log_softmax(1).masked_fill(~wanted, -1e9).logsumexp(1).mean()

    return descended(np.array(given), len(SIDES), loss_of, L2_SIDES)


def _telling(embedder: Embedder, question: str) -> NDArray[np.float32]:
    found = embedder.features(question)
    if found is None:
        raise ModelUnavailable("What tells a matter was trained over another model. Train that first.")
    return found


def _class_of(side: Side | None) -> str:
    return OPEN if side is None else side.value


class Fitted:
    """A classifier with what it was fitted on."""

    def __init__(self, embedder: Embedder, found: Sequence[Phrase], names: Sequence[str]) -> None:
        self._embedder = embedder
        self._found = found
        self._names = names
        self._given = self._features([one.text for one in found])
        self._classes = [names.index(one.name) for one in found]
        self.linear = fit(self._given, self._classes, len(names))

    def _features(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = self._embedder.queries(texts)
        return np.array([features(text, vector) for text, vector in zip(texts, vectors, strict=True)])

    def chances(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The probabilities for texts that it was not fitted on, (n, classes)."""
        return np.array([self.linear.chances(row) for row in self._features(texts)])

    def by_author(self, wanted: Sequence[str]) -> dict[str, dict[str, float]]:
        """For each author, fitted on the others: the share found of what is in those classes, and kept of the rest."""
        columns, report = [self._names.index(name) for name in wanted], {}
        for author in sorted({one.author for one in self._found}):
            own = np.array([one.author == author for one in self._found])
            others = [number for number, out in zip(self._classes, own, strict=True) if not out]
            linear = fit(self._given[~own], others, len(self._names))
            told = [float(linear.chances(row)[columns].sum()) > _SURE for row in self._given[own]]
            truly = [one.name in wanted for one in self._found if one.author == author]
            report[author] = shares(told, truly)
        return report


class Wants:
    """What tells the pieces of requests that ask, with what it was fitted on."""

    def __init__(self, embedder: Embedder, found: Sequence[Piece]) -> None:
        texts = [one.unit.text for one in found]
        vectors = embedder.queries(texts)
        self._found = found
        self._classes = [int(one.wants) for one in found]
        self._given = np.array(
            [
                np.concatenate([features(text, vector), signs(one.unit)])
                for text, vector, one in zip(texts, vectors, found, strict=True)
            ]
        )
        self.linear = fit(self._given, self._classes, 2)

    def by_author(self) -> dict[str, float]:
        """For each author, fitted on the others: F1 of the pieces that ask."""
        return {author: self._of(author) for author in sorted({one.author for one in self._found})}

    def _of(self, author: str) -> float:
        own = np.array([one.author == author for one in self._found])
        linear = fit(self._given[~own], [self._classes[at] for at in np.flatnonzero(~own)], 2)
        told = np.array([linear.chances(row)[1] > _SURE for row in self._given[own]])
        truly = np.array(self._classes)[own] > 0
        return round(float(2 * (told & truly).sum() / (told.sum() + truly.sum())), 4)


def shares(told: Sequence[bool], truly: Sequence[bool]) -> dict[str, float]:
    """How much was found of what is, and kept of what is not."""
    pairs = list(zip(told, truly, strict=True))
    return {
        "found": rounded_mean([said for said, is_one in pairs if is_one]),
        "kept": rounded_mean([not said for said, is_one in pairs if not is_one]),
    }


def train(settings: Settings) -> dict[str, object]:
    """Fit, save the weights and return the report."""
    embedder = Embedder.load(settings.embedding_model, settings.models, "float32")
    kinds = Fitted(embedder, list(phrases()), KINDS)
    deeds = Fitted(embedder, asked(settings), DEEDS)
    found = list(pieces())
    wants = Wants(embedder, found)
    parts = {
        "kinds": kinds.linear,
        "deeds": deeds.linear,
        "sides": fit_sides(embedder, settings),
        "wants": wants.linear,
    }
    tensors = {
        f"{name}.{part}": torch.tensor(getattr(linear, part))
        for name, linear in parts.items()
        for part in ("weights", "bias")
    }
    ship(TARGET, tensors, {"embedding": embedder.identity.weights, "features": embedder.features_adapter})
    return {
        "trained": datetime.now(UTC).date().isoformat(),
        "data": _hashes(),
        "weights_sha256": hashlib.sha256(TARGET.read_bytes()).hexdigest(),
        "embedding": embedder.identity.weights,
        "l2": L2,
        "opinions_of_other_authors": kinds.by_author(_JUDGING),
        "deeds_in_folds": deeds.by_author(DEEDS[1:]),
        "wanting_of_other_authors": wants.by_author(),
        "development": _development(kinds, deeds),
    }


def _development(kinds: Fitted, deeds: Fitted) -> Mapping[str, object]:
    claims = [task.case for task in tasks_of(("claims",), (Split.DEVELOPMENT,))]
    said = [one for case in claims if isinstance(case, ClaimsCase) for one in case.expected]
    judging = kinds.chances([one.claim for one in said])[:, [KINDS.index(name) for name in _JUDGING]].sum(axis=1)
    competence = [task.case for task in tasks_of(("competence",), (Split.DEVELOPMENT,))]
    powers = [one.question for one in competence if isinstance(one, CompetenceCase) and one.expected.headline_starts]
    return {
        "opinions": shares((judging > _SURE).tolist(), [one.verdict is Verdict.OPINION for one in said]),
        "powers_kept": rounded_mean((deeds.chances(powers)[:, 1] <= _SURE).tolist()),
    }


def _hashes() -> dict[str, str]:
    found = [*TRAINING.glob("asserted*.jsonl"), *TRAINING.glob("phrases/*.jsonl"), *TRAINING.glob("posts/*.jsonl")]
    found += TRAINING.glob("requests/*.jsonl")
    return {
        path.relative_to(TRAINING).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(found)
    }


def main() -> None:
    """Train with the settings of the environment and write the report."""
    silence_environment()
    report = train(Settings())
    REPORT.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
