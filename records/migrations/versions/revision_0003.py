"""Drafts of letters that answer requests; everything else stays as it was."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of letters."""
    op.create_table(
        "letters",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("created", sa.String, nullable=False),
        sa.Column("document", sa.String),
    )
