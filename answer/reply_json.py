"""A draft as the JSON that the records keep, and back to exactly the same draft."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from answer.reply import ReplyDraft
from errors import RecordsFailed

_KEY = "draft"


def to_content(draft: ReplyDraft) -> dict[str, Any]:
    """What is kept of a draft, and what an approval binds to; the records refuse what is no text."""
    return {_KEY: _adapter().dump_python(draft, mode="json")}


def from_content(content: Mapping[str, Any], reply_id: str) -> ReplyDraft:
    """The draft as it was kept; raises RecordsFailed where another version of Noddfa kept it otherwise."""
    try:
        return _adapter().validate_python(content[_KEY])
    except (KeyError, TypeError, ValidationError) as error:
        raise RecordsFailed(
            f"Reply {reply_id} is not kept as this Noddfa keeps one. Open it with the Noddfa that wrote it, "
            "or make a new reply."
        ) from error


@cache
def _adapter() -> TypeAdapter[ReplyDraft]:
    return TypeAdapter(ReplyDraft)
