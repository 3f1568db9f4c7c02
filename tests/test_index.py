"""Generations of the index: published whole, verified, and safe from a killed builder and a full disk."""

import json
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from filelock import FileLock

from corpus.store import VersionStore
from errors import BuildFailed, BuildLocked, IndexMismatch, IndexMissing, SearchFailed, UsageError
from ingest.assembly import open_ingestor
from ingest.ingestor import Ingestor
from ingest.report import Outcome, Report
from retriever.embedding import Embedder
from retriever.index_folder import IndexFolder
from retriever.manifest import Manifest
from retriever.search import Retriever
from retriever.vectors import VectorIndex
from settings import ROOT, Settings

_NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
# A builder of its own process, which stops for good at the stage it is told.
_BUILDER = """
import sys, threading
from pathlib import Path
from ingest.assembly import open_ingestor
from settings import Settings
def step(at):
    if (at.stage, at.done) == (sys.argv[4], int(sys.argv[5])):
        print("here", flush=True)
        threading.Event().wait()
settings = Settings(_env_file=None, data_dir=sys.argv[1], embedding_model=sys.argv[2])
open_ingestor(settings).ingest([Path(sys.argv[3])], on_progress=step)
"""

Add = Callable[..., Report]


@pytest.fixture
def shop(tmp_path: Path, tiny: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path / "data", embedding_model=str(tiny))


@pytest.fixture
def ingestor(shop: Settings) -> Ingestor:
    return open_ingestor(shop, now=lambda: _NOON)


@pytest.fixture
def index(shop: Settings) -> IndexFolder:
    return IndexFolder(shop.data_dir / "index")


@pytest.fixture
def add(ingestor: Ingestor, tmp_path: Path) -> Add:
    """Writes a file of that name and number of passages, and ingests it."""

    def added(name: str, passages: int = 3, words: str = "sanctuary") -> Report:
        path = tmp_path / f"{name}.txt"
        path.write_text("\n\n".join(f"{name} {at} says {words}{' and so on' * 45}." for at in range(passages)))
        return ingestor.ingest([path], on_progress=lambda at: None)

    return added


@pytest.fixture
def retriever(shop: Settings, index: IndexFolder) -> Iterator[Retriever]:
    embedder = Embedder.load(shop.embedding_model, shop.models)
    opened = Retriever(index, VersionStore(shop.data_dir / "versions"), embedder, lambda: date(2026, 11, 21))
    yield opened
    opened.close()


def _documents(retriever: Retriever, query: str = "sanctuary") -> set[str]:
    with retriever.open() as search:
        return {hit.document.id for hit in search.search(query, limit=100)}


def test_generations_published_in_order(add: Add, index: IndexFolder, ingestor: Ingestor) -> None:
    names = [add(name).generation for name in ("one", "two")]
    assert names == ["000001-20261121T120000Z", "000002-20261121T120000Z"]
    assert index.current() == names[1]
    newest = ingestor.generations()[0]
    assert (newest.name, newest.current, newest.documents, newest.passages) == (names[1], True, 2, 6)
    assert not index.building.exists()


def test_no_generation_is_said(index: IndexFolder, retriever: Retriever, ingestor: Ingestor) -> None:
    assert index.names() == []
    with pytest.raises(IndexMissing, match="noddfa ingest"), retriever.open():
        pass
    with pytest.raises(IndexMissing):
        ingestor.rollback()


def test_rollback_to_the_one_before(add: Add, ingestor: Ingestor, retriever: Retriever) -> None:
    first = add("one").generation
    add("two")
    assert _documents(retriever) == {"one", "two"}
    assert ingestor.rollback() == first
    assert _documents(retriever) == {"one"}
    with pytest.raises(UsageError, match="no generation before"):
        ingestor.rollback()
    assert add("three").generation == "000003-20261121T120000Z"
    assert _documents(retriever) == {"one", "three"}


