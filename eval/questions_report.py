"""How well questions find what answers them: on the held-out passages."""

from collections.abc import Sequence

import numpy as np

from eval.metrics import rounded_mean
from eval.training_pools import Pools
from retriever.embedding import Embedder

FOUND_AMONG = 5


def report_on(embedder: Embedder, pools: Pools) -> dict[str, float | int]:
    """The share of held-out questions whose passage is among the first five of all, invented ones included."""
    asked = [pools.asked[number] for number in pools.held if pools.asked[number].gold]
    found = [_found(embedder, pools, one.question, [gold.passage for gold in one.gold]) for one in asked]
    return {"held_out_questions": len(asked), "held_out_passage_at_5": rounded_mean(found)}


def _found(embedder: Embedder, pools: Pools, question: str, answering: Sequence[int]) -> bool:
    vector = embedder.question(question)
    near = np.argsort([-pools.nearness(vector, at) for at in range(len(pools.passages))])[:FOUND_AMONG]
    return bool(set(near.tolist()) & set(answering))
