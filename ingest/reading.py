"""From the bytes of a source to its version: loaded, cleaned and structured."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.contents import PersonalData, PersonalKind
from corpus.document import Kind
from corpus.span import Span
from corpus.version import Link, Version
from ingest.cleaning import clean as cleaning
from ingest.cleaning.clean import Cleaned, clean
from ingest.cleaning.masking import masked
from ingest.loaders.sniff import sniff
from ingest.proposal import Proposal, kind_of, propose
from ingest.structure import inquiry, plain, statement
from ingest.structure.foi import page_of_letters as foi
from ingest.structure.plan import plan
from ingest.structure.structured import Structured
from text.personal import personal_data


@dataclass(frozen=True)
class Wanted:
    """How a source is to be read."""

    kind: Kind | None
    """None: as the text itself shows."""
    mask: bool = False
    """Whether personal data is taken out."""
    name: str = ""
    """The file's name without its ending: a title for want of a better one."""
    propose: bool = False
    """Whether the document's facts are wanted as its text gives them."""


@dataclass(frozen=True)
class Reading:
    """A version, and the proposal that was asked for."""

    version: Version
    proposal: Proposal | None


@dataclass(frozen=True)
class _Structure:
    name: str
    read: Callable[[Cleaned], Structured]


def read(data: bytes, wanted: Wanted) -> Reading:
    """Read a source; raises UnreadableSource with what is wrong and what to do."""
    loaded = sniff(data).load(data)
    cleaned = masked(clean(loaded)) if wanted.mask else clean(loaded)
    kind = wanted.kind or kind_of(cleaned, loaded.facts)
    structured = _structure(kind).read(cleaned)
    contents = replace(structured.contents, personal=_personal(cleaned.text))
    version = Version(
        source=hashlib.sha256(data).hexdigest(),
        reader=_reader(loaded.reader, kind, mask=wanted.mask),
        text=cleaned.text,
        pages=cleaned.pages,
        blocks=structured.blocks,
        deletions=cleaned.deletions,
        links=_links(cleaned),
        contents=contents,
    )
    proposal = propose(kind, cleaned, contents, loaded.facts, wanted.name) if wanted.propose else None
    return Reading(version, proposal)


def reader_for(data: bytes, kind: Kind, *, mask: bool = False) -> str:
    """The name that `read` would put into the version, told without parsing; raises UnreadableSource."""
    return _reader(sniff(data).name, kind, mask=mask)


def _reader(loader: str, kind: Kind, *, mask: bool) -> str:
    """Each part carries a version of its own: raise it with any change of what that part gives."""
    parts = (loader, cleaning.NAME, "masked/1" if mask else "", _structure(kind).name)
    return "+".join(part for part in parts if part)


def _structure(kind: Kind) -> _Structure:
    """A kind without a reader of its own is read plainly."""
    if kind is Kind.PLAN:
        return _Structure(plan.NAME, plan.read)
    if kind is Kind.FOI_RESPONSE:
        return _Structure(foi.NAME, foi.read)
    if kind is Kind.WRITTEN_STATEMENT:
        return _Structure(statement.NAME, statement.read)
    if kind is Kind.WRITTEN_QUESTION:
        return _Structure(inquiry.NAME, inquiry.read)
    return _Structure(plain.NAME, plain.read)


def _links(cleaned: Cleaned) -> tuple[Link, ...]:
    return tuple(Link(Span(found.start, found.end), url) for found in cleaned.marked for url in found.mark.links)


def _personal(text: str) -> tuple[PersonalData, ...]:
    return tuple(
        PersonalData(PersonalKind(found.sort.value), Span(found.start, found.end)) for found in personal_data(text)
    )
