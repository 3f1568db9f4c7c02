"""Finds out what each thing given to an ingest is: a file, a folder, a disclosure log or an address."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.document import Kind
from ingest.supply.disclosure_log import log_sources
from ingest.supply.sources import Sources, from_catalogue, from_paths
from ingest.supply.web_sources import from_addresses

_TABLES = (".csv", ".tsv")


def supply(given: Sequence[Path | str], catalogue: Path, *, kind: Kind | None = None) -> Sources:
    """The sources of all that is given, of the catalogue where that is nothing; raises UsageError, CatalogueError.

    A table (.csv, .tsv) is a disclosure log. `kind` is what all files, folders and addresses are, where it is known.
    """
    if not given:
        return from_catalogue(catalogue)
    addresses = [each for each in given if isinstance(each, str) and "://" in each]
    paths = [Path(each) for each in given if each not in addresses]
    logs = [path for path in paths if path.suffix.lower() in _TABLES and not path.is_dir()]
    files = [path for path in paths if path not in logs]
    return _together([from_paths(files, kind), from_addresses(addresses, kind), *map(log_sources, logs)])


def _together(found: Iterable[Sources]) -> Sources:
    parts = list(found)
    return Sources(
        sources=tuple(source for part in parts for source in part.sources),
        reports=tuple(report for part in parts for report in part.reports),
        folders=tuple(folder for part in parts for folder in part.folders),
    )
