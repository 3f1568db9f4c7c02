"""A version: the clean text read from one source by one reader, with where everything stands in it."""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.contents import Contents
from corpus.span import Span


class Role(StrEnum):
    """What a block of text does in its document."""

    HEADING = "heading"
    BODY = "body"
    QUESTION = "question"
    """Something somebody asked, echoed by the document: never evidence."""
    ANSWER = "answer"
    ACTION = "action"
    FOOTNOTE = "footnote"
    FRONT = "front"
    """What a document says of itself: title, date, author, reference. People ask for it, so it is indexed."""
    BOILERPLATE = "boilerplate"
    """Kept and readable, not indexed."""


@dataclass(frozen=True)
class Page:
    """One page of the source: `number` as counted from 1, `label` as printed, and its range in the clean text."""

    number: int
    label: str | None
    start: int
    end: int


@dataclass(frozen=True)
class Block:
    """A run of clean text with one role under one heading path; blocks are in order and never overlap."""

    start: int
    end: int
    role: Role
    section: tuple[str, ...]
    """Headings from the outermost inwards."""
    language: str


@dataclass(frozen=True)
class Deletion:
    """A block of the source that cleaning left out, and where in the clean text it stood."""

    at: int
    text: str
    reason: str


@dataclass(frozen=True)
class Link:
    """An address that the source keeps behind words of a line, and that line's range in the clean text."""

    span: Span
    url: str


@dataclass(frozen=True)
class Version:
    """The clean text of one source as one reader read it. It never changes once stored."""

    source: str
    """SHA-256 of the bytes as supplied."""
    reader: str
    """Name and version of the reader, such as `text/1`."""
    text: str
    pages: tuple[Page, ...]
    """Empty where the format has no pages."""
    blocks: tuple[Block, ...]
    deletions: tuple[Deletion, ...] = ()
    links: tuple[Link, ...] = ()
    contents: Contents = field(default_factory=Contents)

    @property
    def id(self) -> str:
        """SHA-256 of source hash, reader and text; whatever changes the rest raises the reader's version."""
        return hashlib.sha256("\0".join((self.source, self.reader, self.text)).encode()).hexdigest()

    def page_at(self, offset: int) -> int | None:
        """The number of the page on which a character of the clean text stands."""
        at = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[at].number if at >= 0 else None

    def quote(self, start: int, end: int) -> str:
        """The text of a range as shown to a reader, with […] wherever cleaning left something out."""
        parts, last = [], start
        for deletion in self.deletions:
            if last < deletion.at < end:
                parts += [self.text[last : deletion.at].rstrip(), " […] "]
                last = deletion.at
        return "".join([*parts, self.text[last:end].lstrip() if parts else self.text[last:end]])
