"""A generation on a disk that may not be written: Chroma and tantivy write when they open, so a copy is opened."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from errors import SearchFailed


@contextmanager
def openable(folder: Path) -> Iterator[Path]:
    """The folder itself where it may be written, else a private copy that goes with the end; raises SearchFailed."""
    if all(os.access(path, os.W_OK) for path in (folder, *folder.rglob("*"))):
        yield folder
        return
    with ExitStack() as stack:
        try:
            place = stack.enter_context(tempfile.TemporaryDirectory(prefix="noddfa-"))
            copy = _copied(folder, Path(place) / folder.name)
        except OSError as error:
            raise SearchFailed(
                f"The index may not be written, and no copy of it could be made: {error}. "
                "Make room in the folder for temporary files, or make the index writable."
            ) from error
        yield copy


def _copied(folder: Path, copy: Path) -> Path:
    """Contents alone: a copy with the modes of the original could not be written either."""
    for path in (folder, *sorted(folder.rglob("*"))):
        target = copy / path.relative_to(folder)
        if path.is_dir():
            target.mkdir()
        else:
            shutil.copyfile(path, target)
    return copy
