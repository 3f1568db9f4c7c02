"""A request for information as it arrived, and the questions in it."""

from dataclasses import dataclass
from enum import StrEnum


class Regime(StrEnum):
    """Under which law a request is to be handled."""

    FOI = "foi"
    EIR = "eir"
    """The Environmental Information Regulations 2004."""
    DATA_PROTECTION = "data_protection"
    """The asker's own data: a subject access request under the UK GDPR."""


@dataclass(frozen=True)
class Asked:
    """One question of a request, in the requester's words."""

    start: int
    end: int
    text: str
    """`request.text[start:end]`, with a line break inside it as a blank and what a spreadsheet would run as […]."""
    stem: str = ""
    """The heading or opening words that it hangs on: `On Refugee Week:`; empty where it stands alone."""

    item: str = ""
    """All that stands in its item of a list, where that is more: `I turned 60 in May. How many passes were issued?`"""

    @property
    def whole(self) -> str:
        """The question with what it hangs on."""
        return f"{self.stem.rstrip(':')}: {self.text}" if self.stem else self.text

    @property
    def told(self) -> str:
        """The same with everything that its item says."""
        return f"{self.stem.rstrip(':')}: {self.item}" if self.stem and self.item else self.item or self.whole


@dataclass(frozen=True)
class Request:
    """A request with its questions in their order; none where nothing in it asks for information."""

    text: str
    language: str
    questions: tuple[Asked, ...]
    regimes: tuple[Regime, ...]
    """Every law that part of it falls under, the likeliest first; never empty."""
