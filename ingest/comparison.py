"""What has to change in the index, found without parsing what is unchanged."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from corpus.document import Document
from corpus.store import VersionStore
from corpus.version import Version
from errors import NotFound, UnreadableSource
from ingest.isolation import IsolatedReader
from ingest.reading import Reading, Wanted, reader_for
from ingest.report import DocumentReport, Outcome
from ingest.supply.sources import CATALOGUE, PATH, Source, Sources
from retriever.holding import Holding


@dataclass(frozen=True)
class Change:
    """One document to be written to the index."""

    document: Document
    version: Version
    origin: str
    place: str
    outcome: Outcome
    seconds: float
    proposed: bool = False


class Comparison:
    """Compares the sources of one run, one after the other, with what the index holds."""

    def __init__(self, held: Mapping[str, Holding], versions: VersionStore, reader: IsolatedReader) -> None:
        self._held = held
        self._versions = versions
        self._reader = reader
        self._by_source = {holding.source: holding for holding in held.values()}
        self._by_place = {holding.place: holding for holding in held.values()}
        self._met: dict[str, str] = {}
        self.kept: set[str] = set()
        """Ids that this run has met, whatever came of them."""
        self.replaced: set[str] = set()
        """Ids of documents brought by a path that the catalogue has now under another id."""

    def compare(self, source: Source) -> Change | DocumentReport:
        """What is to be done for a source, or the report that nothing is or can be."""
        started = perf_counter()
        try:
            data = source.fetch()
            found = self._found(source, data, started)
        except UnreadableSource as error:
            reason = str(error)
        except OSError as error:
            reason = f"{source.place} cannot be opened: {error.strerror}. Check that it exists and may be read."
        else:
            self.kept.add(found.document.id if isinstance(found, Change) else found.document)
            return found
        holding = self._by_place.get(source.place)
        document_id = holding.document.id if holding else source.id
        self.kept.add(document_id)
        return DocumentReport(document_id, Outcome.FAILED, reason, seconds=perf_counter() - started)

    def stop(self) -> None:
        """Read no more, not even the source that is being read."""
        self._reader.close()

    def stale(self, sources: Sources) -> list[str]:
        """Documents that leave the index: out of the catalogue, out of a folder given whole, or replaced."""
        gone = [key for key, holding in self._held.items() if key not in self.kept and _is_stale(holding, sources)]
        return sorted({*gone, *self.replaced} - (self.kept - self.replaced))

    def _found(self, source: Source, data: bytes, started: float) -> Change | DocumentReport:
        sha256 = hashlib.sha256(data).hexdigest()
        holding = self._holding(source, sha256)
        if source.origin != CATALOGUE and (first := self._met.setdefault(sha256, source.place)) != source.place:
            reason = f"{source.place} has the same bytes as {first}, which is taken."
            return DocumentReport(holding.document.id if holding else source.id, Outcome.UNCHANGED, reason)
        known = _known(source, holding, sha256)
        if holding and known and self._is_read(holding, known, data, sha256):
            found = self._unread(holding, source, known, data, started)
        else:
            found = self._read(source, holding, known, data, started)
        twin = self._by_source.get(sha256)
        if source.origin == CATALOGUE and twin and twin.origin != CATALOGUE and twin.document.id != source.id:
            self.replaced.add(twin.document.id)
        return found

    def _holding(self, source: Source, sha256: str) -> Holding | None:
        """What the index holds of this document: by its id in the catalogue, else by its bytes, else by its place."""
        if source.origin == CATALOGUE:
            return self._held.get(source.id)
        return self._by_source.get(sha256) or self._by_place.get(source.place) or self._moved(source)

    def _moved(self, source: Source) -> Holding | None:
        """A file of the same name whose old place is empty: moved and edited."""
        holding = self._held.get(source.id)
        moved = holding and holding.origin == PATH == source.origin and not Path(holding.place).exists()
        return holding if moved else None

    def _id(self, source: Source) -> str:
        """Its own id, or with a number behind it where another document has that."""
        if source.origin == CATALOGUE:
            return source.id
        taken, number, free = {*self._held, *self.kept}, 1, source.id
        while free in taken:
            number += 1
            free = f"{source.id}-{number}"
        return free

    def _is_read(self, holding: Holding, known: Document, data: bytes, sha256: str) -> bool:
        reader = reader_for(data, known.kind, mask=known.mask_personal_data)
        return holding.source == sha256 and holding.reader == reader and self._versions.holds(holding.version)

    def _unread(
        self, holding: Holding, source: Source, known: Document, data: bytes, started: float
    ) -> Change | DocumentReport:
        """Nothing to parse; but its facts may have changed, or its file may lie elsewhere now."""
        origin = _origin(source, holding)
        moved = origin == PATH and holding.place != source.place and not Path(holding.place).exists()
        if (holding.document, holding.origin) == (known, origin) and not moved:
            return DocumentReport(known.id, Outcome.UNCHANGED, passages=holding.passages, version=holding.version)
        version = stored(holding, self._versions)
        if version is None:
            return self._read(source, holding, known, data, started)
        outcome = Outcome.UNCHANGED if holding.document == known else Outcome.UPDATED
        return Change(known, version, origin, source.place, outcome, perf_counter() - started)

    def _read(
        self, source: Source, holding: Holding | None, known: Document | None, data: bytes, started: float
    ) -> Change:
        document_id = holding.document.id if holding else self._id(source)
        kind = known.kind if known else source.kind
        mask = known is not None and known.mask_personal_data
        reading = self._reader.read(data, Wanted(kind, mask, source.name, propose=known is None))
        document = replace(known, id=document_id) if known else proposed(reading, document_id, source)
        return Change(
            document,
            reading.version,
            _origin(source, holding),
            source.place,
            Outcome.UPDATED if document_id in self._held else Outcome.CREATED,
            perf_counter() - started,
            proposed=known is None,
        )


def _known(source: Source, holding: Holding | None, sha256: str) -> Document | None:
    """What somebody said of the document; of unchanged bytes, what was proposed before."""
    if holding and holding.origin == CATALOGUE != source.origin:
        return holding.document
    if source.document is not None:
        return replace(source.document, id=holding.document.id) if holding else source.document
    return holding.document if holding and holding.source == sha256 else None


def proposed(reading: Reading, document_id: str, source: Source) -> Document:
    """The document as its own text shows it, at the address that it came from."""
    if reading.proposal is None:
        raise ValueError("a reading without the proposal that was asked for")
    document = reading.proposal.document(document_id)
    return replace(document, url=document.url or source.url)


def _origin(source: Source, holding: Holding | None) -> str:
    """A document of the catalogue stays one, whichever way its file is named."""
    return CATALOGUE if holding and holding.origin == CATALOGUE else source.origin


def _is_stale(holding: Holding, sources: Sources) -> bool:
    if holding.origin == CATALOGUE:
        return sources.complete
    inside = any(Path(holding.place).is_relative_to(folder) for folder in sources.folders)
    return holding.origin == PATH and inside and not Path(holding.place).exists()


def stored(holding: Holding, versions: VersionStore) -> Version | None:
    """The version that is indexed, where it is still stored."""
    try:
        return versions.get(holding.version)
    except NotFound:
        return None
