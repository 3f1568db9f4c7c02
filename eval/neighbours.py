"""Questions beside questions: those that one sentence answers are to lie together, those that nothing answers apart."""

from collections.abc import Sequence

import torch
from torch import Tensor

from eval.training_passages import Asked
from retriever.embedding import Vectors

TEMPERATURE = 0.05


class Neighbours:
    """Neighbourhood component analysis (Goldberger et al. 2004) over the questions on the documents.

    The vectors of all questions are remembered as they were when each was last gone through; a question is never its
    own neighbour.
    """

    def __init__(self, asked: Sequence[Asked], vectors: Vectors) -> None:
        golds = sorted({gold for one in asked for gold in one.gold})
        column = {gold: at for at, gold in enumerate(golds)}
        # The last column stands for `nothing answers`.
        self._answers = torch.zeros(len(asked), len(golds) + 1)
        for row, one in enumerate(asked):
            self._answers[row, [column[gold] for gold in one.gold] or [len(golds)]] = 1.0
        self._rows = {one.question: row for row, one in enumerate(asked)}
        self._vectors = torch.tensor(vectors)

    def loss(self, questions: Sequence[str], vectors: Tensor) -> Tensor:
        """How unlikely it is that a near neighbour of each question (n) is answered by the same; vectors (n, d)."""
        known = [(at, self._rows[question]) for at, question in enumerate(questions) if question in self._rows]
        if not known:
            return torch.zeros(())
        own, rows = vectors[[at for at, _ in known]], torch.tensor([row for _, row in known])
        itself = torch.zeros(len(known), len(self._vectors), dtype=torch.bool).scatter_(1, rows[:, None], value=True)
        chances = (own @ self._vectors.T / TEMPERATURE).masked_fill(itself, -1e9).log_softmax(1)
        alike = ((self._answers[rows] @ self._answers.T) > 0) & ~itself
        self._vectors = self._vectors.index_copy(0, rows, own.detach())
        some = alike.any(dim=1)
        if not some.any():
            return torch.zeros(())
        return -chances.masked_fill(~alike, -1e9).logsumexp(1)[some].mean()
