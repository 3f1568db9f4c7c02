"""Reads a passage against a question: a trained copy of the embedding model that scores each of its sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor, nn
from transformers import PreTrainedTokenizerBase

from corpus.passage import Passage
from retriever.adapter import Adapter
from retriever.embedding import Embedder, encodable

NAME = "evidence"
UNREAD = -20.0
"""The score of a sentence that lies behind the model's limit."""
_LONGEST = 384
# Of a long question the end is read, which asks: its beginning tells the story, and the passage needs room.
_QUESTION_LONGEST = 600


@dataclass(frozen=True)
class Pair:
    """A question with a passage that may answer it."""

    question: str
    passage: Passage

    @property
    def front(self) -> str:
        """What stands before the passage's own text."""
        return f"passage: {self.passage.context}\n"

    @property
    def texts(self) -> tuple[str, str]:
        """Both sides as they go into the model."""
        question = f"query: {self.question[-_QUESTION_LONGEST:]}"
        return encodable(question), encodable(self.front + self.passage.text)


def encoded(tokenizer: PreTrainedTokenizerBase, pairs: Sequence[Pair]) -> tuple[dict[str, Tensor], list[Tensor]]:
    """Tokens of the pairs, and for each pair which of its tokens are of which sentence, (sentences, length)."""
    features = tokenizer(
        [pair.texts[0] for pair in pairs],
        [pair.texts[1] for pair in pairs],
        padding=True,
        truncation="longest_first",
        max_length=_LONGEST,
        return_offsets_mapping=True,
        return_tensors="pt",
    )
    offsets = features["offset_mapping"]
    inside = [
        _inside(pair, offsets[row], torch.tensor([part == 1 for part in features.sequence_ids(row)]))
        for row, pair in enumerate(pairs)
    ]
    return {name: features[name] for name in ("input_ids", "attention_mask")}, inside


def _inside(pair: Pair, offsets: Tensor, of_passage: Tensor) -> Tensor:
    shift = len(pair.front) - pair.passage.start
    starts = torch.tensor([[sentence.start + shift] for sentence in pair.passage.sentences])
    ends = torch.tensor([[sentence.end + shift] for sentence in pair.passage.sentences])
    return of_passage & (offsets[:, 0] < ends) & (offsets[:, 1] > starts)


def sentence_states(states: Tensor, inside: Tensor) -> Tensor:
    """What the head looks at, (sentences, 2d): the mean of a sentence's token vectors beside the first token's."""
    counts = inside.sum(dim=1, keepdim=True).clamp(min=1)
    means = inside.float() @ states / counts
    return torch.cat([means, states[0].expand(len(means), -1)], dim=1)


class PassageReader:
    """A cross-encoder: question and passage go through the model together, which no vector alone can replace."""

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

    def read(self, question: str, passages: Sequence[Passage]) -> list[tuple[float, ...]]:
        """For each passage the log odds that each of its sentences answers the question."""
        if not passages:
            return []
        with self._lock, torch.inference_mode():
            tokens, inside = encoded(self._tokenizer, [Pair(question, passage) for passage in passages])
            states = self._model(**tokens).last_hidden_state.float()
            return [self._scores(states[row], sentences) for row, sentences in enumerate(inside)]

    def _scores(self, states: Tensor, inside: Tensor) -> tuple[float, ...]:
        scores = score(self._head, sentence_states(states, inside))
        return tuple(torch.where(inside.any(dim=1), scores, UNREAD).tolist())


def score(head: Mapping[str, Tensor], features: Tensor) -> Tensor:
    """Log odds from what the head looks at, through one hidden layer."""
    hidden = nn.functional.gelu(features @ head["hidden.weight"].T + head["hidden.bias"])
    return (hidden @ head["out.weight"].T + head["out.bias"])[:, 0]
