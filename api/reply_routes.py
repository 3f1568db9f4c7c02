"""The JSON routes of replies; whoever makes or changes one names themselves."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from answer.export import Format
from api.acting import PersonDep
from api.dependencies import DeskDep
from api.problems import ACTING_RESPONSES
from api.reply_contract import (
    ApproveRequest,
    EditRequest,
    ReplyList,
    ReplyRequest,
    ReplyResponse,
    StepRequest,
    reply_list,
    reply_response,
)
from records.reply import State

router = APIRouter(prefix="/v1/replies", responses={**ACTING_RESPONSES})

Sought = Annotated[str | None, Query(max_length=200, description="Words that a reply or its claims must hold.")]


@router.post("", operation_id="draft_reply")
def draft(body: ReplyRequest, desk: DeskDep, who: PersonDep) -> ReplyResponse:
    """Check a text and keep a draft of a reply to it, with the advice whether to send anything."""
    return reply_response(desk.draft(body.to_post(), body.audience, who=who))


@router.get("", operation_id="list_replies")
def replies(desk: DeskDep, state: State | None = None, q: Sought = None) -> ReplyList:
    """List the replies in a state that hold every word of `q`, the latest touched first."""
    return reply_list(desk.list(state, q))


@router.get("/{reply_id}", operation_id="show_reply")
def show(reply_id: str, desk: DeskDep) -> ReplyResponse:
    """Show one reply as it stands, with its history."""
    return reply_response(desk.get(reply_id))


@router.put("/{reply_id}", operation_id="edit_reply")
def edit(reply_id: str, body: EditRequest, desk: DeskDep, who: PersonDep) -> ReplyResponse:
    """Put a text or paragraphs in place of those that were read; the reply is a draft again."""
    kept = desk.edit(
        reply_id,
        who=who,
        content_hash=body.content_hash,
        text=body.text,
        paragraphs=body.to_paragraphs(),
        note=body.note,
    )
    return reply_response(kept)


@router.post("/{reply_id}/submit", operation_id="submit_reply")
def submit(reply_id: str, desk: DeskDep, who: PersonDep, body: StepRequest | None = None) -> ReplyResponse:
    """Hand a draft in for review."""
    return reply_response(desk.submit(reply_id, who=who, note=_note(body)))


@router.post("/{reply_id}/approve", operation_id="approve_reply")
def approve(reply_id: str, body: ApproveRequest, desk: DeskDep, who: PersonDep) -> ReplyResponse:
    """Approve exactly the words that were read; nobody approves what they wrote or edited."""
    return reply_response(desk.approve(reply_id, who=who, content_hash=body.content_hash, note=body.note))


@router.post("/{reply_id}/publish", operation_id="publish_reply")
def publish(reply_id: str, desk: DeskDep, who: PersonDep, body: StepRequest | None = None) -> ReplyResponse:
    """Mark an approved reply as sent or posted; nothing is sent from here."""
    return reply_response(desk.publish(reply_id, who=who, note=_note(body)))


@router.post("/{reply_id}/withdraw", operation_id="withdraw_reply")
def withdraw(reply_id: str, desk: DeskDep, who: PersonDep, body: StepRequest | None = None) -> ReplyResponse:
    """Take a reply out of use for good."""
    return reply_response(desk.withdraw(reply_id, who=who, note=_note(body)))


@router.get("/{reply_id}/export", operation_id="export_reply", response_class=Response)
def export(reply_id: str, desk: DeskDep, format: Format = Format.TXT) -> Response:  # noqa: A002 the contract's word
    """Give the reply as a file that says whether it is approved."""
    made = desk.export(reply_id, format)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return Response(made.content, media_type=made.media_type, headers=headers)


def _note(body: StepRequest | None) -> str:
    return body.note if body else ""
