"""The folder of generations and the pointer to the one that serves."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from errors import IndexMismatch, IndexMissing, UsageError
from retriever.manifest import FILE, Manifest

POINTER = "current"
BUILDING = ".building"


@dataclass(frozen=True)
class Kept:
    """One kept generation: its manifest, or the fault that keeps it from being read."""

    name: str
    manifest: Manifest | None
    fault: str | None


class IndexFolder:
    """`index/` of a data folder: `<generation>/` each immutable, and `current`, which names one of them."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def pointed(self) -> str | None:
        """The generation that the pointer names, whether or not it can be read; None before the first ingest."""
        try:
            return (self.path / POINTER).read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def current(self) -> str | None:
        """The generation that serves, or None where there is none that is whole."""
        name = self.pointed()
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

    def next_number(self) -> int:
        """One more than that of the newest folder, whole or not."""
        numbers = [path.name.partition("-")[0] for path in self.path.glob("[!.]*-*/")]
        return max([int(number) for number in numbers if number.isdigit()], default=0) + 1

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
        """Go back to the newest sound generation before the one that serves; raises UsageError where there is none."""
        current = self.pointed()
        if current is None:
            raise IndexMissing
        for found in self.manifests():
            if found.name < current and found.manifest is not None:
                self.point_to(found.name)
                return found.name
        raise UsageError(f"There is no generation before '{current}' to go back to.")

    def prune(self, kept: int) -> None:
        """Delete all but the newest generations, never the one that serves; what is not whole goes, too."""
        staying = {*self.names()[:kept], self.pointed()}
        for path in self.path.glob("[!.]*-*/"):
            if path.name not in staying:
                shutil.rmtree(path, ignore_errors=True)

    def manifests(self) -> list[Kept]:
        """What is kept, newest first, each with its manifest or what is wrong with that."""
        return [self._kept(name) for name in self.names()]

    def _kept(self, name: str) -> Kept:
        try:
            return Kept(name, Manifest.read(self.generation(name)), None)
        except IndexMismatch as error:
            return Kept(name, None, str(error))
