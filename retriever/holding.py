"""What a generation of the index holds of one document."""

from dataclasses import dataclass

from corpus.document import Document
from corpus.passage import Passage
from corpus.version import Version


@dataclass(frozen=True)
class Holding:
    """One indexed document."""

    document: Document
    version: str
    """Id of the version that is indexed."""
    source: str
    """SHA-256 of the bytes that the version was read from."""
    reader: str
    passages: int
    origin: str = "catalogue"
    """`catalogue`, `path`, `url`, `log` or `langchain`: a catalogue's ingest removes only what a catalogue brought."""
    place: str = ""
    """The path or address that its bytes came from."""


@dataclass(frozen=True)
class IndexState:
    """The generation that answers now."""

    generation: str
    embedding: str
    """Name, fingerprint and number type of the embedding model."""
    documents: int
    passages: int
    built: str
    """When it was published, ISO 8601 in UTC."""


@dataclass(frozen=True)
class HoldingDetail:
    """One indexed document with its text and everything indexed of it."""

    holding: Holding
    version: Version
    passages: tuple[Passage, ...]
