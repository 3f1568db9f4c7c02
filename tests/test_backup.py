"""Backup and restore of the data folder."""

import sqlite3
import tarfile
import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from kept import NOON, opened
from tiny import tiny_model

from cli import main
from corpus.store import VersionStore
from errors import BackupFailed, BuildLocked, IndexMissing, UsageError
from ingest.assembly import open_ingestor
from ingest.backup import back_up, restore
from ingest.lock import builders_kept_out
from retriever.embedding import Embedder
from retriever.index_folder import IndexFolder
from retriever.search import Retriever
from settings import Settings


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A data folder with two generations and a version that only the older one had; its text is synthetic."""
    place = tmp_path_factory.mktemp("shop")
    settings = Settings(_env_file=None, data_dir=place / "data", embedding_model=str(tiny_model(place / "model")))
    for text in ("Words of sanctuary.", "Other words of sanctuary."):
        (place / "one.txt").write_text(text)
        open_ingestor(settings).ingest([place / "one.txt"], on_progress=lambda at: None)
    return settings


def _found(settings: Settings) -> list[str]:
    index, versions = IndexFolder(settings.data_dir / "index"), VersionStore(settings.data_dir / "versions")
    embedder = Embedder.load(settings.embedding_model, settings.models)
    retriever = Retriever(index, versions, embedder, lambda: date(2026, 11, 21))
    with retriever.open() as search:
        found = [hit.passage.text for hit in search.search("sanctuary")]
    retriever.close()
    return found


def test_backup_restored_elsewhere(shop: Settings, tmp_path: Path) -> None:
    written = back_up(shop.data_dir, tmp_path / "b.tar.gz")
    assert restore(tmp_path / "b.tar.gz", tmp_path / "new") == written
    other = shop.model_copy(update={"data_dir": tmp_path / "new"})
    assert _found(other) == _found(shop) == ["Other words of sanctuary."]
    assert open_ingestor(other).verify() == ()
    assert {*VersionStore(tmp_path / "new" / "versions").ids()} == {*VersionStore(shop.data_dir / "versions").ids()}
    assert not (tmp_path / "new" / ".restoring").exists()


def test_backup_while_serving(shop: Settings, tmp_path: Path) -> None:
    index, versions = IndexFolder(shop.data_dir / "index"), VersionStore(shop.data_dir / "versions")
    retriever = Retriever(index, versions, Embedder.load(shop.embedding_model, shop.models), date.today)
    with retriever.open() as search:
        back_up(shop.data_dir, tmp_path / "b.tar.gz")
        assert search.search("sanctuary")
    retriever.close()
    restore(tmp_path / "b.tar.gz", tmp_path / "new")


def test_backup_refused(shop: Settings, tmp_path: Path) -> None:
    target = tmp_path / "b.tar.gz"
    with pytest.raises(IndexMissing):
        back_up(tmp_path / "nothing", target)
    with builders_kept_out(shop.data_dir / "index"), pytest.raises(BuildLocked):
        back_up(shop.data_dir, target)
    target.write_bytes(b"mine")
    with pytest.raises(UsageError, match="Choose another name"):
        back_up(shop.data_dir, target)
    with pytest.raises(BackupFailed, match="could not be written"):
        back_up(shop.data_dir, tmp_path / "no folder" / "b.tar.gz")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["b.tar.gz"]


def test_restore_refused_over_an_index(shop: Settings, tmp_path: Path) -> None:
    back_up(shop.data_dir, tmp_path / "b.tar.gz")
    before = IndexFolder(shop.data_dir / "index").current()
    with pytest.raises(UsageError, match="holds versions and index already"):
        restore(tmp_path / "b.tar.gz", shop.data_dir)
    assert IndexFolder(shop.data_dir / "index").current() == before


@pytest.mark.parametrize("fault", ["cut", "flipped", "no backup", "other archive", "escaping"])
def test_damaged_backup_changes_nothing(shop: Settings, tmp_path: Path, fault: str) -> None:
    target = tmp_path / "b.tar.gz"
    back_up(shop.data_dir, target)
    data = target.read_bytes()
    if fault == "cut":
        target.write_bytes(data[: len(data) // 2])
    elif fault == "flipped":
        target.write_bytes(data[:2000] + bytes([data[2000] ^ 255]) + data[2001:])
    elif fault == "no backup":
        target.write_bytes(b"no archive")
    else:
        (tmp_path / "some.txt").write_text("some")
        with tarfile.open(target, "w:gz") as tar:
            tar.add(tmp_path / "some.txt", "../../escaped" if fault == "escaping" else "versions/some.txt")
    with pytest.raises(BackupFailed, match=r"could not be restored: .* Nothing was changed"):
        restore(target, tmp_path / "new")
    assert [path.name for path in (tmp_path / "new").rglob("*")] in (["index", ".lock"], ["index"])


def test_commands(
    shop: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NODDFA_DATA_DIR", str(shop.data_dir))
    with pytest.raises(SystemExit, match="0"):
        main(["backup", str(tmp_path / "b.tar.gz")])
    monkeypatch.setenv("NODDFA_DATA_DIR", str(tmp_path / "new"))
    with pytest.raises(SystemExit, match="0"):
        main(["restore", str(tmp_path / "b.tar.gz")])
    assert capsys.readouterr().out.count("generation 000002-") == 2
    assert IndexFolder(tmp_path / "new" / "index").current()


def test_backup_takes_the_records_while_they_are_written(shop: Settings, tmp_path: Path) -> None:
    file = shop.data_dir / "records" / "records.sqlite3"
    enough = threading.Event()

    def write() -> None:
        number = 0
        while not enough.is_set():
            kept.receipts.put(f"late{number}", "ask", {"words": "of a question " * 300}, NOON)
            number += 1

    with opened(file) as kept:
        kept.receipts.put("early", "ask", {"question": "Pwy?"}, NOON)
        kept.approved("r1")
        writer = threading.Thread(target=write)
        writer.start()
        try:
            back_up(shop.data_dir, tmp_path / "b.tar.gz")
        finally:
            enough.set()
            writer.join()
    restore(tmp_path / "b.tar.gz", tmp_path / "new")
    restored = tmp_path / "new" / "records" / "records.sqlite3"
    with closing(sqlite3.connect(restored)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with opened(restored) as kept:
        assert kept.receipts.get("early").body == {"question": "Pwy?"}
        assert kept.replies.get("r1").approval is not None


def test_backup_of_records_is_their_owners_alone(shop: Settings, tmp_path: Path) -> None:
    with opened(shop.data_dir / "records" / "records.sqlite3"):
        back_up(shop.data_dir, tmp_path / "b.tar.gz")
    restore(tmp_path / "b.tar.gz", tmp_path / "new")
    for path in (tmp_path / "b.tar.gz", tmp_path / "new" / "records" / "records.sqlite3"):
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
def test_what_sqlite_keeps_beside_a_database_stays_out(shop: Settings, tmp_path: Path, end: str) -> None:
    file = shop.data_dir / "records" / "records.sqlite3"
    with opened(file), closing(sqlite3.connect(file, isolation_level=None)) as other:
        # A write that is under way keeps a journal beside the records.
        if end == "-journal":
            other.executescript("BEGIN IMMEDIATE; CREATE TABLE half_done (id)")
        else:
            Path(f"{file}{end}").touch()
        assert Path(f"{file}{end}").exists()
        back_up(shop.data_dir, tmp_path / "b.tar.gz")
    Path(f"{file}{end}").unlink(missing_ok=True)
    with tarfile.open(tmp_path / "b.tar.gz") as tar:
        assert [name for name in tar.getnames() if name.startswith("records/")] == ["records/records.sqlite3"]
