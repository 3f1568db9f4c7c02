"""How well questions are read: on held-out wordings and on the development split."""

from collections.abc import Sequence

import numpy as np

from answer.matcher import OPEN, TrainedMatcher, load_weights
from corpus.matter import Matter, Power
from eval.cases import CompetenceCase, Split, tasks_of
from eval.training_pools import Pools
from eval.training_questions import Labelled, sides
from retriever.embedding import Embedder
from settings import Settings

FOUND_AMONG = 5


def report_on(
    settings: Settings, matters: Sequence[Matter], held: Sequence[Labelled], facts: Sequence[Labelled], pools: Pools
) -> dict[str, float | int]:
    """Shares of right statuses, matters, sides and passages; the weights are those that were just shipped."""
    embedder = Embedder.load(settings.embedding_model, settings.models, "float32")
    matcher = TrainedMatcher(matters, load_weights(), embedder)
    best = [matcher.best(one.question) for one in held]
    asked = [one for one in facts if one.passages]
    cases = [task.case for task in tasks_of(("competence",), (Split.DEVELOPMENT,))]
    powers = [case for case in cases if isinstance(case, CompetenceCase)]
    return {
        "held_out_questions": len(held),
        "held_out_status": _share([found.status == one.status for found, one in zip(best, held, strict=True)]),
        "held_out_matter": _share([found.name == one.name for found, one in zip(best, held, strict=True)]),
        "held_out_facts": len(asked),
        "held_out_passage_at_5": _share([_found(embedder, pools, one) for one in asked]),
        "development_status": _share([matcher.best(case.question).status == case.expected.status for case in powers]),
        "development_side": _share([_side_right(matcher, case) for case in powers if case.expected.headline_starts]),
    }


def _found(embedder: Embedder, pools: Pools, one: Labelled) -> bool:
    vector = embedder.question(one.question).vector
    near = np.argsort([-pools.nearness(vector, at) for at in range(len(pools.passages))])[:FOUND_AMONG]
    return bool(set(near.tolist()) & set(one.passages))


def _side_right(matcher: TrainedMatcher, case: CompetenceCase) -> bool:
    known = sides(Power(case.expected.status), case.expected.headline_starts or OPEN)
    return matcher.best(case.question).side in known


def _share(right: Sequence[bool]) -> float:
    return round(float(np.mean(right)), 4)
