"""The data folder as one file and back: what serves, every stored version and the records, each file with its hash."""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from errors import BackupFailed, UsageError
from ingest.lock import builders_kept_out
from retriever.index_folder import POINTER, IndexFolder

_LIST = "backup.json"
_FORMAT = 1
_PARTS = ("versions", "records", "index")
"""In the order in which they are put back: the index last, since it is what serves."""
_SQLITE = (".sqlite", ".sqlite3", ".db")
# What SQLite keeps beside a database while it is written; beside a consistent copy it would undo or redo too much.
_BESIDE = ("-journal", "-wal", "-shm")
_RESTORING = ".restoring"


@dataclass(frozen=True)
class Backup:
    """What a backup holds."""

    generation: str
    files: int
    size: int
    """Bytes before they are packed."""


def back_up(data: Path, target: Path) -> Backup:
    """Write the data folder to a new .tar.gz; raises UsageError, IndexMissing, BuildLocked and BackupFailed.

    The embedding model stays out, since it can be prepared again. A service may answer meanwhile.
    """
    if target.exists():
        raise UsageError(f"There is a file {target} already. Choose another name.")
    index = IndexFolder(data / "index")
    half = target.with_name(f"{target.name}.part")
    with builders_kept_out(index.path):
        generation = index.require_current()
        try:
            # For the owner's eyes only, as the records in it are.
            half.touch(mode=0o600)
            with half.open("wb") as file:
                backup = _write(file, data, generation)
                file.flush()
                os.fsync(file.fileno())
            half.replace(target)
        except (OSError, sqlite3.Error) as error:
            half.unlink(missing_ok=True)
            raise BackupFailed(f"The backup could not be written: {error}. Make room, then run this again.") from error
    return backup


def restore(archive: Path, data: Path) -> Backup:
    """Put a backup into a data folder that holds nothing yet; raises UsageError, BuildLocked and BackupFailed.

    Every file is checked by its hash before the first one is put in place.
    """
    taken = [part for part in _PARTS if any((data / part).glob("[!.]*"))]
    if taken:
        raise UsageError(
            f"{data} holds {' and '.join(taken)} already. Move that away, or name another folder with NODDFA_DATA_DIR."
        )
    with builders_kept_out(data / "index"):
        place = data / _RESTORING
        shutil.rmtree(place, ignore_errors=True)
        try:
            backup = _unpack(archive, place)
            _put_in_place(place, data)
        except (OSError, EOFError, tarfile.TarError, zlib.error, ValueError, KeyError) as error:
            raise BackupFailed(
                f"{archive} could not be restored: {error}. Nothing was changed. Use another backup, or make room."
            ) from error
        finally:
            shutil.rmtree(place, ignore_errors=True)
    return backup


def _write(file: io.BufferedWriter, data: Path, generation: str) -> Backup:
    hashes: dict[str, str] = {}
    size = 0
    with (
        tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as tar,
        tempfile.TemporaryDirectory(prefix="noddfa-") as place,
    ):
        for path in _members(data, generation):
            name = path.relative_to(data).as_posix()
            steady = _steady(path, Path(place))
            with steady.open("rb") as member:
                hashes[name] = hashlib.file_digest(member, "sha256").hexdigest()
            size += steady.stat().st_size
            tar.add(steady, name, recursive=False)
        facts = {"format": _FORMAT, "generation": generation, "size": size, "files": hashes}
        body = json.dumps(facts).encode()
        entry = tarfile.TarInfo(_LIST)
        entry.size = len(body)
        tar.addfile(entry, io.BytesIO(body))
    return Backup(generation, len(hashes), size)


def _members(data: Path, generation: str) -> Iterator[Path]:
    yield data / "index" / POINTER
    for folder in (data / "index" / generation, data / "versions", data / "records"):
        yield from sorted(path for path in folder.rglob("*") if path.is_file() and _is_kept(path))


def _is_kept(path: Path) -> bool:
    return path.suffix != ".half" and not any(path.name.endswith(kind + end) for kind in _SQLITE for end in _BESIDE)


def _steady(path: Path, place: Path) -> Path:
    """The file, or a consistent copy of a database that a service may be writing to."""
    if path.suffix not in _SQLITE:
        return path
    copy = place / "copy.sqlite"
    copy.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    shutil.copymode(path, copy)
    return copy


def _unpack(archive: Path, place: Path) -> Backup:
    with tarfile.open(archive, "r:gz") as tar:
        tar.extractall(place, filter="data")
    facts = json.loads((place / _LIST).read_text(encoding="utf-8"))
    if facts["format"] != _FORMAT:
        raise ValueError(f"it has format {facts['format']}, this program reads {_FORMAT}")
    found = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    if found != {*facts["files"], _LIST}:
        raise ValueError("it does not hold the files that it lists")
    for name, sha256 in facts["files"].items():
        with (place / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise ValueError(f"its file {name} is damaged")
    return Backup(facts["generation"], len(facts["files"]), facts["size"])


def _put_in_place(place: Path, data: Path) -> None:
    for part in _PARTS:
        if not (place / part).is_dir():
            continue
        (data / part).mkdir(exist_ok=True)
        # The pointer last: before it nothing serves.
        for path in sorted((place / part).iterdir(), key=lambda path: path.name == POINTER):
            path.rename(data / part / path.name)
