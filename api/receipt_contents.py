"""The bodies of receipts: what is kept, what came of asking again, what is gone."""

from datetime import datetime
from typing import Any

from answer.replay import Replay as Replayed
from api.contract import AskResponse, Body, ask_response
from records.receipts import Receipt as Kept


class Receipt(Body):
    """How an answer came about; what `body` holds goes by its `kind` and is told in docs/receipts.md."""

    id: str
    kind: str
    created: datetime
    body: dict[str, Any]


class Difference(Body):
    """One part of an answer that came out differently."""

    field: str
    before: Any
    after: Any


class Replay(Body):
    """The question of a receipt asked again, as on the day of the receipt."""

    id: str
    same: bool
    same_generation: bool
    masked: bool
    generation: str
    differences: tuple[Difference, ...]
    answer: AskResponse


class Deleted(Body):
    """A receipt that is gone for good."""

    id: str
    deleted: bool = True


def receipt_body(receipt: Kept) -> Receipt:
    """The body of a receipt."""
    return Receipt(id=receipt.id, kind=receipt.kind, created=receipt.created, body=dict(receipt.body))


def replay_body(replay: Replayed) -> Replay:
    """The body of a replay; `id` is the receipt's, the new answer has one of its own."""
    return Replay(
        id=replay.receipt.id,
        same=not replay.differences,
        same_generation=replay.same_generation,
        masked=replay.masked,
        generation=replay.answer.engine.generation,
        differences=tuple(Difference.model_validate(one) for one in replay.differences),
        answer=ask_response(replay.answer),
    )
