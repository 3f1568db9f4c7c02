"""Connections of the web that dial only addresses that were checked, within a limit of time and of bytes."""

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from ipaddress import ip_address
from time import monotonic
from typing import Any

import httpcore2

from errors import UnreadableSource
from ingest.supply.web_address import IPAddress

Resolve = Callable[[str, int], Sequence[IPAddress]]
"""The addresses of a name, for a port; raises OSError where it has none."""
Allow = Callable[[IPAddress, int], bool]
"""Whether an address may be dialled on a port."""

_MOST_ADDRESSES = 8


def system_addresses(host: str, port: int) -> list[IPAddress]:
    """What the machine's own resolver says, each address once; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(address[0]) for *_, address in found))


class Meter:
    """What is left of the time and the bytes that one document may cost, over all its redirects."""

    def __init__(self, place: str, seconds: float, most: int) -> None:
        self._place = place
        self._seconds = seconds
        self._ends = monotonic() + seconds
        self._most = most
        self._read = 0

    def within(self, timeout: float | None) -> float:
        """The shorter of a time limit and what is left, in seconds; raises UnreadableSource where nothing is."""
        left = self._ends - monotonic()
        if left <= 0:
            raise UnreadableSource(
                f"{self._place} took more than {self._seconds:g} seconds. Download it yourself and supply the file."
            )
        return left if timeout is None else min(timeout, left)

    def count(self, data: bytes) -> bytes:
        """The same bytes, counted; raises UnreadableSource where they are too many."""
        self._read += len(data)
        if self._read > self._most:
            raise self.too_large()
        return data

    def too_large(self) -> UnreadableSource:
        """What is said of a document that is larger than the limit."""
        return UnreadableSource(
            f"{self._place} is larger than {self._most:,} bytes. Download it, split it and supply the parts."
        )


class GuardedBackend(httpcore2.NetworkBackend):
    """Looks a name up itself, refuses it if any of its addresses is not allowed, and dials what it has checked."""

    def __init__(self, meter: Meter, resolve: Resolve, allow: Allow) -> None:
        self._meter = meter
        self._resolve = resolve
        self._allow = allow
        self._dialler = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first address that answers; raises UnreadableSource, or the last address's error."""
        addresses = self._checked(host, port)
        for address in addresses[:-1]:
            try:
                return self._dial(address, port, timeout, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self._dial(addresses[-1], port, timeout, socket_options)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Never: a socket file is no site."""
        raise UnreadableSource("A socket file is not an address of the web. Give one that begins with https://.")

    def _checked(self, host: str, port: int) -> list[IPAddress]:
        addresses = self._addresses(host, port)
        if not addresses:
            raise UnreadableSource(f"The site {host} has no address. Check how its name is written.")
        for address in addresses:
            if not self._allow(address, port):
                where = f"{address}, port {port}" if host == str(address) else f"{host} ({address}, port {port})"
                raise UnreadableSource(
                    f"{where} is not a public site on port 80 or 443, so nothing is fetched from it. "
                    "Supply the document as a file."
                )
        return addresses[:_MOST_ADDRESSES]

    def _addresses(self, host: str, port: int) -> list[IPAddress]:
        try:
            return [ip_address(host)]
        except ValueError:
            pass
        try:
            return list(self._resolve(host, port))
        except (OSError, UnicodeError) as error:
            raise UnreadableSource(
                f"The site {host} is not found ({error}). Check how its name is written, and the connection."
            ) from error

    def _dial(
        self,
        address: IPAddress,
        port: int,
        timeout: float | None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None,
    ) -> httpcore2.NetworkStream:
        limit = self._meter.within(timeout)
        stream = self._dialler.connect_tcp(str(address), port, timeout=limit, socket_options=socket_options)
        return _MeteredStream(stream, self._meter)


class _MeteredStream(httpcore2.NetworkStream):
    """A connection whose every step takes from the meter, however slowly the bytes drip."""

    def __init__(self, stream: httpcore2.NetworkStream, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._meter.count(self._stream.read(max_bytes, timeout=self._meter.within(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=self._meter.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        limit = self._meter.within(timeout)
        try:
            return _MeteredStream(self._stream.start_tls(ssl_context, server_hostname, limit), self._meter)
        except httpcore2.ConnectError as error:
            raise UnreadableSource(
                f"{server_hostname} has no valid certificate for its name ({error}). "
                "Check the address, or supply the document as a file."
            ) from error

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
