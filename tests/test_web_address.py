"""Which addresses may be fetched at all."""

from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errors import UsageError
from ingest.supply.web_address import is_public, is_public_site, parse_address


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("www.gov.wales/plan", id="no-scheme"),
        pytest.param("ftp://records.example/plan", id="ftp"),
        pytest.param("file:///etc/passwd", id="file"),
        pytest.param("javascript:alert(1)", id="script"),
        pytest.param("https://", id="no-host"),
        pytest.param("https:///plan", id="empty-host"),
        pytest.param("https://records.example:notaport/", id="port-in-words"),
        pytest.param("https://records..example/", id="empty-label"),
        pytest.param("https://records example/", id="space-in-host"),
        pytest.param("https://records.example/a\nb", id="line-feed"),
        pytest.param("https://someone@records.example/", id="user"),
        pytest.param("https://someone:secret@records.example/", id="password"),
        pytest.param("https://records.example\\@127.0.0.1/", id="backslash"),
        pytest.param("http://2130706433/", id="decimal"),
        pytest.param("http://0x7f000001/", id="hex"),
        pytest.param("http://0X7F.1/", id="hex-and-short"),
        pytest.param("http://0177.0.0.1/", id="octal"),
        pytest.param("http://127.1/", id="short"),
        pytest.param("http://127.0.0.1./", id="full-stop-behind"),
        pytest.param("http://\uff11\uff12\uff17.0.0.1/", id="wide-digits"),
        pytest.param("http://[fe80::1%25eth0]/", id="network-interface"),
        pytest.param("http://[::1/", id="open-bracket"),
        pytest.param("https://records.example/" + "a" * 5_000, id="endless"),
    ],
)
def test_address_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_address(text)
    assert "secret" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_address_is_put_in_its_normal_form() -> None:
    assert str(parse_address(" HTTPS://Llyw.Cymru:443/cynllun gweithredu?x=ŵ#rhan ")) == (
        "https://llyw.cymru/cynllun%20gweithredu?x=%C5%B5"
    )
    assert parse_address("http://sir-gâr.example/").raw_host == "sir-gâr.example".encode("idna")
    assert parse_address("http://[2606:4700::1111]/").host == "2606:4700::1111"


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1"),
        *("172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.1"),
        *("203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a00:1"),
        *("64:ff9b::7f00:1", "64:ff9b:1::808:808", "100::1", "2001::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::"),
        *("2002:808:808::", "3fff::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1"),
    ],
)
def test_address_that_is_not_public_is_refused(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808"]
)
def test_public_address_is_allowed_on_ports_of_the_web(address: str) -> None:
    assert [port for port in (22, 80, 443, 8080) if is_public_site(ip_address(address), port)] == [80, 443]


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_address_inside_another_is_judged_alike(address: IPv4Address) -> None:
    for carrier in ("::ffff:0:0", "64:ff9b::"):
        assert is_public(IPv6Address(int(IPv6Address(carrier)) + int(address))) == is_public(address)
    # Nothing that Python takes for private is ever public here.
    assert not (is_public(address) and (address.is_private or address.is_multicast or address.is_reserved))


@settings(deadline=None)
@given(st.text(max_size=60).map("http://{}".format) | st.text(max_size=60))
def test_any_text_is_an_address_or_a_usage_error(text: str) -> None:
    with suppress(UsageError):
        url = parse_address(text)
        assert parse_address(str(url)) == url
        assert (url.scheme in ("http", "https"), url.userinfo, url.fragment) == (True, b"", "")
