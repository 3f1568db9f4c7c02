"""The JSON route of checking a text."""

from fastapi import APIRouter

from api.claim_contract import ClaimsRequest, ClaimsResponse, claims_response
from api.dependencies import DeskDep

router = APIRouter(prefix="/v1")


@router.post("/claims", operation_id="check_claims")
def claims(body: ClaimsRequest, desk: DeskDep) -> ClaimsResponse:
    """Take a text apart into claims and tell what the documents make of each, with quotes and who decides."""
    return claims_response(desk.check(body.to_post()))
