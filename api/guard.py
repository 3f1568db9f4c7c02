"""What stands before every route: the host that was asked for, and the headers of every response."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import host_refused

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
        """Pass a request for this machine on; refuse one for another host name."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        here = _name(Headers(scope=scope).get("host", "")) in _HOSTS
        app = self._app if here else host_refused().response()
        await app(scope, receive, _with_headers(send))


def _name(host: str) -> str:
    """The name without its port: `[::1]:8000` is `[::1]`."""
    name, _, port = host.lower().rpartition(":")
    return name if name and port.isdecimal() else host.lower()


def _with_headers(send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sender
