"""The table of a disclosure log, row by row: its encoding, its delimiter, its header and what is wrong with it."""

import codecs
import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from errors import UsageError
from ingest.supply.log_columns import Columns, Field, columns_of

LONGEST_CELL = 1_000_000
"""Characters: more than any letter has. A quotation mark that is never closed makes a cell of all that follows."""
_DELIMITERS = ",;\t|"
_HEADER_WITHIN = 20
"""Records in which the header is looked for: some logs have a title above it."""
_PIECE = 1 << 20
_FOREIGN = {
    b"PK\x03\x04": "a workbook or zip file",
    b"\xd0\xcf\x11\xe0": "an old workbook",
    b"%PDF-": "a PDF",
}


@dataclass(frozen=True)
class Row:
    """One row that can be used."""

    line: int
    """Where it begins in the file, counted from 1."""
    cells: Mapping[Field, str]
    """Without white space around them; empty ones are left out."""


@dataclass(frozen=True)
class RowFault:
    """One row that cannot."""

    line: int
    message: str
    """What is wrong and what to do."""


@dataclass(frozen=True)
class _Record:
    line: int
    cells: tuple[str, ...]
    fault: str | None = None


@dataclass(frozen=True)
class _Header:
    delimiter: str
    skipped: int
    """Records above it."""
    columns: Columns


@dataclass(frozen=True)
class LogTable:
    """A log whose columns are known."""

    path: Path
    columns: Columns
    _encoding: str
    _header: _Header

    @classmethod
    def open(cls, path: Path) -> "LogTable":
        """Find encoding, delimiter and header; raises OSError, and UsageError naming the columns found and wanted."""
        encoding = _encoding(path)
        headers = [found for delimiter in _DELIMITERS if (found := _header(path, encoding, delimiter))]
        if not headers:
            raise UsageError(f"The table {path} is empty. Supply the log with its header and its rows.")
        best = max(headers, key=_worth)
        if not best.columns.enough:
            raise UsageError(_not_enough(path, best.columns))
        return cls(path, best.columns, encoding, best)

    def rows(self) -> Iterator[Row | RowFault]:
        """Every row below the header but blank ones, read as the file is; raises OSError."""
        header = self._header
        for record in islice(_records(self.path, self._encoding, header.delimiter), header.skipped + 1, None):
            if record.fault:
                yield RowFault(record.line, record.fault)
            elif any(cell.strip() for cell in record.cells):
                yield self._row(record)

    def _row(self, record: _Record) -> Row | RowFault:
        width = len(self.columns.names)
        if any(cell.strip() for cell in record.cells[width:]):
            message = (
                f"the row has {len(record.cells)} cells, the header {width}: a delimiter stands in a cell without "
                "quotation marks. Put the cell in quotation marks."
            )
            return RowFault(record.line, message)
        cells = {field: record.cells[at].strip() for field, at in self.columns.places.items() if at < len(record.cells)}
        return Row(record.line, {field: cell for field, cell in cells.items() if cell})


def _not_enough(path: Path, columns: Columns) -> str:
    found = ", ".join(f"'{name[:40]}'" for name in columns.names[:30] if name) or "none"
    return (
        f"The table {path} has no columns that a letter can be made of. Found: {found}. Wanted: 'file' (the letter's "
        "own file), 'url' (its address), or 'request' with 'response'. Rename the columns that hold these."
    )


def _worth(header: _Header) -> tuple[bool, int, int, int]:
    """The most known columns; of equals the higher one, cut by the delimiter that gives the most."""
    return header.columns.enough, len(header.columns.places), -header.skipped, len(header.columns.names)


def _header(path: Path, encoding: str, delimiter: str) -> _Header | None:
    records = islice(_records(path, encoding, delimiter), _HEADER_WITHIN)
    found = [
        _Header(delimiter, above, columns_of(record.cells))
        for above, record in enumerate(records)
        if any(cell.strip() for cell in record.cells)
    ]
    return max(found, key=_worth, default=None)


def _encoding(path: Path) -> str:
    """The first encoding that reads the whole file; raises UsageError."""
    with path.open("rb") as file:
        head = file.read(4096)
    for magic, what in _FOREIGN.items():
        if head.startswith(magic):
            raise UsageError(f"{path} is {what}, not a table as text. Save the log as CSV (UTF-8) and supply that.")
    for encoding in _candidates(head):
        if _decodes(path, encoding):
            return encoding
    raise UsageError(f"{path} is in no encoding that is read here. Save the log as CSV (UTF-8) and supply that.")


def _candidates(head: bytes) -> tuple[str, ...]:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    if head.count(0) > len(head) // 4:
        # Without its mark, the zeros of mostly Latin text tell which byte comes first.
        return ("utf-16-le",) if head[1::2].count(0) > head[::2].count(0) else ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def _decodes(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as file:
            while piece := file.read(_PIECE):
                if "\0" in piece:
                    return False
    except UnicodeError:
        return False
    return True


def _records(path: Path, encoding: str, delimiter: str) -> Iterator[_Record]:
    """All records with the lines on which they begin; after one that cannot be cut, nothing can be trusted."""
    with path.open(encoding=encoding, newline="") as file, _cells_up_to(LONGEST_CELL):
        lines = _Lines(file)
        reader = csv.reader(lines, delimiter=delimiter)
        while not lines.ended:
            start, lines.quotes = reader.line_num + 1, 0
            try:
                cells = next(reader, None)
            except csv.Error as error:
                yield _Record(start, (), _uncut(error))
                return
            if cells is not None:
                # At the end of the file the reader asks for another line only inside a quoted cell.
                together = lines.ended or (lines.quotes % 2 == 1 and reader.line_num > start)
                yield _Record(start, tuple(cells), _UNCLOSED if together else None)


_UNCLOSED = "a quotation mark is opened here and never closed, so that rows run together. Close it or take it out."


def _uncut(error: csv.Error) -> str:
    return (
        f"a cell has more than {LONGEST_CELL:,} characters ({error}). Close its quotation marks; no row below was read."
    )


class _Lines:
    """Lines of a file as they are read, with the quotation marks on them."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.quotes = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = next(self._lines)
        except StopIteration:
            self.ended = True
            raise
        self.quotes += line.count('"')
        return line


@contextmanager
def _cells_up_to(characters: int) -> Iterator[None]:
    """The limit is one for the whole process, so it is put back."""
    former = csv.field_size_limit(characters)
    try:
        yield
    finally:
        csv.field_size_limit(former)
