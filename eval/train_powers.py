"""Trains how it is told what a question is about: `python -m eval.train_powers`, half an hour on two cores.

A change of the embedding model gives the features over which two linear classifiers tell the matter and the side that
a question asserts to decide. That it also has to bring questions on the documents near to their passages keeps the two
kinds apart. It reads the register and eval/training; a share of the wordings is held out to report on, with the
development split of the suites. No test case is ever opened. It writes `retriever/powers.safetensors`,
`answer/matcher.safetensors` and a report.
"""

import hashlib
import json
import random
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import torch
from torch import Tensor, nn

from answer.matcher import ASIDES, SIDES, WEIGHTS
from corpus.matter import load_matters
from eval.lora import SCALE, Trainable, batched, descend, ship
from eval.nearest_passages import NearestPassages
from eval.powers_report import report_on
from eval.training_passages import TRAINING
from eval.training_pools import Pools, hashes, load_pools
from eval.training_questions import (
    Labelled,
    labelled_asides,
    labelled_facts,
    labelled_questions,
    labelled_sides,
    labelled_terms,
)
from retriever.embedding import Embedder
from retriever.question_encoder import FEATURES, LONGEST, PROMPT, features_of, vectors_of
from settings import Settings, silence_environment

ROOT = Path(__file__).resolve().parents[1]
ADAPTER = ROOT / "retriever" / f"{FEATURES}.safetensors"
MATCHER = ROOT / "answer" / WEIGHTS
REPORT = ROOT / "docs" / "matcher.json"

SEED = 0
RANK = 16
RATE = 6e-4
HEAD_RATE = 3e-3
EPOCHS = 2
TOGETHER = 32
HELD = 0.03
"""The share of training questions whose wording is held out."""
ANCHOR = 1.0
"""What it costs to lead a question away from where the plain model has it: what that knows of other texts is there."""
SMOOTHING = 0.05


class Trainer:
    """An encoder of questions in the making, with its classifiers."""

    def __init__(self, embedder: Embedder, pools: Pools, questions: Sequence[Labelled]) -> None:
        torch.manual_seed(SEED)
        self._random = random.Random(SEED)  # noqa: S311 no secret is drawn
        self._tokenizer = embedder.tokenizer
        self._questions = questions
        self.change = Trainable(embedder.transformer, RANK)
        statuses = {one.name: one.status for one in questions if one.name}
        self.classes = sorted(statuses)
        kinds = sorted(set(statuses.values()))
        self._status = torch.tensor([kinds.index(statuses[name]) for name in self.classes])
        self._no_aside = torch.tensor([name not in ASIDES for name in self.classes])
        size = embedder.identity.dimension
        self.matters, self.sides = nn.Linear(size, len(self.classes)), nn.Linear(size, len(SIDES))
        for head in (self.matters, self.sides):
            nn.init.normal_(head.weight, std=0.02)
        self._pools = pools
        self._passages = NearestPassages(pools)

    def run(self) -> None:
        """Train over all questions."""
        heads = [*self.matters.parameters(), *self.sides.parameters()]
        batches = [
            batch
            for _ in range(EPOCHS)
            for batch in batched(self._questions, lambda one: len(one.question), TOGETHER, self._random)
        ]
        descend(self.change, heads, (RATE, HEAD_RATE), batches, self._loss)

    def _loss(self, batch: Sequence[Labelled]) -> Tensor:
        tokens = self._tokenizer(
            [PROMPT + one.question for one in batch],
            padding=True,
            truncation=True,
            max_length=LONGEST,
            return_tensors="pt",
        )
        states = self.change.states({name: tokens[name] for name in ("input_ids", "attention_mask")})
        vectors, features = vectors_of(states, tokens["attention_mask"]), features_of(states)
        return (
            self._of_matters(batch, features)
            + self._of_asides(batch, features)
            + self._of_sides(batch, features)
            + self._of_search(batch, vectors)
        )

    def _of_matters(self, batch: Sequence[Labelled], features: Tensor) -> Tensor:
        """The class, and its status for itself: another matter of the same status is half as wrong."""
        rows = [row for row, one in enumerate(batch) if one.name]
        if not rows:
            return torch.zeros(())
        chances = self.matters(features[rows]).log_softmax(1)
        wanted = torch.tensor([self.classes.index(batch[row].name or "") for row in rows])
        statuses = torch.stack(
            [
                chances.masked_fill(self._status != kind, -1e9).logsumexp(1)
                for kind in range(int(self._status.max()) + 1)
            ],
            dim=1,
        )
        matter = nn.functional.cross_entropy(chances, wanted, label_smoothing=SMOOTHING)
        return matter + nn.functional.nll_loss(statuses, self._status[wanted])

    def _of_asides(self, batch: Sequence[Labelled], features: Tensor) -> Tensor:
        """Questions that only look like asides may be of any other class."""
        rows = [row for row, one in enumerate(batch) if one.no_aside]
        if not rows:
            return torch.zeros(())
        chances = self.matters(features[rows]).log_softmax(1)
        return -_among(chances, self._no_aside.expand(len(rows), -1)).sum() / TOGETHER

    def _of_sides(self, batch: Sequence[Labelled], features: Tensor) -> Tensor:
        rows = [row for row, one in enumerate(batch) if one.sides]
        if not rows:
            return torch.zeros(())
        chances = self.sides(features[rows]).log_softmax(1)
        wanted = torch.tensor([[side in batch[row].sides for side in SIDES] for row in rows])
        return -_among(chances, wanted).sum() / TOGETHER * 4

    def _of_search(self, batch: Sequence[Labelled], vectors: Tensor) -> Tensor:
        rows = [row for row, one in enumerate(batch) if one.answered is not None]
        if not rows:
            return torch.zeros(())
        numbers = [batch[row].answered or 0 for row in rows]
        plain = torch.stack([torch.tensor(self._pools.questions[number]) for number in numbers])
        away = (1 - nn.functional.cosine_similarity(vectors[rows], plain)).mean()
        return (self._passages.loss(numbers, vectors[rows]) + ANCHOR * away) * len(rows) / 8


