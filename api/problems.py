"""Errors as problem details (RFC 9457) or, to a browser, as a page; the only module that knows HTTP statuses."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, TypeVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from api.fields import FieldError, field_errors
from api.page import Pages
from errors import (
    Conflict,
    IndexMismatch,
    IndexMissing,
    ModelUnavailable,
    NobodyNamed,
    NoddfaError,
    NotFound,
    NotReady,
    UsageError,
)

T = TypeVar("T")

_MEDIA_TYPE = "application/problem+json"

_STATUSES: Mapping[type[Exception], HTTPStatus] = {
    NobodyNamed: HTTPStatus.BAD_REQUEST,
    UsageError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFound: HTTPStatus.NOT_FOUND,
    NotReady: HTTPStatus.SERVICE_UNAVAILABLE,
    Conflict: HTTPStatus.CONFLICT,
    NoddfaError: HTTPStatus.INTERNAL_SERVER_ERROR,
}

# Only what a client might act on has a type of its own.
_TYPES: Mapping[type[Exception], str] = {
    IndexMissing: "/problems/index-missing",
    IndexMismatch: "/problems/index-mismatch",
    ModelUnavailable: "/problems/model-unavailable",
    NoddfaError: "about:blank",
}


class Problem(BaseModel):
    """What went wrong and, where a person can mend it, how; `errors` names the fields at fault."""

    model_config = ConfigDict(frozen=True)

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    errors: tuple[FieldError, ...] | None = None

    def response(self, headers: Mapping[str, str] | None = None) -> Response:
        """The problem as `application/problem+json`."""
        content = self.model_dump(exclude_none=True)
        return JSONResponse(content, self.status, headers, media_type=_MEDIA_TYPE)


def _problem(status: HTTPStatus, detail: str | None = None, **fields: Any) -> Problem:
    return Problem(title=status.phrase, status=status, detail=detail, **fields)


def _by_class(table: Mapping[type[Exception], T], error: Exception) -> T:
    return next(table[cls] for cls in type(error).__mro__ if cls in table)


def host_refused() -> Problem:
    """A host name other than this machine's own, as a page elsewhere uses to reach a local service."""
    return _problem(HTTPStatus.BAD_REQUEST, "This service answers under localhost, 127.0.0.1 and [::1] only.")


PROBLEM_RESPONSES: Mapping[int | str, dict[str, Any]] = {
    int(status): {"model": Problem, "description": status.phrase}
    for status in (
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.SERVICE_UNAVAILABLE,
    )
}
ACTING_RESPONSES: Mapping[int | str, dict[str, Any]] = {
    int(status): {"model": Problem, "description": status.phrase}
    for status in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)
}
LETTER_RESPONSES: Mapping[int | str, dict[str, Any]] = {
    int(status): {"model": Problem, "description": status.phrase}
    for status in (HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)
}
NOT_FOUND_RESPONSE: Mapping[int | str, dict[str, Any]] = {
    int(HTTPStatus.NOT_FOUND): {"model": Problem, "description": HTTPStatus.NOT_FOUND.phrase}
}


def declare_media_type(description: dict[str, Any]) -> dict[str, Any]:
    """Give the problems of an OpenAPI description their own media type, which FastAPI cannot be told."""
    for operations in description["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if int(status) >= HTTPStatus.BAD_REQUEST and "application/json" in response.get("content", {}):
                    response["content"] = {_MEDIA_TYPE: response["content"]["application/json"]}
    return description


def handle_problems(app: FastAPI, pages: Pages) -> None:
    """Register one handler for each family of errors."""

    @app.exception_handler(NoddfaError)
    def explained(request: Request, error: NoddfaError) -> Response:
        status = _by_class(_STATUSES, error)
        if status is HTTPStatus.INTERNAL_SERVER_ERROR:
            logging.getLogger(__name__).error("%s", error, exc_info=error)
        return _shown(request, _problem(status, str(error), type=_by_class(_TYPES, error)), pages)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        status = HTTPStatus(error.status_code)
        detail = None if error.detail == status.phrase else error.detail
        return _shown(request, _problem(status, detail), pages, error.headers)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        errors = field_errors(error.errors(), skip=1)
        detail = ". ".join(field.detail for field in errors) + "."
        return _shown(request, _problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors=errors), pages)

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> Response:
        # The server logs it; what it says is no business of the asker.
        return _shown(request, _problem(HTTPStatus.INTERNAL_SERVER_ERROR), pages)


def _shown(request: Request, problem: Problem, pages: Pages, headers: Mapping[str, str] | None = None) -> Response:
    if request.url.path.startswith("/v1/") or "text/html" not in request.headers.get("accept", ""):
        return problem.response(headers)
    details = tuple(error.detail for error in problem.errors or ()) or (problem.detail or problem.title,)
    not_ready = problem.status == HTTPStatus.SERVICE_UNAVAILABLE
    page = pages.problem(request.query_params, details, not_ready=not_ready)
    return HTMLResponse(page, problem.status, headers)
