"""A disclosure log imported in one go: a table with a letter to each row, or a folder of letters."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.document import Kind
from errors import UsageError
from ingest.proposal import NOT_STATED
from ingest.report import DocumentReport, Outcome
from ingest.supply.fetching import fetch
from ingest.supply.log_columns import Field
from ingest.supply.log_row import LogDocument, log_document
from ingest.supply.log_table import LogTable, Row, RowFault
from ingest.supply.sources import Source, Sources, from_paths
from ingest.supply.web_sources import Fetch, web_source

LOG = "log"


def log_sources(path: Path, *, publisher: str = NOT_STATED, fetch: Fetch = fetch) -> Sources:
    """The letters of a log in CSV, or all files of a folder as FOI responses.

    `publisher` is whose log it is, for rows that do not say. Raises UsageError where there is no such file, or no
    table with columns that a letter can be made of; a row at fault is reported by its line and the rest is taken.
    """
    if not path.exists():
        raise UsageError(f"There is no file or folder '{path}'. Check the path.")
    if path.is_dir():
        return _letters(path)
    table = LogTable.open(path)
    return _Import(table, publisher, fetch).sources()


def _letters(folder: Path) -> Sources:
    """A table among the letters is no letter, and may be the log itself."""
    found = from_paths([folder], Kind.FOI_RESPONSE)
    tables = [source for source in found.sources if source.place.lower().endswith((".csv", ".tsv"))]
    reason = "This is a table, not a letter. If it is the log, ingest it instead of its folder."
    reports = (DocumentReport(source.place, Outcome.SKIPPED, reason) for source in tables)
    return replace(
        found,
        sources=tuple(source for source in found.sources if source not in tables),
        reports=(*found.reports, *reports),
    )


@dataclass(frozen=True)
class _Entry:
    """A row with what was made of it."""

    row: Row
    made: LogDocument

    @property
    def digest(self) -> str:
        """The same for the same words, wherever the row stands."""
        cells = "\0".join(f"{field}={cell}" for field, cell in sorted(self.row.cells.items()))
        return hashlib.sha256(cells.encode("utf-8", "surrogatepass")).hexdigest()[:8]


# What tells rows of one reference apart, the most telling first; it must not depend on where a row stands.
_TELLING: tuple[Callable[[_Entry], str], ...] = (
    lambda entry: entry.made.document.language,
    lambda entry: str(entry.made.document.date or ""),
    lambda entry: entry.digest,
)


class _Import:
    """One reading of a table."""

    def __init__(self, table: LogTable, publisher: str, fetch: Fetch) -> None:
        self._table = table
        self._publisher = publisher
        self._fetch = fetch
        self._reports: list[DocumentReport] = []

    def sources(self) -> Sources:
        """All that the table gives, and what it does not."""
        for name in self._table.columns.ignored:
            reason = f"the column '{name[:60]}' is not used. Rename it if it holds something listed in docs/ingest.md."
            self._report(None, Outcome.SKIPPED, reason)
        entries = self._without_repeats(self._entries())
        if not entries and not any(report.outcome is Outcome.FAILED for report in self._reports):
            raise UsageError(f"The table {self._table.path} has no row below its header. Supply the log with its rows.")
        return Sources(tuple(map(self._source, _told_apart(entries))), tuple(self._reports))

    def _report(self, line: int | None, outcome: Outcome, reason: str) -> None:
        place = f"{self._table.path}, line {line}" if line else str(self._table.path)
        self._reports.append(DocumentReport(place, outcome, reason[:1].upper() + reason[1:]))

    def _entries(self) -> Iterator[_Entry]:
        for row in self._table.rows():
            found = row if isinstance(row, RowFault) else self._entry(row)
            if isinstance(found, RowFault):
                self._report(found.line, Outcome.FAILED, found.message)
                continue
            for note in found.made.notes:
                self._report(found.row.line, Outcome.SKIPPED, note)
            yield found

    def _entry(self, row: Row) -> _Entry | RowFault:
        columns, folder = self._table.columns, self._table.path.resolve().parent
        named = columns.names[columns.places[Field.REFERENCE]] if Field.REFERENCE in columns.places else ""
        made = log_document(row, folder, publisher=self._publisher, atisn="atisn" in named.lower())
        return made if isinstance(made, RowFault) else _Entry(row, made)

    def _without_repeats(self, entries: Iterable[_Entry]) -> list[_Entry]:
        """Rows that say the same, or name the same file or address, are one letter."""
        first: dict[str, _Entry] = {}
        for entry in entries:
            before = first.setdefault(entry.made.place or entry.digest, entry)
            if before is not entry:
                self._report(entry.made.line, Outcome.SKIPPED, f"this repeats line {before.made.line}, which is taken.")
        return list(first.values())

    def _source(self, entry: _Entry) -> Source:
        made, document = entry.made, entry.made.document
        if made.file:
            return Source(document.id, document, LOG, str(made.file), made.file.stem, made.file.read_bytes)
        if made.address:
            return web_source(made.address, document, origin=LOG, fetch=self._fetch)
        # Its line may change with the next export, its id does not.
        place = f"{self._table.path.resolve()}#{document.id}"
        return Source(document.id, document, LOG, place, document.title, made.text.encode, document.url)


def _told_apart(entries: list[_Entry]) -> list[_Entry]:
    """Each entry under an id of its own, made of what the row says."""
    groups = defaultdict(list)
    for entry in entries:
        groups[entry.made.document.id].append(entry)
    return [entry for group in groups.values() for entry in (_renamed(group) if len(group) > 1 else group)]


def _renamed(group: list[_Entry]) -> Iterator[_Entry]:
    telling = next(tell for tell in _TELLING if len({tell(entry) or None for entry in group} - {None}) == len(group))
    for entry in group:
        document = entry.made.document
        yield replace(entry, made=replace(entry.made, document=replace(document, id=f"{document.id}-{telling(entry)}")))
