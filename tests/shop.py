"""A data folder that tests fill with synthetic files, and what they ask of its index."""

from collections.abc import Callable

from ingest.report import Report
from retriever.search import Retriever

Add = Callable[..., Report]
"""Writes a file of that name and number of passages, and ingests it."""


def indexed(retriever: Retriever, query: str = "sanctuary") -> set[str]:
    """Ids of the documents that a search finds."""
    with retriever.open() as search:
        return {hit.document.id for hit in search.search(query, limit=100)}
