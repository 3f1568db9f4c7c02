"""Documents of LangChain's loaders as sources: pages put together again, metadata taken where they are valid."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from langchain_core.documents import Document as LangChainDocument

from corpus.document import Document
from errors import UnreadableSource
from ingest.reading import Wanted, read
from ingest.report import DocumentReport, Outcome
from ingest.supply.langchain_metadata import Facts, facts_of, name_of
from ingest.supply.langchain_pages import joined
from ingest.supply.sources import Source, Sources, slug

LANGCHAIN = "langchain"


@dataclass(frozen=True)
class _Group:
    """Pieces that are one document."""

    key: str
    name: str
    data: bytes
    facts: Facts
    notes: tuple[str, ...]


def sources_from_langchain(documents: Iterable[LangChainDocument]) -> Sources:
    """One source to each `source` of the metadata, else to each id, else to each text of its own.

    Pages are joined in their order with form feeds, other pieces in the order given. Valid `title`, `author`, `date`,
    `url`, `language`, `kind`, `reference`, `publisher` and `rights` are taken, and what is missing is proposed from
    the text. A document without text is reported as failed, metadata that are not understood as skipped.
    """
    members: dict[str, list[LangChainDocument]] = defaultdict(list)
    for document in documents:
        members[_key(document)].append(document)
    groups = [_group(key, found) for key, found in members.items()]
    names = [slug(group.name) for group in groups]
    sources, reports = [], []
    for group, name in zip(groups, names, strict=True):
        reports += [DocumentReport(group.key, Outcome.SKIPPED, note) for note in group.notes]
        if group.data.strip():
            sources.append(_source(group, name if names.count(name) == 1 else f"{name}-{_digest(group.key)}"))
        else:
            reason = "It has no text. Check what its loader reads, or supply the file itself."
            reports.append(DocumentReport(group.key, Outcome.FAILED, reason))
    return Sources(tuple(sources), tuple(reports))


def _key(document: LangChainDocument) -> str:
    """Where it comes from, in words; the same piece has the same key in every run."""
    source = document.metadata.get("source")
    if source is not None and str(source).strip():
        return str(source)
    return document.id or f"text {_digest(document.page_content)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _group(key: str, pieces: list[LangChainDocument]) -> _Group:
    text, notes = joined(pieces)
    facts = facts_of(key, pieces)
    return _Group(key, name_of(key, facts), _encoded(text), facts, (*notes, *facts.notes))


def _encoded(text: str) -> bytes:
    """Halves of a character, as damaged files give them, become the sign for an unknown one."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def _source(group: _Group, document_id: str) -> Source:
    document = _document(group, document_id)
    return Source(
        document_id,
        document,
        LANGCHAIN,
        group.key,
        group.name,
        partial(bytes, group.data),
        group.facts.url,
        group.facts.kind,
    )


def _document(group: _Group, document_id: str) -> Document | None:
    """What the metadata say over what the text shows; None where they say nothing, or nothing can be read."""
    stated = group.facts.stated
    if not stated:
        return None
    try:
        proposal = read(group.data, Wanted(group.facts.kind, name=group.name, propose=True)).proposal
    except UnreadableSource:
        # Its own turn in the ingest reports it.
        return None
    return replace(proposal.document(document_id), **stated) if proposal else None
