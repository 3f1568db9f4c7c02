"""Trains the reader of passages: `python -m eval.train_evidence`, an hour and a half on two cores.

With `--further` it goes on from the weights that are there with the questions of files that no run has read yet and a
few of the others; the report keeps what each run was.

It reads the training data of eval/training over the documents of the catalogue and over invented texts, and holds some
passages out with all their questions to report on. The development split of the suites is reported on as well; no test
case is ever opened. It writes the weights beside the reader, and a report.
"""

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn

from eval.evidence_report import report_on
from eval.lora import SCALE, Trainable, descend, ship
from eval.training_passages import Asked
from eval.training_pools import Pools, load_pools
from retriever.adapter import Adapter
from retriever.embedding import Embedder
from retriever.passage_reader import NAME, Pair, encoded, sentence_states
from settings import Settings, silence_environment

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "retriever" / f"{NAME}.safetensors"
REPORT = ROOT / "docs" / "evidence-reader.json"

SEED = 0
RANK = 24
FIRST = 4
"""The first layers know letters and words: they stay as they are."""
HIDDEN = 192
RATE = 5e-4
HEAD_RATE = 1e-3
ROUNDS = 1.5
"""How often each question is gone through, in a run from the beginning; once in one that goes on."""
AGAIN = 0.1
"""In a run that goes on, the share of earlier questions that are gone through again, so that none are forgotten."""
GENTLER = 0.6
"""What is left of the rates in a run that goes on."""
TOGETHER = 6
"""Questions a step."""
CHUNK = 5
"""Pairs that go through the model at once."""
WRONG = 1
"""Passages a question that do not answer it, one more where nothing does."""
_NEAREST = 4
_FURTHER = 14
_ANSWERS_WEIGH = 3.0


@dataclass(frozen=True)
class _Step:
    """The passages read for some questions at once."""

    pairs: list[Pair]
    owners: list[int]
    """For each sentence, the number of its question in the step."""
    gold: list[bool]
    """For each sentence, whether it answers."""


