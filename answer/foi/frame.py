"""What a letter says on rights and addresses, by the day that it is written on."""

import tomllib
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from errors import CatalogueError, UsageError


class Rights(BaseModel):
    """The closing sentences in one language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    review: str = Field(min_length=1)
    commissioner: str = Field(min_length=1)
    reuse: str = Field(min_length=1)
    welsh: str = Field(min_length=1)


class Frame(BaseModel):
    """What holds from a day on."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    start: date = Field(alias="from")
    source: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    """Who answers."""
    en: Rights
    cy: Rights

    def rights(self, language: str) -> Rights:
        """In that language."""
        return self.cy if language == "cy" else self.en


class Law(BaseModel):
    """What the drafts have to know of the exemptions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    absolute: tuple[str, ...]
    reserved_to_a_person: tuple[str, ...]


class Frames(BaseModel):
    """The file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    letter: tuple[Frame, ...] = Field(min_length=1)
    law: Law

    @model_validator(mode="after")
    def _in_order(self) -> "Frames":
        starts = [one.start for one in self.letter]
        if sorted(set(starts)) != starts:
            raise ValueError("The entries are to stand in the order of their days, one a day")
        return self

    def on(self, day: date) -> Frame:
        """The last that had begun on that day; raises UsageError where none had."""
        begun = [one for one in self.letter if one.start <= day]
        if not begun:
            raise UsageError(f"No wording of letters holds on {day}: the first begins on {self.letter[0].start}.")
        return begun[-1]


def read_frames(path: Path) -> Frames:
    """Read the file; raises CatalogueError where it is missing or malformed."""
    try:
        return Frames.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise CatalogueError(f"The wording of letters in {path} cannot be read: {error}. Mend the file.") from error
