"""One row of a disclosure log: the facts of its letter, and where the letter's words are."""

import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath, PureWindowsPath

import httpx2

from corpus.document import Document, Kind, PartialDate
from errors import UsageError
from ingest.proposal import NOT_STATED
from ingest.supply.log_columns import Field
from ingest.supply.log_letter import Cells, letter_text
from ingest.supply.log_table import Row, RowFault
from ingest.supply.sources import slug
from ingest.supply.web_address import parse_address
from ingest.supply.web_sources import site_name
from text.dates import dates
from text.language import language
from text.references import references

_LONGEST_TITLE = 250
_LONGEST_REFERENCE = 80
_WEB = re.compile(r"https?://\S{1,4000}", re.IGNORECASE)
_TIME = re.compile(r"[T\s]\s{0,3}\d{1,2}:\d{2}.{0,20}$")
_WEEKDAY = re.compile(
    r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?|"
    r"dydd (?:llun|mawrth|mercher|iau|gwener|sadwrn|sul))?[,.]?",
    re.IGNORECASE,
)
_LANGUAGES = {
    "en": ("en", "eng", "english", "saesneg", "e", "en-gb"),
    "cy": ("cy", "cym", "wel", "welsh", "cymraeg", "w", "cy-gb"),
}


@dataclass(frozen=True)
class LogDocument:
    """What a row says of its letter; just one of file, address and text is there."""

    line: int
    document: Document
    file: Path | None
    address: httpx2.URL | None
    text: str
    """Made of the row's own cells where it names no file and no address."""
    notes: tuple[str, ...]
    """What was left out, and what to do."""

    @property
    def place(self) -> str:
        """The file or address; empty for a text."""
        return str(self.file or self.address or "")


@dataclass(frozen=True)
class _Words:
    """Where the letter's words are."""

    file: Path | None = None
    address: httpx2.URL | None = None


def log_document(row: Row, folder: Path, *, publisher: str, atisn: bool = False) -> LogDocument | RowFault:
    """Read a row; `folder` is the log's own, which files must not leave, and `atisn` says what plain numbers are."""
    cells = _sorted_out(row.cells)
    notes: list[str] = []
    try:
        words = _words(cells, folder)
    except UsageError as error:
        return RowFault(row.line, str(error))
    url = str(words.address or "") or _address(cells, notes)
    spoken = _language(cells, notes)
    document = Document(
        id="",
        title=_short(_line(cells, Field.TITLE), _LONGEST_TITLE),
        kind=Kind.FOI_RESPONSE,
        publisher=_line(cells, Field.PUBLISHER) or publisher,
        language=spoken,
        rights=_line(cells, Field.RIGHTS) or NOT_STATED,
        date=_date(cells, notes),
        reference=_reference(cells, notes, atisn=atisn),
        url=url or None,
        redistributable=False,
    )
    document = replace(document, official=document.publisher != NOT_STATED, title=document.title or _label(document))
    document = replace(document, id=_id(document, words, cells))
    text = "" if words.file or words.address else letter_text(document, cells)
    return LogDocument(row.line, document, words.file, words.address, text, tuple(notes))


def _sorted_out(cells: Cells) -> Cells:
    """An address that stands where a file or the response belongs is the letter's address."""
    found = dict(cells)
    for field in (Field.FILE, Field.RESPONSE):
        if _WEB.fullmatch(found.get(field, "")):
            address = found.pop(field)
            found.setdefault(Field.URL, address)
    return found


def _words(cells: Cells, folder: Path) -> _Words:
    """The letter's own file before the row's words, those before an address, that before a summary."""
    if Field.FILE in cells:
        return _Words(file=_file(cells[Field.FILE], folder))
    if Field.REQUEST in cells and Field.RESPONSE in cells:
        return _Words()
    if Field.URL in cells:
        return _Words(address=parse_address(cells[Field.URL]))
    asked = Field.REQUEST in cells or Field.TITLE in cells
    if asked and (Field.RESPONSE in cells or Field.OUTCOME in cells):
        return _Words()
    raise UsageError("the row names no file and no address, and has no request with its response. Fill one of these.")


def _file(name: str, folder: Path) -> Path:
    path = PurePosixPath(name.replace("\\", "/"))
    try:
        file = (folder / path).resolve()
        inside = file.is_relative_to(folder) and not path.is_absolute() and not PureWindowsPath(name).drive
        found = inside and file.is_file()
    except (OSError, ValueError):
        # A name that no file can have: too long, or with a character that the system forbids.
        inside, found = True, False
    if not inside:
        raise UsageError(f"the file '{name[:200]}' lies outside the log's folder. Move it into {folder}.")
    if not found:
        raise UsageError(f"the file '{name[:200]}' is missing. Put it into {folder}, or correct its name.")
    return file


def _address(cells: Cells, notes: list[str]) -> str:
    if Field.URL not in cells:
        return ""
    try:
        return str(parse_address(cells[Field.URL]))
    except UsageError as error:
        notes.append(f"the address was left out: {error}")
        return ""


def _line(cells: Cells, field: Field) -> str:
    return " ".join(cells.get(field, "").split())


def _short(line: str, most: int) -> str:
    """A line that is longer is no title; it still stands in the letter."""
    return line if len(line) <= most else ""


def _reference(cells: Cells, notes: list[str], *, atisn: bool) -> str | None:
    """As people write it, where its family is known."""
    text = _line(cells, Field.REFERENCE)
    if len(text) > _LONGEST_REFERENCE:
        notes.append(f"the reference '{text[:40]}…' is too long and was left out. Write the reference alone.")
        return None
    if atisn and text.isdecimal():
        text = f"ATISN {text}"
    for found in references(text):
        if (found.start, found.end) == (0, len(text)):
            return found.value
    return text or None


def _date(cells: Cells, notes: list[str]) -> PartialDate | None:
    text = _TIME.sub("", _line(cells, Field.DATE))[:80]
    for found in dates(text):
        rest = (text[: found.start] + text[found.end :]).strip()
        if _WEEKDAY.fullmatch(rest) and not found.iso.startswith("-"):
            return PartialDate.parse(found.iso)
    if text:
        notes.append(f"the date '{text[:40]}' is not understood and was left out. Write it like 2025-07-10.")
    return None


def _language(cells: Cells, notes: list[str]) -> str:
    """As stated, else as the row's own words speak."""
    stated = _line(cells, Field.LANGUAGE)
    for code, names in _LANGUAGES.items():
        if stated.lower() in names:
            return code
    if stated:
        notes.append(f"the language '{stated[:40]}' is not known, so the words decided. Write en or cy.")
    return language("\n".join(cells[field] for field in (Field.TITLE, Field.REQUEST, Field.RESPONSE) if field in cells))


def _label(document: Document) -> str:
    """`FOI response ATISN 24923`, `FOI response, 2025-07-10`."""
    if document.reference:
        return f"FOI response {document.reference}"
    return f"FOI response, {document.date}" if document.date else "FOI response"


def _id(document: Document, words: _Words, cells: Cells) -> str:
    if document.reference:
        name = slug(document.reference)
        return name if name.startswith("foi") else f"foi-{name}"
    if words.file:
        return slug(words.file.stem)
    if words.address:
        return slug(site_name(words.address))
    return slug(f"foi {cells.get(Field.TITLE) or cells.get(Field.REQUEST, '')}"[:60])
