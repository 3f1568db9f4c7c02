"""How well the shipped reader of passages finds what answers: on held-out training questions and on development."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.case import Split
from eval.cases import FactsCase, UnanswerableCase, tasks_of
from eval.metrics import rounded_mean
from eval.quotes import squeezed
from eval.training_passages import DOCUMENTS, Gold
from eval.training_pools import Pools
from retriever.adapter import Adapter
from retriever.embedding import Embedder
from retriever.passage_reader import NAME, PassageReader

READ = 6
"""Passages read for one question, as the plain embedding model finds them."""
LOST = 0.08
"""The share of answerable questions that may be declined."""


@dataclass(frozen=True)
class _Best:
    score: float
    right: bool
    answerable: bool


def report_on(embedder: Embedder, pools: Pools) -> dict[str, object]:
    """Shares on the held-out questions over documents, over invented texts, and on the development split."""
    reader = PassageReader(embedder, Adapter.load(NAME))
    held = [pools.asked[number] for number in pools.held]
    groups = {
        "held_out_documents": [one for one in held if one.pool == DOCUMENTS],
        "held_out_invented": [one for one in held if one.pool != DOCUMENTS],
    }
    found = {
        name: [_best(reader, embedder, pools, one.question, one.pool, one.gold) for one in group]
        for name, group in groups.items()
    }
    found["development"] = _development(reader, embedder, pools)
    return {name: _shares(best) for name, best in found.items()}


def _best(
    reader: PassageReader, embedder: Embedder, pools: Pools, question: str, pool: str, gold: Sequence[Gold]
) -> _Best:
    numbers = pools.nearest_to(embedder.queries([question])[0], pool, READ)
    scores = reader.read(question, [pools.passages[number] for number in numbers])
    score, place = max(
        (score, Gold(number, sentence))
        for number, of_passage in zip(numbers, scores, strict=True)
        for sentence, score in enumerate(of_passage)
    )
    return _Best(score, place in gold, bool(gold))


def _development(reader: PassageReader, embedder: Embedder, pools: Pools) -> list[_Best]:
    found = []
    for task in tasks_of(("facts", "unanswerable"), (Split.DEVELOPMENT,)):
        case = task.case
        if isinstance(case, FactsCase):
            gold = [place for quote in case.expected.quotes for place in _places(pools, quote.text)]
            found.append(_best(reader, embedder, pools, case.question, DOCUMENTS, gold))
        elif isinstance(case, UnanswerableCase):
            found.append(_best(reader, embedder, pools, case.question, DOCUMENTS, ()))
    return found


def _places(pools: Pools, quote: str) -> list[Gold]:
    wanted = squeezed(quote)
    return [
        Gold(number, sentence)
        for number, passage in enumerate(pools.passages)
        for sentence, span in enumerate(passage.sentences)
        if squeezed(passage.slice(span)) in wanted or wanted in squeezed(passage.slice(span))
    ]


def _shares(found: Sequence[_Best]) -> dict[str, float | int]:
    """First sentence right; how well scores part what is answered from what is not; declined where few are lost."""
    answered = np.array([one.score for one in found if one.answerable])
    empty = np.array([one.score for one in found if not one.answerable])
    shares: dict[str, float | int] = {
        "answerable": len(answered),
        "unanswerable": len(empty),
        "first_right": rounded_mean([one.right for one in found if one.answerable]),
    }
    if len(empty) and len(answered):
        shares["auroc"] = rounded_mean((answered[:, None] > empty) + 0.5 * (answered[:, None] == empty))
        shares["declined_at_8_percent_lost"] = rounded_mean(empty < np.quantile(answered, LOST))
    return shares
