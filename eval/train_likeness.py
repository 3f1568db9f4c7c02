"""Trains how questions are told to ask the same: `python -m eval.train_likeness`, a quarter of an hour on two cores.

A change of the embedding model brings wordings of one question near to each other, in both languages, and away from
questions that share their words and ask something else. It reads eval/training/likeness; no test case is ever opened.
What the report gives is of the wordings of authors that it was not trained on. It writes
`retriever/likeness.safetensors` and `answer/sameness.safetensors`.
"""

import hashlib
import json
import random
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from eval.families import Family, families, plain_wordings
from eval.lora import SCALE, Trainable, descend, ship
from eval.metrics import rounded_mean
from eval.sameness import fit_sameness
from eval.training_passages import TRAINING
from retriever.adapter import Adapter
from retriever.embedding import Embedder
from retriever.question_encoder import FEATURES, LIKENESS, LONGEST, PROMPT, likened, vectors_of
from settings import Settings, silence_environment

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "retriever" / f"{LIKENESS}.safetensors"
REPORT = ROOT / "docs" / "likeness.json"

SEED = 0
RANK = 16
RATE = 6e-4
ROUNDS = 4
TOGETHER = 16
SHARPNESS = 20.0
"""What cosines are multiplied by before they are compared."""
HELD_OUT = ("first", "second")
"""Authors whose questions are not trained on: they measure it."""
_WORDINGS = 2
_FIVE = 5


class Trainer:
    """An encoder of questions in the making."""

    def __init__(self, embedder: Embedder) -> None:
        torch.manual_seed(SEED)
        self._random = random.Random(SEED)  # noqa: S311 no secret is drawn
        self._tokenizer = embedder.tokenizer
        self.change = Trainable(embedder.transformer, RANK)

    def run(self, found: Sequence[Family]) -> None:
        """Train over all of these."""
        batches = []
        for _ in range(ROUNDS):
            mixed = self._random.sample(list(found), len(found))
            batches += [mixed[at : at + TOGETHER] for at in range(0, len(mixed), TOGETHER)]
        descend(self.change, (), (RATE, RATE), batches, self._loss)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, (n, d)."""
        with torch.inference_mode():
            parts = [self._encoded(texts[at : at + 64]) for at in range(0, len(texts), 64)]
        return np.asarray(torch.cat(parts).numpy(), np.float32)

    def _loss(self, batch: Sequence[Family]) -> Tensor:
        """Each wording has to find its own question among all of the batch and those that only look like them, and
        each question its own wording (InfoNCE with hard negatives, van den Oord et al. 2018).
        """
        same = [self._random.sample((*one.same, *plain_wordings(one.past)), _WORDINGS) for one in batch]
        near = [self._random.sample(one.near, min(_WORDINGS, len(one.near))) for one in batch]
        own = torch.tensor([at for at, some in enumerate(same) for _ in some])
        flat = [text for some in same for text in some]
        others = [text for some in near for text in some]
        vectors = self._encoded([*(one.past for one in batch), *flat, *others])
        past, wordings, looking = torch.split(vectors, [len(batch), len(flat), len(others)])
        found = nn.functional.cross_entropy(wordings @ torch.cat([past, looking]).T * SHARPNESS, own)
        scores = past @ torch.cat([wordings, looking]).T * SHARPNESS
        right = torch.zeros_like(scores, dtype=torch.bool)
        right[own, torch.arange(len(flat))] = True
        back: Tensor = -(scores.log_softmax(1).masked_fill(~right, -1e9).logsumexp(1)).mean()
        return found + back

    def _encoded(self, texts: Sequence[str]) -> Tensor:
        tokens = self._tokenizer(
            [PROMPT + likened(text) for text in texts],
            padding=True,
            truncation=True,
            max_length=LONGEST,
            return_tensors="pt",
        )
        states = self.change.states({name: tokens[name] for name in ("input_ids", "attention_mask")})
        return vectors_of(states, tokens["attention_mask"])


def measured(trainer: Trainer, found: Sequence[Family]) -> dict[str, float]:
    """How often a wording finds its question first and among five of all of these, and how often it is nearer to it
    than what only looks like it is.
    """
    past = trainer.vectors([one.past for one in found])
    first, five, apart = [], [], []
    for at, one in enumerate(found):
        near = trainer.vectors(one.near) @ past[at]
        for vector in trainer.vectors(one.same):
            scores = past @ vector
            rank = int((scores > scores[at]).sum())
            first.append(rank == 0)
            five.append(rank < _FIVE)
            apart.append(float((scores[at] > near).mean()))
    return {"first": rounded_mean(first), "five": rounded_mean(five), "apart": rounded_mean(np.array(apart))}


def train(settings: Settings) -> dict[str, object]:
    """Fit on all authors but two and measure on theirs; weigh what it says, save the weights and return the report."""
    embedder = Embedder.load(settings.embedding_model, settings.models, "float32")
    found = families()
    others = [one for one in found if one.author in HELD_OUT]
    trainer = Trainer(embedder)
    before = measured(trainer, others)
    # What was trained to tell matters apart is nearer to the goal than the plain model.
    trainer.change.go_on_from(Adapter.load(FEATURES).tensors)
    trainer.run([one for one in found if one.author not in HELD_OUT])
    ship(TARGET, trainer.change.tensors(), {"base": embedder.identity.weights, "scale": SCALE})
    digest = hashlib.sha256(TARGET.read_bytes()).hexdigest()
    return {
        "trained": datetime.now(UTC).date().isoformat(),
        "questions": len(found) - len(others),
        "data": {
            path.relative_to(TRAINING).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted((TRAINING / "likeness").glob("*.jsonl"))
        },
        "adapter_sha256": digest,
        "embedding": embedder.identity.weights,
        "rank": RANK,
        "rounds": ROUNDS,
        "rate": RATE,
        "seed": SEED,
        "held_out_authors": {"questions": len(others), "plain": before, "trained": measured(trainer, others)},
        "sameness": fit_sameness(trainer.vectors, digest),
    }


def main() -> None:
    """Train with the settings of the environment and write the report."""
    silence_environment()
    report = train(Settings())
    REPORT.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
