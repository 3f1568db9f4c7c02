"""What was in force when: corrections, supersessions, withdrawals and twins, from the catalogue to what is found."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from tiny import tiny_model

from answer.answer import Question
from answer.assembly import open_assistant
from corpus.document import Document, Status
from corpus.store import VersionStore
from ingest.assembly import open_ingestor
from ingest.report import Outcome
from retriever.embedding import Embedder
from retriever.index_folder import IndexFolder
from retriever.search import Retriever, Search
from settings import Settings

TODAY = date(2026, 11, 21)
INSIDE = date(2023, 3, 1)


@dataclass
class Shelf:
    """A catalogue of synthetic documents and the index made from it."""

    settings: Settings

    def write(self, **documents: Mapping[str, object]) -> None:
        rows = []
        for name, own in documents.items():
            words = own.get("words", f"The {name} plan says what is done for refugees in Wales")
            (self.settings.catalogue.parent / f"{name}.txt").write_text(f"{words} (synthetic text).", encoding="utf-8")
            facts = {"kind": "plan", "publisher": "Nobody", "language": "en", "rights": "Synthetic", **own}
            table = {"id": name, "file": f"{name}.txt", **facts}
            rows += ["[[document]]", *(f"{key} = {json.dumps(table[key])}" for key in table if key != "words")]
        self.settings.catalogue.write_text("\n".join(rows), encoding="utf-8")

    def ingest(self, **documents: Mapping[str, object]) -> dict[str, Outcome]:
        self.write(**documents)
        report = open_ingestor(self.settings).ingest(on_progress=lambda progress: None)
        return {document.document: document.outcome for document in report.documents}

    @contextmanager
    def search(self, today: date = TODAY) -> Iterator[Search]:
        own = self.settings
        embedder = Embedder.load(own.embedding_model, own.models, own.embedding_dtype)
        versions = VersionStore(own.data_dir / "versions")
        retriever = Retriever(IndexFolder(own.data_dir / "index"), versions, embedder, lambda: today)
        with retriever.open() as search:
            yield search
        retriever.close()

    def found(self, as_of: date | None = None, today: date = TODAY) -> set[str]:
        with self.search(today) as search:
            return {hit.document.id for hit in search.search("What is done for refugees in Wales?", as_of=as_of)}

    def held(self) -> dict[str, Document]:
        with self.search() as search:
            return {holding.document.id: holding.document for holding in search.holdings()}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def shelf(tmp_path: Path, tiny: Path) -> Shelf:
    (tmp_path / "files").mkdir()
    return Shelf(
        Settings(
            _env_file=None,
            data_dir=tmp_path / "data",
            catalogue=tmp_path / "files" / "catalogue.toml",
            embedding_model=str(tiny),
            embedding_dtype="float32",
        )
    )


OLD: Mapping[str, object] = {"date": "2019-01"}
NEW: Mapping[str, object] = {"date": "2024-06-10", "supersedes": "old"}


def test_edit_corrects_and_leaves_nothing_of_the_old_text(shelf: Shelf) -> None:
    shelf.ingest(old=OLD)
    outcomes = shelf.ingest(old={**OLD, "words": "The corrected plan for refugees"})
    with shelf.search() as search:
        texts = [passage.text for passage in search.passages_of("old")]
    assert outcomes == {"old": Outcome.UPDATED}
    assert texts == ["The corrected plan for refugees (synthetic text)."]


def test_superseded_document_is_found_only_as_of_its_time(shelf: Shelf) -> None:
    shelf.ingest(old=OLD, new=NEW)
    days = {
        None: {"new"},
        date(2018, 12, 31): set(),
        INSIDE: {"old"},
        date(2024, 6, 9): {"old"},
        date(2024, 6, 10): {"new"},
        date(2025, 1, 1): {"new"},
    }
    assert {day: shelf.found(day) for day in days} == days


def test_supersession_added_later_changes_the_older_one_without_reading_it(shelf: Shelf) -> None:
    shelf.ingest(old=OLD, other={"date": "2020"})
    version = shelf.held()["old"]
    outcomes = shelf.ingest(old=OLD, other={"date": "2020"}, new=NEW)
    old = shelf.held()["old"]
    assert outcomes == {"old": Outcome.UPDATED, "other": Outcome.UNCHANGED, "new": Outcome.CREATED}
    assert (old.status, old.superseded_by, old.valid_to) == (Status.SUPERSEDED, "new", date(2024, 6, 9))
    assert version.status is Status.CURRENT


def test_supersession_taken_back_lets_the_older_one_stand_again(shelf: Shelf) -> None:
    shelf.ingest(old=OLD, new=NEW)
    shelf.ingest(old=OLD)
    assert (shelf.held()["old"].status, shelf.found()) == (Status.CURRENT, {"old"})


def test_withdrawn_document_is_not_found(shelf: Shelf) -> None:
    shelf.ingest(old=OLD, gone={"date": "2020", "status": "withdrawn"})
    assert shelf.found() == {"old"}


def test_document_that_begins_later_is_found_from_then(shelf: Shelf) -> None:
    shelf.ingest(now=OLD, later={"date": "2026-10", "valid_from": "2027-01-01"})
    days = {None: {"now"}, date(2026, 12, 31): {"now"}, date(2027, 1, 1): {"now", "later"}}
    assert {day: shelf.found(day) for day in days} == days


def test_twins_by_reference_know_each_other_in_the_index(shelf: Shelf) -> None:
    plan = {"date": "2024-06-10", "reference": "WG1234", "supersedes": "old"}
    welsh = {"date": "2024-06-10", "reference": "WG1234", "language": "cy", "words": "Mae cynllun i bobl yng Nghymru"}
    shelf.ingest(old=OLD, plan=plan, cynllun=welsh)
    twins = {key: document.twin for key, document in shelf.held().items()}
    outcomes = shelf.ingest(old=OLD, plan=plan, cynllun=welsh)
    assert twins == {"old": None, "plan": "cynllun", "cynllun": "plan"}
    assert set(outcomes.values()) == {Outcome.UNCHANGED}


def test_answer_cites_what_stood_on_the_day_asked_for(shelf: Shelf, models: Path) -> None:
    real = {"model_dir": models, "embedding_model": "multilingual-e5-small"}
    shelf = Shelf(shelf.settings.model_copy(update=real))
    words = "The plan gives every refugee in Wales {} English lessons a week"
    shelf.ingest(old={**OLD, "words": words.format("two")}, new={**NEW, "words": words.format("five")})
    question = "How many English lessons a week does the plan give every refugee in Wales?"
    with open_assistant(shelf.settings, today=lambda: TODAY) as assistant:
        cited = {
            day: {citation.document.id for citation in assistant.ask(Question(question, as_of=day)).citations}
            for day in (None, INSIDE)
        }
    assert cited == {None: {"new"}, INSIDE: {"old"}}


def test_superseded_document_without_a_last_day(shelf: Shelf) -> None:
    shelf.ingest(old={"date": "2019", "status": "superseded"})
    assert shelf.found() == shelf.found(as_of=TODAY) == set()
    assert shelf.found(as_of=INSIDE) == {"old"}


def test_older_document_stands_until_the_newer_begins(shelf: Shelf) -> None:
    shelf.ingest(old={"date": "2019"}, new={"date": "2026", "valid_from": "2027-01-01", "supersedes": "old"})
    assert shelf.found() == {"old"}
    assert shelf.found(today=date(2027, 1, 1)) == {"new"}


def test_withdrawn_document_as_of_its_time(shelf: Shelf) -> None:
    shelf.ingest(old={"date": "2019", "status": "withdrawn", "valid_to": "2024-05-01"})
    assert shelf.found() == shelf.found(as_of=TODAY) == set()
    assert shelf.found(as_of=INSIDE) == {"old"}
