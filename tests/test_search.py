"""Search over the real index: what must be found is among the first, and what must not answer is not."""

import os
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from documents import source_text
from hypothesis import HealthCheck, example, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from tiny import tiny_model

from answer.assistant import Assistant
from corpus.document import Kind
from corpus.store import VersionStore
from corpus.version import Role
from ingest.assembly import open_ingestor
from retriever.embedding import Embedder
from retriever.hit import Hit
from retriever.index_folder import IndexFolder
from retriever.search import Retriever, Search
from settings import Settings

TODAY = date(2026, 11, 21)
# Every word of these documents is synthetic, made for this test.
_SYNTHETIC = {
    "current": ("en", 'date = "2024-05"', "The synthetic ferry allowance is 41 pounds a week."),
    "superseded": (
        "en",
        'date = "2020-05"\nstatus = "superseded"\nvalid_to = 2024-04-30',
        "The ferry allowance is 37.",
    ),
    "withdrawn": ("en", 'date = "2023-05"\nstatus = "withdrawn"', "The synthetic ferry allowance was withdrawn."),
    "expired": ("en", 'date = "2022-01"\nvalid_to = 2025-12-31', "The synthetic ferry allowance ends in December."),
    "future": ("en", 'date = "2026-10"\nvalid_from = 2027-01-01', "The synthetic ferry allowance will be 50 pounds."),
    "welsh": ("cy", 'date = "2024-05"', "Y lwfans fferi synthetig yw 41 punt yr wythnos. Mae hwn yn destun synthetig."),
    "blog": ("en", 'date = "2024-05"\nofficial = false', "The synthetic ferry allowance is 41 pounds a week."),
}


def _retriever(settings: Settings, embedder: Embedder) -> Retriever:
    index, versions = IndexFolder(settings.data_dir / "index"), VersionStore(settings.data_dir / "versions")
    return Retriever(index, versions, embedder, lambda: TODAY)


@pytest.fixture(scope="module")
def embedder(settings: Settings) -> Embedder:
    return Embedder.load(settings.embedding_model, settings.models, settings.embedding_dtype)


@pytest.fixture(scope="module")
def search(settings: Settings, embedder: Embedder) -> Iterator[Search]:
    retriever = _retriever(settings, embedder)
    with retriever.open() as opened:
        yield opened
    retriever.close()


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory, settings: Settings, embedder: Embedder) -> Iterator[Search]:
    folder = tmp_path_factory.mktemp("synthetic")
    tables = []
    for name, (language, facts, text) in _SYNTHETIC.items():
        (folder / f"{name}.txt").write_text(text)
        kind = "web_page" if name == "blog" else "guidance"
        tables.append(
            f'[[document]]\nid = "{name}"\nfile = "{name}.txt"\nkind = "{kind}"\npublisher = "Nobody"\n'
            f'title = "Ferry (synthetic)"\nrights = "Synthetic"\nlanguage = "{language}"\n{facts}\n'
        )
    (folder / "catalogue.toml").write_text("\n".join(tables))
    own = settings.model_copy(
        update={"data_dir": folder / "data", "catalogue": folder / "catalogue.toml", "model_dir": settings.models}
    )
    assert not open_ingestor(own).ingest(on_progress=lambda at: None).failed
    retriever = _retriever(own, embedder)
    with retriever.open() as opened:
        yield opened
    retriever.close()


