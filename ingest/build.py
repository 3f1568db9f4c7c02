"""Builds one generation beside the one that serves, verifies it and publishes it."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter

from corpus.passage import Passage
from corpus.store import VersionStore
from errors import BuildFailed, SearchFailed
from ingest.difference import Change, Difference
from ingest.passages import passages
from ingest.progress import OnProgress, Progress
from ingest.report import DocumentReport, Outcome
from retriever.embedding import Embedder, PassageVectors
from retriever.generation import Generation
from retriever.holding import Holding
from retriever.index_folder import IndexFolder
from retriever.manifest import Manifest
from retriever.passage_store import StoredPassage

# Passages that are embedded together: enough for batches of like length, few enough to hold in memory.
_BATCH = 512


@dataclass(frozen=True)
class _Prepared:
    """A change with the passages that come, go and stay."""

    change: Change
    total: int
    removed: tuple[Passage, ...]
    reused: tuple[StoredPassage, ...]
    fresh: tuple[Passage, ...]


class Builder:
    """Applies a difference to a copy of the generation that serves."""

    def __init__(self, index: IndexFolder, versions: VersionStore, embedder: Embedder) -> None:
        self._index = index
        self._versions = versions
        self._embedder = embedder

    def build(self, work: Difference, base: str | None, now: datetime, on_progress: OnProgress) -> list[DocumentReport]:
        """Publish a generation made of `base` (None: of nothing) and the difference; raises BuildFailed."""
        try:
            self._start(base)
            reports = self._fill(work, on_progress)
            self._finish(now, on_progress)
        except SearchFailed as error:
            raise BuildFailed(f"No new index was published. {error}") from error
        except OSError as error:
            raise BuildFailed(
                f"The index could not be written: {error}. The one before it still serves. "
                "Make room or mend the folder, then run this again."
            ) from error
        finally:
            shutil.rmtree(self._index.building, ignore_errors=True)
        return reports

    def _start(self, base: str | None) -> None:
        # What a killed build left behind.
        shutil.rmtree(self._index.building, ignore_errors=True)
        if base is None:
            self._index.building.mkdir(parents=True)
        else:
            shutil.copytree(self._index.generation(base), self._index.building)

    def _fill(self, work: Difference, on_progress: OnProgress) -> list[DocumentReport]:
        generation = Generation.edit(self._index.building)
        try:
            for document_id in work.removed:
                generation.remove(document_id)
            reports = [DocumentReport(document_id, Outcome.REMOVED) for document_id in work.removed]
            return reports + list(self._write(generation, work.changes, on_progress))
        finally:
            generation.close()

    def _write(
        self, generation: Generation, changes: tuple[Change, ...], on_progress: OnProgress
    ) -> Iterator[DocumentReport]:
        prepared = [_prepare(generation, change) for change in changes]
        total, done = sum(len(item.fresh) for item in prepared), 0
        for batch in _batches(prepared):
            started = perf_counter()
            fresh = [passage for item in batch for passage in item.fresh]
            vectors = iter(self._embedder.passages(fresh))
            done += len(fresh)
            on_progress(Progress("embedding", done, total, batch[-1].change.document.id))
            share = (perf_counter() - started) / max(1, len(fresh))
            for item in batch:
                added = [StoredPassage(passage, next(vectors)) for passage in item.fresh]
                yield self._put(generation, item, [*item.reused, *added], share * len(added))

    def _put(
        self, generation: Generation, item: _Prepared, added: list[StoredPassage], seconds: float
    ) -> DocumentReport:
        change = item.change
        self._versions.put(change.version)
        generation.put(
            Holding(
                change.document,
                change.version.id,
                change.version.source,
                change.version.reader,
                item.total,
                change.origin,
            ),
            item.removed,
            added,
        )
        return DocumentReport(change.document.id, change.outcome, passages=item.total, seconds=change.seconds + seconds)

    def _finish(self, now: datetime, on_progress: OnProgress) -> None:
        on_progress(Progress("verifying", 0, 1, ""))
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
        name = self._name(now)
        built = now.astimezone(UTC).isoformat(timespec="seconds")
        Manifest(name, built, self._embedder.identity, documents, count).write(self._index.building)
        self._index.publish(name)
        on_progress(Progress("verifying", 1, 1, name))

    def _name(self, now: datetime) -> str:
        """Names sort in the order of publication, even within one second or when the clock went back."""
        newest = next(iter(self._index.names()), "")
        number = int(newest.partition("-")[0] or 0) + 1
        return f"{number:06}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"


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
    return (passage.context, passage.text, *spans)


def _batches(prepared: list[_Prepared]) -> Iterator[list[_Prepared]]:
    batch: list[_Prepared] = []
    for item in prepared:
        batch.append(item)
        if sum(len(each.fresh) for each in batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
