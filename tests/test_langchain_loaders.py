"""LangChain's loaders: ours over files, and the documents of others as sources. All texts are synthetic."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from documents import squeezed
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.document_loaders import BaseLoader
from langchain_core.documents import Document as LangChainDocument
from langchain_core.embeddings import DeterministicFakeEmbedding
from langchain_core.vectorstores import InMemoryVectorStore

from corpus.document import Kind, PartialDate
from errors import UnreadableSource, UsageError
from ingest.langchain import Mode, NoddfaLoader
from ingest.passages import passages
from ingest.reading import Wanted, read
from ingest.report import Outcome
from ingest.supply.disclosure_log import log_sources
from ingest.supply.langchain_sources import sources_from_langchain

_TEXT = "Housing is devolved to Wales.\nThe council keeps a list.\n\fAsylum is reserved.\nThe Home Office decides.\n"


class LineLoader(BaseLoader):
    """A loader of somebody else's: a document to each page, counted from 0."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def lazy_load(self) -> Iterator[LangChainDocument]:
        for number, page in enumerate(self._path.read_text(encoding="utf-8").split("\f")):
            yield piece(page, source=str(self._path), page=number)


def piece(text: str, **metadata: object) -> LangChainDocument:
    return LangChainDocument(page_content=text, metadata=metadata)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "paged.txt").write_text(_TEXT, encoding="utf-8")
    (tmp_path / "plain.txt").write_text("Croeso i Gymru. Mae'r cynllun yn un newydd i bawb.", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("mode", ["passage", "page", "document"])
def test_loaded_text_is_an_exact_slice_that_can_be_cited(folder: Path, mode: Mode) -> None:
    version = read(_TEXT.encode(), Wanted(Kind.OTHER)).version
    found = NoddfaLoader(folder / "paged.txt", mode=mode, kind=Kind.OTHER).load()
    assert len(found) == {"passage": len(passages_of(folder)), "page": 2, "document": 1}[mode]
    for document in found:
        facts = document.metadata
        assert version.text[facts["start"] : facts["end"]] == document.page_content
        assert (facts["version"], facts["document"], facts["kind"]) == (version.id, "paged", "other")
    assert len({document.id for document in found}) == len(found)


def passages_of(folder: Path) -> list[object]:
    reading = read((folder / "paged.txt").read_bytes(), Wanted(Kind.OTHER, propose=True))
    assert reading.proposal is not None
    return [*passages(reading.proposal.document("paged"), reading.version)]


def test_metadata_are_plain_and_leave_out_what_is_unknown(folder: Path) -> None:
    found = NoddfaLoader(folder).load()
    assert {document.metadata["document"] for document in found} == {"paged", "plain"}
    for document in found:
        facts = document.metadata
        assert json.loads(json.dumps(facts)) == facts
        assert {type(fact) for fact in facts.values()} <= {str, int}
        assert {"source", "title", "publisher", "role", "language"} <= set(facts)
        assert (
            facts.get("page")
            == {"paged": 1 + document.page_content.startswith("Asylum"), "plain": None}[facts["document"]]
        )


def test_pages_are_given_one_by_one(folder: Path) -> None:
    found = NoddfaLoader([folder / "paged.txt"], mode="page").load()
    assert [document.metadata["page"] for document in found] == [1, 2]
    assert [squeezed(document.page_content) for document in found] == [squeezed(page) for page in _TEXT.split("\f")]
    assert [document.page_content for document in NoddfaLoader(folder / "plain.txt", mode="page").load()] == [
        "Croeso i Gymru. Mae'r cynllun yn un newydd i bawb."
    ]


def test_loader_feeds_a_vector_store(folder: Path) -> None:
    store = InMemoryVectorStore(DeterministicFakeEmbedding(size=8))
    loaded = NoddfaLoader(folder).load()
    assert store.add_documents(loaded) == [document.id for document in loaded]
    (found,) = store.similarity_search(loaded[0].page_content, k=1)
    assert (found.page_content, found.metadata) == (loaded[0].page_content, loaded[0].metadata)


def test_loader_is_lazy_also_when_awaited(folder: Path) -> None:
    async def first() -> LangChainDocument:
        async for document in NoddfaLoader(folder).alazy_load():
            return document
        raise AssertionError

    (folder / "z-broken.txt").write_bytes(b"")
    assert asyncio.run(first()) == next(NoddfaLoader(folder).lazy_load())


def test_file_that_cannot_be_read_raises_or_is_noted(folder: Path) -> None:
    (folder / "a-broken.txt").write_bytes(b" ")
    with pytest.raises(UnreadableSource, match=r"a-broken\.txt: The file is empty"):
        NoddfaLoader(folder).load()
    loader = NoddfaLoader(folder, on_error="skip")
    for _ in range(2):
        assert {document.metadata["document"] for document in loader.load()} == {"paged", "plain"}
        assert [report.document for report in loader.errors] == [str(folder / "a-broken.txt")]
    (folder / "plain.txt").unlink()
    loader.load()
    assert "plain.txt cannot be opened" in f"{loader.errors[-1].document} {loader.errors[-1].reason}".replace(" It", "")


def test_wrong_path_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file or folder"):
        NoddfaLoader(tmp_path / "none.txt")


def test_files_of_one_name_are_two_documents(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "plain.txt").write_text("Another text altogether.")
    assert {document.metadata["document"] for document in NoddfaLoader(folder).load()} == {"paged", "plain", "plain-2"}


def test_sources_made_elsewhere_keep_their_facts(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("Ref,Request,Response,x\n90001,How many?,We do not hold it.,\n90002,Why?,,\n")
    loader = NoddfaLoader(log_sources(tmp_path / "log.csv", publisher="A council"), on_error="skip")
    found = {document.metadata["role"]: document for document in loader.load()}
    assert found["answer"].page_content == "We do not hold it."
    assert (found["answer"].metadata["reference"], found["answer"].metadata["publisher"]) == ("90001", "A council")
    assert "line 3" in loader.errors[0].document


def test_pages_of_another_loader_become_one_source(folder: Path) -> None:
    documents = LineLoader(folder / "paged.txt").load()
    (source,) = sources_from_langchain(reversed(documents)).sources
    version = read(source.fetch(), Wanted(Kind.OTHER)).version
    assert (source.id, source.origin, source.place) == ("paged", "langchain", str(folder / "paged.txt"))
    assert version.page_at(version.text.index("Asylum")) == 2
    assert squeezed(version.text) == squeezed(_TEXT)


def test_round_trip_keeps_text_pages_and_facts(folder: Path) -> None:
    first = NoddfaLoader(folder / "paged.txt", mode="page").load()
    again = NoddfaLoader(sources_from_langchain(first), mode="page").load()
    assert [document.page_content for document in again] == [document.page_content for document in first]
    for name in ("page", "title", "kind", "language", "source", "publisher"):
        assert [document.metadata.get(name) for document in again] == [
            document.metadata.get(name) for document in first
        ]


@pytest.mark.parametrize(
    ("numbers", "labels", "page"),
    [
        pytest.param([1, 2], [], 2, id="from-one"),
        pytest.param([0, 1], [], 2, id="from-zero"),
        pytest.param(["0", "1"], [], 2, id="in-words"),
        pytest.param([0, 4], [], 5, id="pages-missing"),
        pytest.param([3, 4], ["4", "5"], 5, id="part-from-zero"),
        pytest.param([3, 4], ["3", "4"], 4, id="part-from-one"),
        pytest.param([None, 1], [], None, id="incomplete"),
        pytest.param([1, 10**9], [], None, id="too-high"),
        pytest.param([-1, 0], [], None, id="below-zero"),
        pytest.param([True, False], [], None, id="no-numbers"),
    ],
)
def test_page_is_the_one_that_the_file_has(numbers: list[object], labels: list[str], page: int | None) -> None:
    found = [piece(text, source="a", page=number) for text, number in zip(("One.", "Two."), numbers, strict=True)]
    for document, label in zip(found, labels, strict=False):
        document.metadata["page_label"] = label
    made = sources_from_langchain(found)
    version = read(made.sources[0].fetch(), Wanted(Kind.OTHER)).version
    assert version.page_at(version.text.index("Two.")) == page
    assert squeezed(version.text) == "One.Two."


def test_metadata_are_taken_where_valid() -> None:
    text = "A synthetic text about housing in Wales and who decides about it."
    (source,) = sources_from_langchain(
        [
            piece(
                text,
                source="https://records.example/a.html",
                title="Housing: a statement",
                author="A. Minister",
                date="2025-07-10T09:00:00",
                language="en-GB",
                kind="written_statement",
            )
        ]
    ).sources
    document = source.document
    assert document is not None
    assert (document.title, document.author) == ("Housing: a statement", "A. Minister")
    assert (document.date, document.language) == (PartialDate(2025, 7, 10), "en")
    assert (document.kind, document.url, source.url) == (
        Kind.WRITTEN_STATEMENT,
        "https://records.example/a.html",
        "https://records.example/a.html",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "Microsoft Word - letter.docx"),
        ("title", "letter_final.pdf"),
        ("date", "last week"),
        ("language", "fr"),
        ("kind", "novel"),
        ("url", "javascript:alert(1)"),
        ("author", "x" * 2_000),
    ],
)
def test_metadata_that_are_not_valid_are_left_out_and_said(name: str, value: str) -> None:
    made = sources_from_langchain([piece("Some text.", source="a.txt", **{name: value})])
    assert made.sources[0].document is None
    (report,) = made.reports
    assert (report.document, report.outcome) == ("a.txt", Outcome.SKIPPED)
    assert f"Its {name} '{value[:60]}' is not understood" in str(report.reason)


