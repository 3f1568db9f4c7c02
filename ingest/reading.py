"""From the bytes of a source to its version: loaded, cleaned and structured."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from corpus.document import Kind
from corpus.version import Block, Version
from ingest.cleaning import Cleaned, clean
from ingest.loaders.sniff import sniff
from ingest.structure import foi, plain, plan, statement


@dataclass(frozen=True)
class _Structure:
    name: str
    blocks: Callable[[Cleaned], tuple[Block, ...]]


def read(data: bytes, kind: Kind) -> Version:
    """The version of a source; raises UnreadableSource with what is wrong and what to do."""
    loader, structure = sniff(data), _structure(kind)
    cleaned = clean(loader.load(data))
    return Version(
        source=hashlib.sha256(data).hexdigest(),
        reader=f"{loader.name}+{structure.name}",
        text=cleaned.text,
        pages=cleaned.pages,
        blocks=structure.blocks(cleaned),
        deletions=cleaned.deletions,
    )


def reader_for(data: bytes, kind: Kind) -> str:
    """The name that `read` would put into the version, told without parsing; raises UnreadableSource."""
    return f"{sniff(data).name}+{_structure(kind).name}"


def _structure(kind: Kind) -> _Structure:
    """A kind without a reader of its own is read plainly. Each name carries a version: raise it with any change."""
    if kind is Kind.PLAN:
        return _Structure(plan.NAME, plan.blocks)
    if kind is Kind.FOI_RESPONSE:
        return _Structure(foi.NAME, foi.blocks)
    if kind is Kind.WRITTEN_STATEMENT:
        return _Structure(statement.NAME, statement.blocks)
    return _Structure(plain.NAME, plain.blocks)
