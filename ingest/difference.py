"""What has to change in the index, found without parsing what is unchanged."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter

from corpus.document import Document
from corpus.store import VersionStore
from corpus.version import Version
from errors import NotFound, UnreadableSource
from ingest.progress import OnProgress, Progress
from ingest.reading import Wanted, read, reader_for
from ingest.report import DocumentReport, Outcome
from ingest.sources import Source, Sources
from retriever.holding import Holding


@dataclass(frozen=True)
class Change:
    """One document to be written to the index."""

    document: Document
    version: Version
    origin: str
    outcome: Outcome
    seconds: float


@dataclass(frozen=True)
class Difference:
    """All that one ingest has to do, and what it need not or cannot."""

    changes: tuple[Change, ...]
    removed: tuple[str, ...]
    reports: tuple[DocumentReport, ...]


def difference(
    sources: Sources,
    held: Mapping[str, Holding],
    versions: VersionStore,
    on_progress: OnProgress,
    *,
    anew: bool = False,
) -> Difference:
    """Compare the sources with what the index holds; `anew` makes a change of all that stays, too."""
    changes: list[Change] = []
    reports = list(sources.reports)
    for done, source in enumerate(sources.sources, 1):
        found = _compare(source, held, versions)
        if isinstance(found, Change):
            changes.append(found)
        else:
            reports.append(found)
        on_progress(Progress("reading", done, len(sources.sources), source.document.id))
    # A document that could not be read this time, or is skipped, keeps what the index holds of it.
    kept = {source.document.id for source in sources.sources} | {report.document for report in reports}
    stale = [key for key, holding in held.items() if holding.origin == "catalogue" and key not in kept]
    work = Difference(tuple(changes), tuple(stale) if sources.complete else (), tuple(reports))
    return _with_all_that_stays(work, held, versions) if anew else work


def _with_all_that_stays(work: Difference, held: Mapping[str, Holding], versions: VersionStore) -> Difference:
    """The same, with everything else that the index holds taken from the stored versions, so that nothing is parsed."""
    done = {*(change.document.id for change in work.changes), *work.removed}
    changes, lost = [], []
    for holding in (holding for key, holding in held.items() if key not in done):
        version = _stored(holding, versions)
        if version is None:
            reason = "Its stored text is gone, so it could not be indexed anew. Ingest its file again."
            lost.append(DocumentReport(holding.document.id, Outcome.FAILED, reason))
        else:
            changes.append(Change(holding.document, version, holding.origin, Outcome.UPDATED, 0.0))
    reports = (report for report in work.reports if report.outcome is not Outcome.UNCHANGED)
    return Difference((*work.changes, *changes), work.removed, (*reports, *lost))


def _compare(source: Source, held: Mapping[str, Holding], versions: VersionStore) -> Change | DocumentReport:
    started = perf_counter()
    try:
        content = source.read()
        twin = _same_bytes(source, content.sha256, held)
        if twin is not None and versions.holds(twin.version):
            return DocumentReport(twin.document.id, Outcome.UNCHANGED, passages=twin.passages)
        if _belongs_to_catalogue(source, held):
            reason = f"The catalogue has a document '{source.document.id}'. Rename the file {source.file.name}."
            return DocumentReport(str(source.file), Outcome.FAILED, reason)
        return _change(source, content.data, content.sha256, held.get(source.document.id), versions, started)
    except UnreadableSource as error:
        reason = str(error)
    except OSError as error:
        reason = f"The file {source.file} cannot be opened: {error.strerror}. Check that it exists and may be read."
    return DocumentReport(source.document.id, Outcome.FAILED, reason, seconds=perf_counter() - started)


def _same_bytes(source: Source, sha256: str, held: Mapping[str, Holding]) -> Holding | None:
    """A file named by its path that is indexed already, under whatever name: the same document."""
    if source.origin != "path":
        return None
    return next((holding for holding in held.values() if holding.source == sha256), None)


def _belongs_to_catalogue(source: Source, held: Mapping[str, Holding]) -> bool:
    """A file named by its path must not take the place of a document whose facts are known."""
    holding = held.get(source.document.id)
    return source.origin == "path" and holding is not None and holding.origin == "catalogue"


def _change(
    source: Source, data: bytes, sha256: str, holding: Holding | None, versions: VersionStore, started: float
) -> Change | DocumentReport:
    document, outcome = source.document, Outcome.UPDATED if holding else Outcome.CREATED
    if holding and holding.source == sha256 and holding.reader == reader_for(data, document.kind):
        if holding.document == document and versions.holds(holding.version):
            return DocumentReport(document.id, Outcome.UNCHANGED, passages=holding.passages)
        version = _stored(holding, versions) or read(data, Wanted(document.kind)).version
    else:
        version = read(data, Wanted(document.kind)).version
    return Change(document, version, source.origin, outcome, perf_counter() - started)


def _stored(holding: Holding, versions: VersionStore) -> Version | None:
    try:
        return versions.get(holding.version)
    except NotFound:
        return None
