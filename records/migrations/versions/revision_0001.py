"""The first tables: receipts only."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table of receipts; an id keeps its row when the receipt is gone, so that it is never used again."""
    op.create_table(
        "receipts",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("kind", sa.String),
        sa.Column("body", sa.JSON),
        sa.Column("created", sa.String),
    )
    op.create_index("ix_receipts_created", "receipts", ["created"])
