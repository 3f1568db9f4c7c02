"""One state of the index: vectors, keywords and passages that agree with each other."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from corpus.passage import Passage
from retriever.acronyms import Acronyms
from retriever.analysis import tokens
from retriever.embedding import EmbeddingIdentity
from retriever.holding import Holding
from retriever.keywords import KeywordIndex
from retriever.known_questions import words_key
from retriever.manifest import Manifest
from retriever.openable import openable
from retriever.passage_store import PassageStore, StoredPassage, shelf_name
from retriever.vectors import VectorIndex

_PASSAGES = "passages.sqlite"
_VECTORS = "chroma"
_KEYWORDS = "tantivy"
_SAMPLE = 50

Item = TypeVar("Item")


@dataclass(frozen=True)
class DocumentChange:
    """What one document brings to the index and what leaves it."""

    holding: Holding
    removed: Sequence[Passage]
    added: Sequence[StoredPassage]


class Generation:
    """An opened generation; made by `open` to be read, by `edit` to be changed before it is published."""

    def __init__(self, folder: Path, *, writable: bool) -> None:
        self.folder = folder
        with ExitStack() as opened:
            parts = folder if writable else opened.enter_context(openable(folder))
            self.passages = PassageStore(parts / _PASSAGES, writable=writable)
            opened.callback(self.passages.close)
            self.vectors = VectorIndex(parts / _VECTORS)
            opened.callback(self.vectors.close)
            self.keywords = KeywordIndex(parts / _KEYWORDS)
            self.holdings = {holding.document.id: holding for holding in self.passages.holdings()}
            self.shelves = self.passages.shelves()
            self._ids: dict[frozenset[str], dict[tuple[str, str], str]] = {}
            self.acronyms = Acronyms(self.passages.abbreviations() if not writable else ())
            # All parts are sound: they stay open until `close`.
            self._opened = opened.pop_all()

    @classmethod
    def open(cls, folder: Path, embedding: EmbeddingIdentity) -> "Generation":
        """Open a published generation; raises IndexMismatch where another model built it."""
        Manifest.read(folder).require(embedding)
        return cls(folder, writable=False)

    @classmethod
    def inspect(cls, folder: Path) -> "Generation":
        """Open a published generation whichever model built it, to look at it without asking it anything."""
        return cls(folder, writable=False)

    @classmethod
    def edit(cls, folder: Path) -> "Generation":
        """Open a generation that is being built."""
        return cls(folder, writable=True)

    def apply(self, changes: Sequence[DocumentChange]) -> None:
        """Store a group of documents at once: each store commits once a group."""
        for change in changes:
            self.passages.put_document(change.holding)
        self._apply(
            [passage for change in changes for passage in change.removed],
            [item for change in changes for item in change.added],
        )

    def remove(self, document_id: str) -> None:
        """Take a document out of the index."""
        self._apply([item.passage for item in self.passages.of_document(document_id)], [])
        self.passages.delete_document(document_id)
        self.passages.commit()

    def _apply(self, removed: Sequence[Passage], added: Sequence[StoredPassage]) -> None:
        for shelf, gone in _by_shelf(removed, lambda passage: passage).items():
            self.vectors.delete(shelf, [passage.id for passage in gone])
        self.passages.delete_passages([passage.id for passage in removed])
        self.passages.put_passages(added)
        for shelf, items in _by_shelf(added, lambda item: item.passage).items():
            self.vectors.add(
                shelf, [item.passage.id for item in items], np.stack([item.vectors.passage for item in items])
            )
        if removed or added:
            self.keywords.write(
                [passage.id for passage in removed],
                ((item.passage.id, shelf_name(item.passage), _words(item.passage)) for item in added),
            )
        self.passages.commit()

    def ids_by_words(self, documents: frozenset[str]) -> Mapping[tuple[str, str], str]:
        """Ids of the passages of some documents by document and `words_key`; remembered, for one that is only read."""
        if documents not in self._ids:
            self._ids[documents] = {
                (document, words_key(item.passage.text)): item.passage.id
                for document in sorted(documents)
                for item in self.passages.of_document(document)
            }
        return self._ids[documents]

    def faults(self) -> list[str]:
        """What is wrong with it: counts that disagree, or a passage that does not find itself."""
        stored, near, words = self.passages.count(), self.vectors.count(), self.keywords.count()
        faults = []
        if not stored == near == words:
            faults.append(f"The stores disagree: {stored} passages, {near} vectors, {words} keyword entries.")
        for shelf, item in self.passages.sample(_SAMPLE):
            nearest = self.vectors.nearest(shelf, item.vectors.passage, 1)
            # Passages of the same words have the same vector, so any as near as itself will do.
            if not nearest or nearest[0].cosine < 0.999:
                faults.append(f"Passage {item.passage.id} of '{item.passage.document}' does not find itself.")
        return faults

    def close(self) -> None:
        """Let go of files, threads and memory."""
        self._opened.close()


def held_by(folder: Path) -> dict[str, Holding]:
    """What a generation holds, by document, told without its vectors: another model may have built it."""
    if not (folder / _PASSAGES).is_file():
        return {}
    passages = PassageStore(folder / _PASSAGES)
    try:
        return {holding.document.id: holding for holding in passages.holdings()}
    finally:
        passages.close()


def _by_shelf(items: Sequence[Item], passage: Callable[[Item], Passage]) -> dict[str, list[Item]]:
    shelves: dict[str, list[Item]] = {}
    for item in items:
        shelves.setdefault(shelf_name(passage(item)), []).append(item)
    return dict(sorted(shelves.items()))


def _words(passage: Passage) -> list[str]:
    return tokens(f"{passage.context}\n{passage.text}", passage.language)
