"""What Alembic runs to apply the revisions, on a connection that is handed in; it opens no file of its own."""

from alembic import context

from records.schema import metadata

# The caller's one transaction is around all of it: a file is at its old revision or at the newest, never between.
context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
