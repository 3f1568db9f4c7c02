"""The SQLite file of the records: opened, migrated, read and written; what its tables mean is known elsewhere."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import StatementError

from errors import NoddfaError, RecordsFailed
from records.migration import migrate, up_to_date

# By the beginning of SQLite's own name for the fault.
_SENTENCES = {
    "SQLITE_NOTADB": "{path} is no database. Move it away or put back a copy of the records, then run this again.",
    "SQLITE_CORRUPT": "The records in {path} are damaged. Put back a copy of the file, then run this again.",
    "SQLITE_BUSY": "Another process keeps the records in {path} to itself. Wait for it to end, then run this again.",
    "SQLITE_FULL": "There is no room to write the records in {path}. Make room on the disk, then run this again.",
    "SQLITE_CANTOPEN": "The records in {path} cannot be opened. Check that it is a file you may write, and its folder.",
    "SQLITE_READONLY": "The records in {path} cannot be written. Check who may write the file and its folder.",
}
_ANY_OTHER = "The records in {path} raised: {error}. Put back a copy of the file if it happens again."


class Database:
    """One file for any number of threads and processes; whoever writes waits for the one before and sees its work."""

    def __init__(self, path: Path, *, patience: float = 30.0) -> None:
        """Open the file, made where there is none, and bring it to the newest revision.

        `patience` is for how many seconds to wait while another process writes.
        """
        self._path = path
        self._engine = _engine(path, patience)
        try:
            self._make_file()
            with self.reading() as connection:
                ready = up_to_date(connection, path)
            if not ready:
                with self.writing() as connection:
                    # Another process may have migrated it while this one waited; Alembic then finds nothing to do.
                    migrate(connection)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the file throughout."""
        with self._translated(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that alone may write; all that is written is kept at the end, or nothing after an error."""
        writer = self._engine.execution_options(noddfa_writes=True)
        with self._translated(), writer.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _make_file(self) -> None:
        """For the owner's eyes only: the records name people and hold what they asked."""
        try:
            if not self._path.exists():
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._path.touch(mode=0o600)
        except OSError as error:
            raise RecordsFailed(_SENTENCES["SQLITE_CANTOPEN"].format(path=self._path)) from error

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (StatementError, sqlite3.Error) as error:
            cause = error.orig if isinstance(error, StatementError) else error
            if isinstance(cause, NoddfaError):
                raise cause from error
            name = getattr(cause, "sqlite_errorname", "")
            sentence = next((said for known, said in _SENTENCES.items() if name.startswith(known)), _ANY_OTHER)
            raise RecordsFailed(sentence.format(path=self._path, error=cause)) from error


def _engine(path: Path, patience: float) -> Engine:
    # Python's driver begins transactions by rules of its own, late and not before DDL: it is told to begin none.
    arguments = {"timeout": patience, "isolation_level": None}
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args=arguments)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, record: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        # What is deleted for retention is to be gone from the file, not merely out of its lists.
        connection.execute("PRAGMA secure_delete = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("noddfa_writes", False)
        # At once: a reader that turns writer could find that another wrote in between.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
