"""Trains how questions are read: `python -m eval.train_questions`, half an hour on two cores.

One change of the embedding model brings a question near to the passages that answer it, and gives the features over
which two linear classifiers tell the matter and the side that it asserts to decide. It reads the register and
eval/training; a share of the wordings is held out to report on, with the development split of the suites. No test case
is ever opened. It writes `retriever/question.safetensors`, `answer/matcher.safetensors` and a report.
"""

import hashlib
import json
import random
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import torch
from torch import Tensor, nn

from answer.matcher import ASIDES, SIDES, WEIGHTS
from corpus.matter import load_matters
from eval.lora import SCALE, Trainable, schedule, ship
from eval.questions_report import report_on
from eval.training_pools import Pools, load_pools
from eval.training_questions import (
    Labelled,
    data_sha256,
    labelled_asides,
    labelled_facts,
    labelled_questions,
    labelled_sides,
    labelled_terms,
)
from retriever.embedding import Embedder
from retriever.question_encoder import LONGEST, NAME, PROMPT, features_of, vectors_of
from settings import Settings, silence_environment

ROOT = Path(__file__).resolve().parents[1]
ADAPTER = ROOT / "retriever" / f"{NAME}.safetensors"
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
TEMPERATURE = 0.02
ANCHOR = 1.0
"""What it costs to lead a question away from where the plain model has it: what that knows of other texts is there."""
SMOOTHING = 0.05
_SORTED = 40


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
        self._passages = torch.stack([torch.tensor(one.passage) for one in pools.vectors])
        self._sentences = torch.cat([torch.tensor(one.sentences) for one in pools.vectors])
        self._plain = {one.question: torch.tensor(row) for one, row in zip(pools.asked, pools.questions, strict=True)}
        self._owner = torch.tensor([at for at, one in enumerate(pools.vectors) for _ in one.sentences])

    def run(self) -> None:
        """Train over all questions."""
        heads = [*self.matters.parameters(), *self.sides.parameters()]
        optimiser = torch.optim.AdamW(
            [{"params": self.change.parameters, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01
        )
        steps = EPOCHS * -(-len(self._questions) // TOGETHER)
        rate, begun, done, total = schedule(optimiser, steps), time.monotonic(), 0, 0.0
        for _ in range(EPOCHS):
            for batch in self._batches():
                loss = self._loss(batch)
                optimiser.zero_grad()
                torch.autograd.backward(loss)
                nn.utils.clip_grad_norm_(self.change.parameters, 1.0)
                optimiser.step()
                rate.step()
                done, total = done + 1, total + float(loss.detach())
                if done % 50 == 0:
                    sys.stderr.write(f"{done}/{steps} loss {total / 50:.3f} {time.monotonic() - begun:.0f} s\n")
                    total = 0.0

    def _batches(self) -> list[list[Labelled]]:
        """Questions of like length together, in another order each time."""
        mixed = self._random.sample(list(self._questions), len(self._questions))
        batches = []
        for first in range(0, len(mixed), TOGETHER * _SORTED):
            some = sorted(mixed[first : first + TOGETHER * _SORTED], key=lambda one: len(one.question))
            batches += [some[at : at + TOGETHER] for at in range(0, len(some), TOGETHER)]
        return self._random.sample(batches, len(batches))

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
        """Contrast of the passages that answer with all others, by the passage's vector and its nearest sentence."""
        rows = [row for row, one in enumerate(batch) if one.passages]
        if not rows:
            return torch.zeros(())
        nearest = torch.full((len(rows), len(self._passages)), -9.0).scatter_reduce(
            1, self._owner.expand(len(rows), -1), vectors[rows] @ self._sentences.T, "amax"
        )
        chances = ((vectors[rows] @ self._passages.T + nearest) / TEMPERATURE).log_softmax(1)
        wanted = torch.zeros_like(chances, dtype=torch.bool)
        for at, row in enumerate(rows):
            wanted[at, list(batch[row].passages)] = True
        plain = torch.stack([self._plain[batch[row].question] for row in rows])
        away = (1 - (vectors[rows] * plain).sum(dim=1)).mean()
        return (-_among(chances, wanted).mean() + ANCHOR * away) * len(rows) / 8


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
        "data_sha256": data_sha256(settings.matters),
        "adapter_sha256": hashlib.sha256(ADAPTER.read_bytes()).hexdigest(),
        "weights_sha256": hashlib.sha256(MATCHER.read_bytes()).hexdigest(),
        "embedding": embedder.identity.weights,
        "rank": RANK,
        "epochs": EPOCHS,
        "rate": RATE,
        "seed": SEED,
        **report_on(settings, matters, held, [facts[number] for number in pools.held], pools),
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
