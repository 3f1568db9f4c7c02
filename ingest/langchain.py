"""LangChain's loader interface over our reading: its documents say where each stands, so that it can be cited."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from langchain_core.document_loaders import BaseLoader
from langchain_core.documents import Document as LangChainDocument

from corpus.document import Document, Kind
from corpus.version import Version
from errors import UnreadableSource
from ingest.passages import passages
from ingest.reading import Wanted, read
from ingest.report import DocumentReport, Outcome
from ingest.supply.sources import Source, Sources, from_paths

Mode = Literal["passage", "page", "document"]
Scalar = str | int


class NoddfaLoader(BaseLoader):
    """Loads files as passages, pages or whole documents, each an exact slice of the stored text.

    The metadata are text and whole numbers alone, and what is unknown is left out, so that any vector store takes
    them. `start` and `end` count characters of the version that `version` names.
    """

    def __init__(
        self,
        paths: str | Path | Sequence[str | Path] | Sources,
        *,
        mode: Mode = "passage",
        kind: Kind | None = None,
        mask: bool = False,
        on_error: Literal["raise", "skip"] = "raise",
    ) -> None:
        """Take files, folders or sources made elsewhere, such as a catalogue's; raises UsageError for a wrong path."""
        self._sources = paths if isinstance(paths, Sources) else from_paths(_listed(paths), kind)
        self._slices = _SLICES[mode]
        self._mask = mask
        self._skips = on_error == "skip"
        self.errors: list[DocumentReport] = []
        """What the last load left out with `on_error="skip"`, and why."""

    def lazy_load(self) -> Iterator[LangChainDocument]:
        """Read one source after the other; raises UnreadableSource at the first that cannot be read, or skips it."""
        self.errors = []
        for report in self._sources.reports:
            if report.outcome is Outcome.FAILED:
                self._fail(report.document, report.reason or "it cannot be read.")
        taken: set[str] = set()
        for source in self._sources.sources:
            try:
                document, version = self._read(source, taken)
            except UnreadableSource as error:
                self._fail(source.place, str(error))
            except OSError as error:
                reason = f"It cannot be opened: {error.strerror}. Check that it exists and may be read."
                self._fail(source.place, reason)
            else:
                yield from self._documents(source, document, version)

    def _fail(self, place: str, reason: str) -> None:
        if not self._skips:
            raise UnreadableSource(f"{place}: {reason}")
        self.errors.append(DocumentReport(place, Outcome.FAILED, reason))

    def _read(self, source: Source, taken: set[str]) -> tuple[Document, Version]:
        known = source.document
        kind = known.kind if known else source.kind
        mask = self._mask or (known is not None and known.mask_personal_data)
        reading = read(source.fetch(), Wanted(kind, mask, source.name, propose=known is None))
        if known is None:
            if reading.proposal is None:
                raise ValueError("a reading without the proposal that was asked for")
            known = reading.proposal.document(_free(source.id, taken))
        taken.add(known.id)
        return known, reading.version

    def _documents(self, source: Source, document: Document, version: Version) -> Iterator[LangChainDocument]:
        about = _about(source, document, version)
        for piece in self._slices(document, version):
            where = {"start": piece.start, "end": piece.end, **piece.facts}
            yield LangChainDocument(
                id=piece.id, page_content=version.text[piece.start : piece.end], metadata={**about, **where}
            )


@dataclass(frozen=True)
class _Slice:
    """A range of a version, with what is known of that range alone."""

    start: int
    end: int
    id: str
    facts: Mapping[str, Scalar]


def _listed(paths: str | Path | Sequence[str | Path]) -> list[Path]:
    return [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]


def _free(document_id: str, taken: set[str]) -> str:
    """Files of one name in two folders are two documents."""
    number, free = 1, document_id
    while free in taken:
        number += 1
        free = f"{document_id}-{number}"
    return free


def _about(source: Source, document: Document, version: Version) -> dict[str, Scalar]:
    return _known(
        source=source.place,
        document=document.id,
        title=document.title,
        kind=document.kind.value,
        date=str(document.date) if document.date else None,
        reference=document.reference,
        publisher=document.publisher,
        author=document.author,
        url=document.url or source.url,
        language=document.language,
        rights=document.rights,
        version=version.id,
    )


def _known(**facts: Scalar | None) -> dict[str, Scalar]:
    return {name: fact for name, fact in facts.items() if fact is not None and fact != ""}


def _by_passage(document: Document, version: Version) -> Iterator[_Slice]:
    for found in passages(document, version):
        facts = _known(
            page=found.page, section=" — ".join(found.section), role=found.role.value, language=found.language
        )
        yield _Slice(found.start, found.end, found.id, facts)


def _by_page(document: Document, version: Version) -> Iterator[_Slice]:
    """A document without pages is given whole; an empty page is left out."""
    if not version.pages:
        yield from _whole(document, version)
    for page in version.pages:
        if version.text[page.start : page.end].strip():
            facts = _known(page=page.number, page_label=page.label)
            yield _Slice(page.start, page.end, f"{document.id}:{version.id}:{page.number}", facts)


def _whole(document: Document, version: Version) -> Iterator[_Slice]:
    yield _Slice(0, len(version.text), f"{document.id}:{version.id}", {})


_SLICES: Mapping[Mode, Callable[[Document, Version], Iterator[_Slice]]] = {
    "passage": _by_passage,
    "page": _by_page,
    "document": _whole,
}
