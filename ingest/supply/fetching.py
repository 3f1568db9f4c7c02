"""Documents fetched from the web: public sites only, every redirect checked, bounded in time and size."""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version

import httpcore2
import httpx2

from errors import UnreadableSource, UsageError
from ingest.supply.guarded_network import Allow, GuardedBackend, Meter, Resolve, system_addresses
from ingest.supply.web_address import is_public_site, parse_address

_ACCEPT = "text/html,application/xhtml+xml,application/pdf,text/plain,text/markdown,application/*;q=0.9,*/*;q=0.5"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_LATER = frozenset((408, 425, 429, 500, 502, 503, 504))
_PIECE = 1 << 16
_MOST_STREAMS = 100
"""Packed streams that one document may be cut into; each costs time even if it is empty."""
_HEADERS = 1 << 18
"""Bytes that the headers and chunk marks of all responses may take beside the document."""


@dataclass(frozen=True)
class FetchLimits:
    """What fetching one document may cost."""

    size: int = 50 * 1024 * 1024
    """Bytes, as sent and as unpacked."""
    connect: float = 10.0
    """Seconds until an address answers."""
    read: float = 20.0
    """Seconds without a byte."""
    total: float = 120.0
    """Seconds in all, redirects included."""
    redirects: int = 5


@dataclass(frozen=True)
class Fetched:
    """A document as a site sent it."""

    data: bytes
    url: str
    """Where it was in the end."""
    media_type: str | None
    """What the site calls it, in small letters and without parameters; the content itself decides how it is read."""


@dataclass(frozen=True)
class _Answer:
    """One response: where it sends us on to, or the document."""

    onward: str | None
    data: bytes
    media_type: str | None


def fetch(
    address: str,
    *,
    limits: FetchLimits | None = None,
    resolve: Resolve = system_addresses,
    allow: Allow = is_public_site,
) -> Fetched:
    """The bytes behind an address of the web.

    Raises UsageError for what is no such address, UnreadableSource for all that a site can do wrong. `resolve` looks
    names up, and `allow` judges every address that it gives before it is dialled.
    """
    url, limits = parse_address(address), limits or FetchLimits()
    meter = Meter(str(url), limits.total, limits.size + _HEADERS)
    backend = GuardedBackend(meter, resolve, allow)
    for _ in range(limits.redirects + 1):
        with _explained(url, limits, meter):
            answer = _get(url, backend, meter, limits)
        if answer.onward is None:
            return Fetched(answer.data, str(url), answer.media_type)
        url = _next(url, answer.onward)
    raise UnreadableSource(
        f"{address} was redirected more than {limits.redirects} times. Give the address where the document is."
    )


def _get(url: httpx2.URL, backend: GuardedBackend, meter: Meter, limits: FetchLimits) -> _Answer:
    """Ask once; each request has a connection of its own, so that none outlives its check."""
    target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    timeouts = {"timeout": {"connect": limits.connect, "read": limits.read, "write": limits.read}}
    with (
        httpcore2.ConnectionPool(ssl_context=httpx2.create_ssl_context(), network_backend=backend) as pool,
        pool.stream("GET", target, headers=_headers(url), extensions=timeouts) as response,
    ):
        headers = httpx2.Headers(response.headers)
        if response.status in _REDIRECTS and "location" in headers:
            return _Answer(headers["location"], b"", None)
        _check_status(response.status, url)
        data = _body(response.iter_stream(), headers, url, meter, limits.size)
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    return _Answer(None, data, media_type or None)


def _headers(url: httpx2.URL) -> dict[bytes | str, bytes | str]:
    return {
        "Host": url.netloc,
        "User-Agent": f"noddfa/{_version()}",
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def _version() -> str:
    """A checkout that was never installed has none."""
    try:
        return version("noddfa")
    except PackageNotFoundError:
        return "0"


def _check_status(status: int, url: httpx2.URL) -> None:
    if status == HTTPStatus.OK:
        return
    phrase = next((f"{status} {known.phrase}" for known in HTTPStatus if known == status), str(status))
    advice = "Try again later." if status in _LATER else "Check the address, or download the document and supply it."
    raise UnreadableSource(f"{url} answers {phrase}. {advice}")


def _body(chunks: Iterable[bytes], headers: httpx2.Headers, url: httpx2.URL, meter: Meter, most: int) -> bytes:
    """The document, unpacked where the site packed it."""
    declared = headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > most:
        raise meter.too_large()
    coding = headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise UnreadableSource(
            f"{url} is packed as '{coding[:40]}', which was not asked for. Download it and supply the file."
        )
    data = bytearray()
    for piece in _unpacked(chunks, url) if coding.endswith("gzip") else chunks:
        meter.within(None)
        data += piece
        if len(data) > most:
            raise meter.too_large()
    return bytes(data)


def _unpacked(chunks: Iterable[bytes], url: httpx2.URL) -> Iterator[bytes]:
    """Small pieces, so that a bomb is met before it goes off; one stream after the other is one document."""
    streams = 1
    engine = _engine(streams)
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                if engine.eof:
                    streams += 1
                    engine = _engine(streams)
                yield engine.decompress(rest, _PIECE)
                rest = engine.unused_data if engine.eof else engine.unconsumed_tail
        yield engine.flush()
    except zlib.error as error:
        raise UnreadableSource(f"{url} is packed wrongly ({error}). Download it and supply the file.") from error
    if not engine.eof:
        raise UnreadableSource(f"{url} broke off in the middle. Try again later, or supply the document as a file.")


def _engine(number: int) -> "zlib._Decompress":
    if number > _MOST_STREAMS:
        raise zlib.error("too many parts")
    return zlib.decompressobj(zlib.MAX_WBITS | 16)


def _next(url: httpx2.URL, onward: str) -> httpx2.URL:
    """The address that a redirect names; it is looked up and checked like the first."""
    try:
        target = parse_address(str(url.join(onward)))
    except (UsageError, httpx2.InvalidURL) as error:
        raise UnreadableSource(f"{url} redirects to what cannot be fetched: {error}") from error
    if url.scheme == "https" and target.scheme == "http":
        raise UnreadableSource(
            f"{url} redirects to {target}, which is not encrypted. Give that address itself if you trust it."
        )
    return target


@contextmanager
def _explained(url: httpx2.URL, limits: FetchLimits, meter: Meter) -> Iterator[None]:
    """Translates all that the connection can raise."""
    try:
        yield
    except httpcore2.TimeoutException as error:
        meter.within(None)
        raise UnreadableSource(
            f"{url} did not answer within {limits.connect:g} seconds, or paused for {limits.read:g}. "
            "Try again later, or supply the document as a file."
        ) from error
    except httpcore2.ConnectError as error:
        raise UnreadableSource(
            f"{url} cannot be reached ({error}). Check the address, or supply the document as a file."
        ) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
        raise UnreadableSource(
            f"{url} broke off or sent what is no answer ({error}). Try again later, or supply the document as a file."
        ) from error
