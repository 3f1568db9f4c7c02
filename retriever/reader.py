"""The generation that serves, swapped for the next one between requests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from errors import IndexMismatch
from retriever.embedding import EmbeddingIdentity
from retriever.generation import Generation
from retriever.index_folder import IndexFolder
from retriever.manifest import Manifest


class GenerationReader:
    """Lends the current generation; closes an old one when its last borrower returns it."""

    def __init__(self, index: IndexFolder, embedding: EmbeddingIdentity) -> None:
        self._index = index
        self._embedding = embedding
        self._lock = threading.Lock()
        self._name: str | None = None
        self._open: dict[str, Generation] = {}
        self._borrowers: dict[str, int] = {}

    @contextmanager
    def lend(self, generation: str | None = None) -> Iterator[Generation]:
        """The generation for one request, the current one unless named; raises IndexMissing or IndexMismatch."""
        name = self._borrow(generation)
        try:
            yield self._open[name]
        finally:
            self._give_back(name)

    def keeps(self, name: str) -> bool:
        """Whether a generation is still there, whole, and of this embedding model."""
        if name not in self._index.names():
            return False
        try:
            Manifest.read(self._index.generation(name)).require(self._embedding)
        except IndexMismatch:
            return False
        return True

    def close(self) -> None:
        """Close what no request uses any more."""
        with self._lock:
            self._name = None
            self._drop_unused()

    def _borrow(self, named: str | None) -> str:
        with self._lock:
            name = named or self._index.require_current()
            if name not in self._open:
                self._open[name] = Generation.open(self._index.generation(name), self._embedding)
                self._borrowers[name] = 0
            if named is None:
                self._name = name
            self._borrowers[name] += 1
            self._drop_unused()
            return name

    def _give_back(self, name: str) -> None:
        with self._lock:
            self._borrowers[name] -= 1
            self._drop_unused()

    def _drop_unused(self) -> None:
        unused = [name for name, count in self._borrowers.items() if not count and name != self._name]
        for name in unused:
            self._open.pop(name).close()
            del self._borrowers[name]
