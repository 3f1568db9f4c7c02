"""The optional language model: it writes statements over numbered evidence, and each is verified. The only module
that knows a chat model.
"""

import json

from langchain.chat_models import init_chat_model
from langchain_core.exceptions import OutputParserException
from langchain_core.language_models import BaseChatModel
from langchain_core.output_parsers import PydanticOutputParser
from langchain_core.prompts import ChatPromptTemplate
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
    except (ImportError, ValueError) as error:
        raise ModelUnavailable(
            f"The chat model '{name}' of NODDFA_MODEL cannot be opened: {error}. "
            "Install its LangChain package, or unset NODDFA_MODEL to answer without a model."
        ) from error
    return model


class ModelEngine:
    """Rewrites the statements of an extractive draft; falls back to them whenever the model fails."""

    def __init__(self, name: str, chat: BaseChatModel, prompt: Prompt) -> None:
        self.name = name
        self.prompt = prompt
        self._parser = PydanticOutputParser(pydantic_object=_Reply)
        template = ChatPromptTemplate.from_messages([("system", prompt.text), ("human", _HUMAN)])
        self._chain = template | chat | self._parser

    def draft(self, findings: Findings, extracted: Draft) -> Draft:
        """The draft with the model's verified statements, or the extracted one; what failed is withheld, with why."""
        if not extracted.citations:
            return extracted
        reply = self._ask(findings, extracted)
        if reply is None:
            return extracted
        kept, withheld = [], []
        for written in reply.statements:
            statement = Statement(written.text.strip(), tuple(dict.fromkeys(written.citations)))
            reason = fault(statement, extracted.citations, extracted.competence)
            if reason is None:
                kept.append(statement)
            else:
                withheld.append(Withheld(statement.text, reason))
        if not kept:
            return extracted.with_statements(extracted.statements, tuple(withheld), by_model=False)
        return extracted.with_statements(tuple(kept), tuple(withheld), by_model=True)

    def _ask(self, findings: Findings, extracted: Draft) -> _Reply | None:
        evidence = [{"key": citation.key, "text": citation.quote} for citation in extracted.citations]
        values = {
            "question": findings.question.text,
            "evidence": json.dumps(evidence, ensure_ascii=False, indent=1),
            "form": self._parser.get_format_instructions(),
            "language": _LANGUAGE[findings.language],
        }
        for _ in range(_TRIES):
            try:
                return self._chain.invoke(values)
            except OutputParserException:
                continue  # broken output is asked for once more
            except Exception:
                return None
        return None
