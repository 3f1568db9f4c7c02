"""What every case of a suite has."""

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Expectation = Literal["reserved", "devolved", "shared", "none"]


class Split(StrEnum):
    """What a case may be used for."""

    DEVELOPMENT = "development"
    """Anything, tuning included."""
    TEST = "test"
    """Measuring only."""
    GATE = "gate"
    """A named case that must be right."""


class Case(BaseModel):
    """One line of a suite; a suite that has no scorer yet keeps its own fields unread."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str = Field(min_length=1)
    split: Split
    note: str = ""


class Asked(Case):
    """A case that is one question to the assistant."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str = Field(min_length=1, max_length=2000)
    language: Literal["en", "cy"]
    style: str


class Strict(BaseModel):
    """A part of a case, without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class KnownQuote(Strict):
    """A passage known to answer."""

    file: str
    """Name in `corpus/files/`."""
    text: str = Field(min_length=1)
    """Verbatim but for white space, quotation marks and hyphens."""