def test_prune_keeps_three_and_the_serving_one(add: Add, ingestor: Ingestor, index: IndexFolder) -> None:
    names = [add(f"n{at}").generation for at in range(5)]
    assert index.names() == names[:1:-1]
    index.point_to(str(names[2]))
    index.prune(1)
    assert index.names() == [names[4], names[2]]


@pytest.mark.parametrize(
    ("written", "fact"),
    [
        pytest.param("{", "cannot be read. Run 'noddfa index rollback'", id="broken"),
        pytest.param("{}", "cannot be read. Run 'noddfa index rollback'", id="empty"),
        pytest.param(None, "has schema 99.* Run 'noddfa ingest'", id="schema"),
    ],
)
def test_manifest_wrong(add: Add, index: IndexFolder, retriever: Retriever, written: str | None, fact: str) -> None:
    add("one")
    path = index.generation(index.require_current()) / "manifest.json"
    path.write_text(written or json.dumps({**json.loads(path.read_text()), "schema": 99}))
    with pytest.raises(IndexMismatch, match=fact), retriever.open():
        pass
    report = add("two")
    assert Manifest.read(index.generation(str(report.generation))).documents == 2
    assert _documents(retriever) == {"one", "two"}


def test_generation_of_an_older_schema(add: Add, index: IndexFolder, retriever: Retriever) -> None:
    old = index.generation(str(add("one").generation))
    with sqlite3.connect(old / "passages.sqlite") as db:
        db.execute("ALTER TABLE documents DROP COLUMN place")
    db.close()
    facts = {**json.loads((old / "manifest.json").read_text()), "schema": 1}
    (old / "manifest.json").write_text(json.dumps(facts))
    assert {found.outcome for found in add("two").documents} == {Outcome.UPDATED, Outcome.CREATED}
    assert _documents(retriever) == {"one", "two"}


def test_broken_generation_is_listed_and_left(add: Add, index: IndexFolder, ingestor: Ingestor) -> None:
    first, second = add("one").generation, add("two").generation
    (index.generation(str(second)) / "manifest.json").write_text("{")
    listed = ingestor.generations()
    assert [(found.name, found.current, found.fault is None) for found in listed] == [
        (second, True, False),
        (first, False, True),
    ]
    assert ingestor.rollback() == first


def test_generation_without_manifest_loses_nothing(add: Add, index: IndexFolder, retriever: Retriever) -> None:
    add("one")
    (index.generation(str(add("two").generation)) / "manifest.json").unlink()
    assert add("three").generation == "000003-20261121T120000Z"
    assert _documents(retriever) == {"one", "two", "three"}


def _delete_row(generation: Path) -> None:
    with sqlite3.connect(generation / "passages.sqlite") as db:
        db.execute("DELETE FROM passages WHERE id = (SELECT min(id) FROM passages)")
    db.close()


def _delete_vector(generation: Path) -> None:
    vectors = VectorIndex(generation / "chroma")
    with sqlite3.connect(generation / "passages.sqlite") as db:
        vectors.delete("evidence-en", [db.execute("SELECT min(id) FROM passages").fetchone()[0]])
    db.close()
    vectors.close()


def _swap_vectors(generation: Path) -> None:
    with sqlite3.connect(generation / "passages.sqlite") as db:
        db.execute("UPDATE passages SET vectors = zeroblob(length(vectors))")
    db.close()


_FAULTS = pytest.mark.parametrize(
    ("plant", "fact"),
    [
        pytest.param(_delete_row, "stores disagree", id="row"),
        pytest.param(_delete_vector, "stores disagree", id="vector"),
        pytest.param(_swap_vectors, "does not find itself", id="vectors"),
    ],
)


@_FAULTS
def test_verify_finds_fault(
    add: Add, ingestor: Ingestor, index: IndexFolder, plant: Callable[[Path], None], fact: str
) -> None:
    add("one")
    assert ingestor.verify() == ()
    plant(index.generation(index.require_current()))
    assert any(fact in fault for fault in ingestor.verify())


