"""The ingest as its users call it: read, build, verify, publish, go back."""

from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from time import perf_counter

from corpus.document import Kind
from corpus.store import VersionStore
from errors import IndexMismatch, NotFound, UsageError
from ingest.build import Build
from ingest.comparison import Change, Comparison, stored
from ingest.isolation import IsolatedReader
from ingest.lock import builders_kept_out
from ingest.progress import OnProgress, Progress
from ingest.report import DocumentReport, Outcome, Report
from ingest.supply.given import supply
from ingest.supply.sources import CATALOGUE, Sources
from retriever.embedding import Embedder
from retriever.generation import Generation, held_by
from retriever.holding import Holding
from retriever.index_folder import IndexFolder
from retriever.manifest import Manifest

_AHEAD = 64
"""Sources that are read while the ones before them are embedded: about as many as are embedded together."""


@dataclass(frozen=True)
class GenerationInfo:
    """One kept generation; of one whose manifest cannot be read only name and fault are known."""

    name: str
    current: bool
    built: str = ""
    embedding: str = ""
    documents: int = 0
    passages: int = 0
    fault: str | None = None


class Ingestor:
    """Publishes generations into one data folder; a lock keeps a second builder out."""

    def __init__(
        self,
        index: IndexFolder,
        versions: VersionStore,
        embedder: Callable[[], Embedder],
        *,
        catalogue: Path,
        now: Callable[[], datetime],
        kept: int,
    ) -> None:
        self._index = index
        self._versions = versions
        self._embedder = embedder
        self._catalogue = catalogue
        self._now = now
        self._kept = kept

    def ingest(self, given: Sequence[Path | str] = (), *, kind: Kind | None = None, on_progress: OnProgress) -> Report:
        """Bring the index up to date with the catalogue, or add the files, folders, logs and addresses given.

        Raises CatalogueError, UsageError for what cannot be a source, BuildLocked and BuildFailed; a document that
        cannot be read is in the report and stops nothing.
        """
        return self.ingest_sources(supply(given, self._catalogue, kind=kind), on_progress=on_progress)

    def ingest_sources(self, sources: Sources, *, on_progress: OnProgress) -> Report:
        """The same for sources that are made already."""
        started = perf_counter()
        with builders_kept_out(self._index.path):
            reports = self._bring_up_to_date(sources, on_progress, started)
            self._index.prune(self._kept)
        return self._report(reports, started)

    def read(
        self, given: Sequence[Path | str], *, kind: Kind | None = None, on_progress: OnProgress
    ) -> tuple[Change | DocumentReport, ...]:
        """What an ingest would write, and what it would not with the reason; nothing is published."""
        sources = supply(given, self._catalogue, kind=kind)
        with IsolatedReader() as reader:
            comparison = Comparison(self._held(), self._versions, reader)
            return (*_compared(sources, comparison, on_progress), *sources.reports)

    def remove(self, document_id: str, *, on_progress: OnProgress) -> Report:
        """Take a document out of the index; its versions stay stored. Raises NotFound, UsageError, BuildFailed."""
        started = perf_counter()
        with builders_kept_out(self._index.path):
            holding = self._held().get(document_id)
            if holding is None:
                raise NotFound(f"No document '{document_id}' is indexed. 'noddfa documents' lists those that are.")
            if holding.origin == CATALOGUE:
                raise UsageError(
                    f"'{document_id}' is in the catalogue and would come back. "
                    "Remove its entry, then run 'noddfa ingest'."
                )
            base = self._usable_base()
            if base is None:
                raise UsageError("The index must be built anew first. Run 'noddfa ingest', then this again.")
            with Build(self._index, self._versions, self._embedder(), base, on_progress) as build:
                build.remove(document_id)
                reports = build.publish(self._now(), [], started)
            self._index.prune(self._kept)
        return self._report(reports, started)

    def _report(self, reports: list[DocumentReport], started: float) -> Report:
        current = self._index.current()
        count = Manifest.read(self._index.generation(current)).passages if current else 0
        return Report(current, tuple(reports), count, perf_counter() - started)

    def _bring_up_to_date(self, sources: Sources, on_progress: OnProgress, started: float) -> list[DocumentReport]:
        base, held = self._usable_base(), self._held()
        reports = list(sources.reports)
        with (
            IsolatedReader() as reader,
            Build(self._index, self._versions, self._embedder(), base, on_progress) as build,
        ):
            comparison = Comparison(held, self._versions, reader)
            comparison.kept.update(report.document for report in reports)
            done = set()
            with closing(_compared(sources, comparison, on_progress)) as all_found:
                for found in all_found:
                    if isinstance(found, Change):
                        done.add(found.document.id)
                        build.add(found)
                    else:
                        reports.append(found)
            stale = comparison.stale(sources)
            if base is None:
                reports = self._add_what_stays(build, held, {*done, *stale}, reports)
            else:
                for document_id in stale:
                    build.remove(document_id)
            if build.started:
                return build.publish(self._now(), reports, started)
        return sorted(reports, key=lambda report: report.document)

    def _add_what_stays(
        self, build: Build, held: Mapping[str, Holding], done: set[str], reports: list[DocumentReport]
    ) -> list[DocumentReport]:
        """Build what else the index holds anew from the stored versions, so that nothing is parsed."""
        kept = [one for one in reports if one.outcome is not Outcome.UNCHANGED or one.document not in held]
        for key in [key for key in held if key not in done]:
            holding = held[key]
            version = stored(holding, self._versions)
            if version is None:
                reason = "Its stored text is gone, so it could not be indexed anew. Ingest its file again."
                kept.append(DocumentReport(key, Outcome.FAILED, reason))
            else:
                build.add(Change(holding.document, version, holding.origin, holding.place, Outcome.UPDATED, 0.0))
        return kept

    def _usable_base(self) -> str | None:
        """The generation to start from; None where there is none or it must be built anew."""
        current = self._index.current()
        if current is None:
            return None
        try:
            manifest = Manifest.read(self._index.generation(current))
        except IndexMismatch:
            return None
        return current if manifest.embedding == self._embedder().identity else None

    def _held(self) -> dict[str, Holding]:
        """What the generation that serves holds, whichever model built it."""
        name = self._index.pointed()
        return {} if name is None else held_by(self._index.generation(name))

    def generations(self) -> tuple[GenerationInfo, ...]:
        """What is kept, newest first."""
        current = self._index.pointed()
        return tuple(
            GenerationInfo(kept.name, kept.name == current, fault=kept.fault)
            if kept.manifest is None
            else GenerationInfo(
                kept.name,
                kept.name == current,
                kept.manifest.built,
                str(kept.manifest.embedding),
                kept.manifest.documents,
                kept.manifest.passages,
            )
            for kept in self._index.manifests()
        )

    def verify(self) -> tuple[str, ...]:
        """The faults of the generation that serves, none where it is sound; raises IndexMissing."""
        folder = self._index.generation(self._index.require_current())
        Manifest.read(folder)
        generation = Generation.inspect(folder)
        try:
            return (*generation.faults(), *self._missing_versions(generation))
        finally:
            generation.close()

    def _missing_versions(self, generation: Generation) -> list[str]:
        faults = []
        for holding in generation.holdings.values():
            try:
                self._versions.get(holding.version)
            except NotFound as error:
                faults.append(f"'{holding.document.id}': {error}")
        return faults

    def rollback(self) -> str:
        """Let the generation before the present one serve again and return its name; raises UsageError."""
        with builders_kept_out(self._index.path):
            return self._index.rollback()


def _compared(
    sources: Sources, comparison: Comparison, on_progress: OnProgress
) -> Generator[Change | DocumentReport, None, None]:
    """Each source in turn, a few read ahead on a thread of their own."""
    total = len(sources.sources)
    waiting: deque[Future[Change | DocumentReport]] = deque()
    coming = iter(sources.sources)
    reading = ThreadPoolExecutor(1, "reading")
    try:
        for done in range(1, total + 1):
            for source in islice(coming, _AHEAD + 1 - len(waiting)):
                waiting.append(reading.submit(comparison.compare, source))
            found = waiting.popleft().result()
            on_progress(Progress("reading", done, total, sources.sources[done - 1].place))
            yield found
    finally:
        # Where the ingest was broken off, nobody waits for the source that is being read.
        comparison.stop()
        reading.shutdown(cancel_futures=True)
