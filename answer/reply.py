"""A draft that an officer corrects and sends, with the advice whether to send anything."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from answer.answer import Citation, Engine, Warning
from answer.claim import CheckedClaim


class Audience(StrEnum):
    """Whom the draft is for; it decides shape and length."""

    SOCIAL = "social"
    EMAIL = "email"
    COUNCILLOR = "councillor"
    LINES_TO_TAKE = "lines_to_take"


class Advice(StrEnum):
    """What the officer might do."""

    REPLY = "reply"
    PREBUNK = "prebunk"
    IGNORE = "ignore"
    REFER = "refer"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the draft with the keys of the quotes that it rests on."""

    text: str
    citations: tuple[str, ...]


@dataclass(frozen=True)
class CheckItem:
    """One thing that was looked at before a human looks."""

    item: str
    """What was looked at, in the language of the draft."""
    ok: bool
    why: str


@dataclass(frozen=True)
class ReplyDraft:
    """What is proposed; its state and approvals are kept with the records."""

    advice: Advice
    refer_to: tuple[str, ...]
    audience: Audience
    language: str
    paragraphs: tuple[Paragraph, ...]
    sources: tuple[str, ...]
    """The numbered list of sources, a line each: title, publisher, date, address."""
    claims: tuple[CheckedClaim, ...]
    citations: tuple[Citation, ...]
    checklist: tuple[CheckItem, ...]
    warnings: tuple[Warning, ...]
    engine: Engine
    as_of: date

    @property
    def text(self) -> str:
        """Ready to paste: the paragraphs, then the sources."""
        return "\n\n".join([*(one.text for one in self.paragraphs), "\n".join(self.sources)]).strip()
