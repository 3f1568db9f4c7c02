"""The service put together: guard, routes, page and problem details."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi.telemetry import TelemetryConfig
from starlette.types import ASGIApp

from answer.assembly import open_assistant, recording, with_desk, with_foi_desk
from answer.assistant import Assistant
from answer.foi.desk import FoiDesk
from answer.receipts import Recorder
from answer.reply_desk import ReplyDesk
from api import claim_routes, foi_routes, page_routes, receipt_routes, reply_routes, routes
from api.dependencies import State
from api.filing import filing
from api.guard import Guard
from api.page import Pages
from api.problems import PROBLEM_RESPONSES, declare_media_type, handle_problems
from ingest.assembly import open_ingestor
from settings import Settings, silence_environment

MAX_BODY = 768 * 1024
"""Bytes; the longest letter takes no more in any encoding."""

_STATIC = Path(__file__).parent / "static"

# Spans and logs hold questions, and the environment alone could send them elsewhere.
_NO_TELEMETRY: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}


class Service(FastAPI):
    """FastAPI behind the guard, which stands outside even its handler of unforeseen errors."""

    def build_middleware_stack(self) -> ASGIApp:
        """Wrap the whole stack."""
        return Guard(super().build_middleware_stack())

    def openapi(self) -> dict[str, Any]:
        """Describe the routes; generated clients are made from this."""
        return declare_media_type(super().openapi())


def create_app(
    assistant: Assistant | None = None,
    recorder: Recorder | None = None,
    desk: ReplyDesk | None = None,
    foi: FoiDesk | None = None,
) -> FastAPI:
    """Build the service over an assistant, the recorder that it was given, a desk of replies and one of requests.

    Without an assistant all are opened, as the settings describe them, when the service starts.
    """
    silence_environment()
    pages = Pages()
    app = Service(
        title="Noddfa",
        summary="Answers about migration, asylum and who decides what in Wales, from official documents.",
        version="1",
        lifespan=_lifespan(assistant, recorder, desk, foi, pages),
        responses=dict(PROBLEM_RESPONSES),
        max_body_size=MAX_BODY,
        telemetry=_NO_TELEMETRY,
        # The stock pages of documentation load scripts from elsewhere; ours is in page_routes.
        docs_url=None,
        redoc_url=None,
    )
    app.include_router(routes.router)
    app.include_router(claim_routes.router)
    app.include_router(reply_routes.router)
    app.include_router(foi_routes.router)
    app.include_router(receipt_routes.router)
    app.include_router(page_routes.router)
    app.mount("/static", StaticFiles(directory=_STATIC))
    handle_problems(app, pages)
    return app


def _lifespan(
    assistant: Assistant | None, recorder: Recorder | None, desk: ReplyDesk | None, foi: FoiDesk | None, pages: Pages
) -> Callable[[FastAPI], AbstractAsyncContextManager[State]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[State]:
        if assistant is not None:
            yield State(assistant=assistant, pages=pages, recorder=recorder, desk=desk, foi=foi)
            return
        settings = Settings()
        with (
            recording(settings) as kept,
            open_assistant(settings, recorder=kept) as opened,
            with_desk(settings, opened) as made,
            with_foi_desk(settings, opened, filing(open_ingestor(settings, load=lambda: opened.embedder))) as letters,
        ):
            yield State(assistant=opened, pages=pages, recorder=kept, desk=made, foi=letters)

    return lifespan
