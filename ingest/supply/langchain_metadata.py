"""What the metadata of LangChain's documents say of a document, as far as they are valid and agree."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from langchain_core.documents import Document as LangChainDocument

from corpus.document import Kind, PartialDate

_WEB = re.compile(r"https?://\S{1,4000}", re.IGNORECASE)
# What programs write into a title of their own accord.
_NO_TITLE = re.compile(r"(?:microsoft (?:word|powerpoint|excel)\b.*|untitled.{0,20}|\S{1,200}\.[a-z]\w{1,4})", re.I)
_LONGEST = 300


@dataclass(frozen=True)
class Facts:
    """What is known of one document."""

    stated: Mapping[str, Any]
    """Fields of a `Document` by their names; empty where nothing but the address is known."""
    url: str | None
    kind: Kind | None
    notes: tuple[str, ...]
    """What was not understood, and what to do."""


def facts_of(key: str, pieces: Sequence[LangChainDocument]) -> Facts:
    """The facts that all pieces that state them agree on; `key` is where the document comes from."""
    stated: dict[str, Any] = {}
    notes: list[str] = []
    for name, valid in _VALID.items():
        values = {str(value).strip() for piece in pieces if (value := piece.metadata.get(name)) is not None} - {""}
        if len(values) > 1:
            notes.append(f"Its pieces have different values of '{name}', so none was taken. Give them one.")
        elif values:
            _take(name, values.pop(), valid, stated, notes)
    if "url" not in stated and _WEB.fullmatch(key):
        stated["url"] = key
    url = stated.get("url")
    return Facts({} if set(stated) <= {"url"} else stated, url, stated.get("kind"), tuple(notes))


def name_of(key: str, facts: Facts) -> str:
    """A title for want of a better one: the file's name without its ending."""
    path = PurePosixPath(key.replace("\\", "/").rstrip("/"))
    return path.stem or str(facts.stated.get("title", "")) or key


def _take(name: str, value: str, valid: Callable[[str], Any], stated: dict[str, Any], notes: list[str]) -> None:
    try:
        stated[name] = valid(value)
    except ValueError:
        notes.append(
            f"Its {name} '{value[:60]}' is not understood and was left out. {_ADVICE.get(name, 'Correct it.')}"
        )


def _line(value: str) -> str:
    line = " ".join(value.split())
    if not line or len(line) > _LONGEST:
        raise ValueError(value)
    return line


def _title(value: str) -> str:
    if _NO_TITLE.fullmatch(value):
        raise ValueError(value)
    return _line(value)


def _date(value: str) -> PartialDate:
    """A day may have its time behind it."""
    day = value[:10]
    if len(value) > 10 and value[10] in "T ":
        date.fromisoformat(day)
        value = day
    return PartialDate.parse(value)


def _address(value: str) -> str:
    if not _WEB.fullmatch(value):
        raise ValueError(value)
    return value


def _language(value: str) -> str:
    """`en-GB` is English."""
    code = value.lower().replace("_", "-").partition("-")[0]
    if code not in ("en", "cy"):
        raise ValueError(value)
    return code


_VALID: Mapping[str, Callable[[str], Any]] = {
    "kind": Kind,
    "title": _title,
    "author": _line,
    "date": _date,
    "url": _address,
    "language": _language,
    "reference": _line,
    "publisher": _line,
    "rights": _line,
}
_ADVICE = {
    "kind": f"Write one of {', '.join(Kind)}.",
    "date": "Write it like 2025-07-10.",
    "language": "Write en or cy.",
    "url": "Write one that begins with https://.",
    "title": "Give the document's own title.",
}
