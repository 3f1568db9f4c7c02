"""What routes ask for, as named types."""

from typing import Annotated, TypedDict, TypeVar, cast

from fastapi import Depends, Request

from answer.assistant import Assistant
from answer.foi.desk import FoiDesk
from answer.receipts import Recorder
from answer.reply_desk import ReplyDesk
from api.page import Pages
from errors import RecordsFailed

Part = TypeVar("Part")


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
    return _opened(cast(Recorder | None, request.state.recorder), "keeps no receipts")


def _desk(request: Request) -> ReplyDesk:
    return _opened(cast(ReplyDesk | None, request.state.desk), "keeps no replies")


def _foi_desk(request: Request) -> FoiDesk:
    return _opened(cast(FoiDesk | None, request.state.foi), "drafts no letters")


def _opened(part: Part | None, lack: str) -> Part:
    """A part over the records; raises RecordsFailed where the service runs without them."""
    if part is None:
        raise RecordsFailed(
            f"This service {lack}: its records could not be opened when it started. "
            "Its log says why; mend that, then start it again."
        )
    return part


AssistantDep = Annotated[Assistant, Depends(_assistant)]
PagesDep = Annotated[Pages, Depends(_pages)]
RecorderDep = Annotated[Recorder, Depends(_recorder)]
DeskDep = Annotated[ReplyDesk, Depends(_desk)]
FoiDeskDep = Annotated[FoiDesk, Depends(_foi_desk)]
