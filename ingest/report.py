"""What an ingest did, document by document."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Document


class Outcome(StrEnum):
    """What happened to one document."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    FAILED = "failed"
    SKIPPED = "skipped"
    """Left out or passed over, as the reason says; nothing is wrong."""


@dataclass(frozen=True)
class DocumentReport:
    """What happened to one document."""

    document: str
    """Id of the document, or the path where no id is known."""
    outcome: Outcome
    reason: str | None = None
    """Why it failed or was skipped, and what to do."""
    passages: int = 0
    seconds: float = 0.0
    version: str | None = None
    """Id of the version that is indexed now; null where there is none or it was left alone."""
    proposed: Document | None = None
    """What the document was taken to be from its own text, where nobody said."""
    notes: tuple[str, ...] = ()
    """What a person should look at: personal data, dates and references that do not fit."""


@dataclass(frozen=True)
class Report:
    """One run of the ingest."""

    generation: str | None
    """The generation that serves afterwards; None where nothing could be published."""
    documents: tuple[DocumentReport, ...]
    passages: int
    """Passages in that generation."""
    seconds: float

    @property
    def failed(self) -> bool:
        """Whether any document failed: exit code 1."""
        return any(document.outcome is Outcome.FAILED for document in self.documents)
