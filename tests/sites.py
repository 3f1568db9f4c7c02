"""Synthetic sites on loopback, with what a site can answer, well meant or not."""

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

from ingest.supply.fetching import Fetched, FetchLimits, fetch
from ingest.supply.web_address import IPAddress

LOOPBACK = ip_address("127.0.0.1")
_SMALL = FetchLimits(size=200_000, connect=2, read=2, total=4)
_KEY = """-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkXKexGW7Aif3N8LB
CTlCCp6oL+zQBAzlBFE2Uy+9rQGhRANCAAS1PGNVYW15jESgY6+lIqKTJB/CwNPS
VNTlKUn3SQYQJJRzQOLmvtEWWXyGwunKSuNmbcfzeMjWJJ+58D9B9iSg
-----END PRIVATE KEY-----
"""
# Synthetic, made for these tests and for records.example alone.
CERTIFICATE = """-----BEGIN CERTIFICATE-----
MIIBZzCCAQ2gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlzeW50aGV0
aWMwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CXN5bnRoZXRpYzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABLU8Y1VhbXmMRKBj
r6UiopMkH8LA09JU1OUpSfdJBhAklHNA4ua+0RZZfIbC6cpK42Ztx/N4yNYkn7nw
P0H2JKCjTjBMMBoGA1UdEQQTMBGCD3JlY29yZHMuZXhhbXBsZTAPBgNVHRMBAf8E
BTADAQH/MB0GA1UdDgQWBBR7bV3hn6CXJGbExSIW/3pT22acDjAKBggqhkjOPQQD
AgNIADBFAiBZzAHARZ9dJ0M5f0RmueYG4iLjgiBOuyxUHod3cbIZcgIhAIALy0jz
0GidtqvWqi06ZoXd8FKyz7erjewEVrEO2o46
-----END CERTIFICATE-----
"""

Route = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """One real server on loopback that any name leads to."""

    def __init__(self, server: ThreadingHTTPServer, routes: dict[str, Route], scheme: str) -> None:
        self.port = int(server.server_address[1])
        self.routes = routes
        self.scheme = scheme
        self.requests: list[BaseHTTPRequestHandler] = []
        self.resolved: list[str] = []

    def url(self, path: str, host: str = "records.example") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def resolve(self, host: str, port: int) -> list[IPAddress]:
        self.resolved.append(host)
        return [LOOPBACK]

    def fetch(self, path: str, limits: FetchLimits = _SMALL, host: str = "records.example") -> Fetched:
        def allow(address: IPAddress, port: int) -> bool:
            return (address, port) == (LOOPBACK, self.port)

        return fetch(self.url(path, host), limits=limits, resolve=self.resolve, allow=allow)


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.requests.append(self)
            site.routes[self.path.partition("?")[0]](self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the name is the server's
            return

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A client that hangs up is what many of these tests want."""

    server = Server(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site = Site(server, {}, "https" if tls else "http")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def answer(body: bytes, status: int = 200, **headers: str) -> Route:
    def route(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return route


def raw(data: bytes) -> Route:
    """Sends just these bytes and hangs up."""

    def route(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(data)

    return route


def redirect(target: str, status: int = 302) -> Route:
    return answer(b"", status, Location=target)


def drip(head: bytes, piece: bytes, seconds: float) -> Route:
    """Sends pieces for ever, until the client goes."""

    def route(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(head)
        while True:
            request.wfile.write(piece)
            time.sleep(seconds)

    return route


def server_tls(folder: Path) -> ssl.SSLContext:
    """What a server needs to show the certificate; the folder takes its file."""
    file = folder / "site.pem"
    file.write_text(_KEY + CERTIFICATE)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
