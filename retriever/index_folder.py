"""The folder of generations and the pointer to the one that serves."""

import os
import shutil
from pathlib import Path

from errors import IndexMissing, UsageError
from retriever.manifest import FILE, Manifest

POINTER = "current"
BUILDING = ".building"


class IndexFolder:
    """`index/` of a data folder: `<generation>/` each immutable, and `current`, which names one of them."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def current(self) -> str | None:
        """The generation that serves, or None before the first ingest."""
        try:
            name = (self.path / POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        return name if name and (self.path / name / FILE).is_file() else None

    def require_current(self) -> str:
        """The generation that serves; raises IndexMissing."""
        name = self.current()
        if name is None:
            raise IndexMissing
        return name

    def generation(self, name: str) -> Path:
        """The folder of a generation."""
        return self.path / name

    @property
    def building(self) -> Path:
        """Where a generation is built before it is published."""
        return self.path / BUILDING

    def names(self) -> list[str]:
        """Finished generations, newest first."""
        if not self.path.is_dir():
            return []
        return sorted((path.parent.name for path in self.path.glob(f"[!.]*/{FILE}")), reverse=True)

    def publish(self, name: str) -> None:
        """Let the built generation serve, by two renames: the folder's, then the pointer's."""
        self.building.rename(self.generation(name))
        self.point_to(name)

    def point_to(self, name: str) -> None:
        """Let a finished generation serve."""
        half = self.path / f"{POINTER}.half"
        with half.open("w", encoding="utf-8") as file:
            file.write(name + "\n")
            file.flush()
            os.fsync(file.fileno())
        half.replace(self.path / POINTER)

    def rollback(self) -> str:
        """Go back to the generation before the one that serves; raises UsageError where there is none."""
        current = self.require_current()
        older = [name for name in self.names() if name < current]
        if not older:
            raise UsageError(f"There is no generation before '{current}' to go back to.")
        self.point_to(older[0])
        return older[0]

    def prune(self, kept: int) -> None:
        """Delete all but the newest generations, never the one that serves."""
        current = self.current()
        for name in self.names()[kept:]:
            if name != current:
                shutil.rmtree(self.generation(name), ignore_errors=True)

    def manifests(self) -> list[Manifest]:
        """The manifests of finished generations, newest first."""
        return [Manifest.read(self.generation(name)) for name in self.names()]
