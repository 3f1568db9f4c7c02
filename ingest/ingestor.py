"""The ingest as its users call it: read, build, verify, publish, go back."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter

from filelock import FileLock, Timeout

from corpus.store import VersionStore
from errors import BuildFailed, BuildLocked, IndexMismatch, NotFound
from ingest.build import Builder
from ingest.difference import difference
from ingest.progress import OnProgress
from ingest.report import DocumentReport, Report
from ingest.sources import Sources, from_catalogue, from_paths
from retriever.embedding import Embedder
from retriever.generation import Generation, held_by
from retriever.holding import Holding
from retriever.index_folder import IndexFolder
from retriever.manifest import Manifest

_LOCK = ".lock"


@dataclass(frozen=True)
class GenerationInfo:
    """One kept generation."""

    name: str
    built: str
    embedding: str
    documents: int
    passages: int
    current: bool


class Ingestor:
    """Publishes generations into one data folder; a lock keeps a second builder out."""

    def __init__(
        self,
        index: IndexFolder,
        versions: VersionStore,
        embedder: Embedder,
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

    def ingest(self, paths: Sequence[Path] = (), *, on_progress: OnProgress) -> Report:
        """Bring the index up to date with the catalogue, or add the files named.

        Raises CatalogueError, UsageError for a wrong path, BuildLocked and BuildFailed; a document that cannot be read
        is in the report and stops nothing.
        """
        started = perf_counter()
        sources = from_paths(paths) if paths else from_catalogue(self._catalogue)
        with self._locked():
            reports = self._bring_up_to_date(sources, on_progress)
            self._index.prune(self._kept)
        current = self._index.current()
        count = Manifest.read(self._index.generation(current)).passages if current else 0
        return Report(current, tuple(sorted(reports, key=lambda r: r.document)), count, perf_counter() - started)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = FileLock(self._index.path / _LOCK)
        try:
            self._index.path.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
        except Timeout as error:
            raise BuildLocked from error
        except OSError as error:
            raise BuildFailed(
                f"The index folder {self._index.path} cannot be used: {error}. Make it a folder that may be written."
            ) from error
        try:
            yield
        finally:
            lock.release()

    def _bring_up_to_date(self, sources: Sources, on_progress: OnProgress) -> list[DocumentReport]:
        base = self._usable_base()
        work = difference(sources, self._held(), self._versions, on_progress, anew=base is None)
        reports = list(work.reports)
        if work.changes or work.removed:
            reports += Builder(self._index, self._versions, self._embedder).build(work, base, self._now(), on_progress)
        return reports

    def _usable_base(self) -> str | None:
        """The generation to start from; None where there is none or it must be built anew."""
        current = self._index.current()
        if current is None:
            return None
        try:
            manifest = Manifest.read(self._index.generation(current))
            manifest.require(self._embedder.identity)
        except IndexMismatch:
            return None
        return current if manifest.embedding == self._embedder.identity else None

    def _held(self) -> dict[str, Holding]:
        """What the generation that serves holds, whichever model built it."""
        current = self._index.current()
        return {} if current is None else held_by(self._index.generation(current))

    def generations(self) -> tuple[GenerationInfo, ...]:
        """What is kept, newest first."""
        current = self._index.current()
        return tuple(
            GenerationInfo(
                found.name, found.built, str(found.embedding), found.documents, found.passages, found.name == current
            )
            for found in self._index.manifests()
        )

    def verify(self) -> tuple[str, ...]:
        """The faults of the generation that serves, none where it is sound; raises IndexMissing."""
        name = self._index.require_current()
        generation = Generation.open(self._index.generation(name), self._embedder.identity)
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
        with self._locked():
            return self._index.rollback()
