"""What routes ask for, as named types."""

from typing import Annotated, TypedDict, cast

from fastapi import Depends, Request

from answer.assistant import Assistant
from api.page import Pages


class State(TypedDict):
    """What the lifespan opens and every request can reach."""

    assistant: Assistant
    pages: Pages


def _assistant(request: Request) -> Assistant:
    return cast(Assistant, request.state.assistant)


def _pages(request: Request) -> Pages:
    return cast(Pages, request.state.pages)


AssistantDep = Annotated[Assistant, Depends(_assistant)]
PagesDep = Annotated[Pages, Depends(_pages)]
