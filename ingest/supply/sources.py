"""What an ingest is given: entries of the catalogue, files, and all that else brings bytes of a document."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import Entry, load_catalogue
from corpus.document import Document, Kind
from errors import UsageError
from ingest.report import DocumentReport, Outcome

CATALOGUE = "catalogue"
PATH = "path"

_UNNAMED = "document"
_HIDDEN = (".", "~$")


@dataclass(frozen=True)
class Source:
    """One document to ingest; its bytes are fetched when its turn comes."""

    id: str
    """Of its document; one that is not the catalogue's gives way to an id that is taken."""
    document: Document | None
    """What is known of it; None: its facts are proposed from its own text."""
    origin: str
    """`catalogue`, `path`, `url`, `log` or `langchain`."""
    place: str
    """What to call it in messages, and to know it again by: its path or address."""
    name: str
    """A title for want of a better one: the file's name without its ending."""
    fetch: Callable[[], bytes]
    """Raises OSError or UnreadableSource."""
    url: str | None = None
    kind: Kind | None = None
    """Where only the kind is known."""


@dataclass(frozen=True)
class Sources:
    """What can be ingested, and what cannot with the reason."""

    sources: tuple[Source, ...]
    reports: tuple[DocumentReport, ...] = ()
    complete: bool = False
    """Whether these are all that the catalogue should bring, so that what is not among them leaves the index."""
    folders: tuple[str, ...] = ()
    """Folders given whole: a document whose file is no longer there leaves the index."""


def from_catalogue(path: Path) -> Sources:
    """The entries of a catalogue; a faulty entry is reported and the rest taken. Raises CatalogueError."""
    catalogue = load_catalogue(path)
    sources, reports = [], [DocumentReport(fault.entry, Outcome.FAILED, fault.message) for fault in catalogue.faults]
    for entry in catalogue.entries:
        if entry.file.exists():
            sources.append(_of_entry(entry))
        else:
            reason = "Its licence keeps the text out of this installation; it is in the repository."
            reports.append(DocumentReport(entry.document.id, Outcome.SKIPPED, reason))
    return Sources(tuple(sources), tuple(reports), complete=True)


def _of_entry(entry: Entry) -> Source:
    file = entry.file
    return Source(entry.document.id, entry.document, CATALOGUE, str(file), file.stem, file.read_bytes)


def from_paths(paths: Sequence[Path], kind: Kind | None = None) -> Sources:
    """Files, and the files of folders below them; raises UsageError for a wrong path."""
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no file or folder '{path}'. Check the path.")
        files += _below(path) if path.is_dir() else [path]
    folders = tuple(str(path.resolve()) for path in paths if path.is_dir())
    known = dict.fromkeys(file.resolve() for file in files)
    return Sources(tuple(_of_file(file, kind) for file in known), folders=folders)


def _below(folder: Path) -> list[Path]:
    """Hidden files and the locks of word processors are no documents."""
    return sorted(
        file
        for file in folder.rglob("*")
        if file.is_file() and not any(part.startswith(_HIDDEN) for part in file.relative_to(folder).parts)
    )


def _of_file(file: Path, kind: Kind | None) -> Source:
    return Source(slug(file.stem), None, PATH, str(file), file.stem, file.read_bytes, kind=kind)


def slug(name: str) -> str:
    """An id made of a name: small letters without accents, digits, single hyphens."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-") or _UNNAMED
