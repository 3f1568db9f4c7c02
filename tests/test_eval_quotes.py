"""Known quotes are found whatever cleaning did to the white space, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.span import Span
from corpus.version import Deletion, Version
from eval.quotes import Place, QuoteFinder, mentions


def _version(text: str, *deletions: Deletion) -> Version:
    return Version(source="s", reader="text/1", text=text, pages=(), blocks=(), deletions=deletions)


def _found(version: Version, quote: str) -> list[str]:
    return [version.text[place.span.start : place.span.end] for place in QuoteFinder(version).places(quote)]


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        pytest.param("a\n  b c", "a b", ["a\n  b"], id="white space"),
        pytest.param("it\u2019s \u201cso\u201d", 'it\'s "so"', ["it\u2019s \u201cso\u201d"], id="quotation marks"),
        pytest.param("2019\u20132025", "2019-2025", ["2019\u20132025"], id="dashes"),
        pytest.param("Of this. of this", "of this", ["Of this", "of this"], id="every place"),
        pytest.param("Stra\u00dfe x", "strasse x", ["Stra\u00dfe x"], id="folded letters"),
        pytest.param("one two", "three", [], id="absent"),
        pytest.param("one two", " ", [], id="blank"),
    ],
)
def test_places_of_quote(text: str, quote: str, found: list[str]) -> None:
    assert _found(_version(text), quote) == found


def test_places_across_deletion() -> None:
    version = _version("one\ntwo three", Deletion(at=3, text="Page 7", reason="header"))
    assert _found(version, "one Page 7 two") == ["one\ntwo"]
    assert _found(version, "one two") == ["one\ntwo"]


@given(st.text(alphabet="ab c\n", min_size=1), st.data())
def test_places_every_slice(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    squeezed = {"".join(found.split()) for found in _found(_version(text), quote)}
    assert squeezed == ({"".join(quote.split())} if quote.strip() else set())


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [(0, 10, False), (0, 11, True), (19, 30, True), (20, 30, False), (12, 13, True)],
)
def test_place_overlap(start: int, end: int, overlaps: bool) -> None:
    place = Place("v", Span(10, 20))
    assert place.overlaps("v", start, end) is overlaps
    assert not place.overlaps("w", start, end)


@pytest.mark.parametrize(
    ("text", "words", "mentioned"),
    [
        pytest.param("about 120 people", "120", True, id="figure alone"),
        pytest.param("in 2120", "120", False, id="end of a figure"),
        pytest.param("some 1,120 people", "120", False, id="behind a thousand"),
        pytest.param("120.5 tonnes", "120", False, id="before decimals"),
        pytest.param("it was 120.", "120", True, id="before a full stop"),
        pytest.param("cost \u00a325m", "\u00a325m", True, id="a sign"),
        pytest.param("local charities", "local charit", True, id="a word that goes on"),
        pytest.param("policewomen", "women", True, id="end of a word"),
        pytest.param("120k", "120", False, id="a figure that goes on"),
        pytest.param("does  not\nhold", "does not hold", True, id="white space"),
        pytest.param("2008\u20132014", "2008-2014", True, id="dashes"),
        pytest.param("anything", "", False, id="no words"),
    ],
)
def test_mention(text: str, words: str, mentioned: bool) -> None:
    assert mentions(text, words) is mentioned
