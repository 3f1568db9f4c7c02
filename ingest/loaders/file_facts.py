"""What a file's own metadata says of it, made comparable across formats."""

import re
from datetime import date

from lxml import etree

from ingest.loaders.decoding import storable
from ingest.loaders.loaded import FileFacts
from ingest.loaders.office.markup import local
from text.dates import dates

_LONGEST = 500
_ISO = re.compile(r"\s{0,9}(\d{4})(?:-(\d\d)(?:-(\d\d)(?![\d]))?)?(?![\d/.])")


def from_dublin_core(root: etree._Element | None) -> FileFacts:
    """Facts from the metadata of a Word or OpenDocument file, but no date: a template's or a copy's says nothing."""
    said: dict[str, str] = {}
    for element in root.iter() if root is not None else ():
        if element.text:
            said.setdefault(local(element), element.text)
    author = said.get("creator") or said.get("initial-creator")
    return FileFacts(words(said.get("title")), words(author), language=language_of(said.get("language")))


def words(value: str | None) -> str | None:
    """One line of bounded length, or None where nothing is said."""
    return " ".join(storable(value or "").split())[:_LONGEST].strip() or None


def day_of(value: str | None) -> str | None:
    """The first date in what a program wrote, as ISO 8601 and without the time of day."""
    said = (value or "")[:200]
    if match := _ISO.match(said):
        year, month, day = (int(part) if part else None for part in match.groups())
        return _iso(year or 0, month, day)
    return next((found.iso for found in dates(said) if not found.iso.startswith("--")), None)


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return "-".join([f"{year:04}"] + [f"{part:02}" for part in (month, day) if part])


def language_of(code: str | None) -> str | None:
    """`en` or `cy` from a language code of any length; None for others."""
    short = (code or "").strip().lower().replace("_", "-").split("-")[0]
    return {"en": "en", "eng": "en", "cy": "cy", "cym": "cy", "wel": "cy"}.get(short)