def test_metadata_that_disagree_are_left_out_and_said() -> None:
    made = sources_from_langchain([piece("One.", source="a", title="First"), piece("Two.", source="a", title="Second")])
    assert made.sources[0].document is None
    assert "different values of 'title'" in str(made.reports[0].reason)


def test_documents_without_source_are_told_by_id_or_text() -> None:
    texts = [piece("One."), piece("Two."), LangChainDocument(page_content="Three.", id="third"), piece("One.")]
    first = sources_from_langchain(texts).sources
    assert [source.fetch() for source in first] == [b"One.\n\nOne.", b"Two.", b"Three."]
    assert [source.id for source in first] == [source.id for source in sources_from_langchain(texts).sources]
    assert first[2].id == "third"


def test_sources_of_one_name_have_ids_of_their_own() -> None:
    made = [piece("One.", source="a/report.pdf"), piece("Two.", source="b/report.pdf")]
    ids = [source.id for source in sources_from_langchain(made).sources]
    assert len(set(ids)) == 2
    assert ids == [source.id for source in sources_from_langchain(made[::-1]).sources][::-1]


def test_document_without_text_is_reported() -> None:
    made = sources_from_langchain([piece(" \n", source="scan.pdf", page=0), piece("", source="scan.pdf", page=1)])
    assert made.sources == ()
    assert (made.reports[0].document, made.reports[0].outcome) == ("scan.pdf", Outcome.FAILED)


