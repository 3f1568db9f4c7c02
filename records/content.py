"""JSON that is kept: what it is once read back, its hash, and its words for searching; it says nothing of replies."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from errors import UsageError


def as_json(body: Mapping[str, Any]) -> dict[str, Any]:
    """The body as it will be read back, tuples as lists; raises UsageError for what JSON cannot hold."""
    try:
        text = json.dumps(dict(body), ensure_ascii=False, allow_nan=False)
        text.encode()
        kept: dict[str, Any] = json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise UsageError(
            f"This cannot be kept as JSON: {error}. Use texts, numbers, true, false, null, lists and objects only."
        ) from error
    return kept


def hash_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 of the content as JSON with sorted keys and no spaces, in UTF-8."""
    text = json.dumps(as_json(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def folded(text: str) -> str:
    """Text without case and accents: a search for `dwr` finds `Dŵr`."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFKC", "".join(sign for sign in letters if not unicodedata.combining(sign)))


def searchable(claims: Iterable[str], content: Mapping[str, Any]) -> str:
    """Every text in the claims and the content, folded, a line each; keys and numbers are not searched."""
    return "\n".join(folded(text) for text in (*claims, *_texts(content)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
