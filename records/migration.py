"""Bringing a file of records to the newest revision; a file that is there already is only looked at."""

from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from errors import RecordsFailed

_SCRIPTS = Path(__file__).parent / "migrations"
# Alembic keeps the migration under way in module globals: two threads would run each other's.
_one_at_a_time = Lock()


def up_to_date(connection: Connection, path: Path) -> bool:
    """Whether nothing is to be done; raises RecordsFailed where the file is another program's or a newer Noddfa's."""
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None and inspect(connection).get_table_names():
        raise RecordsFailed(
            f"{path} holds the tables of another program. Move it away, and Noddfa makes a file of its own."
        )
    scripts = ScriptDirectory(str(_SCRIPTS))
    if revision and revision not in {script.revision for script in scripts.walk_revisions()}:
        raise RecordsFailed(
            f"The records in {path} were written by a newer Noddfa (revision {revision}). "
            "Install that Noddfa again, or put back an older copy of the file."
        )
    return revision == scripts.get_current_head()


def migrate(connection: Connection) -> None:
    """Apply what is missing within the caller's transaction."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    with _one_at_a_time:
        command.upgrade(config, "head")
