"""An index that is damaged, a builder that is killed, a folder that cannot be written: nothing is lost."""

import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from shop import Add, indexed

from errors import BuildFailed, BuildLocked, SearchFailed
from ingest.assembly import open_ingestor
from ingest.ingestor import Ingestor
from ingest.report import Outcome
from retriever.index_folder import IndexFolder
from retriever.search import Retriever
from retriever.vectors import VectorIndex
from settings import ROOT, Settings

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
    assert indexed(retriever) == {"one"}


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
    assert indexed(retriever) == {"one"}
    report = add("two")
    assert [found.outcome for found in report.documents] == [Outcome.CREATED]
    assert indexed(retriever) == {"one", "two"}
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
    assert indexed(retriever) == {"one"}
    add("three")
    assert indexed(retriever) == {"one", "three"}
