"""LangChain's interface: its own standard tests of a retriever, and what a document of ours carries."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from langchain_tests.integration_tests import RetrieversIntegrationTests

from corpus.document import Kind
from corpus.store import VersionStore
from retriever.embedding import Embedder
from retriever.index_folder import IndexFolder
from retriever.langchain import NoddfaRetriever
from retriever.search import Retriever
from settings import Settings

_QUESTION = "Who decides who is granted asylum?"


@pytest.fixture(scope="module")
def opened(settings: Settings) -> Iterator[Retriever]:
    embedder = Embedder.load(settings.embedding_model, settings.models, settings.embedding_dtype)
    retriever = Retriever(
        IndexFolder(settings.data_dir / "index"),
        VersionStore(settings.data_dir / "versions"),
        embedder,
        lambda: date(2026, 11, 21),
    )
    yield retriever
    retriever.close()


@pytest.mark.anyio
class TestStandard(RetrieversIntegrationTests):
    """LangChain's own tests."""

    # The asynchronous test leaves open what runs it.
    @pytest.fixture
    def anyio_backend(self) -> str:
        return "asyncio"

    @pytest.fixture(autouse=True)
    def _over_real_index(self, opened: Retriever) -> None:
        self._opened = opened

    @property
    def retriever_constructor(self) -> type[NoddfaRetriever]:
        return NoddfaRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"retriever": self._opened}

    @property
    def retriever_query_example(self) -> str:
        return _QUESTION


def test_document_can_be_cited(opened: Retriever, settings: Settings) -> None:
    versions = VersionStore(settings.data_dir / "versions")
    found = NoddfaRetriever(retriever=opened, k=5).invoke(_QUESTION)
    assert len({document.id for document in found}) == 5
    for document in found:
        facts = document.metadata
        assert versions.get(facts["version"]).text[facts["start"] : facts["end"]] == document.page_content
    assert {"foi-atisn-24923", "written-statement-2026-02-09"} & {found.metadata["document"] for found in found}


def test_filters_pass_through(opened: Retriever) -> None:
    found = NoddfaRetriever(retriever=opened).invoke(_QUESTION, k=2, kinds={Kind.PLAN}, as_of=date(2020, 1, 1))
    assert [document.metadata["kind"] for document in found] == ["plan", "plan"]
    assert found[0].metadata["date"] == "2019-01"
    assert NoddfaRetriever(retriever=opened).invoke(_QUESTION, as_of=date(2018, 1, 1), kinds={Kind.PLAN}) == []
