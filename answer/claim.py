"""A claim out of somebody's text with its verdict, and everything checked in one text."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from answer.answer import Citation, Competence, Engine, Warning
from corpus.document import Kind


class Verdict(StrEnum):
    """What the indexed documents make of a claim: never true or false."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    CONFLICTING = "conflicting"
    NOT_COVERED = "not_covered"
    OPINION = "opinion"


@dataclass(frozen=True)
class Post:
    """A text whose claims are to be checked, and within which documents."""

    text: str
    """1 to 5000 characters."""
    language: str = "auto"
    """`auto`, `en` or `cy`: the language of explanations."""
    as_of: date | None = None
    kinds: tuple[Kind, ...] | None = None


@dataclass(frozen=True)
class AnsweredBefore:
    """An approved reply to a claim much like this one."""

    reply_id: str
    approved: date
    score: float
    """Likeness of the two claims, 0 to 1."""


@dataclass(frozen=True)
class CheckedClaim:
    """One assertion of a text and what is known of it."""

    text: str
    """The assertion as it stands in the text."""
    start: int
    end: int
    """Where it stands in the text, in characters."""
    verdict: Verdict
    explanation: str
    """One sentence of fixed wording that says why."""
    competence: Competence | None
    """Who decides, where the claim is about a power."""
    citations: tuple[str, ...]
    """Keys of the quotes that settle it."""
    answered_before: tuple[AnsweredBefore, ...] = ()


@dataclass(frozen=True)
class Check:
    """A text with its claims."""

    id: str
    text: str
    language: str
    """`en` or `cy`: the language that explanations are in."""
    claims: tuple[CheckedClaim, ...]
    citations: tuple[Citation, ...]
    warnings: tuple[Warning, ...]
    engine: Engine
    as_of: date
