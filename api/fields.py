"""What is wrong with the fields of a request, in sentences."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

_SENTENCES = {
    "missing": "is required",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "extra_forbidden": "is not a field that can be set here",
    "json_invalid": "is not valid JSON",
    "value_error": "{error}",
}

# The form's short name, as a person knows it.
_NAMES = {"q": "question"}


class FieldError(BaseModel):
    """One field at fault; `pointer` is a JSON pointer into the body, or names the parameter."""

    detail: str
    pointer: str


def field_errors(errors: Iterable[Mapping[str, Any]], skip: int = 0) -> tuple[FieldError, ...]:
    """Pydantic's errors as sentences with pointers; `skip` leaves out leading parts of each location."""
    return tuple(_field_error(error, skip) for error in errors)


def _field_error(error: Mapping[str, Any], skip: int) -> FieldError:
    # An error in the JSON itself is located by a character, which is no place in a document.
    path = [] if error["type"] == "json_invalid" else [str(part) for part in error["loc"][skip:]]
    name = ".".join(_NAMES.get(part, part) for part in path) or "The body"
    pointer = "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in path)
    return FieldError(detail=f"{name} {_said(error)}", pointer=pointer)


def _said(error: Mapping[str, Any]) -> str:
    sentence = _SENTENCES.get(error["type"])
    if sentence:
        return sentence.format(**error.get("ctx", {}))
    message: str = error["msg"]
    return message.replace("Input should", "should", 1).replace("String should", "should", 1)
