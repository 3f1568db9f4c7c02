"""Fetching from the web: what may be dialled, and what a site may do to us."""

import gzip
import time
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from sites import CERTIFICATE, LOOPBACK, Route, Site, answer, drip, raw, redirect, server_tls, serving

from corpus.document import Kind
from errors import UnreadableSource, UsageError
from ingest.supply.fetching import Fetched, FetchLimits, fetch
from ingest.supply.web_address import IPAddress
from ingest.supply.web_sources import from_addresses


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


def test_fetch_returns_bytes_type_and_final_address(site: Site) -> None:
    site.routes |= {"/a": redirect("/b?x=1#part"), "/b": answer(b"%PDF-1.7", Content_Type="Text/HTML; charset=x")}
    found = site.fetch("/a")
    # What the site calls it is passed on, wrong or not: the content decides later.
    assert found == Fetched(b"%PDF-1.7", site.url("/b?x=1"), "text/html")


def test_request_says_who_asks_and_nothing_else(site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine records.example login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site.routes["/"] = answer(b"text")
    assert site.fetch("/").media_type is None
    headers = site.requests[0].headers
    assert headers["User-Agent"].startswith("noddfa/")
    assert headers["Host"] == f"records.example:{site.port}"
    assert sorted(headers) == ["Accept", "Accept-Encoding", "Connection", "Host", "User-Agent"]


@pytest.mark.parametrize(
    "target",
    [
        pytest.param("http://169.254.169.254/latest/meta-data", id="link-local"),
        pytest.param("http://[::1]/", id="loopback-6"),
        pytest.param("http://10.0.0.1/", id="private"),
        pytest.param("//records.example:22/", id="other-port"),
        pytest.param("http://2130706433/", id="number"),
        pytest.param("http://me:secret@records.example/", id="userinfo"),
        pytest.param("file:///etc/passwd", id="file"),
        pytest.param("http://[", id="malformed"),
    ],
)
def test_redirect_to_what_may_not_be_fetched_is_refused(site: Site, target: str) -> None:
    site.routes["/"] = redirect(target)
    with pytest.raises(UnreadableSource) as caught:
        site.fetch("/")
    assert "secret" not in str(caught.value)
    assert len(site.requests) == 1


def test_redirects_without_end_are_refused(site: Site) -> None:
    site.routes["/"] = redirect("/", 301)
    with pytest.raises(UnreadableSource, match="redirected more than 5 times"):
        site.fetch("/")
    assert len(site.requests) == 6


def test_name_that_leads_to_public_and_private_is_refused() -> None:
    mixed = [ip_address("9.9.9.9"), ip_address("192.168.1.1")]
    with pytest.raises(UnreadableSource, match=r"records\.example \(192\.168\.1\.1, port 443\) is not a public site"):
        fetch("https://records.example/", resolve=lambda host, port: mixed)


def test_rebinding_name_dials_what_was_checked(site: Site) -> None:
    answers = iter([[LOOPBACK], [ip_address("127.0.0.2")]])
    site.routes["/"] = redirect("/again")
    dialled: list[IPAddress] = []

    def allow(address: IPAddress, port: int) -> bool:
        dialled.append(address)
        return address == LOOPBACK

    with pytest.raises(UnreadableSource, match=r"127\.0\.0\.2"):
        fetch(site.url("/"), resolve=lambda host, port: next(answers), allow=allow)
    # One look-up a request and none behind its back; the second request was never made.
    assert dialled == [LOOPBACK, ip_address("127.0.0.2")]
    assert len(site.requests) == 1


def test_next_address_is_tried_where_one_does_not_answer(site: Site) -> None:
    site.routes["/"] = answer(b"text")
    found = fetch(
        site.url("/"), resolve=lambda host, port: [ip_address("127.0.0.9"), LOOPBACK], allow=lambda *site: True
    )
    assert found.data == b"text"


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n", b"x", id="body"),
        pytest.param(b"HTTP/1.1 200 OK\r\n", b"X", id="headers"),
        pytest.param(b"", b"HTTP/1.1 100 Continue\r\n\r\n", id="continue"),
    ],
)
def test_slow_drip_ends_at_total_limit(site: Site, head: bytes, piece: bytes) -> None:
    site.routes["/"] = drip(head, piece, 0.05)
    started = time.monotonic()
    with pytest.raises(UnreadableSource, match=r"took more than 0\.5 seconds"):
        site.fetch("/", FetchLimits(read=5, total=0.5))
    assert time.monotonic() - started < 2


