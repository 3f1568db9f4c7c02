"""Runs the suites against the same assistant that serves the public."""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

from answer.answer import Question
from answer.assembly import open_assistant
from answer.assistant import Assistant
from errors import BuildFailed, NoddfaError, NotReady
from eval.cases import Asked, FactsCase, Split, Task, tasks_of
from eval.measure import confusions, latency, measure
from eval.report import EvaluationReport, Unscored, this_machine
from eval.scores import SEARCHED, Response, Score, score
from eval.texts import Texts
from ingest.assembly import open_ingestor
from ingest.progress import Progress
from ingest.report import Outcome
from settings import Settings

AS_OF = date(2026, 11, 21)
"""The day that the suites were written for."""

OnProgress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done and how much there is."""


def run_evaluation(
    settings: Settings,
    suites: Sequence[str] = (),
    *,
    splits: Collection[Split] = tuple(Split),
    on_progress: OnProgress,
) -> EvaluationReport:
    """Ingest the catalogue into a data folder of its own and score every case of the suites, all of them unless named.

    Raises UsageError for a suite without a scorer, CatalogueError for a broken one, BuildFailed where a document
    cannot be ingested, and ModelUnavailable.
    """
    tasks = tasks_of(suites, splits)
    own = isolated(settings)
    ingest(own, on_progress)
    with open_assistant(own) as assistant:
        return evaluate(assistant, tasks, files=settings.catalogue.parent / "files", on_progress=on_progress)


def isolated(settings: Settings) -> Settings:
    """The settings with a data folder of their own, in float32, sharing nothing but the prepared model."""
    return settings.model_copy(
        update={
            "data_dir": settings.data_dir / "eval",
            "model_dir": settings.models,
            "embedding_dtype": "float32",
        }
    )


def ingest(settings: Settings, on_progress: OnProgress) -> None:
    """Ingest the catalogue; raises BuildFailed where one of its documents failed, since each has its cases."""

    def show(progress: Progress) -> None:
        on_progress(progress.stage, progress.done, progress.total)

    report = open_ingestor(settings).ingest(on_progress=show)
    failed = [f"{one.document} ({one.reason})" for one in report.documents if one.outcome is Outcome.FAILED]
    if failed:
        raise BuildFailed(
            f"The evaluation needs every document, but these failed: {'; '.join(failed)}. Mend them first."
        )


def evaluate(assistant: Assistant, tasks: Sequence[Task], *, files: Path, on_progress: OnProgress) -> EvaluationReport:
    """Ask and score every case; `files` is the folder that the known quotes name their files in."""
    texts = read_texts(assistant, files)
    results = list(_results(assistant, tasks, texts, on_progress))
    scores = tuple(result for result in results if isinstance(result, Score))
    state = assistant.state()
    return EvaluationReport(
        machine=this_machine(),
        as_of=AS_OF.isoformat(),
        embedding=state.embedding,
        documents=state.documents,
        passages=state.passages,
        metrics=measure(scores),
        confusions=confusions(scores),
        latency=latency(scores),
        scores=scores,
        unscored=tuple(result for result in results if isinstance(result, Unscored)),
    )


def read_texts(assistant: Assistant, files: Path) -> Texts:
    """The stored text of every document that the assistant holds."""
    return Texts([assistant.holding(one.document.id) for one in assistant.holdings()], files)


def _results(
    assistant: Assistant, tasks: Sequence[Task], texts: Texts, on_progress: OnProgress
) -> Iterator[Score | Unscored]:
    for done, task in enumerate(tasks, 1):
        try:
            yield score(task.suite, task.case, respond(assistant, task.case), texts)
        except NotReady:
            raise
        except NoddfaError as error:
            # One case that cannot be scored must not hide the others; the gate fails on it.
            yield Unscored(task.suite, task.case.id, task.case.split, str(error))
        on_progress(task.suite, done, len(tasks))


def respond(assistant: Assistant, case: Asked) -> Response:
    """Ask one case as the public asks it, its language left to be found; a fact is also searched for."""
    begun = time.perf_counter()
    answer = assistant.ask(Question(case.question, as_of=AS_OF))
    seconds = time.perf_counter() - begun
    hits = assistant.search(case.question, limit=SEARCHED, as_of=AS_OF) if isinstance(case, FactsCase) else ()
    return Response(answer, hits, seconds)
