"""Replies and their history; receipts stay as they were."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the two tables of replies."""
    op.create_table(
        "replies",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("audience", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("claims", sa.JSON, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("versions", sa.JSON, nullable=False),
        sa.Column("created", sa.String, nullable=False),
        sa.Column("updated", sa.String, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_index("ix_replies_state", "replies", ["state"])
    op.create_table(
        "reply_history",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("reply", sa.String, sa.ForeignKey("replies.id"), nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("who", sa.String),
        sa.Column("when", sa.String, nullable=False),
        sa.Column("before", sa.String),
        sa.Column("after", sa.String, nullable=False),
        sa.Column("content_hash", sa.String, nullable=False),
        sa.Column("versions", sa.JSON, nullable=False),
        sa.Column("changed", sa.JSON, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_index("ix_reply_history_reply", "reply_history", ["reply"])
