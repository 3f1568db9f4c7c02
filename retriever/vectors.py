"""The vector index. The only module that knows Chroma."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from errors import SearchFailed
from retriever.embedding import Vectors

_SPACE: CreateCollectionConfiguration = {"hnsw": {"space": "cosine"}}
# Chroma takes at most about 5,400 records a call.
_BATCH = 5000


@dataclass(frozen=True)
class Neighbour:
    """A passage id and its cosine with the query."""

    id: str
    cosine: float


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (ChromaError, OSError, RuntimeError, ValueError) as error:
        raise SearchFailed(f"The vector index raised: {error}. Run 'noddfa index rollback'.") from error


class VectorIndex:
    """One collection a shelf: a filter in the query would cost a scan."""

    @_translated()
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        # `PersistentClient` returns a Client, but is typed as an interface without `close`.
        self._client = cast(Client, chromadb.PersistentClient(path=str(folder), settings=_settings()))
        self._collections: dict[str, Collection] = {
            collection.name: collection for collection in self._client.list_collections()
        }

    @_translated()
    def add(self, collection: str, ids: Sequence[str], vectors: Vectors) -> None:
        """Store unit vectors (n, d) under their passage ids."""
        if collection not in self._collections:
            self._collections[collection] = self._client.create_collection(
                collection, configuration=_SPACE, embedding_function=None
            )
        for first in range(0, len(ids), _BATCH):
            last = first + _BATCH
            self._collections[collection].add(ids=list(ids[first:last]), embeddings=np.asarray(vectors[first:last]))

    @_translated()
    def delete(self, collection: str, ids: Sequence[str]) -> None:
        """Remove passages by id."""
        for first in range(0, len(ids), _BATCH):
            self._collections[collection].delete(ids=list(ids[first : first + _BATCH]))

    @_translated()
    def nearest(self, collection: str, vector: Vectors, count: int) -> list[Neighbour]:
        """The nearest passages to a unit vector (d,), best first; raises SearchFailed."""
        found = self._collections.get(collection)
        if found is None:
            return []
        result = found.query(query_embeddings=cast(Any, vector[np.newaxis]), n_results=count, include=["distances"])
        distances = result["distances"] or [[]]
        return [
            Neighbour(found_id, 1.0 - float(distance))
            for found_id, distance in zip(result["ids"][0], distances[0], strict=True)
        ]

    @_translated()
    def count(self) -> int:
        """Passages in all collections."""
        return sum(collection.count() for collection in self._collections.values())

    def close(self) -> None:
        """Let go of threads, descriptors and memory."""
        self._client.close()


def _settings() -> ChromaSettings:
    """Chroma reads the environment and a .env file of its own: what could send anything out is named here."""
    return ChromaSettings(anonymized_telemetry=False, allow_reset=False, chroma_otel_collection_endpoint="")
