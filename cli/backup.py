"""`noddfa backup` and `noddfa restore`: the data folder as one file, and back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ingest.backup import Backup


def back_up_data(
    file: Annotated[Path, typer.Argument(help="The file to write, such as noddfa.tar.gz.", dir_okay=False)],
) -> None:
    """Write the index that serves, all stored versions and the records to one file."""
    from cli.environment import read_settings

    settings = read_settings()

    from ingest.backup import back_up

    _tell(back_up(settings.data_dir, file), f"{file} holds")


def restore_data(
    file: Annotated[Path, typer.Argument(help="A file that `noddfa backup` wrote.", exists=True, dir_okay=False)],
) -> None:
    """Put a backup into an empty data folder; every file is checked first."""
    from cli.environment import read_settings

    settings = read_settings()

    from ingest.backup import restore

    _tell(restore(file, settings.data_dir), f"{settings.data_dir} now holds")


def _tell(backup: "Backup", where: str) -> None:
    from cli.terminal import output

    output().print(f"{where} generation {backup.generation}: {backup.files} files, {backup.size / 1e6:.1f} MB.")
