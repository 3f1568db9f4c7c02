"""The routes that a browser reads: the page to ask on, and the description of the JSON routes."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, BeforeValidator, ConfigDict

from answer.answer import Question
from api.contract import Asked, Language, ask_response
from api.dependencies import AssistantDep, PagesDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


class PageQuery(BaseModel):
    """The form as sent; with no `q` or a blank one the page is empty."""

    model_config = ConfigDict(frozen=True)

    q: Annotated[Asked | None, BeforeValidator(lambda text: text if text and text.strip() else None)] = None
    lang: Language = "auto"


@router.get("/")
def ask_page(query: Annotated[PageQuery, Query()], assistant: AssistantDep, pages: PagesDep) -> str:
    """Show the form and, once a question is sent, its answer."""
    if query.q is None:
        return pages.ask("", query.lang, None)
    answer = assistant.ask(Question(query.q, query.lang))
    return pages.ask(query.q, query.lang, ask_response(answer))


@router.get("/docs")
def docs_page(request: Request, pages: PagesDep) -> str:
    """Show the JSON routes as text, from the same description that `/openapi.json` gives."""
    return pages.routes(request.app.openapi())
