"""Counts what a language model is asked and uses; what a provider does not say stays unknown."""

from dataclasses import dataclass
from time import monotonic
from typing import Any

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.outputs import LLMResult

from answer.draft import Usage

_MILLION = 1_000_000


@dataclass(frozen=True)
class Prices:
    """Of a million tokens, in whatever currency the model is paid in."""

    input: float
    output: float


class Tally(BaseCallbackHandler):
    """Handed to LangChain for one answer."""

    def __init__(self) -> None:
        self._began = monotonic()
        self._calls = 0
        self._known: list[tuple[int, int]] = []

    def on_chat_model_start(self, serialized: dict[str, Any], messages: list[list[Any]], **more: Any) -> None:
        """A call begins."""
        self._calls += 1

    def on_llm_end(self, response: LLMResult, **more: Any) -> None:
        """A call is answered; not every provider says what it took."""
        for generation in (one for several in response.generations for one in several):
            used = getattr(getattr(generation, "message", None), "usage_metadata", None)
            if used:
                self._known.append((used["input_tokens"], used["output_tokens"]))

    def usage(self, model: str, prices: Prices | None) -> Usage:
        """Everything so far; the sums are of the calls that were told, None where none was."""
        seconds = round(monotonic() - self._began, 3)
        if not self._known:
            return Usage(model, self._calls, None, None, seconds=seconds)
        read, written = (sum(numbers) for numbers in zip(*self._known, strict=True))
        cost = (read * prices.input + written * prices.output) / _MILLION if prices else None
        return Usage(model, self._calls, read, written, cost, seconds)
