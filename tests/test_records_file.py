"""The file of the records: made, migrated, opened by several at once, and refused where it is something else."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from kept import NOON, opened

from errors import IdTaken, RecordsFailed
from records.database import Database
from records.receipts import ReceiptStore
from records.schema import metadata
from settings import ROOT

# As the first revision left it; not made by the present code, so that nobody can change what was released.
FIRST_REVISION = """
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
INSERT INTO alembic_version VALUES ('0001');
CREATE TABLE receipts (id VARCHAR NOT NULL PRIMARY KEY, kind VARCHAR, body JSON, created VARCHAR);
CREATE INDEX ix_receipts_created ON receipts (created);
INSERT INTO receipts VALUES ('old', 'ask', '{"question": "Pwy?"}', '2026-11-21T12:00:00.000000+00:00');
"""

# Opens ten new files and writes to each, as soon as its fellows are ready as well.
_OPENER = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from records.database import Database
from records.receipts import ReceiptStore
folder, me, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for round in range(10):
    (folder / f"{round}.{me}.ready").touch()
    while len(list(folder.glob(f"{round}.*.ready"))) < count:
        time.sleep(0.001)
    database = Database(folder / f"{round}.sqlite3")
    ReceiptStore(database).put(me, "ask", {}, datetime.now(UTC))
    database.close()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "records.sqlite3"


def execute(file: Path, script: str) -> None:
    file.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(script)


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


@pytest.mark.parametrize("before", ["no folder", "empty file", "name with signs"])
def test_new_file_has_the_tables_of_the_code(tmp_path: Path, before: str) -> None:
    file = tmp_path / ("a%b ?c=d" if before == "name with signs" else "data") / "records.sqlite3"
    if before == "empty file":
        execute(file, "")
        assert file.stat().st_size == 0
    with closing(Database(file)) as database, database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert tables(file) == {*metadata.tables, "alembic_version"}


def test_new_file_is_its_owners_alone(file: Path) -> None:
    Database(file).close()
    assert file.stat().st_mode & 0o077 == 0


def test_first_revision_is_brought_up_to_date(file: Path) -> None:
    execute(file, FIRST_REVISION)
    with opened(file) as kept:
        old = kept.receipts.get("old")
        assert (old.body, old.created) == ({"question": "Pwy?"}, NOON)
        with pytest.raises(IdTaken):
            kept.receipts.put("old", "ask", {}, NOON)
        kept.published("r1")
    with closing(Database(file)) as database, database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_failed_migration_changes_nothing(file: Path) -> None:
    execute(file, FIRST_REVISION + "CREATE TABLE reply_history (in_the_way);")
    before = tables(file)
    with pytest.raises(RecordsFailed, match="table reply_history already exists"):
        Database(file)
    assert tables(file) == before
    execute(file, "DROP TABLE reply_history")
    with opened(file) as kept:
        assert kept.receipts.get("old")


def test_opening_again_writes_nothing(file: Path) -> None:
    Database(file).close()
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    with closing(sqlite3.connect(file, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        Database(file).close()
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_file_that_is_never_let_go(file: Path) -> None:
    with closing(Database(file, patience=0.1)) as database, closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordsFailed, match=r"Another process keeps .* Wait for it to end"):
            ReceiptStore(database).put("a1", "ask", {}, NOON)
        other.rollback()
        ReceiptStore(database).put("a1", "ask", {}, NOON)


def test_processes_that_open_one_new_file_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _OPENER, str(tmp_path)]
    running = [
        subprocess.Popen([*command, name, "3"], cwd=ROOT, stderr=subprocess.PIPE, text=True) for name in ("a", "b", "c")
    ]
    said = [process.communicate(timeout=120)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    for number in range(10):
        with opened(tmp_path / f"{number}.sqlite3") as kept:
            assert [kept.receipts.get(name).id for name in ("a", "b", "c")] == ["a", "b", "c"]


def test_package_stands_on_the_errors_alone(tmp_path: Path) -> None:
    place = tmp_path / "100% elsewhere"
    shutil.copytree(ROOT / "records", place / "records")
    shutil.copy(ROOT / "errors.py", place)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    code = "import sys; sys.path[0] = '.'; from pathlib import Path; import records.database as d; print(d.__file__); "
    run = subprocess.run(
        [sys.executable, "-c", code + "d.Database(Path('r.sqlite3'))"],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "100% elsewhere" in run.stdout, run.stderr
    assert tables(place / "r.sqlite3") == {*metadata.tables, "alembic_version"}, run.stderr


@pytest.mark.parametrize("files", [1, 6], ids=["one-file", "a-file-each"])
def test_threads_that_open_at_once(tmp_path: Path, files: int) -> None:
    ready = Barrier(6)

    def open_one(number: int) -> None:
        ready.wait()
        with opened(tmp_path / f"{number % files}.sqlite3") as kept:
            kept.receipts.put(f"a{number}", "ask", {"by": number}, NOON)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(open_one, range(6)))
    for number in range(6):
        with opened(tmp_path / f"{number % files}.sqlite3") as kept:
            assert kept.receipts.get(f"a{number}").body == {"by": number}


def test_one_of_many_threads_has_the_id(file: Path) -> None:
    with opened(file) as kept:

        def put(number: int) -> str:
            try:
                kept.receipts.put("same", "ask", {"by": number}, NOON)
            except IdTaken:
                return "taken"
            return "kept"

        with ThreadPoolExecutor(8) as pool:
            said = list(pool.map(put, range(8)))
        assert sorted(said) == ["kept", *["taken"] * 7]
        assert kept.receipts.get("same").body == {"by": said.index("kept")}


def _not_a_database(file: Path) -> None:
    file.write_text("Minutes of the meeting of the board.\n" * 40)


def _of_another_program(file: Path) -> None:
    execute(file, "CREATE TABLE recipes (id)")


def _of_a_newer_noddfa(file: Path) -> None:
    execute(file, FIRST_REVISION.replace("'0001'", "'9999'"))


def _cut_short(file: Path) -> None:
    Database(file).close()
    file.write_bytes(file.read_bytes()[:5000])


def _a_folder(file: Path) -> None:
    file.mkdir()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        pytest.param(_not_a_database, r"is no database\. Move it away or put back", id="text"),
        pytest.param(_of_another_program, r"tables of another program\. Move it away", id="another-program"),
        pytest.param(_of_a_newer_noddfa, r"newer Noddfa \(revision 9999\)\. Install that", id="newer"),
        pytest.param(_cut_short, r"are damaged\. Put back a copy", id="cut-short"),
        pytest.param(_a_folder, r"cannot be opened\. Check that it is a file", id="folder"),
    ],
)
def test_file_that_is_something_else_is_refused(file: Path, spoil: Callable[[Path], None], sentence: str) -> None:
    file.parent.mkdir()
    spoil(file)
    before = file.read_bytes() if file.is_file() else None
    with pytest.raises(RecordsFailed, match=sentence) as refused:
        Database(file)
    assert str(file) in str(refused.value)
    assert (file.read_bytes() if file.is_file() else None) == before


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(RecordsFailed, match="cannot be opened"):
        Database(tmp_path / "data" / "records.sqlite3")


def test_damage_while_open_is_said(file: Path) -> None:
    with opened(file) as kept:
        kept.receipts.put("a1", "ask", {}, NOON)
        with file.open("r+b") as held:
            held.write(b"no more" * (file.stat().st_size // 7))
        with pytest.raises(RecordsFailed, match="is no database"):
            kept.receipts.get("a1")
