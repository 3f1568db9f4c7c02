"""Asks the question of a receipt again and says what comes out differently."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from answer.answer import Answer, Question
from answer.assistant import Assistant
from answer.masking import Mask
from answer.receipt_bodies import FORMAT, said
from answer.receipts import ASK
from corpus.document import Kind
from errors import UsageError
from records.receipts import Receipt

_SHOWN = ("status", "reason", "headline", "competence", "statements", "citations", "warnings", "withheld")
_MADE = ("mode", "model", "embedding", "generation", "prompts")


@dataclass(frozen=True)
class Difference:
    """One part of the answer that is not as it was."""

    field: str
    """`status`, `headline` and so on; of the engine `engine.model` and so on."""
    before: Any
    after: Any


@dataclass(frozen=True)
class Replay:
    """What came of asking again."""

    receipt: Receipt
    answer: Answer
    """Its own, under an id of its own; no receipt is kept of it."""
    same_generation: bool
    """Whether the generation that answered then was still kept; else the present one answered."""
    masked: bool
    """Whether the question was asked with something personal hidden, which alone can change the answer."""
    differences: tuple[Difference, ...]


def replay(receipt: Receipt, assistant: Assistant) -> Replay:
    """Ask again as on the same day, on the same generation where it is kept; raises UsageError for another kind."""
    if receipt.kind != ASK or receipt.body.get("format") != FORMAT:
        raise UsageError(
            f"The receipt {receipt.id} is not of a question that this version can ask again. "
            "Look at what it says instead, or enter the text anew."
        )
    body = receipt.body
    generation, day = body["engine"]["generation"], date.fromisoformat(body["answer"]["as_of"])
    kept = assistant.keeps(generation)
    asked = body["asked"]
    # Where a past day was asked for, which day it was then is not told by the answer; the receipt's own time tells it.
    today = receipt.created.date() if asked["as_of"] else day
    answer = assistant.ask_again(_question(asked), generation if kept else None, today)
    return Replay(receipt, answer, kept, asked["masked"] > 0, tuple(_differences(body, answer)))


def _question(asked: Mapping[str, Any]) -> Question:
    return Question(
        text=asked["text"],
        language=asked["language"],
        as_of=date.fromisoformat(asked["as_of"]) if asked["as_of"] else None,
        kinds=None if asked["kinds"] is None else tuple(Kind(kind) for kind in asked["kinds"]),
        limit=asked["limit"],
    )


def _differences(body: Mapping[str, Any], answer: Answer) -> Iterator[Difference]:
    now = said(answer, Mask(""))
    for name in _SHOWN:
        before, after = (_comparable(made[name]) for made in (body["answer"], now))
        if before != after:
            yield Difference(name, before, after)
    engine = vars(answer.engine)
    for name in _MADE:
        if body["engine"][name] != engine[name]:
            yield Difference(f"engine.{name}", body["engine"][name], engine[name])


def _comparable(value: Any) -> Any:
    """As JSON gives it back, without scores: their last figures differ from run to run, and nobody is shown them."""
    if isinstance(value, dict):
        return {name: _comparable(item) for name, item in value.items() if name != "score"}
    return [_comparable(item) for item in value] if isinstance(value, list | tuple) else value
