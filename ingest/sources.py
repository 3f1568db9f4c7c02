"""What an ingest is given: entries of the catalogue, or files named one by one."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import load_catalogue
from corpus.document import Document, Kind
from errors import UsageError
from ingest.report import DocumentReport, Outcome

_UNSTATED = "not stated"


@dataclass(frozen=True)
class Source:
    """One file to ingest, with what is known of its document; the bytes are read when its turn comes."""

    document: Document
    file: Path
    origin: str

    def read(self) -> "Bytes":
        """Raises OSError."""
        return Bytes(self.file.read_bytes())


@dataclass(frozen=True)
class Bytes:
    """The bytes of a source."""

    data: bytes

    @property
    def sha256(self) -> str:
        """What names them."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Sources:
    """What can be ingested, and what cannot with the reason."""

    sources: tuple[Source, ...]
    reports: tuple[DocumentReport, ...]
    complete: bool
    """Whether these are all there should be, so that what is not among them leaves the index."""


def from_catalogue(path: Path) -> Sources:
    """The entries of a catalogue; a faulty entry is reported and the rest taken. Raises CatalogueError."""
    catalogue = load_catalogue(path)
    sources, reports = [], [DocumentReport(fault.entry, Outcome.FAILED, fault.message) for fault in catalogue.faults]
    for entry in catalogue.entries:
        if entry.file.exists():
            sources.append(Source(entry.document, entry.file, "catalogue"))
        else:
            reason = "Its licence keeps the text out of this installation; it is in the repository."
            reports.append(DocumentReport(entry.document.id, Outcome.SKIPPED, reason))
    return Sources(tuple(sources), tuple(reports), complete=True)


def from_paths(paths: Sequence[Path]) -> Sources:
    """Files, and the files of folders, with no more facts than their names; raises UsageError for a wrong path."""
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no file or folder '{path}'. Check the path.")
        files += sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    named: dict[str, Source] = {}
    reports = []
    for source in (Source(_unknown(file), file.resolve(), "path") for file in files):
        other = named.setdefault(source.document.id, source)
        if other.file != source.file:
            reason = f"{other.file} has the same name and was taken. Rename one of them."
            reports.append(DocumentReport(str(source.file), Outcome.FAILED, reason))
    return Sources(tuple(named.values()), tuple(reports), complete=False)


def _unknown(file: Path) -> Document:
    title = file.stem.replace("-", " ").replace("_", " ").strip() or file.name
    return Document(
        id=file.stem.lower().replace(" ", "-"),
        title=title,
        kind=Kind.OTHER,
        publisher=_UNSTATED,
        language="en",
        rights=_UNSTATED,
        official=False,
        redistributable=False,
    )
