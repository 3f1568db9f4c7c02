"""Reads a claim beside what a document says: a trained copy of the embedding model that tells three cases apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import PreTrainedTokenizerBase

from corpus.document import Document
from retriever.adapter import Adapter
from retriever.embedding import Embedder, encodable

NAME = "claims"
_LONGEST = 256
_TOGETHER = 16


@dataclass(frozen=True)
class Beside:
    """A claim and the words of a document that it is held against."""

    claim: str
    evidence: str
    source: str = ""
    """Who says so and when, in the document's own words: its title and date."""

    @property
    def texts(self) -> tuple[str, str]:
        """Both sides as they go into the model."""
        front = f"passage: {self.source}\n" if self.source else "passage: "
        return encodable(f"query: {self.claim}"), encodable(front + self.evidence)


def encoded(tokenizer: PreTrainedTokenizerBase, pairs: Sequence[Beside]) -> tuple[dict[str, Tensor], Tensor]:
    """Tokens of the pairs, and which token is of the claim (0), of the evidence (1) or of neither (-1)."""
    features = tokenizer(
        [pair.texts[0] for pair in pairs],
        [pair.texts[1] for pair in pairs],
        padding=True,
        truncation="longest_first",
        max_length=_LONGEST,
        return_tensors="pt",
    )
    sides = [[-1 if part is None else part for part in features.sequence_ids(row)] for row in range(len(pairs))]
    return {name: features[name] for name in ("input_ids", "attention_mask")}, torch.tensor(sides)


def pair_states(states: Tensor, sides: Tensor) -> Tensor:
    """What the head looks at, (n, 3d): the first token and the means of both sides."""
    means = []
    for side in (0, 1):
        inside = (sides == side).float().unsqueeze(2)
        means.append((states * inside).sum(dim=1) / inside.sum(dim=1).clamp(min=1))
    return torch.cat([states[:, 0], *means], dim=1)


def source_of(document: Document) -> str:
    """How a document is named in front of its words: title, publisher and date."""
    return ", ".join(str(part) for part in (document.title, document.publisher, document.date) if part)


class ClaimReader:
    """A cross-encoder over claim and evidence."""

    def __init__(self, embedder: Embedder, adapter: Adapter) -> None:
        self._model = adapter.applied(embedder.transformer)
        self._head = adapter.tensors
        self._tokenizer = embedder.tokenizer
        self._lock = embedder.lock
        self.sha256 = adapter.sha256

    @classmethod
    def load(cls, embedder: Embedder) -> Self | None:
        """The reader that was trained over this embedding model; None for another. Raises ModelUnavailable."""
        adapter = Adapter.load(NAME)
        return cls(embedder, adapter) if adapter.base == embedder.identity.weights else None

    def read(self, pairs: Sequence[Beside]) -> NDArray[np.float32]:
        """Log probabilities that the evidence supports, contradicts or does not settle each claim, (n, 3)."""
        found = np.zeros((len(pairs), 3), np.float32)
        order = sorted(range(len(pairs)), key=lambda at: len(pairs[at].claim) + len(pairs[at].evidence))
        for first in range(0, len(order), _TOGETHER):
            some = order[first : first + _TOGETHER]
            with self._lock, torch.inference_mode():
                tokens, sides = encoded(self._tokenizer, [pairs[at] for at in some])
                states = self._model(**tokens).last_hidden_state.float()
                scores = nn.functional.log_softmax(score(self._head, pair_states(states, sides)), dim=1)
            found[some] = scores.numpy()
        return found


def score(head: dict[str, Tensor], features: Tensor) -> Tensor:
    """Three logits from what the head looks at, through one hidden layer."""
    hidden = nn.functional.gelu(features @ head["hidden.weight"].T + head["hidden.bias"])
    return hidden @ head["out.weight"].T + head["out.bias"]
