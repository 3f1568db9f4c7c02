"""Records of a test's own: a file, its stores, and a reply brought as far as a test needs it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from records.database import Database
from records.receipts import ReceiptStore
from records.replies import ReplyStore
from records.reply import Reply

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CONTENT = {"paragraphs": [{"text": "The Home Office decides asylum claims.", "citations": ["c1"]}]}


@dataclass(frozen=True)
class Kept:
    """One file with what is read from it and written to it."""

    path: Path
    receipts: ReceiptStore
    replies: ReplyStore

    def draft(self, id: str = "r1", **facts: object) -> Reply:
        """A reply by Ann that cites the versions v1 and v2."""
        known = {"author": "Ann", "audience": "email", "language": "en", "now": NOON, "content": CONTENT}
        claims, versions = ["Wales decides who gets asylum"], ["v1", "v2"]
        return self.replies.create(id, **{**known, "claims": claims, "versions": versions, **facts})  # type: ignore[arg-type]

    def in_review(self, id: str = "r1", **facts: object) -> Reply:
        return self.replies.submit(self.draft(id, **facts).id, who="Ann", now=NOON)

    def approved(self, id: str = "r1", **facts: object) -> Reply:
        """Approved by Bob."""
        asked = self.in_review(id, **facts)
        return self.replies.approve(id, who="Bob", content_hash=asked.content_hash, now=NOON)

    def published(self, id: str = "r1", **facts: object) -> Reply:
        return self.replies.publish(self.approved(id, **facts).id, who="Ann", now=NOON)

    def edited(self, reply: Reply, text: str, who: str = "Cai") -> Reply:
        """The reply with another text, on the same versions."""
        return self.replies.edit(
            reply.id,
            who=who,
            started_from=reply.content_hash,
            content={"text": text},
            versions=reply.versions,
            now=NOON,
        )


@contextmanager
def opened(path: Path) -> Iterator[Kept]:
    """The records in the file, as one process opens them."""
    database = Database(path)
    try:
        yield Kept(path, ReceiptStore(database), ReplyStore(database))
    finally:
        database.close()


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now
