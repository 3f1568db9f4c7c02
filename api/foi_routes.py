"""The JSON routes of requests for information: precedents, drafts, their files, and what was sent."""

from fastapi import APIRouter, Response

from answer.foi.desk import LetterFormat
from api.dependencies import FoiDeskDep
from api.foi_contract import (
    DraftResponse,
    PrecedentsRequest,
    PrecedentsResponse,
    SentRequest,
    SentResponse,
    draft_response,
    kept_response,
    precedents_response,
)
from api.problems import LETTER_RESPONSES

router = APIRouter(prefix="/v1")


@router.post("/precedents", operation_id="find_precedents")
def precedents(body: PrecedentsRequest, desk: FoiDeskDep) -> PrecedentsResponse:
    """Take a request apart into its questions and find what was answered to such questions before."""
    return precedents_response(desk.precedents(body.to_incoming()), desk.wording)


@router.post("/foi-drafts", operation_id="draft_letter")
def draft(body: PrecedentsRequest, desk: FoiDeskDep) -> DraftResponse:
    """Draft the letter that answers a request, with a gap wherever an officer must judge."""
    return draft_response(desk.draft(body.to_incoming()))


@router.get("/foi-drafts/{draft_id}", operation_id="show_letter", responses={**LETTER_RESPONSES})
def show(draft_id: str, desk: FoiDeskDep) -> DraftResponse:
    """Show a draft as it is kept."""
    return kept_response(desk.get(draft_id))


@router.get(
    "/foi-drafts/{draft_id}/export",
    operation_id="export_letter",
    response_class=Response,
    responses={**LETTER_RESPONSES},
)
def export(draft_id: str, desk: FoiDeskDep, format: LetterFormat = LetterFormat.DOCX) -> Response:  # noqa: A002 the contract's word
    """Give the draft as a file, or its deadline for a calendar."""
    made = desk.export(draft_id, format)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return Response(made.content, media_type=made.media_type, headers=headers)


@router.post("/foi-drafts/{draft_id}/sent", operation_id="record_letter", responses={**LETTER_RESPONSES})
def sent(draft_id: str, body: SentRequest, desk: FoiDeskDep) -> SentResponse:
    """Keep the letter as it was sent among the documents, so that it is a precedent tomorrow."""
    return SentResponse(document=desk.sent(draft_id, body.text))
