"""The passages and documents of one generation, in SQLite."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from corpus.document import Document, Kind, PartialDate, Status
from corpus.passage import Passage
from corpus.span import Span
from corpus.version import Role
from errors import SearchFailed
from retriever.embedding import PassageVectors
from retriever.holding import Holding
from text.names import abbreviations

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, facts TEXT NOT NULL, version TEXT NOT NULL, source TEXT NOT NULL, reader TEXT NOT NULL,
    origin TEXT NOT NULL, place TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS passages (
    id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id), shelf TEXT NOT NULL, start INTEGER NOT NULL,
    body TEXT NOT NULL, vectors BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS passages_of_document ON passages(document, start);
CREATE TABLE IF NOT EXISTS abbreviations (
    passage TEXT NOT NULL, short TEXT NOT NULL, long TEXT NOT NULL, PRIMARY KEY (passage, short)) WITHOUT ROWID;
"""
_MANY = 500


@dataclass(frozen=True)
class StoredPassage:
    """A passage with its vectors."""

    passage: Passage
    vectors: PassageVectors


def shelf_name(passage: Passage) -> str:
    """Passages that are searched together: questions apart from evidence, each language for itself."""
    return shelf_of(passage.role is Role.QUESTION, passage.language)


def shelf_of(questions: bool, language: str) -> str:
    """The shelf of a use and a language."""
    return f"{'questions' if questions else 'evidence'}-{language}"


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise SearchFailed(f"The store of passages raised: {error}. Run 'noddfa index rollback'.") from error


class PassageStore:
    """Reads from any thread; writes from one."""

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        mode = "rwc" if writable else "ro"
        # One connection: sqlite3 serialises its use among threads itself.
        with _translated():
            self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, check_same_thread=False)
            if writable:
                self._db.executescript(_SCHEMA)

    @_translated()
    def put_document(self, holding: Holding) -> None:
        """Store or replace what is known of a document."""
        self._db.execute(
            "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                holding.document.id,
                _dump(holding.document),
                holding.version,
                holding.source,
                holding.reader,
                holding.origin,
                holding.place,
            ),
        )

    @_translated()
    def put_passages(self, stored: Sequence[StoredPassage]) -> None:
        """Store passages with their vectors in half precision."""
        self._db.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
            (
                (item.passage.id, item.passage.document, shelf_name(item.passage), item.passage.start,
                 _dump(item.passage), _pack(item.vectors))
                for item in stored
            ),
        )  # fmt: skip

        self._db.executemany(
            "INSERT INTO abbreviations VALUES (?, ?, ?)",
            (
                (item.passage.id, short, long)
                for item in stored
                for short, long in abbreviations(item.passage.text).items()
            ),
        )

    @_translated()
    def delete_passages(self, ids: Sequence[str]) -> None:
        """Remove passages by id."""
        gone = [(passage_id,) for passage_id in ids]
        self._db.executemany("DELETE FROM passages WHERE id = ?", gone)
        self._db.executemany("DELETE FROM abbreviations WHERE passage = ?", gone)

    @_translated()
    def delete_document(self, document_id: str) -> None:
        """Remove a document whose passages are gone."""
        self._db.execute("DELETE FROM documents WHERE id = ?", (document_id,))

    @_translated()
    def commit(self) -> None:
        """Make the writes lasting."""
        self._db.commit()

    @_translated()
    def holdings(self) -> list[Holding]:
        """Every document with the number of its passages, by id; also from a store of an older schema."""
        columns = [row[1] for row in self._db.execute("PRAGMA table_info(documents)")]
        rows = self._db.execute(
            "SELECT count(p.id), d.* FROM documents d LEFT JOIN passages p ON p.document = d.id "
            "GROUP BY d.id ORDER BY d.id"
        )
        return [_holding(count, dict(zip(columns, row, strict=True))) for count, *row in rows]

    @_translated()
    def of_document(self, document_id: str) -> list[StoredPassage]:
        """The passages of a document in text order."""
        rows = self._db.execute("SELECT body, vectors FROM passages WHERE document = ? ORDER BY start", (document_id,))
        return [_stored(*row) for row in rows]

    @_translated()
    def by_id(self, ids: Sequence[str]) -> dict[str, StoredPassage]:
        """Passages by id; unknown ids are left out."""
        found = {}
        for first in range(0, len(ids), _MANY):
            some = ids[first : first + _MANY]
            marks = ",".join("?" * len(some))
            rows = self._db.execute(f"SELECT id, body, vectors FROM passages WHERE id IN ({marks})", list(some))  # noqa: S608 only question marks are pasted
            found.update({row[0]: _stored(row[1], row[2]) for row in rows})
        return found

    @_translated()
    def shelves(self) -> list[str]:
        """The shelves that hold a passage."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT shelf FROM passages ORDER BY shelf")]

    @_translated()
    def abbreviations(self) -> list[tuple[str, str]]:
        """Each acronym with each thing that some passage says it stands for, the most frequent first."""
        rows = self._db.execute(
            "SELECT short, long FROM abbreviations GROUP BY short, long ORDER BY count(*) DESC, long, short"
        )
        return [(short, long) for short, long in rows]

    @_translated()
    def sample(self, count: int) -> list[tuple[str, StoredPassage]]:
        """Passages spread evenly over the ids, with their shelf."""
        total = self.count()
        step = max(1, total // count)
        rows = self._db.execute(
            "SELECT shelf, body, vectors FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM passages) "
            "WHERE n % ? = 0 LIMIT ?",
            (step, count),
        )
        return [(shelf, _stored(body, vectors)) for shelf, body, vectors in rows]

    @_translated()
    def count(self) -> int:
        """Passages stored."""
        return int(self._db.execute("SELECT count(*) FROM passages").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _pack(vectors: PassageVectors) -> bytes:
    return np.vstack([vectors.passage, vectors.sentences]).astype(np.float16).tobytes()


def _stored(body: str, vectors: bytes) -> StoredPassage:
    passage = _passage(body)
    table = np.frombuffer(vectors, np.float16).reshape(len(passage.sentences) + 1, -1).astype(np.float32)
    return StoredPassage(passage, PassageVectors(table[0], table[1:]))


def _dump(item: Document | Passage) -> str:
    return json.dumps(asdict(item), ensure_ascii=False, default=str)


def _passage(body: str) -> Passage:
    facts: dict[str, Any] = json.loads(body)
    facts["role"] = Role(facts["role"])
    facts["section"] = tuple(facts["section"])
    facts["sentences"] = tuple(Span(**span) for span in facts["sentences"])
    return Passage(**facts)


def _holding(passages: int, row: dict[str, str]) -> Holding:
    facts = _document(row["facts"])
    place = row.get("place", "")
    return Holding(facts, row["version"], row["source"], row["reader"], passages, row["origin"], place)


def _document(body: str) -> Document:
    facts: dict[str, Any] = json.loads(body)
    facts["kind"], facts["status"] = Kind(facts["kind"]), Status(facts["status"])
    facts["date"] = PartialDate(**facts["date"]) if facts["date"] else None
    facts["supersedes"] = tuple(facts.get("supersedes", ()))
    for name in ("valid_from", "valid_to"):
        facts[name] = date.fromisoformat(facts[name]) if facts[name] else None
    return Document(**facts)