def _among(chances: Tensor, wanted: Tensor) -> Tensor:
    """Log probability that one of the wanted columns is the right one, by row."""
    return chances.masked_fill(~wanted, -1e9).logsumexp(1)


def train(settings: Settings) -> dict[str, object]:
    """Fit, save the weights and return the report."""
    matters = load_matters(settings.matters)
    embedder = Embedder.load(settings.embedding_model, settings.models, "float32")
    pools = load_pools(settings, embedder)
    facts = labelled_facts(pools)
    mixed = random.Random(SEED).sample(labelled_questions(matters), k=len(labelled_questions(matters)))  # noqa: S311
    held, kept = mixed[: int(HELD * len(mixed))], mixed[int(HELD * len(mixed)) :]
    sides, asides, terms = labelled_sides(matters), labelled_asides(), labelled_terms(matters)
    trainer = Trainer(embedder, pools, [*kept, *sides, *asides, *terms, *(facts[number] for number in pools.kept)])
    trainer.run()
    _ship(trainer, embedder)
    return {
        "trained": datetime.now(UTC).date().isoformat(),
        "questions": len(kept),
        "sides": len(sides),
        "asides": len(asides),
        "terms": len(terms),
        "facts": len(pools.kept),
        "classes": len(trainer.classes),
        "data": hashes([settings.matters, *sorted(TRAINING.glob("*.json*"))]),
        "adapter_sha256": hashlib.sha256(ADAPTER.read_bytes()).hexdigest(),
        "weights_sha256": hashlib.sha256(MATCHER.read_bytes()).hexdigest(),
        "embedding": embedder.identity.weights,
        "rank": RANK,
        "epochs": EPOCHS,
        "rate": RATE,
        "seed": SEED,
        **report_on(settings, matters, held),
    }


def _ship(trainer: Trainer, embedder: Embedder) -> None:
    ship(ADAPTER, trainer.change.tensors(), {"base": embedder.identity.weights, "scale": SCALE})
    heads = {
        "weights": trainer.matters.weight,
        "bias": trainer.matters.bias,
        "side_weights": trainer.sides.weight,
        "side_bias": trainer.sides.bias,
    }
    adapter = hashlib.sha256(ADAPTER.read_bytes()).hexdigest()
    ship(MATCHER, heads, {"classes": trainer.classes, "adapter": adapter})


def main() -> None:
    """Train with the settings of the environment and write the report."""
    silence_environment()
    report = train(Settings())
    REPORT.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