def test_silence_ends_at_read_limit(site: Site) -> None:
    site.routes["/"] = drip(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", b"", 0.6)
    with pytest.raises(UnreadableSource, match=r"paused for 0\.2"):
        site.fetch("/", FetchLimits(read=0.2, total=5))


@pytest.mark.parametrize(
    "route",
    [
        pytest.param(drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65_536, 0), id="endless"),
        pytest.param(answer(b"", Content_Length="200001"), id="declared"),
        pytest.param(answer(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip"), id="bomb"),
        pytest.param(
            drip(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(b""), 0), id="empty-streams"
        ),
        pytest.param(drip(b"HTTP/1.1 200 OK\r\n", b"X-Filler: " + b"x" * 9_000 + b"\r\n", 0), id="headers"),
    ],
)
def test_too_much_is_refused(site: Site, route: Route) -> None:
    site.routes["/"] = route
    with pytest.raises(UnreadableSource, match=r"larger than|is no answer|too many parts"):
        site.fetch("/")


def test_packed_document_is_unpacked(site: Site) -> None:
    body = gzip.compress(b"Diolch " * 9_000) + gzip.compress(b"yn fawr")
    site.routes["/"] = answer(body, Content_Encoding="GZIP")
    assert site.fetch("/").data == b"Diolch " * 9_000 + b"yn fawr"


@pytest.mark.parametrize(
    ("route", "message"),
    [
        pytest.param(answer(b"", 404), "answers 404 Not Found. Check the address", id="404"),
        pytest.param(answer(b"", 500), "answers 500 Internal Server Error. Try again later", id="500"),
        pytest.param(answer(b"", 302), "answers 302 Found", id="redirect-to-nowhere"),
        pytest.param(answer(b"x", Content_Length="9"), "broke off", id="cut"),
        pytest.param(answer(gzip.compress(b"x" * 99)[:-9], Content_Encoding="gzip"), "broke off", id="packed-and-cut"),
        pytest.param(answer(b"plain", Content_Encoding="gzip"), "packed wrongly", id="not-packed"),
        pytest.param(answer(b"x", Content_Encoding="gzip, gzip"), "not asked for", id="packed-twice"),
        pytest.param(answer(b"x", Content_Encoding="br"), "not asked for", id="packed-otherwise"),
        pytest.param(raw(b"SSH-2.0-server\r\n"), "no answer", id="no-http"),
    ],
)
def test_faulty_answer_is_refused_with_reason(site: Site, route: Route, message: str) -> None:
    site.routes["/"] = route
    with pytest.raises(UnreadableSource, match=message):
        site.fetch("/")


def test_closed_port_and_unknown_name_are_told(site: Site) -> None:
    def nowhere(host: str, port: int) -> list[IPAddress]:
        raise OSError("no such name")

    with pytest.raises(UnreadableSource, match="cannot be reached"):
        fetch("http://127.0.0.9:9/", allow=lambda *site: True)
    with pytest.raises(UnreadableSource, match="is not found"):
        fetch("http://records.example/", resolve=nowhere)
    with pytest.raises(UnreadableSource, match="has no address"):
        fetch("http://records.example/", resolve=lambda host, port: [])


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[Site]:
    with serving(server_tls(tmp_path)) as found:
        yield found


def test_certificate_is_checked_for_the_name(secure: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secure.routes["/"] = answer(b"text")
    with pytest.raises(UnreadableSource, match="no valid certificate"):
        secure.fetch("/")
    (tmp_path / "trusted.pem").write_text(CERTIFICATE)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
    assert secure.fetch("/").data == b"text"
    with pytest.raises(UnreadableSource, match="no valid certificate"):
        secure.fetch("/", host="other.example")


def test_redirect_out_of_encryption_is_refused(secure: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "trusted.pem").write_text(CERTIFICATE)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
    secure.routes["/"] = redirect("http://records.example/plain")
    with pytest.raises(UnreadableSource, match="not encrypted"):
        secure.fetch("/")


def test_address_becomes_a_source_that_is_fetched_in_its_turn() -> None:
    asked: list[str] = []

    def fetched(address: str) -> Fetched:
        asked.append(address)
        return Fetched(b"text", address, None)

    addresses = [
        "https://records.example/plans/The%20Plan.pdf#page=2",
        "https://records.example",
        "https://records.example/",
    ]
    plan, front = from_addresses([*addresses, addresses[0]], Kind.PLAN, fetch=fetched).sources
    assert (plan.id, plan.name, plan.kind, plan.origin) == ("the-plan", "The Plan", Kind.PLAN, "url")
    assert (plan.place, front.id) == ("https://records.example/plans/The%20Plan.pdf", "records-example")
    assert (asked, plan.fetch(), asked) == (["https://records.example/plans/The%20Plan.pdf"], b"text", asked)
    with pytest.raises(UsageError, match="begins with https"):
        from_addresses(["records.example"])
