"""Builds one generation beside the one that serves, verifies it and publishes it."""

import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from typing import Self

from corpus.passage import Passage
from corpus.store import VersionStore
from errors import BuildFailed, SearchFailed
from ingest.comparison import Change
from ingest.notes import notes
from ingest.passages import passages
from ingest.progress import OnProgress, Progress
from ingest.report import DocumentReport, Outcome
from retriever.embedding import Embedder, PassageVectors
from retriever.generation import DocumentChange, Generation
from retriever.holding import Holding
from retriever.index_folder import IndexFolder
from retriever.manifest import Manifest, ManifestDocument
from retriever.passage_store import StoredPassage

_FIRST, _PASSAGES = 512, 2048
"""Passages that are embedded together: few at first, so that work begins at once; then enough for batches of like
length, and few enough to hold in memory."""
_DOCUMENTS = 500
"""Documents that are stored together, where they bring few new passages."""


@dataclass(frozen=True)
class _Prepared:
    """A change with the passages that come, go and stay."""

    change: Change
    total: int
    removed: tuple[Passage, ...]
    reused: tuple[StoredPassage, ...]
    fresh: tuple[Passage, ...]


class Build:
    """A copy of the generation that serves, to which changes are applied; nothing is made before the first one.

    While one group of documents is embedded, the group before it is stored.
    """

    def __init__(
        self, index: IndexFolder, versions: VersionStore, embedder: Embedder, base: str | None, on_progress: OnProgress
    ) -> None:
        self._index = index
        self._versions = versions
        self._embedder = embedder
        self._base = base
        self._on_progress = on_progress
        self._generation: Generation | None = None
        self._waiting: list[_Prepared] = []
        self._storing = ThreadPoolExecutor(1, "storing")
        self._stored: Future[None] | None = None
        self._seen = self._done = 0
        self._group = _FIRST
        self._reports: list[DocumentReport] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._storing.shutdown(wait=True)
        if self._generation is not None:
            self._generation.close()
        shutil.rmtree(self._index.building, ignore_errors=True)

    @property
    def started(self) -> bool:
        """Whether there is anything to publish."""
        return self._generation is not None

    def add(self, change: Change) -> None:
        """Apply a change; raises BuildFailed."""
        with _told():
            prepared = _prepare(self._opened(), change)
            self._waiting.append(prepared)
            self._seen += len(prepared.fresh)
            if len(self._waiting) >= _DOCUMENTS or sum(len(each.fresh) for each in self._waiting) >= self._group:
                self._embed()
                self._group = min(2 * self._group, _PASSAGES)

    def remove(self, document_id: str) -> None:
        """Take a document out; raises BuildFailed."""
        with _told():
            self._settle()
            self._opened().remove(document_id)
            self._reports.append(DocumentReport(document_id, Outcome.REMOVED))

    def publish(self, now: datetime, reports: list[DocumentReport], started: float) -> list[DocumentReport]:
        """Verify and publish what was built; `reports` are those of all other documents. Raises BuildFailed."""
        with _told():
            self._settle()
            self._on_progress(Progress("verifying", 0, 1, ""))
            documents, count = self._verified()
            reports = sorted([*reports, *self._reports], key=lambda report: report.document)
            name = self._name(now)
            built = now.astimezone(UTC).isoformat(timespec="seconds")
            seconds = round(perf_counter() - started, 3)
            entries = tuple(_entry(report) for report in reports)
            Manifest(name, built, self._embedder.identity, documents, count, seconds, entries).write(
                self._index.building
            )
            self._index.publish(name)
            self._on_progress(Progress("verifying", 1, 1, name))
        return reports

    def _opened(self) -> Generation:
        if self._generation is None:
            # What a killed build left behind.
            shutil.rmtree(self._index.building, ignore_errors=True)
            if self._base is None:
                self._index.building.mkdir(parents=True)
            else:
                shutil.copytree(self._index.generation(self._base), self._index.building)
            self._generation = Generation.edit(self._index.building)
        return self._generation

    def _settle(self) -> None:
        """Embed and store all that waits."""
        if self._waiting:
            self._embed()
        if self._stored is not None:
            self._stored.result()

    def _embed(self) -> None:
        group, self._waiting = self._waiting, []
        started = perf_counter()
        fresh = [passage for item in group for passage in item.fresh]
        label = group[-1].change.document.id

        def step(count: int) -> None:
            self._done += count
            self._on_progress(Progress("embedding", self._done, self._seen, label))

        vectors = self._embedder.passages(fresh, on_batch=step)
        share = (perf_counter() - started) / max(1, len(fresh))
        if self._stored is not None:
            self._stored.result()
        self._stored = self._storing.submit(self._store, group, vectors)
        self._reports += [_report(item, share * len(item.fresh)) for item in group]

    def _store(self, group: list[_Prepared], vectors: list[PassageVectors]) -> None:
        coming = iter(vectors)
        changes = []
        for item in group:
            self._versions.put(item.change.version)
            added = [StoredPassage(passage, next(coming)) for passage in item.fresh]
            changes.append(DocumentChange(_holding(item), item.removed, (*item.reused, *added)))
        self._opened().apply(changes)

    def _verified(self) -> tuple[int, int]:
        """How many documents and passages there are, read anew from disk."""
        self._opened().close()
        self._generation = None
        generation = Generation.edit(self._index.building)
        try:
            faults = generation.faults()
            documents, count = len(generation.holdings), generation.passages.count()
        finally:
            generation.close()
        if faults:
            raise BuildFailed(
                f"The new index did not verify and was not published: {' '.join(faults)} "
                "Run 'noddfa index verify'; where the index that serves has faults, 'noddfa index rollback'."
            )
        return documents, count

    def _name(self, now: datetime) -> str:
        """Names sort in the order of publication, even within one second or when the clock went back."""
        return f"{self._index.next_number():06}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except SearchFailed as error:
        raise BuildFailed(f"No new index was published. {error}") from error
    except OSError as error:
        raise BuildFailed(
            f"The index could not be written: {error}. The one before it still serves. "
            "Make room or mend the folder, then run this again."
        ) from error


