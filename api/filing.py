"""Takes a letter that was sent into the documents."""

from pathlib import Path

from answer.foi.desk import Shelve
from corpus.document import Kind
from ingest.ingestor import Ingestor
from ingest.progress import Progress
from ingest.report import Outcome


def filing(ingestor: Ingestor) -> Shelve:
    """Indexes a file as a response; raises BuildLocked and BuildFailed."""

    def shelve(path: Path) -> str | None:
        report = ingestor.ingest([path], kind=Kind.FOI_RESPONSE, on_progress=_unwatched)
        read = [one for one in report.documents if one.outcome in (Outcome.CREATED, Outcome.UPDATED)]
        return read[0].document if read else None

    return shelve


def _unwatched(progress: Progress) -> None:
    """Nobody watches a letter being filed."""
