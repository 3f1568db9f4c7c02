"""The tables as the present code reads and writes them; the revisions make them, and a test compares the two."""

from datetime import UTC, datetime

from sqlalchemy import JSON, Column, Dialect, ForeignKey, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeDecorator

from errors import UsageError


class Moment(TypeDecorator[datetime]):
    """A point in time as text in UTC, of one width, so that text order is time order."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The text that is stored; a time without a zone could be any hour and is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise UsageError(f"The time {value} has no time zone. Give it with one.")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The time, in UTC whatever its zone was."""
        return None if value is None else datetime.fromisoformat(value)


metadata = MetaData()

receipts = Table(
    "receipts",
    metadata,
    Column("id", String, primary_key=True),
    # All three are null where the receipt is gone and only its id is remembered.
    Column("kind", String),
    Column("body", JSON(none_as_null=True)),
    Column("created", Moment, index=True),
)

replies = Table(
    "replies",
    metadata,
    Column("id", String, primary_key=True),
    Column("state", String, nullable=False, index=True),
    Column("author", String, nullable=False),
    Column("audience", String, nullable=False),
    Column("language", String, nullable=False),
    Column("claims", JSON, nullable=False),
    Column("content", JSON, nullable=False),
    Column("versions", JSON, nullable=False),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    # Claims and content folded for searching: SQLite folds no letter beyond ASCII, and Welsh has ŵ and ŷ.
    Column("words", Text, nullable=False),
)

history = Table(
    "reply_history",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("reply", String, ForeignKey("replies.id"), nullable=False, index=True),
    Column("action", String, nullable=False),
    Column("who", String),
    Column("when", Moment, nullable=False),
    Column("before", String),
    Column("after", String, nullable=False),
    Column("content_hash", String, nullable=False),
    Column("versions", JSON, nullable=False),
    Column("changed", JSON, nullable=False),
    Column("note", Text, nullable=False),
)

letters = Table(
    "letters",
    metadata,
    Column("id", String, primary_key=True),
    Column("language", String, nullable=False),
    Column("content", JSON, nullable=False),
    Column("created", Moment, nullable=False),
    # The document that the letter became when it was sent; null before.
    Column("document", String),
)
