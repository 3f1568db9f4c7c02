"""An index that may not be written is served from a private copy."""

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny import tiny_model

from ingest.assembly import open_ingestor
from settings import ROOT, Settings

# A reader of its own process, under an account that may write nowhere but in the folder for temporary files.
_READER = """
import os, sys, tempfile
from datetime import date
from pathlib import Path
from corpus.store import VersionStore
from retriever.embedding import Embedder
from retriever.index_folder import IndexFolder
from retriever.search import Retriever
from retriever.vectors import VectorIndex
data, model, temporary = sys.argv[1:]
embedder = Embedder.load(model, Path(data))
with tempfile.TemporaryDirectory() as scratch:
    VectorIndex(Path(scratch)).close()  # what Chroma imports late, the other account could not read
if os.geteuid() == 0:
    os.setgid(65534), os.setuid(65534)
tempfile.tempdir = temporary
retriever = Retriever(IndexFolder(Path(data) / "index"), VersionStore(Path(data) / "versions"), embedder, date.today)
for _ in range(2):
    with retriever.open() as search:
        print(*(hit.document.id for hit in search.search("sanctuary")), len(os.listdir(temporary)))
retriever.close()
print(len(os.listdir(temporary)))
"""


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that another account may enter, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def _read(place: Path, temporary: Path) -> subprocess.CompletedProcess[str]:
    arguments = [str(place / "data"), str(place / "model"), str(temporary)]
    return subprocess.run(
        [sys.executable, "-c", _READER, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def _read_only(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)


@pytest.fixture
def index(place: Path) -> Iterator[Path]:
    settings = Settings(_env_file=None, data_dir=place / "data", embedding_model=str(tiny_model(place / "model")))
    (place / "one.txt").write_text("Words of sanctuary.")
    open_ingestor(settings).ingest([place / "one.txt"], on_progress=lambda at: None)
    _read_only(place)
    yield place / "data" / "index"
    for path in (place, *place.rglob("*")):
        path.chmod(0o755)


def test_read_only_index_is_served(place: Path, index: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        temporary = Path(name)
        temporary.chmod(0o777)
        before = {path: path.stat().st_mtime_ns for path in index.rglob("*")}
        read = _read(place, temporary)
    assert read.stdout.splitlines() == ["one 1", "one 1", "0"], read.stderr
    assert {path: path.stat().st_mtime_ns for path in index.rglob("*")} == before


def test_read_only_index_without_room_for_a_copy(place: Path, index: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        temporary = Path(name)
        temporary.chmod(0o555)
        read = _read(place, temporary)
    assert "no copy of it could be made" in read.stderr
    assert stat.S_IMODE(os.stat(index).st_mode) == 0o555
