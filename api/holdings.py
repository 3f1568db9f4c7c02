"""The bodies that say what the index holds: documents, one document, and health."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from api.contents import Contents, contents_of
from api.contract import Body, Document
from corpus.passage import Passage as IndexedPassage
from corpus.version import Role
from corpus.version import Version as StoredVersion
from retriever.holding import Holding, HoldingDetail, IndexState


class KnownDocument(Document):
    """A document with those that it has to do with, by their ids."""

    supersedes: tuple[str, ...]
    superseded_by: str | None
    twin: str | None


class HeldDocument(KnownDocument):
    """A document with the version that is indexed and its number of passages."""

    version: str
    passages: int


class DocumentList(Body):
    """Every document of the index."""

    documents: tuple[HeldDocument, ...]


class Version(Body):
    """A text as one reader read it; `source` is the SHA-256 of the bytes supplied."""

    id: str
    source: str
    reader: str
    characters: int
    current: bool
    pages: int | None = None
    """How many the source has; null where its format has none."""


class Section(Body):
    """A run of text under one heading path, with the page on which it begins."""

    path: tuple[str, ...]
    start: int
    end: int
    page: int | None


class Passage(Body):
    """A range that is indexed."""

    text: str
    start: int
    end: int
    section: tuple[str, ...]
    page: int | None
    role: Role
    language: str


class DocumentDetail(Contents):
    """One document, its versions, its sections in order, its passages, and the facts found in it."""

    document: KnownDocument
    versions: tuple[Version, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]


class Counts(Body):
    """How much the index holds."""

    documents: int
    passages: int


class Health(Body):
    """Whether the service runs, and whether it can answer; `detail` says what to do where it cannot."""

    live: Literal[True] = True
    ready: bool
    generation: str | None
    counts: Counts
    detail: str | None


def document_list(holdings: Sequence[Holding]) -> DocumentList:
    """The body of the list of documents."""
    return DocumentList(documents=tuple(_held(holding) for holding in holdings))


def _held(holding: Holding) -> HeldDocument:
    fields = KnownDocument.model_validate(holding.document).model_dump()
    return HeldDocument(**fields, version=holding.version, passages=holding.passages)


def document_detail(detail: HoldingDetail) -> DocumentDetail:
    """The body of one document."""
    version = detail.version
    return DocumentDetail(
        document=KnownDocument.model_validate(detail.holding.document),
        versions=(
            Version(
                id=detail.holding.version,
                source=version.source,
                reader=version.reader,
                characters=len(version.text),
                current=True,
                pages=len(version.pages) or None,
            ),
        ),
        sections=tuple(_sections(version)),
        passages=tuple(_passage(passage) for passage in detail.passages),
        **dict(contents_of(version)),
    )


def _sections(version: StoredVersion) -> Iterator[Section]:
    for path, run in groupby(version.blocks, key=lambda block: block.section):
        blocks = list(run)
        start = blocks[0].start
        yield Section(path=path, start=start, end=blocks[-1].end, page=version.page_at(start))


def _passage(passage: IndexedPassage) -> Passage:
    return Passage.model_validate(passage)


def ready(state: IndexState) -> Health:
    """Health of a service that can answer."""
    counts = Counts(documents=state.documents, passages=state.passages)
    return Health(ready=True, generation=state.generation, counts=counts, detail=None)


def not_ready(detail: str) -> Health:
    """Health of a service that runs and cannot answer yet."""
    return Health(ready=False, generation=None, counts=Counts(documents=0, passages=0), detail=detail)
