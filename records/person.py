"""The names under which people act on replies; whether the name is theirs to use, the caller has checked."""

import unicodedata

from errors import UsageError


def named(who: str) -> str:
    """The name without stray spaces and invisible signs; raises UsageError where nothing is left of it."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", who) if unicodedata.category(sign) != "Cf")
    if not any(sign.isalnum() for sign in seen):
        raise UsageError("Every step of a reply is somebody's, and no name was given. Give the name of the person.")
    return " ".join(seen.split())


def same_person(one: str, other: str) -> bool:
    """Whether two names differ in nothing but case, spaces and invisible signs."""
    return named(one).casefold() == named(other).casefold()
