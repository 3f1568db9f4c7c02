"""A chat model that says what a test wants, at LangChain's own seam, and an answer for it to write over."""

import json
import threading
from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import ConfigDict, Field

from answer.answer import AnswerStatus, Citation, Competence, Question, Statement
from answer.chat_model import PROMPTS, ChatWriter
from answer.draft import Draft
from answer.findings import Findings
from answer.intent import read_intent
from answer.matching import Matched
from answer.model import ModelEngine
from answer.reading import Reading
from answer.selection import NOTHING
from answer.tally import Prices
from prompts.wording import load_prompt


class Scripted(BaseChatModel):
    """Gives the replies it was handed, `c1` in them replaced by the key that the first piece was given, and so on."""

    replies: list[str | Exception]
    asked: list[list[BaseMessage]] = Field(default_factory=list)
    until: threading.Event | None = None
    tokens: tuple[int, int] | None = None
    model_config = ConfigDict(arbitrary_types_allowed=True)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        self.asked.append(messages)
        if self.until is not None:
            self.until.wait(10)
        reply = self.replies[len(self.asked) - 1]
        if isinstance(reply, Exception):
            raise reply
        for number, key in enumerate(keys_given(messages), 1):
            reply = reply.replace(f'"c{number}"', f'"{key}"')
        message = AIMessage(reply)
        if self.tokens is not None:
            read, written = self.tokens
            message.usage_metadata = {"input_tokens": read, "output_tokens": written, "total_tokens": read + written}
        return ChatResult(generations=[ChatGeneration(message=message)])


def evidence_given(messages: Sequence[BaseMessage]) -> list[dict[str, str]]:
    """The evidence as it stands in what a model is asked."""
    text = str(messages[1].content)
    begins, ends = text.index("<evidence>") + len("<evidence>"), text.index("</evidence>")
    found: list[dict[str, str]] = json.loads(text[begins:ends])
    return found


def keys_given(messages: Sequence[BaseMessage]) -> list[str]:
    return [piece["key"] for piece in evidence_given(messages)]


def replying(*statements: tuple[str, Sequence[str]]) -> str:
    """A reply in the form that is asked for, of texts and keys."""
    return json.dumps({"statements": [{"text": text, "citations": keys} for text, keys in statements]})


def engine(chat: BaseChatModel, timeout: float = 60, prices: Prices | None = None) -> ModelEngine:
    """The model engine over any chat model, with the real prompts."""
    writer = ChatWriter(chat, {name: load_prompt(name) for name in PROMPTS})
    return ModelEngine("scripted:1", writer, timeout, prices)


def findings(question: str, language: str = "en") -> Findings:
    return Findings(
        question=Question(question),
        language=language,
        intent=read_intent(question),
        aside=None,
        matched=Matched((), None),
        hits=(),
        reading=Reading((), trained=False),
        powers=None,
        echo=None,
        against=(),
        selection=NOTHING,
    )


def extracted(*citations: Citation, competence: Competence | None = None) -> Draft:
    """An embedded answer that quotes the citations."""
    return Draft(
        AnswerStatus.ANSWERED,
        "A headline.",
        competence=competence,
        statements=tuple(Statement(f"“{one.quote}”", (one.key,)) for one in citations),
        citations=citations,
    )
