"""One state of the index: vectors, keywords and passages that agree with each other."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from corpus.passage import Passage
from retriever.analysis import tokens
from retriever.embedding import EmbeddingIdentity
from retriever.holding import Holding
from retriever.keywords import KeywordIndex
from retriever.manifest import Manifest
from retriever.passage_store import PassageStore, StoredPassage, shelf_name
from retriever.vectors import VectorIndex

_PASSAGES = "passages.sqlite"
_VECTORS = "chroma"
_KEYWORDS = "tantivy"
_SAMPLE = 50


class Generation:
    """An opened generation; made by `open` to be read, by `edit` to be changed before it is published."""

    def __init__(self, folder: Path, *, writable: bool) -> None:
        self.folder = folder
        with ExitStack() as opened:
            self.passages = PassageStore(folder / _PASSAGES, writable=writable)
            opened.callback(self.passages.close)
            self.vectors = VectorIndex(folder / _VECTORS)
            opened.callback(self.vectors.close)
            self.keywords = KeywordIndex(folder / _KEYWORDS)
            self.holdings = {holding.document.id: holding for holding in self.passages.holdings()}
            self.shelves = self.passages.shelves()
            # All parts are sound: they stay open until `close`.
            opened.pop_all()

    @classmethod
    def open(cls, folder: Path, embedding: EmbeddingIdentity) -> "Generation":
        """Open a published generation; raises IndexMismatch where another model built it."""
        Manifest.read(folder).require(embedding)
        return cls(folder, writable=False)

    @classmethod
    def edit(cls, folder: Path) -> "Generation":
        """Open a generation that is being built."""
        return cls(folder, writable=True)

    def put(self, holding: Holding, removed: Sequence[Passage], added: Sequence[StoredPassage]) -> None:
        """Apply the difference of one document."""
        self.passages.put_document(holding)
        self._apply(removed, added)

    def remove(self, document_id: str) -> None:
        """Take a document out of the index."""
        self._apply([item.passage for item in self.passages.of_document(document_id)], [])
        self.passages.delete_document(document_id)
        self.passages.commit()

    def _apply(self, removed: Sequence[Passage], added: Sequence[StoredPassage]) -> None:
        for shelf in sorted({shelf_name(passage) for passage in removed}):
            self.vectors.delete(shelf, [passage.id for passage in removed if shelf_name(passage) == shelf])
        self.passages.delete_passages([passage.id for passage in removed])
        self.passages.put_passages(added)
        for shelf in sorted({shelf_name(item.passage) for item in added}):
            items = [item for item in added if shelf_name(item.passage) == shelf]
            self.vectors.add(
                shelf, [item.passage.id for item in items], np.stack([item.vectors.passage for item in items])
            )
        self.keywords.write(
            [passage.id for passage in removed],
            ((item.passage.id, shelf_name(item.passage), _words(item.passage)) for item in added),
        )
        self.passages.commit()

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
        self.vectors.close()
        self.passages.close()


def held_by(folder: Path) -> dict[str, Holding]:
    """What a generation holds, by document, told without its vectors: another model may have built it."""
    passages = PassageStore(folder / _PASSAGES)
    try:
        return {holding.document.id: holding for holding in passages.holdings()}
    finally:
        passages.close()


def _words(passage: Passage) -> list[str]:
    return tokens(f"{passage.context}\n{passage.text}", passage.language)
