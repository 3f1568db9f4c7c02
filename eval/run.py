"""Runs the suites against the same assistant that serves the public."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

from answer.assembly import open_assistant
from answer.assistant import Assistant
from answer.foi.drafting import LetterWriter
from answer.foi.frame import read_frames
from errors import BuildFailed, NoddfaError, NotReady
from eval.asking import AS_OF, Bench
from eval.case import Split
from eval.cases import Task, tasks_of
from eval.conflicts import score_conflicts
from eval.hostile_text import uproot
from eval.measure import confusions, latency, measure
from eval.report import EvaluationReport, Unscored, this_machine
from eval.scores import Score
from eval.text_cases import ConflictsCase
from eval.texts import Texts
from ingest.assembly import open_ingestor
from ingest.ingestor import Ingestor
from ingest.progress import Progress
from ingest.report import Outcome
from prompts.wording import load_wording
from settings import Settings

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
        return evaluate(
            assistant,
            tasks,
            files=settings.catalogue.parent / "files",
            on_progress=on_progress,
            ingestor=open_ingestor(own),
            alone=partial(score_conflicts, own),
            letters=LetterWriter(read_frames(own.letter_frames), load_wording()),
        )


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

    ingestor = open_ingestor(settings)
    report = ingestor.ingest(on_progress=show)
    uproot(ingestor)
    failed = [f"{one.document} ({one.reason})" for one in report.documents if one.outcome is Outcome.FAILED]
    if failed:
        raise BuildFailed(
            f"The evaluation needs every document, but these failed: {'; '.join(failed)}. Mend them first."
        )


def evaluate(
    assistant: Assistant,
    tasks: Sequence[Task],
    *,
    files: Path,
    on_progress: OnProgress,
    ingestor: Ingestor | None = None,
    alone: Callable[[ConflictsCase], Score] | None = None,
    letters: LetterWriter | None = None,
) -> EvaluationReport:
    """Ask and score every case; `files` is the folder that the known quotes name their files in.

    `ingestor` is of the index that the assistant reads: a case that plants a document is unscored without one,
    one over papers of its own without `alone`, and a hostile request without `letters`.
    """
    bench = Bench(assistant, read_texts(assistant, files), ingestor, alone, letters)
    results = list(_results(bench, tasks, on_progress))
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


def _results(bench: Bench, tasks: Sequence[Task], on_progress: OnProgress) -> Iterator[Score | Unscored]:
    for done, task in enumerate(tasks, 1):
        try:
            yield bench.score(task)
        except NotReady:
            raise
        except NoddfaError as error:
            # One case that cannot be scored must not hide the others; the gate fails on it.
            yield Unscored(task.suite, task.case.id, task.case.split, str(error))
        on_progress(task.suite, done, len(tasks))
