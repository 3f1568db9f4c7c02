"""What a structure reader found in a version beyond its blocks."""

from dataclasses import dataclass, field
from enum import StrEnum

from corpus.action import Action
from corpus.letter import Letter
from corpus.span import Span


@dataclass(frozen=True)
class Particulars:
    """What a document says of itself, each null where it says nothing that is sure."""

    title: str | None = None
    date: str | None = None
    """ISO 8601 with reduced precision."""
    author: str | None = None
    """Name and office."""
    reference: str | None = None


@dataclass(frozen=True)
class Foreword:
    """A foreword with who signed it."""

    title: str
    author: str | None
    span: Span


@dataclass(frozen=True)
class Definition:
    """A term and the sentence that says what it means."""

    term: str
    span: Span


@dataclass(frozen=True)
class Footnote:
    """A footnote and the places that point to it."""

    mark: str
    span: Span
    """The note's text, behind its mark."""
    marked: tuple[Span, ...]
    """The marks in the running text; empty where none is found."""


class PersonalKind(StrEnum):
    """What sort of personal data."""

    NAME = "name"
    EMAIL = "email"
    TELEPHONE = "telephone"


@dataclass(frozen=True)
class PersonalData:
    """Something that names or reaches a person."""

    kind: PersonalKind
    span: Span


@dataclass(frozen=True)
class Contents:
    """All facts of one version; empty for a plain document."""

    particulars: Particulars = field(default_factory=Particulars)
    forewords: tuple[Foreword, ...] = ()
    actions: tuple[Action, ...] = ()
    definitions: tuple[Definition, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    letters: tuple[Letter, ...] = ()
    personal: tuple[PersonalData, ...] = ()
    """Still in the text; what was masked is among the version's deletions."""
