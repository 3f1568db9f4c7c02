"""Trains the reader of claims: `python -m eval.train_claims`, three quarters of an hour on two cores.

With `--further` it goes on for one more round, more gently, from the weights that are there; the report keeps each run.

It reads the pairs of eval/training/pairs, holds one piece of evidence in ten out with all that is claimed of it, and
reports on those and on the development split of the suite of minimal pairs; no test case is ever opened.
"""

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor, nn

from eval.claims_report import report_on
from eval.lora import SCALE, Trainable, batched, descend, ship
from eval.training_pairs import PAIRS, VERDICTS, TrainingPair, load_pairs, made_from, strange_evidence
from retriever.adapter import Adapter
from retriever.claim_reader import NAME, Beside, encoded, pair_states
from retriever.embedding import Embedder
from settings import Settings, silence_environment

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "retriever" / f"{NAME}.safetensors"
REPORT = ROOT / "docs" / "claim-reader.json"

SEED = 0
RANK = 32
FIRST = 4
"""The first layers know letters and words: they stay as they are."""
HIDDEN = 192
RATE = 6e-4
HEAD_RATE = 1e-3
ROUNDS = 2
GENTLER = 0.6
"""What is left of the rates in a run that goes on."""
TOGETHER = 24
"""Pairs a step."""
_NOT_SETTLED = len(VERDICTS) - 1
_STRANGE = 1
"""Pieces of evidence for each claim that are near to it and of something else."""


class Trainer:
    """A reader in the making."""

    def __init__(self, embedder: Embedder, pairs: Sequence[TrainingPair]) -> None:
        torch.manual_seed(SEED)
        self._random = random.Random(SEED)  # noqa: S311 no secret is drawn
        self._tokenizer = embedder.tokenizer
        self._base = embedder.identity.weights
        self._pairs = pairs
        self._strange = strange_evidence(embedder, pairs)
        self.change = Trainable(embedder.transformer, RANK, FIRST)
        size = embedder.identity.dimension
        self.head = nn.Sequential(nn.Linear(3 * size, HIDDEN), nn.GELU(), nn.Dropout(0.1), nn.Linear(HIDDEN, 3))

    def go_on(self) -> None:
        """Begin with what was shipped before."""
        tensors = Adapter.load(NAME).tensors
        self.change.go_on_from(tensors)
        with torch.no_grad():
            for name, part in self._heads().items():
                part.copy_(tensors[name])

    def run(self, rounds: Sequence[int], share: float) -> None:
        """Train over what is written, what is made of it, and what is near and strange, at that share of the rates.

        The numbers of the rounds draw what is made.
        """
        batches: list[list[tuple[Beside, int]]] = []
        for number in rounds:
            made = made_from(self._pairs, number)
            strange = [(beside, _NOT_SETTLED) for pair in self._pairs for beside in self._near(pair)]
            items = [(pair.beside, pair.verdict) for pair in (*self._pairs, *made)] + strange
            batches += batched(items, _length, TOGETHER, self._random)
        rates = (share * RATE, share * HEAD_RATE)
        descend(self.change, self.head.parameters(), rates, batches, self._loss, self.ship)

    def _near(self, pair: TrainingPair) -> list[Beside]:
        able = self._strange.get(pair.beside, [])
        chosen = self._random.sample(able, min(_STRANGE, len(able)))
        # Half of the claims: most of what is written is to be of the evidence itself.
        return [Beside(pair.beside.claim, *other) for other in chosen if self._random.random() < 0.5]

    def _loss(self, batch: Sequence[tuple[Beside, int]]) -> Tensor:
        tokens, sides = encoded(self._tokenizer, [beside for beside, _ in batch])
        scores = self.head(pair_states(self.change.states(tokens), sides))
        return nn.functional.cross_entropy(
            scores, torch.tensor([verdict for _, verdict in batch]), label_smoothing=0.05
        )

    def ship(self) -> None:
        """Write the weights as they are."""
        ship(TARGET, self.change.tensors() | self._heads(), {"base": self._base, "scale": SCALE})

    def _heads(self) -> dict[str, Tensor]:
        first, last = cast(nn.Linear, self.head[0]), cast(nn.Linear, self.head[3])
        return {
            "hidden.weight": first.weight,
            "hidden.bias": first.bias,
            "out.weight": last.weight,
            "out.bias": last.bias,
        }


def _length(item: tuple[Beside, int]) -> int:
    return len(item[0].claim) + len(item[0].evidence)


def train(settings: Settings, *, further: bool) -> dict[str, object]:
    """Fit, save the weights and return the report."""
    embedder = Embedder.load(settings.embedding_model, settings.models, "float32")
    pairs = load_pairs(settings.catalogue)
    trainer = Trainer(embedder, [pair for pair in pairs if not pair.held])
    runs = _runs() if further else []
    done = sum(int(run["rounds"]) for run in runs)
    if further:
        trainer.go_on()
    rounds = range(done, done + 1) if further else range(ROUNDS)
    trainer.run(rounds, GENTLER if further else 1.0)
    trainer.head.eval()
    trainer.ship()
    run = {"trained": datetime.now(UTC).date().isoformat(), "pairs": len(pairs), "rounds": len(rounds)}
    return {
        "runs": [*runs, run],
        "rank": RANK,
        "first_layer": FIRST,
        "rate": RATE,
        "seed": SEED,
        "data": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(PAIRS.glob("*.jsonl"))},
        "weights_sha256": hashlib.sha256(TARGET.read_bytes()).hexdigest(),
        "embedding": embedder.identity.weights,
        **report_on(embedder, [pair for pair in pairs if pair.held]),
    }


def _runs() -> list[dict[str, Any]]:
    return list(json.loads(REPORT.read_text(encoding="utf-8"))["runs"])


def main() -> None:
    """Train with the settings of the environment and write the report."""
    parser = argparse.ArgumentParser(description="Trains the reader of claims.")
    parser.add_argument("--further", action="store_true", help="go on from the weights that are there")
    chosen = parser.parse_args()
    silence_environment()
    report = train(Settings(), further=chosen.further)
    REPORT.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
