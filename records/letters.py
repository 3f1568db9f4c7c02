"""Drafted letters by id; what is in one is the caller's affair."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from errors import NotFound
from records.content import as_json
from records.database import Database
from records.schema import letters


@dataclass(frozen=True)
class KeptLetter:
    """A draft as it is kept."""

    id: str
    language: str
    content: Mapping[str, Any]
    created: datetime
    document: str | None
    """The id of the document that it became when it was sent."""


class LetterStore:
    """Letters, written once; of a sent one it is kept which document it became."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, id: str, language: str, content: Mapping[str, Any], now: datetime) -> None:
        """Keep a draft."""
        row = {"id": id, "language": language, "content": as_json(content), "created": now, "document": None}
        with self._database.writing() as connection:
            connection.execute(insert(letters).values(row))

    def get(self, id: str) -> KeptLetter:
        """Read a draft back; raises NotFound."""
        with self._database.reading() as connection:
            row = connection.execute(select(letters).where(letters.c.id == id)).first()
        if row is None:
            raise NotFound(f"There is no draft {id}. Look at the id again: it stands with the draft.")
        return KeptLetter(row.id, row.language, row.content, row.created, row.document)

    def sent(self, id: str, document: str) -> None:
        """Note which document a draft became; raises NotFound."""
        with self._database.writing() as connection:
            if not connection.execute(update(letters).where(letters.c.id == id).values(document=document)).rowcount:
                raise NotFound(f"There is no draft {id}. Look at the id again: it stands with the draft.")
