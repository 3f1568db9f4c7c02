"""What routes ask for, as named types."""

from typing import Annotated, TypedDict, cast

from fastapi import Depends, Request

from answer.assistant import Assistant
from answer.foi.desk import FoiDesk
from answer.receipts import Recorder
from answer.reply_desk import ReplyDesk
from api.page import Pages
from errors import RecordsFailed


class State(TypedDict):
    """What the lifespan opens and every request can reach."""

    assistant: Assistant
    pages: Pages
    recorder: Recorder | None
    desk: ReplyDesk | None
    foi: FoiDesk | None


def _assistant(request: Request) -> Assistant:
    return cast(Assistant, request.state.assistant)


def _pages(request: Request) -> Pages:
    return cast(Pages, request.state.pages)


def _recorder(request: Request) -> Recorder:
    recorder = cast(Recorder | None, request.state.recorder)
    if recorder is None:
        raise RecordsFailed(
            "This service keeps no receipts: its records could not be opened when it started. "
            "Its log says why; mend that, then start it again."
        )
    return recorder


def _desk(request: Request) -> ReplyDesk:
    desk = cast(ReplyDesk | None, request.state.desk)
    if desk is None:
        raise RecordsFailed(
            "This service keeps no replies: its records could not be opened when it started. "
            "Its log says why; mend that, then start it again."
        )
    return desk


def _foi_desk(request: Request) -> FoiDesk:
    desk = cast(FoiDesk | None, request.state.foi)
    if desk is None:
        raise RecordsFailed(
            "This service drafts no letters: its records could not be opened when it started. "
            "Its log says why; mend that, then start it again."
        )
    return desk


AssistantDep = Annotated[Assistant, Depends(_assistant)]
PagesDep = Annotated[Pages, Depends(_pages)]
RecorderDep = Annotated[Recorder, Depends(_recorder)]
DeskDep = Annotated[ReplyDesk, Depends(_desk)]
FoiDeskDep = Annotated[FoiDesk, Depends(_foi_desk)]
