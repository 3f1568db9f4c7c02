"""Receipts: how an answer came about, kept until its time is over; what is in one is the caller's affair."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from errors import IdTaken, NotFound
from records.content import as_json
from records.database import Database
from records.schema import receipts

_ERASED = update(receipts).values(kind=None, body=None, created=None)


@dataclass(frozen=True)
class Receipt:
    """The record of one answer, check, draft or list of precedents."""

    id: str
    kind: str
    """What it is a receipt of, in a word of the caller's."""
    body: Mapping[str, Any]
    created: datetime


class ReceiptStore:
    """Receipts by id, written once; a receipt can go, but its id never comes back for another."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, id: str, kind: str, body: Mapping[str, Any], now: datetime) -> None:
        """Keep a receipt; raises IdTaken where the id was ever used, also for a receipt that is gone."""
        row = {"id": id, "kind": kind, "body": as_json(body), "created": now}
        with self._database.writing() as connection:
            if connection.execute(select(receipts.c.id).where(receipts.c.id == id)).first():
                raise IdTaken(f"The id {id} was used for a receipt before. Keep this one under a new id.")
            connection.execute(insert(receipts).values(row))

    def get(self, id: str) -> Receipt:
        """Read a receipt back; raises NotFound, and says so where it was there once."""
        with self._database.reading() as connection:
            row = connection.execute(select(receipts).where(receipts.c.id == id)).first()
        if row is None:
            raise NotFound(f"There is no receipt {id}. Look at the id again: it stands with the answer.")
        if row.created is None:
            raise NotFound(f"The receipt {id} is no longer kept. Ask the question again to have a new one.")
        return Receipt(row.id, row.kind, row.body, row.created)

    def delete(self, id: str) -> None:
        """Erase one receipt and remember its id alone; raises NotFound where there is none."""
        with self._database.writing() as connection:
            if not connection.execute(_ERASED.where(receipts.c.id == id, receipts.c.created.is_not(None))).rowcount:
                raise NotFound(f"There is no receipt {id} to delete. Look at the id again: it stands with the answer.")

    def purge(self, before: datetime) -> int:
        """Erase every receipt made before that time; how many they were."""
        with self._database.writing() as connection:
            return connection.execute(_ERASED.where(receipts.c.created < before)).rowcount
