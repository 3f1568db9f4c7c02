"""What a command is given: the settings of the environment, and requests held to the contract."""

import os
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from dotenv import dotenv_values
from pydantic import BaseModel, ValidationError

from errors import UsageError
from settings import Settings

Model = TypeVar("Model", bound=BaseModel)

_PREFIX = "NODDFA_"


def read_settings(**changes: object) -> Settings:
    """The settings, with what the command line changes; raises UsageError for an unknown variable or a bad value."""
    for name in _unknown_names():
        near = get_close_matches(name, _known_names(), n=1)
        raise UsageError(f"{name} is not a setting.{f' Did you mean {near[0]}?' if near else ' Unset it.'}")
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = _PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        raise UsageError(f"{name} has the value '{first['input']}'. {first['msg']}.") from error
    return settings.model_copy(update={name: value for name, value in changes.items() if value is not None})


def _known_names() -> list[str]:
    return [_PREFIX + field.upper() for field in Settings.model_fields]


def _unknown_names() -> Iterator[str]:
    given = [*os.environ, *dotenv_values(Path(".env"))]
    return (name for name in given if name.upper().startswith(_PREFIX) and name.upper() not in _known_names())


def checked(model: type[Model], **fields: object) -> Model:
    """A request with these fields; raises UsageError with a sentence for each field at fault."""
    from api.fields import field_errors

    try:
        return model(**fields)
    except ValidationError as error:
        raise UsageError(". ".join(field.detail for field in field_errors(error.errors())) + ".") from error