class Trainer:
    """A reader in the making."""

    def __init__(self, embedder: Embedder, pools: Pools) -> None:
        torch.manual_seed(SEED)
        self._random = random.Random(SEED)  # noqa: S311 no secret is drawn
        self._tokenizer = embedder.tokenizer
        self._pools = pools
        self._base = embedder.identity.weights
        self.change = Trainable(embedder.transformer, RANK, FIRST)
        size = embedder.identity.dimension
        self.head = nn.Sequential(nn.Linear(2 * size, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, 1))
        # Passages that a search would find are the ones to be told apart.
        self._questions = [embedder.question(one.question) for one in pools.asked]

    def go_on(self) -> None:
        """Begin with what was shipped before."""
        tensors = Adapter.load(NAME).tensors
        self.change.go_on_from(tensors)
        with torch.no_grad():
            for name, part in self._heads().items():
                part.copy_(tensors[name])

    def scores(self, pairs: Sequence[Pair]) -> list[Tensor]:
        """For each pair the log odds of its sentences; pairs of like length go through the model together."""
        order = sorted(range(len(pairs)), key=lambda at: len(pairs[at].question) + len(pairs[at].passage.text))
        found: dict[int, Tensor] = {}
        for first in range(0, len(order), CHUNK):
            chunk = order[first : first + CHUNK]
            tokens, inside = encoded(self._tokenizer, [pairs[at] for at in chunk])
            states = self.change.states(tokens)
            features = [sentence_states(states[row], inside[row]) for row in range(len(chunk))]
            scores = self.head(torch.cat(features))[:, 0].split([len(rows) for rows in features])
            found.update(zip(chunk, scores, strict=True))
        return [found[at] for at in range(len(pairs))]

    def run(self, asked: Sequence[int], rounds: float, share: float) -> None:
        """Train over the questions of those numbers, so often, at that share of the rates."""
        order = self._order(asked, rounds)
        batches = [order[first : first + TOGETHER] for first in range(0, len(order), TOGETHER)]
        descend(
            self.change,
            self.head.parameters(),
            (share * RATE, share * HEAD_RATE),
            batches,
            lambda numbers: self._loss(self._step(numbers)),
            self.ship,
        )

    def not_read_by(self, runs: Sequence[dict[str, object]]) -> list[int]:
        """Numbers of the questions that those runs did not train on, with a few of the others."""
        read = {name for run in runs for name in cast(dict[str, str], run["data"])}
        new = [number for number in self._pools.kept if self._pools.asked[number].file not in read]
        others = [number for number in self._pools.kept if self._pools.asked[number].file in read]
        return new + self._random.sample(others, int(AGAIN * len(others)))

    def _order(self, asked: Sequence[int], rounds: float) -> list[int]:
        """Every question once in an order of chance, then as many again as the rounds have left."""
        mixed: list[int] = []
        while len(mixed) < rounds * len(asked):
            mixed += self._random.sample(list(asked), len(asked))
        return mixed[: int(rounds * len(asked))]

    def ship(self) -> None:
        """Write the weights as they are."""
        ship(TARGET, self.change.tensors() | self._heads(), {"base": self._base, "scale": SCALE})

    def _heads(self) -> dict[str, Tensor]:
        first, last = cast(nn.Linear, self.head[0]), cast(nn.Linear, self.head[2])
        return {
            "hidden.weight": first.weight,
            "hidden.bias": first.bias,
            "out.weight": last.weight,
            "out.bias": last.bias,
        }

    def _step(self, numbers: Sequence[int]) -> _Step:
        step = _Step([], [], [])
        for owner, number in enumerate(numbers):
            one = self._pools.asked[number]
            for passage in self._passages(number, one):
                answering = {gold.sentence for gold in one.gold if gold.passage == passage}
                step.pairs.append(Pair(one.question, self._pools.passages[passage]))
                for sentence in range(len(self._pools.passages[passage].sentences)):
                    step.owners.append(owner)
                    step.gold.append(sentence in answering)
        return step

    def _passages(self, number: int, one: Asked) -> list[int]:
        """Some that answer, and some of the nearest that do not."""
        right = sorted({gold.passage for gold in one.gold})
        nearest = self._pools.nearest_to(self._questions[number], one.pool, _FURTHER)
        wrong = [passage for passage in nearest if passage not in right]
        near, further = wrong[:_NEAREST], wrong[_NEAREST:]
        pool = near + self._random.sample(further, min(3, len(further)))
        count = WRONG if right else WRONG + 1
        return self._random.sample(right, min(1, len(right))) + self._random.sample(pool, min(count, len(pool)))

    def _loss(self, step: _Step) -> Tensor:
        """Each sentence for itself, and for each question the right ones among all, `none of them` being one."""
        scores, gold, owners = torch.cat(self.scores(step.pairs)), torch.tensor(step.gold), torch.tensor(step.owners)
        single = nn.functional.binary_cross_entropy_with_logits(
            scores, gold.float(), pos_weight=torch.tensor(_ANSWERS_WEIGH)
        )
        lists = []
        for owner in sorted(set(step.owners)):
            own, right = scores[owners == owner], gold[owners == owner]
            none = torch.zeros(1)
            chosen = own[right] if right.any() else none
            lists.append(torch.cat([own, none]).logsumexp(0) - chosen.logsumexp(0))
        return 2 * single + torch.stack(lists).mean()


def train(settings: Settings, *, further: bool) -> dict[str, object]:
    """Fit, save the weights and return the report."""
    before = json.loads(REPORT.read_text(encoding="utf-8"))["runs"] if further else []
    embedder = Embedder.load(settings.embedding_model, settings.models, "float32")
    pools = load_pools(settings, embedder)
    trainer = Trainer(embedder, pools)
    if further:
        trainer.go_on()
    asked = trainer.not_read_by(before) if further else pools.kept
    rounds = 1.0 if further else ROUNDS
    trainer.run(asked, rounds, GENTLER if further else 1.0)
    trainer.ship()
    run = {
        "trained": datetime.now(UTC).date().isoformat(),
        "questions": len(asked),
        "rounds": rounds,
        "data": pools.data,
        "weights_sha256": hashlib.sha256(TARGET.read_bytes()).hexdigest(),
    }
    return {
        "runs": [*before, run],
        "held_out": len(pools.held),
        "unplaced": pools.unplaced,
        "embedding": embedder.identity.weights,
        "rank": RANK,
        "first_layer": FIRST,
        "rate": RATE,
        "seed": SEED,
        **report_on(embedder, pools),
    }


def main() -> None:
    """Train with the settings of the environment and write the report."""
    parser = argparse.ArgumentParser(description="Trains the reader of passages.")
    parser.add_argument("--further", action="store_true", help="go on from the weights that are there")
    chosen = parser.parse_args()
    silence_environment()
    report = train(Settings(), further=chosen.further)
    REPORT.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
