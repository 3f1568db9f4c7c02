"""Reads a question with a copy of the embedding model that was trained to lie near to what answers it."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import PreTrainedTokenizerBase

from retriever.adapter import Adapter

NAME = "question"
PROMPT = "query: "
LONGEST = 512


@dataclass(frozen=True)
class QuestionVectors:
    """A question as it is searched for and as it is classified."""

    vector: NDArray[np.float32]
    """(d,), of length one: near to the passages that answer it."""
    features: NDArray[np.float32] | None
    """(d,), of mean 0 and variance 1: what the trained classifiers look at; None without an adapter."""


class QuestionEncoder:
    """The adapted model; one thread at a time."""

    def __init__(self, model: nn.Module, tokenizer: PreTrainedTokenizerBase, adapter: Adapter) -> None:
        self._model = adapter.applied(model)
        self._tokenizer = tokenizer
        self.adapter = adapter

    def encode(self, text: str) -> QuestionVectors:
        """Both vectors of a question, from one pass."""
        tokens = self._tokenizer(PROMPT + text, truncation=True, max_length=LONGEST, return_tensors="pt")
        with torch.inference_mode():
            states: Tensor = self._model(**tokens).last_hidden_state.float()
            vectors, features = vectors_of(states, tokens["attention_mask"]), features_of(states)
        return QuestionVectors(_fixed(vectors[0]), _fixed(features[0]))


def vectors_of(states: Tensor, mask: Tensor) -> Tensor:
    """The mean of the vectors of a text's tokens, at length one: (n, length, d) and (n, length) to (n, d)."""
    kept = mask[..., None].float()
    return nn.functional.normalize((states * kept).sum(dim=1) / kept.sum(dim=1), dim=1)


def features_of(states: Tensor) -> Tensor:
    """The vector of the first token, of mean 0 and variance 1: (n, length, d) to (n, d)."""
    return nn.functional.layer_norm(states[:, 0], states.shape[2:])


def _fixed(values: Tensor) -> NDArray[np.float32]:
    array = np.array(values.numpy(), np.float32)
    array.setflags(write=False)
    return array
