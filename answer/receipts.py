"""Keeps the receipts of what was answered, and lets them go when their time is over."""

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from errors import NoddfaError, RecordsFailed, UsageError
from records.receipts import Receipt, ReceiptStore

ASK, CHECK, REPLY, PRECEDENTS = "ask", "check", "reply", "precedents"
"""Kinds of receipts."""

_PURGE_EVERY = timedelta(days=1)


class Recorder:
    """Writes receipts for any number of threads; an answer never fails because its receipt cannot be written."""

    def __init__(self, store: ReceiptStore, now: Callable[[], datetime], days: int) -> None:
        """Receipts older than so many days are erased at once, and then once a day while there is something to keep."""
        self._store = store
        self._now = now
        self._kept_for = timedelta(days=days)
        self._lock = threading.Lock()
        self._purged: datetime | None = None
        self._purge_when_due()

    def keep(self, kind: str, id: str, body: Mapping[str, Any]) -> bool:
        """Keep a receipt; False where it cannot be written, which the log says. Raises IdTaken.

        An id that was used before is no fault of the disk: an answer under it would show another one's receipt.
        """
        try:
            self._store.put(id, kind, body, self._now())
        except (RecordsFailed, UsageError) as error:
            _warn(f"No receipt was kept of {kind} {id}, which was answered all the same", error)
            return False
        self._purge_when_due()
        return True

    def receipt(self, id: str) -> Receipt:
        """Read one back; raises NotFound and RecordsFailed."""
        return self._store.get(id)

    def delete(self, id: str) -> None:
        """Erase one, its id excepted; raises NotFound and RecordsFailed."""
        self._store.delete(id)

    def purge(self) -> int:
        """Erase every receipt whose time is over, and say how many they were; raises RecordsFailed."""
        return self._store.purge(self._now() - self._kept_for)

    def _purge_when_due(self) -> None:
        now = self._now()
        with self._lock:
            if self._purged is not None and now - self._purged < _PURGE_EVERY:
                return
            self._purged = now
        try:
            self.purge()
        except RecordsFailed as error:
            _warn("The receipts whose time is over could not be erased", error)


def _warn(fact: str, error: NoddfaError) -> None:
    logging.getLogger(__name__).warning("%s. %s", fact, error)