class Growing:
    """An index of one-line documents that grows while it is searched."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self.folder = folder
        self.settings = Settings(_env_file=None, data_dir=folder / "data", embedding_model=embedder.identity.name)
        self.retriever = _retriever(self.settings, embedder)

    def add(self, name: str) -> None:
        (self.folder / f"{name}.txt").write_text(f"This is {name}, a synthetic line about sanctuary.")
        open_ingestor(self.settings).ingest([self.folder / f"{name}.txt"], on_progress=lambda at: None)

    def found(self) -> set[str]:
        with self.retriever.open() as search:
            return _documents(search.search("sanctuary", limit=100))


@pytest.fixture
def growing(tmp_path: Path) -> Iterator[Growing]:
    folder = tiny_model(tmp_path / "tiny")
    made = Growing(tmp_path, Embedder.load(str(folder), tmp_path))
    yield made
    made.retriever.close()


def _documents(hits: tuple[Hit, ...]) -> set[str]:
    return {hit.document.id for hit in hits}


@pytest.mark.parametrize(
    ("query", "document", "words"),
    [
        ("ATISN 24923", "foi-atisn-24923", None),
        ("atisn-24923", "foi-atisn-24923", None),
        ("10 July 2025", "foi-atisn-24923", None),
        ("2025-07-10", "foi-atisn-24923", None),
        ("WG36317", "nation-of-sanctuary-plan-2019", None),
        ("9 February 2026", "written-statement-2026-02-09", None),
        ("11/07/2023", "written-statement-2023-09-25", "11 July"),
        ("0.05%", "written-statement-2026-02-09", "0.05%"),
        ("91% of expenditure", "written-statement-2026-02-09", "91%"),
        ("8000 Ukrainians", "written-statement-2026-02-09", "8,000"),
        ("Rossella Pagliuchi-Lor", "nation-of-sanctuary-plan-2019", "Pagliuchi-Lor"),
        ("Suella Braverman", "written-statement-2023-09-25", "Braverman"),
        ("ReStart: Refugee Integration", "nation-of-sanctuary-plan-2019", "ReStart"),
    ],
)
def test_exact_words_among_first_five(search: Search, query: str, document: str, words: str | None) -> None:
    hits = search.search(query, limit=5)
    found = [hit.passage for hit in hits if hit.document.id == document]
    assert any(words is None or words in passage.text for passage in found), [hit.passage.text for hit in hits]
    assert [hit.rank for hit in hits] == [1, 2, 3, 4, 5]
    assert sorted((hit.score for hit in hits), reverse=True) == [hit.score for hit in hits]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Pwy sy'n penderfynu pwy gaiff loches?", "asylum decisions rest entirely with the UK Government"),
        ("Faint o Wcreiniaid sydd wedi cael lloches yng Nghymru?", "8,000 Ukrainians"),
    ],
)
def test_welsh_question_finds_english_passage(search: Search, query: str, words: str) -> None:
    assert any(words in hit.passage.text for hit in search.search(query, limit=5))


def test_kinds_on_a_shelf_larger_than_the_fetch(search: Search) -> None:
    query = "What will be done to support the employability of refugees?"
    assert Kind.FOI_RESPONSE not in {hit.document.kind for hit in search.search(query, limit=60)}
    hits = search.search(query, limit=3, kinds={Kind.FOI_RESPONSE})
    assert len(hits) == 3
    assert {hit.document.kind for hit in hits} == {Kind.FOI_RESPONSE}
    assert search.search(query, kinds=()) == ()
    assert search.search(query, kinds={Kind.STATISTICS}) == ()


def test_fewer_than_asked_for_is_all_there_is(search: Search) -> None:
    hits = search.search("asylum", limit=500, kinds={Kind.WRITTEN_STATEMENT})
    held = [holding for holding in search.holdings() if holding.document.kind is Kind.WRITTEN_STATEMENT]
    assert len(hits) == len({hit.passage.id for hit in hits}) == sum(holding.passages for holding in held)


def test_echoed_question_is_never_evidence(search: Search) -> None:
    query = "How many migrants with criminal records have entered Wales?"
    assert all(hit.passage.role is not Role.QUESTION for hit in search.search(query, limit=100))
    asked = search.questions(query, limit=4)
    assert [hit.passage.role for hit in asked] == [Role.QUESTION] * 4
    assert "criminal records have entered Wales" in asked[0].passage.text


@pytest.mark.parametrize(
    ("as_of", "stand"),
    [
        pytest.param(None, {"current", "welsh", "blog"}, id="today"),
        pytest.param(date(2020, 6, 1), {"superseded"}, id="2020"),
        pytest.param(date(2024, 4, 30), {"superseded", "expired"}, id="last-day"),
        pytest.param(date(2024, 6, 1), {"current", "welsh", "blog", "expired"}, id="day-after"),
        pytest.param(date(2027, 1, 1), {"current", "welsh", "blog", "future"}, id="2027"),
        pytest.param(date(2019, 1, 1), set(), id="before-any"),
    ],
)
def test_as_of(synthetic: Search, as_of: date | None, stand: set[str]) -> None:
    assert _documents(synthetic.search("ferry allowance", limit=50, as_of=as_of)) == stand


def test_language(synthetic: Search) -> None:
    assert _documents(synthetic.search("ferry allowance", language="cy")) == {"welsh"}
    assert _documents(synthetic.search("lwfans fferi", language="en")) == {"current", "blog"}
    assert _documents(synthetic.search("lwfans fferi")) == {"current", "blog", "welsh"}
    assert synthetic.search("lwfans fferi", limit=1)[0].document.id == "welsh"


def test_third_party_page_ranks_below(synthetic: Search) -> None:
    ranks = {hit.document.id: hit.rank for hit in synthetic.search("How much is the ferry allowance?", language="en")}
    assert ranks["current"] < ranks["blog"]


@examples(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80))
@example("")
@example("9" * 2000)
@example('"(asylum OR [sanctuary] AND) ^~*:\\/ +-{}')
@example("🛂🏴󠁧󠁢󠁷󠁬󠁳󠁿 who decides?")
@example("\x00'; DROP TABLE passages; --")
@example("body:asylum shelf:questions-en id:*")
@example("١٢٣ ½ ²³ Ⅳ 五")
@example("\ud800 lone")
def test_any_query(search: Search, query: str) -> None:
    hits = search.search(query, limit=5)
    assert len(hits) == 5
    assert all(hit.passage.role is not Role.QUESTION for hit in hits)


def test_hit_shows_the_best_sentence(search: Search) -> None:
    hit = search.search("What share of the budget is spent on the Nation of Sanctuary?", limit=1)[0]
    best = hit.passage.text[hit.best_sentence.start - hit.passage.start : hit.best_sentence.end - hit.passage.start]
    assert "0.05%" in best
    assert max(hit.sentence_scores) == hit.scores.sentence
    assert len(hit.sentence_scores) == len(hit.passage.sentences)
    assert hit.passage.text in source_text(hit.document.id)


def test_assistant_searches_the_same(assistant: Assistant, search: Search) -> None:
    query = "asylum decisions"
    assert [hit.passage.id for hit in assistant.search(query)] == [hit.passage.id for hit in search.search(query)]


def _held_open() -> tuple[int, int]:
    """Descriptors and threads of this process."""
    return len(os.listdir("/proc/self/fd")), len(os.listdir("/proc/self/task"))


def test_swaps_leak_nothing(growing: Growing) -> None:
    seen = []
    for at in range(15):
        growing.add(f"n{at}")
        assert f"n{at}" in growing.found()
        seen.append(_held_open())
    assert max(seen[5:]) <= (seen[4][0] + 2, seen[4][1] + 2), seen
    assert seen[-1][0] - seen[4][0] < 10


def test_borrower_keeps_its_generation(growing: Growing) -> None:
    growing.add("one")
    with growing.retriever.open() as search:
        growing.add("two")
        assert growing.found() == {"one", "two"}
        assert _documents(search.search("sanctuary")) == {"one"}


def test_ingest_while_searching(growing: Growing) -> None:
    growing.add("one")
    done, failed, rounds = threading.Event(), list[BaseException](), list[int]()

    def search() -> None:
        try:
            while not done.is_set():
                rounds.append(len(growing.found()))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=search) for _ in range(2)]
    for thread in threads:
        thread.start()
    for at in range(4):
        growing.add(f"n{at}")
    done.set()
    for thread in threads:
        thread.join(30)
    assert failed == []
    assert set(rounds) <= {1, 2, 3, 4, 5}
    assert growing.found() == {"one", "n0", "n1", "n2", "n3"}
