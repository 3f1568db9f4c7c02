"""What in a draft leads to a person or a place: whoever made the claim, an address, a hotel, a school, a child."""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from answer.linting.own_words import OwnWords
from answer.linting.word_lists import part_of
from text.personal import personal_data

# Accounts of the two governments are no posters.
_HANDLE = re.compile(
    r"(?<![\w.@/+-])@(?!(?:welshgovernment|llywodraethcymru|ukhomeoffice|homeoffice)\b)\w[\w.]{1,40}|\bu/\w{3,30}",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:[a-z][a-z0-9+.-]{1,15}://|\bwww\.)[^\s<>\"]{1,500}", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[A-Z]{2}\b", re.IGNORECASE)
_CAPITAL = r"[A-Z][\w'-]{1,30}"
_NUMBER = r"\d{1,4}[A-Za-z]?,?"


def persons(own: OwnWords) -> Iterator[str]:
    """Handles, links away from official sites, and names and contact points of private people."""
    known = {_host(citation.document.url) for citation in own.draft.citations if citation.document.url} - {""}
    official = re.compile(rf"(?:[\w-]+\.)*{part_of('sites', 'official')}")
    for paragraph in own.paragraphs:
        yield from leads_to_person(paragraph.text)
        for match in _LINK.finditer(paragraph.text):
            host = _host(match.group())
            if host not in known and not official.fullmatch(host):
                yield match.group().rstrip(".,;:)")


def leads_to_person(text: str) -> Iterator[str]:
    """What in any text, a claim's too, names, links or reaches a private person."""
    for found in (_HANDLE, _posts()):
        yield from (match.group() for match in found.finditer(text))
    yield from (text[one.start : one.end] for one in personal_data(text))


def places(own: OwnWords) -> Iterator[str]:
    """Postcodes, streets, named hotels, camps and schools, and single children."""
    for paragraph in own.paragraphs:
        for found in (_POSTCODE, *_places()):
            yield from (match.group() for match in found.finditer(paragraph.text))


@cache
def _posts() -> re.Pattern[str]:
    """Pages of social media, and posts that are said to be somebody's."""
    somebody = rf"(?!{part_of('posts', 'bodies')}){_CAPITAL}"
    page = rf"(?i:(?:[\w-]{{1,30}}\.){{0,3}}{part_of('sites', 'social')}(?:/[^\s<>\"]{{0,300}})?)"
    by = "|".join(part_of("posts", language) for language in ("en", "cy"))
    return re.compile(rf"{page}|(?i:{by}) {somebody}|{somebody}'s (?:post|tweet|comment|video|page|account)\b")


@cache
def _places() -> tuple[re.Pattern[str], ...]:
    streets, numbered, streets_cy, buildings, brands, buildings_cy, nameless, children = (
        part_of("places", part)
        for part in (
            "streets", "numbered", "streets_cy", "buildings", "brands", "buildings_cy", "nameless", "children",
        )
    )  # fmt: skip
    name = rf"(?!{nameless}){_CAPITAL}"
    return (
        re.compile(rf"(?:\b{_NUMBER} )?\b(?:{_CAPITAL} ){{1,3}}{streets}|\b{_NUMBER} (?:{_CAPITAL} ){{1,2}}{numbered}"),
        re.compile(rf"(?:\b{_NUMBER} )?{streets_cy}(?:'r| yr?)? {_CAPITAL}"),
        re.compile(rf"\b{name}(?: (?:{_CAPITAL}|in|of|and|yr?|-)){{0,3}} {buildings}|{brands}"),
        re.compile(rf"{buildings_cy}(?:'r| yr?)?(?: {nameless}){{0,2}} {name}"),
        re.compile(children, re.IGNORECASE),
    )


def _host(link: str) -> str:
    """In small letters; empty where the link has none or is broken."""
    try:
        return (urlsplit(link if "://" in link else f"https://{link}").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
