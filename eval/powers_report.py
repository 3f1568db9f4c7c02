"""How well it is told what a question is about: on held-out wordings and on the development split."""

from collections.abc import Sequence

from answer.matcher import OPEN, TrainedMatcher, load_weights
from corpus.matter import Matter, Power
from eval.case import Split
from eval.cases import CompetenceCase, tasks_of
from eval.metrics import rounded_mean
from eval.training_questions import Labelled, sides
from retriever.embedding import Embedder
from settings import Settings


def report_on(settings: Settings, matters: Sequence[Matter], held: Sequence[Labelled]) -> dict[str, float | int]:
    """Shares of right statuses, matters and sides; the weights are those that were just shipped."""
    embedder = Embedder.load(settings.embedding_model, settings.models, "float32")
    matcher = TrainedMatcher(matters, load_weights(), embedder)
    best = [matcher.best(one.question) for one in held]
    cases = [task.case for task in tasks_of(("competence",), (Split.DEVELOPMENT,))]
    powers = [case for case in cases if isinstance(case, CompetenceCase)]
    statuses = [matcher.best(case.question).status == case.expected.status for case in powers]
    sides_right = [_side_right(matcher, case) for case in powers if case.expected.headline_starts]
    return {
        "held_out_questions": len(held),
        "held_out_status": rounded_mean([found.status == one.status for found, one in zip(best, held, strict=True)]),
        "held_out_matter": rounded_mean([found.name == one.name for found, one in zip(best, held, strict=True)]),
        "development_status": rounded_mean(statuses),
        "development_side": rounded_mean(sides_right),
    }


def _side_right(matcher: TrainedMatcher, case: CompetenceCase) -> bool:
    known = sides(Power(case.expected.status), case.expected.headline_starts or OPEN)
    return matcher.best(case.question).side in known
