"""The catalogue: which documents we hold, what is known about each, and where its file lies."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationError,
    model_validator,
)

from corpus.document import Document, Kind, PartialDate, Status, label
from corpus.succession import related
from errors import CatalogueError


@dataclass(frozen=True)
class Entry:
    """One document of the catalogue with its file."""

    document: Document
    file: Path
    """Absolute. It may not exist where `document.redistributable` is false."""


@dataclass(frozen=True)
class Fault:
    """One entry that was left out."""

    entry: str
    """Its id, or its number in the catalogue where it has none."""
    message: str
    """What is wrong and what to do."""


@dataclass(frozen=True)
class Catalogue:
    """Every sound entry in the catalogue's order, and what was wrong with the others."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]


def _partial_date(value: object) -> PartialDate:
    """TOML has dates of its own: 2019-01-31 without quotation marks means the same."""
    return PartialDate.parse(value.isoformat() if type(value) is date else str(value))


def _day(value: object) -> object:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _web_address(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise ValueError("a url begins with https:// or http://")
    return value


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\r\n]*$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_several)]
Day = Annotated[date, Field(strict=True), BeforeValidator(_day)]


class _Row(BaseModel):
    """One [[document]] table as written; an unknown key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    kind: Kind
    publisher: Line
    language: Literal["en", "cy"]
    rights: Line
    file: Line
    title: Line | None = None
    date: Annotated[PartialDate, PlainValidator(_partial_date)] | None = None
    reference: Line | None = None
    url: Annotated[Line, AfterValidator(_web_address)] | None = None
    author: Line | None = None
    status: Status = Status.CURRENT
    valid_from: Day | None = None
    valid_to: Day | None = None
    official: bool = True
    redistributable: bool = True
    mask_personal_data: bool = False
    supersedes: Slugs = ()
    twin: Slug | None = None

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> "_Row":
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to is before valid_from")
        return self

    def document(self) -> Document:
        """The document itself, under its own title or a label that says what it is."""
        known = {name: getattr(self, name) for name in type(self).model_fields if name not in ("file", "title")}
        return Document(title=self.title or label(self.kind, self.publisher, self.reference, self.date), **known)


def load_catalogue(path: Path) -> Catalogue:
    """Read every entry; one that is wrong becomes a fault, and only an unreadable catalogue raises CatalogueError."""
    entries: dict[int, Entry] = {}
    faults: dict[int, Fault] = {}
    seen: set[str] = set()
    for number, table in enumerate(_tables(path), 1):
        name = _name(table, number)
        try:
            entry = _entry(table, path.resolve().parent)
            if entry.document.id in seen:
                raise CatalogueError("this id stands more than once. Give each document its own id.")
        except CatalogueError as error:
            faults[number] = Fault(name, str(error))
            continue
        seen.add(entry.document.id)
        entries[number] = entry
    return _with_relations(entries, faults)


def _with_relations(entries: dict[int, Entry], faults: dict[int, Fault]) -> Catalogue:
    """What supersedes what and who is whose twin, entered on both sides; faults keep the catalogue's order."""
    # An entry that is at fault is named well: whoever supersedes it is sound.
    found = related([entry.document for entry in entries.values()], (fault.entry for fault in faults.values()))
    documents = {document.id: document for document in found.documents}
    for number, entry in entries.items():
        if message := found.faults.get(entry.document.id):
            faults[number] = Fault(entry.document.id, message)
    return Catalogue(
        tuple(
            replace(entry, document=documents[entry.document.id])
            for entry in entries.values()
            if entry.document.id in documents
        ),
        tuple(fault for _, fault in sorted(faults.items())),
    )


def _tables(path: Path) -> list[object]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(
            f"The catalogue {path} cannot be read: {error}. Correct it, then run this again."
        ) from error
    tables = data.pop("document", None)
    if data:
        raise CatalogueError(f"The catalogue {path} has the unknown key '{next(iter(data))}'. Use [[document]] only.")
    if not isinstance(tables, list) or not tables:
        raise CatalogueError(f"The catalogue {path} names no document. Each entry begins with [[document]].")
    return tables


def _name(table: object, number: int) -> str:
    named = table.get("id") if isinstance(table, dict) else None
    return named if isinstance(named, str) and named else f"entry {number}"


def _entry(table: object, folder: Path) -> Entry:
    try:
        row = _Row.model_validate(table)
    except ValidationError as error:
        raise CatalogueError(_explain(error)) from error
    file = (folder / row.file).resolve()
    if not file.is_relative_to(folder):
        raise CatalogueError(f"the file '{row.file}' lies outside the catalogue's folder. Move it into {folder}.")
    if row.redistributable and not file.is_file():
        raise CatalogueError(f"the file '{row.file}' is missing. Put it at {file}, or remove the entry.")
    return Entry(row.document(), file)


def _explain(error: ValidationError) -> str:
    first = error.errors()[0]
    field = str(first["loc"][0]) if first["loc"] else "entry"
    if first["type"] == "missing":
        return f"the field '{field}' is missing. Add it."
    if first["type"] == "extra_forbidden":
        return f"the field '{field}' is unknown. Correct its name, or remove it."
    return f"field '{field}': {first['msg']}, not {first['input']!r}. Correct the entry."
