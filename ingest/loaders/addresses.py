"""Addresses behind words, as far as they may be kept: never one that runs something."""

import re
from urllib.parse import urljoin, urlsplit

_LONGEST = 4_000
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ud800-\udfff]")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,40}:")
_KEPT = ("http:", "https:", "mailto:")


def address(target: str | None, base: str | None = None) -> str | None:
    """The address made whole by its base; None for what is no web or mail address, or only a place on its own page.

    Without a base a relative address stays as it is.
    """
    bare = _INVISIBLE.sub("", target or "")  # browsers skip these inside a scheme
    if not bare or bare.startswith("#") or len(bare) > _LONGEST:
        return None
    try:
        whole = urljoin(base, bare) if base else bare
        urlsplit(whole)
    except ValueError:
        return None
    scheme = _SCHEME.match(whole)
    return whole if scheme is None or scheme.group().lower() in _KEPT else None


def web_address(target: str | None) -> str | None:
    """The address if it is whole and of the web."""
    found = address(target)
    return found if found and found.lower().startswith(("http://", "https://")) else None
