"""Who acts on a reply: a name in a header, until people sign in; nothing proves it yet."""

from typing import Annotated

from fastapi import Depends, Header

from errors import NobodyNamed

_HEADER = "X-Noddfa-User"


def _person(
    name: Annotated[str | None, Header(alias=_HEADER, description="Who acts; to be replaced by the sign-in.")] = None,
) -> str:
    person = _as_sent(name or "")
    if not any(sign.isalnum() for sign in person):
        raise NobodyNamed(f"A reply is made and changed by somebody. Send the person's name as the header {_HEADER}.")
    return person


def _as_sent(name: str) -> str:
    """Headers are read as Latin-1, and most clients send `Siân` and `Ŵyn` in UTF-8."""
    try:
        return name.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return name


PersonDep = Annotated[str, Depends(_person)]
