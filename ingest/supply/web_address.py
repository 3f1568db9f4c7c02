"""Which addresses of the web may be fetched: their form, and that they are public."""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

import httpx2

from errors import UsageError

IPAddress = IPv4Address | IPv6Address

_LONGEST = 4_000
_NAME = re.compile(
    r"(?!.{254})[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*\.?"
)
# Systems read `127.1`, `2130706433` and `0x7f000001` as addresses, and each program in its own way.
_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\.?")
# Python's own tables differ from release to release; these stand whatever it says.
_NOT_PUBLIC_4 = tuple(
    ip_network(text)
    for text in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
        *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
)
_UNICAST_6 = IPv6Network("2000::/3")
# Teredo and other assignments of the IETF, documentation, 6to4: the last hides an IPv4 address of any kind.
_NOT_PUBLIC_6 = tuple(ip_network(text) for text in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
_NAT64 = IPv6Network("64:ff9b::/96")


def parse_address(text: str) -> httpx2.URL:
    """The address in its normal form without its fragment; raises UsageError with what is wrong and what to do."""
    if len(text) > _LONGEST:
        raise UsageError(f"'{text[:60]}…' has over {_LONGEST:,} characters. Give the document's own address.")
    try:
        url = httpx2.URL(text.strip())
    except httpx2.InvalidURL as error:
        raise UsageError(f"'{text}' is not an address of the web: {error}. Correct it.") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise UsageError(f"'{text}' is not an address that can be fetched. Give one that begins with https://.")
    if url.userinfo:
        raise UsageError(f"The address at {url.host} carries a user name or password. Give it without them.")
    _check_host(url.raw_host.decode("ascii"), text)
    whole = url.copy_with(fragment=None)
    return whole.copy_with(path="/") if whole.path == "/" else whole


def _check_host(host: str, text: str) -> None:
    try:
        address = ip_address(host)
    except ValueError:
        address = None
    if isinstance(address, IPv6Address) and address.scope_id:
        raise UsageError(f"'{text}' names a network interface. Give an address that is public.")
    if address is not None:
        return
    if _NUMBER.fullmatch(host):
        raise UsageError(f"The host of '{text}' is an unusual way to write an IP address. Give the site's name.")
    if not _NAME.fullmatch(host):
        raise UsageError(f"'{host}' is not the name of a site. Correct the address.")


def is_public(address: IPAddress) -> bool:
    """Whether the address belongs to the internet at large; one that carries an IPv4 address is judged by that."""
    if isinstance(address, IPv6Address):
        carried = _carried(address)
        return _is_public_6(address) if carried is None else is_public(carried)
    return address.is_global and not any(address in network for network in _NOT_PUBLIC_4)


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address inside a mapped or translated one; a network without IPv4 reaches every old site so."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


def _is_public_6(address: IPv6Address) -> bool:
    if address.scope_id or address not in _UNICAST_6 or not address.is_global:
        return False
    return not any(address in network for network in _NOT_PUBLIC_6)


def is_public_site(address: IPAddress, port: int) -> bool:
    """The rule for what is fetched: a public address, on the ports of the web."""
    return port in (80, 443) and is_public(address)
