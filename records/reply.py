"""A kept reply with all that was done to it; its content is JSON that only the caller reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from records.content import hash_of


class State(StrEnum):
    """How far a reply has come."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    """What can happen to a reply."""

    CREATE = "create"
    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    """A version that it cites was superseded or withdrawn; the only one that no person does."""


@dataclass(frozen=True)
class Transition:
    """One thing that was done to a reply, and what the reply was then."""

    action: Action
    who: str | None
    """None where no person did it."""
    when: datetime
    before: State | None
    """None where the reply was made."""
    after: State
    content_hash: str
    versions: tuple[str, ...]
    """The versions that the reply cited then."""
    changed: tuple[str, ...] = ()
    """Those of them that were superseded or withdrawn: the reason of a `reopen`."""
    note: str = ""
    """What the person said about it."""


@dataclass(frozen=True)
class Reply:
    """A reply as it is now."""

    id: str
    state: State
    author: str
    audience: str
    language: str
    claims: tuple[str, ...]
    """The texts of the claims that it answers."""
    content: Mapping[str, Any]
    versions: tuple[str, ...]
    """The versions that it cites, each once."""
    created: datetime
    updated: datetime
    history: tuple[Transition, ...]
    """The oldest first."""

    @property
    def content_hash(self) -> str:
        """The SHA-256 of the content, taken of the content itself: what somebody wrote into the file is noticed."""
        return hash_of(self.content)

    @property
    def hands(self) -> tuple[str, ...]:
        """Who wrote or edited it, the author first: none of them may approve it."""
        writing = (Action.CREATE, Action.EDIT)
        return tuple(dict.fromkeys(step.who for step in self.history if step.who and step.action in writing))

    @property
    def approval(self) -> Transition | None:
        """The approval that holds now: of exactly this content and these versions."""
        if self.state not in (State.APPROVED, State.PUBLISHED):
            return None
        last = next((step for step in reversed(self.history) if step.action is Action.APPROVE), None)
        holds = last and (last.content_hash, last.versions) == (self.content_hash, self.versions)
        return last if holds else None
