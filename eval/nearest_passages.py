"""Questions beside passages: a question is to lie nearer to what answers it than to anything else."""

from collections.abc import Sequence

import torch
from torch import Tensor

from eval.training_pools import Pools

TEMPERATURE = 0.02


class NearestPassages:
    """Contrast of the passages that answer with all others, by the passage's vector and its nearest sentence."""

    def __init__(self, pools: Pools) -> None:
        self._answering = [sorted({gold.passage for gold in one.gold}) for one in pools.asked]
        self._passages = torch.stack([torch.tensor(one.passage) for one in pools.vectors])
        self._sentences = torch.cat([torch.tensor(one.sentences) for one in pools.vectors])
        self._owner = torch.tensor([at for at, one in enumerate(pools.vectors) for _ in one.sentences])

    def loss(self, numbers: Sequence[int], vectors: Tensor) -> Tensor:
        """How unlikely the right passages are for the questions of those numbers, read as vectors (n, d)."""
        rows = [row for row, number in enumerate(numbers) if self._answering[number]]
        if not rows:
            return torch.zeros(())
        nearest = torch.full((len(rows), len(self._passages)), -9.0).scatter_reduce(
            1, self._owner.expand(len(rows), -1), vectors[rows] @ self._sentences.T, "amax"
        )
        chances = ((vectors[rows] @ self._passages.T + nearest) / TEMPERATURE).log_softmax(1)
        wanted = torch.zeros_like(chances, dtype=torch.bool)
        for at, row in enumerate(rows):
            wanted[at, self._answering[numbers[row]]] = True
        return -chances.masked_fill(~wanted, -1e9).logsumexp(1).mean()
