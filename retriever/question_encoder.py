"""Reads a question with copies of the embedding model that were trained for it."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import PreTrainedTokenizerBase

from retriever.adapter import Adapter

VECTORS = "question"
FEATURES = "powers"
LIKENESS = "likeness"
"""The adapters that read a question to search with it, to tell what it is about, and to tell who asked the same."""
PROMPT = "query: "
LONGEST = 512
_BATCH = 32


class QuestionEncoder:
    """The adapted model; one thread at a time."""

    def __init__(self, model: nn.Module, tokenizer: PreTrainedTokenizerBase, adapter: Adapter) -> None:
        self._model = adapter.applied(model)
        self._tokenizer = tokenizer
        self.adapter = adapter

    def vector(self, text: str) -> NDArray[np.float32]:
        """(d,), of length one: near to the passages that answer the question."""
        return _fixed(vectors_of(*self._read(text)))

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same of several, (n, d)."""
        parts = [vectors_of(*self._read_together(texts[at : at + _BATCH])) for at in range(0, len(texts), _BATCH)]
        return np.asarray(torch.cat(parts).numpy(), np.float32)

    def features(self, text: str) -> NDArray[np.float32]:
        """(d,), of mean 0 and variance 1: what classifiers look at."""
        states, _ = self._read(text)
        return _fixed(features_of(states))

    def _read(self, text: str) -> tuple[Tensor, Tensor]:
        return self._read_together([text])

    def _read_together(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        prompted = [PROMPT + text for text in texts]
        tokens = self._tokenizer(prompted, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
        with torch.inference_mode():
            return self._model(**tokens).last_hidden_state.float(), tokens["attention_mask"]


def likened(text: str) -> str:
    """A question without the stop at its end: whether somebody asks with a mark or without tells nothing."""
    return text.strip().rstrip(" .?!:;,…")


def vectors_of(states: Tensor, mask: Tensor) -> Tensor:
    """The mean of the vectors of a text's tokens, at length one: (n, length, d) and (n, length) to (n, d)."""
    kept = mask[..., None].float()
    return nn.functional.normalize((states * kept).sum(dim=1) / kept.sum(dim=1), dim=1)


def features_of(states: Tensor) -> Tensor:
    """The vector of the first token, of mean 0 and variance 1: (n, length, d) to (n, d)."""
    return nn.functional.layer_norm(states[:, 0], states.shape[2:])


def _fixed(rows: Tensor) -> NDArray[np.float32]:
    array = np.array(rows[0].numpy(), np.float32)
    array.setflags(write=False)
    return array
