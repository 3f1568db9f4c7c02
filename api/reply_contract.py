"""The bodies of replies: what is asked for, what is edited, and a reply as it stands with its history."""

from collections.abc import Iterable
from datetime import date as Day
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from answer import reply as domain
from answer.claim import Post
from answer.reply import Advice, Audience
from answer.reply_desk import KeptReply
from api.claim_contract import CheckedText, Claim, claim_bodies
from api.contract import Body, Citation, Engine, Language, Warning
from records.reply import Action, State
from records.steps import possible

Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Words = Annotated[str, StringConstraints(max_length=20_000)]
ContentHash = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReplyRequest(_Request):
    """A post, letter or e-mail to reply to; `auto` takes its language."""

    text: CheckedText
    audience: Audience
    language: Language = "auto"

    def to_post(self) -> Post:
        """The same text for the assistant."""
        return Post(self.text, self.language)


class StepRequest(_Request):
    """A step that a person takes, with what the person says about it."""

    note: Note = ""


class ApproveRequest(StepRequest):
    """An approval of exactly the words that were read."""

    content_hash: ContentHash = Field(description="The `content_hash` of the reply as it was read.")


class EditedParagraph(_Request):
    """A paragraph with the keys of the citations that it rests on."""

    text: Words
    citations: tuple[str, ...] = ()


class EditRequest(ApproveRequest):
    """A whole text, or paragraphs, in place of those that were read."""

    text: Words | None = None
    paragraphs: tuple[EditedParagraph, ...] | None = Field(default=None, max_length=100)

    def to_paragraphs(self) -> tuple[domain.Paragraph, ...] | None:
        """The same paragraphs for the desk."""
        if self.paragraphs is None:
            return None
        return tuple(domain.Paragraph(one.text, one.citations) for one in self.paragraphs)


class Paragraph(Body):
    """A paragraph with the keys of the citations that it rests on."""

    text: str
    citations: tuple[str, ...]


class CheckItem(Body):
    """One thing that was looked at in the draft, and what was found."""

    item: str
    ok: bool
    why: str


class Step(Body):
    """One thing that was done to a reply; nobody did a `reopen`: cited versions in `changed` stand no longer."""

    action: Action
    who: str | None
    when: datetime
    before: State | None
    after: State
    content_hash: str
    changed: tuple[str, ...]
    note: str


class ReplySummary(Body):
    """A reply in a list."""

    id: str
    state: State
    audience: Audience
    language: str
    author: str
    claims: tuple[str, ...]
    created: datetime
    updated: datetime
    approved: datetime | None = Field(description="When what stands now was approved; null where it is not.")


class ReplyList(Body):
    """Replies, the latest touched first."""

    replies: tuple[ReplySummary, ...]


class ReplyResponse(Body):
    """A reply as it stands."""

    id: str
    state: State
    steps: tuple[Action, ...] = Field(description="What a person can do with it now.")
    author: str
    created: datetime
    updated: datetime
    content_hash: str = Field(description="What an edit and an approval have to name.")
    advice: Advice
    refer_to: tuple[str, ...]
    audience: Audience
    language: str
    text: str = Field(description="Ready to paste: the paragraphs, then the sources.")
    paragraphs: tuple[Paragraph, ...]
    sources: tuple[str, ...]
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    checklist: tuple[CheckItem, ...]
    warnings: tuple[Warning, ...]
    engine: Engine
    as_of: Day
    history: tuple[Step, ...]


def reply_response(kept: KeptReply) -> ReplyResponse:
    """The body of a reply."""
    record, draft = kept.record, kept.draft
    body = {
        **vars(draft),
        "id": record.id,
        "state": record.state,
        "steps": possible(record.state),
        "author": record.author,
        "created": record.created,
        "updated": record.updated,
        "content_hash": record.content_hash,
        "text": draft.text,
        "claims": claim_bodies(draft.claims, draft.language),
        "history": record.history,
    }
    return ReplyResponse.model_validate(body)


def reply_list(replies: Iterable[KeptReply]) -> ReplyList:
    """The body of a list of replies."""
    return ReplyList(replies=tuple(map(_summary, replies)))


def _summary(kept: KeptReply) -> ReplySummary:
    record = kept.record
    approval = record.approval
    return ReplySummary(
        id=record.id,
        state=record.state,
        audience=kept.draft.audience,
        language=record.language,
        author=record.author,
        claims=record.claims,
        created=record.created,
        updated=record.updated,
        approved=approval.when if approval else None,
    )
