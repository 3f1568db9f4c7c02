"""LangChain's retriever interface over the index."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from retriever.hit import Hit
from retriever.search import Retriever


class NoddfaRetriever(BaseRetriever):
    """Passages as LangChain documents; the metadata say where each stands, so that it can be cited."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    k: int = 5
    """How many passages; `invoke(query, k=…)` overrides it."""

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None, **kwargs: Any
    ) -> list[LangChainDocument]:
        with self.retriever.open() as search:
            return [_document(hit) for hit in search.search(query, limit=self.k if k is None else k, **kwargs)]


def _document(hit: Hit) -> LangChainDocument:
    passage, document = hit.passage, hit.document
    return LangChainDocument(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "document": document.id,
            "title": document.title,
            "kind": document.kind.value,
            "publisher": document.publisher,
            "date": str(document.date) if document.date else None,
            "reference": document.reference,
            "version": passage.version,
            "section": list(passage.section),
            "page": passage.page,
            "start": passage.start,
            "end": passage.end,
            "score": hit.score,
        },
    )
