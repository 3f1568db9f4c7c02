"""The append-only store of versions: receipts and replies can always be read back from it."""

import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.version import Version
from errors import NotFound


class VersionStore:
    """Versions as JSON files named by their id, beside the generations and never inside them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._json = TypeAdapter(Version)

    def _path(self, version_id: str) -> Path:
        return self._folder / version_id[:2] / f"{version_id}.json"

    def put(self, version: Version) -> None:
        """Store a version; one that is stored and sound is left alone."""
        path = self._path(version.id)
        if self.holds(version.id) and self._sound(version.id):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}.half")
        with half.open("wb") as file:
            file.write(self._json.dump_json(version))
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)

    def holds(self, version_id: str) -> bool:
        """Whether there is a file of the version; whether it is sound shows when it is read."""
        return self._path(version_id).is_file()

    def _sound(self, version_id: str) -> bool:
        try:
            self.get(version_id)
        except NotFound:
            return False
        return True

    def get(self, version_id: str) -> Version:
        """Read a version back; raises NotFound, also where the file was damaged or its text altered."""
        try:
            version = self._json.validate_json(self._path(version_id).read_bytes())
        except FileNotFoundError:
            raise NotFound(
                f"No version {version_id} is stored. Run 'noddfa ingest' to read its document again."
            ) from None
        except ValidationError as error:
            raise NotFound(
                f"The stored version {version_id} is damaged. Delete {self._path(version_id)} and run 'noddfa ingest'."
            ) from error
        if version.id != version_id:
            raise NotFound(
                f"The stored version {version_id} was altered. Delete {self._path(version_id)} and run 'noddfa ingest'."
            )
        return version

    def ids(self) -> Iterator[str]:
        """Every stored version id, in no order."""
        return (path.stem for path in self._folder.glob("??/*.json"))