@_FAULTS
def test_failed_verification_publishes_nothing(
    add: Add, index: IndexFolder, plant: Callable[[Path], None], fact: str
) -> None:
    served = add("one").generation
    plant(index.generation(str(served)))
    with pytest.raises(BuildFailed, match=f"{fact}.*noddfa index rollback"):
        add("two")
    assert (index.current(), index.names()) == (served, [served])
    assert not index.building.exists()


def test_verify_finds_missing_version(add: Add, ingestor: Ingestor, shop: Settings) -> None:
    add("one")
    shutil.rmtree(shop.data_dir / "versions")
    assert "No version" in ingestor.verify()[0]


@pytest.mark.parametrize("part", ["passages.sqlite", "tantivy/meta.json", "chroma/chroma.sqlite3"])
def test_damaged_part_is_one_sentence(
    add: Add, ingestor: Ingestor, index: IndexFolder, retriever: Retriever, part: str
) -> None:
    first = add("one").generation
    (index.generation(str(add("two").generation)) / part).write_bytes(b"garbage" * 1000)
    with pytest.raises(SearchFailed, match="Run 'noddfa index rollback'"), retriever.open():
        pass
    with pytest.raises((SearchFailed, BuildFailed)):
        add("three")
    assert ingestor.rollback() == first
    assert _documents(retriever) == {"one"}


def _builder(shop: Settings, file: Path, stage: str, done: int) -> subprocess.Popen[str]:
    """Another process that builds; it has come to that stage when this returns, and stays there."""
    arguments = [str(shop.data_dir), shop.embedding_model, str(file), stage, str(done)]
    process = subprocess.Popen(
        [sys.executable, "-c", _BUILDER, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    return process


@pytest.mark.parametrize(
    ("stage", "done"), [pytest.param("embedding", 1, id="embedding"), pytest.param("verifying", 0, id="verifying")]
)
def test_killed_builder(
    add: Add, shop: Settings, index: IndexFolder, retriever: Retriever, tmp_path: Path, stage: str, done: int
) -> None:
    served = add("one").generation
    late = tmp_path / "late.txt"
    late.write_text("Late words of sanctuary.")
    process = _builder(shop, late, stage, done)
    with pytest.raises(BuildLocked, match="Another ingest is running"):
        add("two")
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)
    assert index.building.exists()
    assert index.current() == served
    assert _documents(retriever) == {"one"}
    report = add("two")
    assert [found.outcome for found in report.documents] == [Outcome.CREATED]
    assert _documents(retriever) == {"one", "two"}
    assert not index.building.exists()
    assert open_ingestor(shop).verify() == ()


def test_held_lock(add: Add, ingestor: Ingestor, index: IndexFolder) -> None:
    add("one")
    add("two")
    with FileLock(index.path / ".lock"):
        with pytest.raises(BuildLocked):
            add("three")
        with pytest.raises(BuildLocked):
            ingestor.rollback()
    assert add("three").documents[0].outcome is Outcome.CREATED


@pytest.mark.parametrize("taken", ["index", "index/.building", "versions", "index/.lock/x"])
def test_file_in_place_of_folder(add: Add, shop: Settings, taken: str) -> None:
    path = shop.data_dir / taken
    path.parent.mkdir(parents=True)
    path.touch()
    with pytest.raises(BuildFailed, match=r"(cannot be used|could not be written): .*\."):
        add("one")


@pytest.mark.parametrize("room", [2_000, 30_000, 200_000])
def test_disk_full(add: Add, ingestor: Ingestor, retriever: Retriever, tmp_path: Path, room: int) -> None:
    """The system's own limit on the size of a file stands for a full disk: every part of the index meets it."""
    add("one")
    big = tmp_path / "big.txt"
    big.write_text("\n\n".join(f"Paragraph {at} goes on{' and on' * 70}." for at in range(400)))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        with pytest.raises(BuildFailed, match=r"(could not be written|No new index was published)"):
            ingestor.ingest([big], on_progress=lambda at: None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert _documents(retriever) == {"one"}
    add("three")
    assert _documents(retriever) == {"one", "three"}
