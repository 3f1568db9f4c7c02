"""The JSON routes of receipts."""

from fastapi import APIRouter

from answer.replay import replay
from api.dependencies import AssistantDep, RecorderDep
from api.problems import NOT_FOUND_RESPONSE
from api.receipt_contents import Deleted, Receipt, Replay, receipt_body, replay_body

router = APIRouter(prefix="/v1/receipts", responses={**NOT_FOUND_RESPONSE})


@router.get("/{receipt_id}", operation_id="show_receipt")
def show(receipt_id: str, recorder: RecorderDep) -> Receipt:
    """Show how an answer came about."""
    return receipt_body(recorder.receipt(receipt_id))


@router.post("/{receipt_id}/replay", operation_id="replay_receipt")
def ask_again(receipt_id: str, recorder: RecorderDep, assistant: AssistantDep) -> Replay:
    """Ask the question of a receipt again and show what is different; nothing is kept of that."""
    return replay_body(replay(recorder.receipt(receipt_id), assistant))


@router.delete("/{receipt_id}", operation_id="delete_receipt")
def delete(receipt_id: str, recorder: RecorderDep) -> Deleted:
    """Erase a receipt; its id is never used again."""
    recorder.delete(receipt_id)
    return Deleted(id=receipt_id)
