"""What a PDF says of itself: title, author and language; when it was made is not when it was published."""

from typing import Any

from pypdf import PdfReader

from ingest.loaders.file_facts import language_of, words
from ingest.loaders.loaded import FileFacts


def facts_of(reader: PdfReader) -> FileFacts:
    """Facts as the file has them; one that is damaged counts as not given."""
    lang = _catalog(reader, "/Lang")
    return FileFacts(
        title=_title(_entry(reader, "/Title")),
        author=_title(_entry(reader, "/Author")),
        language=language_of(lang if isinstance(lang, str) else None),
    )


def _entry(reader: PdfReader, key: str) -> Any:
    # A damaged entry is met with almost any exception, and none of these facts is worth losing the text.
    try:
        found = reader.metadata
        return found[key].get_object() if found and key in found else None
    except Exception:
        return None


def _catalog(reader: PdfReader, key: str) -> Any:
    try:
        return reader.root_object[key].get_object() if key in reader.root_object else None
    except Exception:
        return None


def _title(found: Any) -> str | None:
    """One line of words; what programs put for want of a title is none."""
    text = words(found if isinstance(found, str) else None)
    return None if text and text.casefold() in ("untitled", "anonymous", "unspecified") else text
