"""Trains how questions are searched with: `python -m eval.train_questions`, a quarter of an hour on two cores.

A change of the embedding model brings a question near to the passages that answer it, and to other questions that they
answer. It reads eval/training; a share of the passages is held out with every question on them. No test case is ever
opened. It writes `retriever/question.safetensors`, the known questions as it reads them, and a report.
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

from eval.known_questions import REPORT, ship_known
from eval.lora import SCALE, Trainable, batched, descend, ship
from eval.nearest_passages import NearestPassages
from eval.neighbours import Neighbours
from eval.questions_report import report_on
from eval.training_passages import DOCUMENTS
from eval.training_pools import Pools, load_pools
from retriever.embedding import Embedder
from retriever.question_encoder import LONGEST, PROMPT, VECTORS, vectors_of
from settings import Settings, silence_environment

ROOT = Path(__file__).resolve().parents[1]
ADAPTER = ROOT / "retriever" / f"{VECTORS}.safetensors"

SEED = 0
RANK = 16
RATE = 6e-4
EPOCHS = 3
TOGETHER = 32
ANCHOR = 1.0
"""What it costs to lead a question away from where the plain model has it: what that knows of other texts is there."""


class Trainer:
    """An encoder of questions in the making."""

    def __init__(self, embedder: Embedder, pools: Pools) -> None:
        torch.manual_seed(SEED)
        self._random = random.Random(SEED)  # noqa: S311 no secret is drawn
        self._tokenizer = embedder.tokenizer
        self._pools = pools
        self.change = Trainable(embedder.transformer, RANK)
        self._passages = NearestPassages(pools)
        known = [number for number in pools.kept if pools.asked[number].pool == DOCUMENTS]
        self._neighbours = Neighbours([pools.asked[number] for number in known], pools.questions[known])

    def run(self) -> None:
        """Train over all questions that are not held out."""
        batches = [
            batch for _ in range(EPOCHS) for batch in batched(self._pools.kept, self._length, TOGETHER, self._random)
        ]
        descend(self.change, (), (RATE, RATE), batches, self._loss)

    def _length(self, number: int) -> int:
        return len(self._pools.asked[number].question)

    def _loss(self, numbers: Sequence[int]) -> Tensor:
        questions = [self._pools.asked[number].question for number in numbers]
        tokens = self._tokenizer(
            [PROMPT + question for question in questions],
            padding=True,
            truncation=True,
            max_length=LONGEST,
            return_tensors="pt",
        )
        states = self.change.states({name: tokens[name] for name in ("input_ids", "attention_mask")})
        vectors = vectors_of(states, tokens["attention_mask"])
        plain = torch.stack([torch.tensor(self._pools.questions[number]) for number in numbers])
        away = (1 - nn.functional.cosine_similarity(vectors, plain)).mean()
        return self._passages.loss(numbers, vectors) + self._neighbours.loss(questions, vectors) + ANCHOR * away


def train(settings: Settings) -> dict[str, object]:
    """Fit, save the weights and return the report."""
    embedder = Embedder.load(settings.embedding_model, settings.models, "float32")
    pools = load_pools(settings, embedder)
    trainer = Trainer(embedder, pools)
    trainer.run()
    ship(ADAPTER, trainer.change.tensors(), {"base": embedder.identity.weights, "scale": SCALE})
    trained = Embedder.load(settings.embedding_model, settings.models, "float32")
    return {
        "trained": datetime.now(UTC).date().isoformat(),
        "questions": len(pools.kept),
        "unplaced": pools.unplaced,
        "data": pools.data,
        "adapter_sha256": hashlib.sha256(ADAPTER.read_bytes()).hexdigest(),
        "known_questions": ship_known(trained, pools),
        "embedding": embedder.identity.weights,
        "rank": RANK,
        "epochs": EPOCHS,
        "rate": RATE,
        "seed": SEED,
        **report_on(trained, pools),
    }


def main() -> None:
    """Train with the settings of the environment and write the report."""
    silence_environment()
    report = train(Settings())
    REPORT.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
