"""Passages that do not stand for themselves carry the caption, the header or the lead-in that they depend on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document, Kind
from corpus.passage import Passage
from corpus.version import Role
from ingest.passages import passages
from ingest.reading import Wanted, read

_FILL = "<p>" + "Some words that fill a passage with text that says little. " * 7 + "</p>"
_MOST = 2 * 240 + 220 + 60


def _passages(text: str, kind: Kind = Kind.OTHER) -> list[Passage]:
    document = Document("d", "A title", kind, "Nobody", "en", "none")
    return passages(document, read(text.encode(), Wanted(kind)).version)


def _table(rows: int, caption: str = "Table 1: People helped") -> str:
    body = "".join(f"<tr><td>Area number {row}</td><td>{row * 37}</td><td>{row * 41}</td></tr>" for row in range(rows))
    head = "<tr><th>Local authority</th><th>2023</th><th>2024</th></tr>"
    return f"<main><h1>Figures</h1>{_FILL}<table><caption>{caption}</caption>{head}{body}</table></main>"


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 60))
def test_every_row_is_read_with_caption_and_header(rows: int) -> None:
    for passage in _passages(_table(rows)):
        if "Area number" in passage.text:
            whole = " ".join(f"{passage.context} {passage.text}".split())
            assert "Table 1: People helped" in whole
            assert "Local authority 2023 2024" in whole
        assert len(passage.context) <= _MOST


@pytest.mark.parametrize("rows", [3, 30])
def test_no_passage_is_a_header_alone(rows: int) -> None:
    assert all("Area number" in one.text for one in _passages(_table(rows)) if "Local authority" in one.text)


def test_caption_too_long_to_be_one_is_left_out() -> None:
    assert all("words words" not in one.context for one in _passages(_table(30, "words " * 60)))


def test_one_line_with_tabs_is_no_table() -> None:
    assert [one.context for one in _passages("Our reference is below.\n\nRef\tATISN 1\n\nThe end.")] == ["A title"]


def _list(lead: str, items: int, sign: str = "") -> str:
    return f"{lead}\n\n" + "".join(f"{sign}the {'costs ' * 12}of move {item}\n\n" for item in range(items))


@pytest.mark.parametrize("sign", ["", "• ", "- ", "(a) "])
def test_list_is_read_with_its_lead_in(sign: str) -> None:
    text = _list("You can get help with:", 9, sign) + _list("You cannot get:", 9, sign) + "You must apply first.\n"
    found = _passages(text)
    seen = []
    for passage in found:
        if "of move" in passage.text:
            before = f"{passage.context} {passage.text}".partition("of move")[0]
            seen.append(
                "cannot" if "You cannot get:" in before else "can" if "You can get help with:" in before else ""
            )
    assert seen == sorted(seen)
    assert set(seen) == {"can", "cannot"}
    assert not any(passage.text.endswith("get:") for passage in found)


def test_text_behind_a_list_is_read_without_its_lead_in() -> None:
    end = "The office is open every day and can be reached by telephone or by post. " * 8
    assert _passages(_list("You cannot get:", 9, "• ") + end)[-1].context == "A title"


@pytest.mark.parametrize(
    "line", ["1. Housing ............ 5", "Annex A: Data . . . . . . 12", "annex.pdf", "Annex A (2).docx, 12 KB"]
)
def test_contents_and_names_of_files_are_not_indexed(line: str) -> None:
    version = read(f"A page\n\n{line}\n\nIt says something.\n".encode(), Wanted(Kind.OTHER)).version
    assert [version.text[one.start : one.end] for one in version.blocks if one.role is Role.BOILERPLATE] == [line]


_SCHEME = "The scheme began in 2022. It is run by councils."


@pytest.mark.parametrize("date", ["12 June 2025", "3 Mai 2024", "June 2025"])
def test_date_is_no_heading(date: str) -> None:
    version = read(f"Update\n\n{date}\n\n{_SCHEME * 4}\n".encode(), Wanted(Kind.OTHER)).version
    assert Role.HEADING not in {block.role for block in version.blocks}


def test_numbered_heading_directly_above_its_text() -> None:
    text = f"Paper\n\n1. Background\n{_SCHEME}\n\n2. Payments\n{_SCHEME}\n3. End\nIt ends soon.\n"
    found = _passages(text)
    assert [one.section for one in found[-3:]] == [("1. Background",), ("2. Payments",), ("3. End",)]


def test_numbered_items_without_text_are_no_headings() -> None:
    version = read(b"Do:\n\n1. Fill in the form\n2. Send it\n3. Wait\n\nThen a letter comes.\n", Wanted(None)).version
    assert Role.HEADING not in {block.role for block in version.blocks}
