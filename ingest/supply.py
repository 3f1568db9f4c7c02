"""Finds out what each thing given to an ingest is: a file, a folder, a disclosure log or an address."""

from collections.abc import Sequence
from pathlib import Path

from ingest.sources import Sources, from_catalogue, from_paths


def supply(given: Sequence[Path | str], catalogue: Path) -> Sources:
    """The sources of all that is given, of the catalogue where that is nothing; raises UsageError, CatalogueError."""
    if not given:
        return from_catalogue(catalogue)
    return from_paths([Path(each) for each in given])