def _report(item: _Prepared, seconds: float) -> DocumentReport:
    change = item.change
    return DocumentReport(
        change.document.id,
        change.outcome,
        passages=item.total,
        seconds=change.seconds + seconds,
        version=change.version.id,
        proposed=change.document if change.proposed else None,
        notes=notes(change.document, change.version),
    )


def _entry(report: DocumentReport) -> ManifestDocument:
    return ManifestDocument(
        report.document,
        str(report.outcome),
        report.version,
        report.passages,
        round(report.seconds, 3),
        report.reason,
    )


def _holding(item: _Prepared) -> Holding:
    change = item.change
    return Holding(
        change.document,
        change.version.id,
        change.version.source,
        change.version.reader,
        item.total,
        change.origin,
        change.place,
    )


def _prepare(generation: Generation, change: Change) -> _Prepared:
    old = {item.passage.id: item for item in generation.passages.of_document(change.document.id)}
    vectors = {_content(item.passage): item.vectors for item in old.values()}
    new = passages(change.document, change.version)
    ids = {passage.id for passage in new}
    coming = [passage for passage in new if passage.id not in old]
    return _Prepared(
        change,
        total=len(new),
        removed=tuple(item.passage for key, item in old.items() if key not in ids),
        reused=tuple(_reused(coming, vectors)),
        fresh=tuple(passage for passage in coming if _content(passage) not in vectors),
    )


def _reused(coming: list[Passage], vectors: Mapping[tuple[str, ...], PassageVectors]) -> Iterator[StoredPassage]:
    for passage in coming:
        known = vectors.get(_content(passage))
        if known is not None:
            yield StoredPassage(passage, known)


def _content(passage: Passage) -> tuple[str, ...]:
    """What the embedding model sees of a passage: the same content has the same vectors wherever it stands."""
    spans = (f"{span.start - passage.start}-{span.end - passage.start}" for span in passage.sentences)
    return (passage.role, passage.context, passage.stem, passage.text, *spans)
