"""Asks a chat model for statements in a set form and reads its reply. The only module that knows a chat model."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from langchain.chat_models import init_chat_model
from langchain_core.exceptions import OutputParserException
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.output_parsers import JsonOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableConfig
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from answer.tally import Tally
from errors import ModelUnavailable
from prompts.wording import Prompt

PROMPTS = ("answer", "answer-request", "answer-again")
_LANGUAGE = {"en": "English", "cy": "Welsh"}
_LONGEST = 600
_ASKED = 240
_MOST = 8
_TRIES = 2
_RETRIES = 1


def _plain_length(text: str) -> str:
    if not 0 < len(text.strip()) <= _LONGEST:
        raise ValueError(f"a statement has 1 to {_LONGEST} characters")
    return text


class Written(BaseModel):
    """One statement as the model returns it."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, AfterValidator(_plain_length)]
    citations: list[str]


class _Reply(BaseModel):
    """What the model returns."""

    model_config = ConfigDict(extra="forbid")

    statements: list[Written]


@dataclass(frozen=True)
class Piece:
    """One piece of evidence under the key that the model is to cite it by."""

    key: str
    text: str


def open_chat_model(name: str, timeout: float, base_url: str | None = None) -> BaseChatModel:
    """A LangChain chat model by name, such as `ollama:llama3.2`; raises ModelUnavailable."""
    options: dict[str, Any] = {"temperature": 0, "timeout": timeout, "max_retries": _RETRIES}
    if base_url is not None:
        options["base_url"] = base_url
    try:
        model: BaseChatModel = init_chat_model(name, **options)
    except Exception as error:
        # Each provider has errors of its own for a missing package, key or model.
        reason = " ".join(str(error).split()).rstrip(".")
        raise ModelUnavailable(
            f"The chat model '{name}' of NODDFA_MODEL cannot be opened: {reason}. "
            "Install and configure its LangChain package, or unset NODDFA_MODEL to answer without a model."
        ) from error
    return model


class ChatWriter:
    """Has statements written over evidence, in the provider's own structured output where it has one."""

    def __init__(self, chat: BaseChatModel, prompts: Mapping[str, Prompt]) -> None:
        self._chat = chat
        self.prompts = {name: prompts[name].sha256 for name in PROMPTS}
        system, request, again = (prompts[name].text for name in PROMPTS)
        self._ask = ChatPromptTemplate.from_messages([("system", system), ("human", request)])
        self._ask_again = ChatPromptTemplate.from_messages([("human", again)])

    def write(self, question: str, language: str, evidence: Sequence[Piece], tally: Tally) -> list[Written] | None:
        """The statements as written, or None where no reply could be read, of two; raises the provider's errors."""
        messages = self._ask.format_messages(
            question=_as_data(question),
            evidence=_as_data([{"key": piece.key, "text": piece.text} for piece in evidence]),
            language=_LANGUAGE[language],
        )
        form = _form(min(_MOST, len(evidence)))
        for _ in range(_TRIES):
            reply, message = self._invoke(messages, form, {"callbacks": [tally]})
            if reply is not None and len(reply.statements) <= _MOST:
                return reply.statements
            messages = [*messages, AIMessage(message.text), *self._ask_again.format_messages()]
        return None

    def _invoke(
        self, messages: list[BaseMessage], form: dict[str, Any], config: RunnableConfig
    ) -> tuple[_Reply | None, BaseMessage]:
        try:
            structured = self._chat.with_structured_output(form, include_raw=True)
        except NotImplementedError:  # the form then stands in the prompt alone
            message: BaseMessage = self._chat.invoke(messages, config)
            return _read(None, message), message
        found: Any = structured.invoke(messages, config)
        return _read(found["parsed"], found["raw"]), found["raw"]


def _read(parsed: object, message: BaseMessage) -> _Reply | None:
    """The reply in its form: what the provider took apart, or else the JSON in its text, fenced or not."""
    for value in _candidates(parsed, message):
        try:
            return _Reply.model_validate(value)
        except ValidationError:
            continue
    return None


def _candidates(parsed: object, message: BaseMessage) -> Iterator[object]:
    if parsed is not None:
        yield parsed
    try:
        yield JsonOutputParser().parse(message.text)
    except (OutputParserException, RecursionError):
        return  # prose, or brackets without end


def _form(most: int) -> dict[str, Any]:
    """The JSON schema that structured output keeps to, where the provider can; what it says is checked again."""
    # Bounds that end a small model which would otherwise write on until its last token.
    text = {"type": "string", "minLength": 1, "maxLength": _ASKED}
    keys = {"type": "array", "items": {"type": "string", "maxLength": 8}, "minItems": 1, "maxItems": 4}
    statement = _closed({"text": text, "citations": keys})
    statements = {"type": "array", "items": statement, "maxItems": most}
    about = {"title": "reply", "description": "Statements over the evidence, each with the keys that it rests on."}
    return about | _closed({"statements": statements})


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _as_data(value: object) -> str:
    """JSON without angle brackets, so that nothing inside can close the element around it."""
    return json.dumps(value, ensure_ascii=False, indent=1).replace("<", "\\u003c").replace(">", "\\u003e")
