"""The optional language model: it writes statements over numbered evidence, and each is verified. The only module
that knows a chat model.
"""

import json
import threading
from queue import Empty, SimpleQueue
from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.exceptions import OutputParserException
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.output_parsers import PydanticOutputParser
from langchain_core.prompts import ChatPromptTemplate, MessagesPlaceholder
from langchain_core.runnables import Runnable
from pydantic import BaseModel, ConfigDict, Field

from answer.answer import Statement, Withheld
from answer.draft import Draft
from answer.findings import Findings
from answer.verify import fault
from errors import ModelUnavailable
from prompts.wording import Prompt

_HUMAN = "<question>\n{question}\n</question>\n\n<evidence>\n{evidence}\n</evidence>\n\n{form}"
_LANGUAGE = {"en": "English", "cy": "Welsh"}
_TRIES = 2
_TIMEOUT = 60.0


class _Written(BaseModel):
    """One statement as the model returns it."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=600, description="one plain sentence")
    citations: list[str] = Field(description="keys of the pieces of evidence that the sentence rests on")


class _Reply(BaseModel):
    """What the model returns."""

    model_config = ConfigDict(extra="forbid")

    statements: list[_Written] = Field(max_length=8)


def open_chat_model(name: str, timeout: float) -> BaseChatModel:
    """A LangChain chat model by name, such as `ollama:llama3.2`; raises ModelUnavailable."""
    try:
        model = init_chat_model(name, temperature=0, timeout=timeout)
    except Exception as error:
        # Each provider has errors of its own for a missing package, key or model.
        reason = " ".join(str(error).split()).rstrip(".")
        raise ModelUnavailable(
            f"The chat model '{name}' of NODDFA_MODEL cannot be opened: {reason}. "
            "Install and configure its LangChain package, or unset NODDFA_MODEL to answer without a model."
        ) from error
    return model


class ModelEngine:
    """Rewrites the statements of an extractive draft; falls back to them whenever the model fails."""

    def __init__(self, name: str, chat: BaseChatModel, prompt: Prompt, timeout: float = _TIMEOUT) -> None:
        self.name = name
        self.prompt = prompt
        self._timeout = timeout
        self._parser: PydanticOutputParser[_Reply] = PydanticOutputParser(pydantic_object=_Reply)
        template = ChatPromptTemplate.from_messages(
            [("system", prompt.text), ("human", _HUMAN), MessagesPlaceholder("again", optional=True)]
        )
        self._chain: Runnable[dict[str, Any], _Reply] = template | chat | self._parser

    def draft(self, findings: Findings, extracted: Draft) -> Draft:
        """The draft with the model's verified statements, or the extracted one; what failed is withheld, with why."""
        if not extracted.citations:
            return extracted
        reply = self._within_time(findings, extracted)
        if reply is None:
            return extracted
        kept, withheld = _verified(reply, extracted)
        if not _holds_heart(kept, extracted):
            return extracted.with_statements(extracted.statements, withheld, by_model=False)
        return extracted.with_statements(kept, withheld, by_model=True)

    def _within_time(self, findings: Findings, extracted: Draft) -> _Reply | None:
        """The reply, or None once the time is up: not every provider keeps to the timeout that it is given."""
        replies: SimpleQueue[_Reply | None] = SimpleQueue()
        threading.Thread(target=lambda: replies.put(self._ask(findings, extracted)), daemon=True).start()
        try:
            return replies.get(timeout=self._timeout)
        except Empty:
            return None

    def _ask(self, findings: Findings, extracted: Draft) -> _Reply | None:
        evidence = [{"key": citation.key, "text": citation.quote} for citation in extracted.citations]
        form = self._parser.get_format_instructions()
        values: dict[str, Any] = {
            "question": _as_data(findings.question.text),
            "evidence": _as_data(evidence),
            "form": form,
            "language": _LANGUAGE[findings.language],
        }
        for _ in range(_TRIES):
            try:
                return self._chain.invoke(values)
            except OutputParserException as error:
                values["again"] = [AIMessage(error.llm_output or ""), HumanMessage(form)]
            except Exception:
                return None  # every provider raises its own errors; the extracted answer stands
        return None


def _as_data(value: object) -> str:
    """JSON without angle brackets, so that nothing inside can close the element around it."""
    return json.dumps(value, ensure_ascii=False, indent=1).replace("<", "\\u003c").replace(">", "\\u003e")


def _verified(reply: _Reply, extracted: Draft) -> tuple[tuple[Statement, ...], tuple[Withheld, ...]]:
    kept: dict[str, Statement] = {}
    withheld: list[Withheld] = []
    for written in reply.statements:
        statement = Statement(written.text.strip(), tuple(dict.fromkeys(written.citations)))
        reason = fault(statement, extracted.citations, extracted.competence)
        if reason is None:
            kept.setdefault(statement.text, statement)
        else:
            withheld.append(Withheld(statement.text, reason))
    return tuple(kept.values()), tuple(withheld)


def _holds_heart(kept: tuple[Statement, ...], extracted: Draft) -> bool:
    """Whether something survives and still rests on the quote that the headline was made from."""
    cited = {key for statement in kept for key in statement.citations}
    if extracted.competence is not None:
        cited.update(extracted.competence.citations)
    return bool(kept) and extracted.citations[0].key in cited