def test_half_characters_do_not_stop_the_rest() -> None:
    (source,) = sources_from_langchain([piece("Half \ud83d of it, all \ud83d\ude00 of it.", source="a")]).sources
    assert source.fetch().decode() == "Half \ufffd of it, all \U0001f600 of it."


@settings(max_examples=60, deadline=None)
@given(st.text("ab cŵ.\n", min_size=1, max_size=120), st.integers(2, 20), st.integers(0, 19))
def test_pieces_cut_with_an_overlap_become_the_text_again(text: str, size: int, overlap: int) -> None:
    step = max(1, size - overlap)
    cut = [piece(text[at : at + size], source="a", start_index=at) for at in range(0, len(text), step)]
    joined = b"".join(source.fetch() for source in sources_from_langchain(cut[::-1]).sources).decode()
    assert joined == (text if text.strip() else "")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("Abŵ£9 ('\n\f", max_size=40), min_size=1, max_size=6))
def test_words_of_every_page_survive(pages: list[str]) -> None:
    made = sources_from_langchain([piece(page, source="a", page=at) for at, page in enumerate(pages)])
    text = b"".join(source.fetch() for source in made.sources).decode()
    assert [squeezed(page) for page in text.split("\f")[:-1]] == ([squeezed(page) for page in pages] if text else [])
