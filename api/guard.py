"""What stands before every route: the host asked for, the size of the body, and the headers of every response."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Problem, body_too_large, host_refused

MAX_BODY = 64 * 1024
"""Bytes; the longest question takes a fraction of it in any encoding."""

_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Questions can hold personal data: no copy of an answer is left in a cache.
    "Cache-Control": "no-store",
}


class Guard:
    """ASGI middleware, outermost so that even the response to an unforeseen error carries its headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its body already read, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sender = _with_headers(send)
        refusal, body = await _admit(scope, receive)
        if refusal:
            await refusal.response()(scope, receive, sender)
        else:
            await self._app(scope, _replay(body, receive), sender)


async def _admit(scope: Scope, receive: Receive) -> tuple[Problem | None, bytes]:
    headers = Headers(scope=scope)
    if _host(headers.get("host", "")) not in _HOSTS:
        return host_refused(), b""
    # What arrives is counted: a body sent in chunks names no length.
    body = b""
    more = True
    while more and len(body) <= MAX_BODY:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return (body_too_large(MAX_BODY), b"") if len(body) > MAX_BODY else (None, body)


def _host(host: str) -> str:
    """The name without its port: `[::1]:8000` is `[::1]`."""
    name, _, port = host.lower().rpartition(":")
    return name if name and port.isdecimal() else host.lower()


def _replay(body: bytes, receive: Receive) -> Receive:
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return pending.pop() if pending else await receive()

    return replay


def _with_headers(send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sender
