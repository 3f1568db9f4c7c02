"""Bytes to pages: the format is told by content, and what cannot be read is said."""

import pytest
from documents import scan, squeezed, two_column_pdf, web_page

from errors import UnreadableSource
from ingest.loaders.sniff import sniff

_PROSE = "\n".join(
    f"Paragraph {number} says that the Welsh Government supports people who seek sanctuary here."
    for number in range(60)
)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(b"Plain words.", "text/1", id="plain"),
        pytest.param("\ufeffCafé".encode("utf-16"), "text/1", id="utf-16"),
        pytest.param(b"# Title\n\nWords.", "markdown/1", id="markdown"),
        pytest.param(b"\n<!DOCTYPE html><p>Words</p>", "html/1", id="html"),
        pytest.param(two_column_pdf("Words.").data, "pdf/1", id="pdf"),
    ],
)
def test_sniff_by_content(data: bytes, name: str) -> None:
    loader = sniff(data)
    assert loader.name == name == loader.load(data).reader


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n\t", "empty", id="blank"),
        pytest.param(b"PK\x03\x04rest", "Word", id="docx"),
        pytest.param(b"\x00\x01\x02\x03", "binary", id="binary"),
        pytest.param(b"\x81\x8d\x8f", "encoding", id="undecodable"),
        pytest.param(scan(), "text layer", id="scan"),
        pytest.param(two_column_pdf(_PROSE).data[:-600], "cut short", id="truncated"),
        pytest.param(two_column_pdf(_PROSE, password="secret").data, "encrypted", id="encrypted"),
        pytest.param(b"%PDF-1.7\nnothing of use\n%%EOF", "damaged", id="damaged"),
        pytest.param(b"<html><body><nav>Menu</nav><main></main></body></html>", "no text", id="empty-page"),
    ],
)
def test_load_unreadable(data: bytes, fact: str) -> None:
    with pytest.raises(UnreadableSource, match=fact):
        sniff(data).load(data)


@pytest.mark.parametrize("data", [b"caf\xe9", "café".encode(), "\ufeffcafé".encode(), "\ufeffcafé".encode("utf-16-le")])
def test_load_encodings(data: bytes) -> None:
    assert sniff(data).load(data).pages[0].text == "café"


def test_html_main_content() -> None:
    loaded = sniff(web_page(_PROSE)).load(web_page(_PROSE))
    page = loaded.pages[0]
    chrome = [page.text.split("\n")[mark.line] for mark in page.marks if mark.chrome]
    assert chrome == ["Home News", "All content is ours"]
    assert "var x" not in page.text


def test_html_inline_and_table() -> None:
    table = b"<table><tr><td>A</td><td>1</td></tr></table>"
    data = b"<html><body><h2>Who <b>de</b>cides</h2><p>One<br>two</p>" + table + b"</body></html>"
    page = sniff(data).load(data).pages[0]
    assert page.text.split("\n") == ["Who decides", "", "One", "two", "", "A 1", ""]
    assert [(mark.line, mark.level) for mark in page.marks] == [(0, 2)]


def test_html_deeply_nested() -> None:
    data = b"<html><body>" + b"<div>" * 1000 + b"deep" + b"</div>" * 1000 + b"</body></html>"
    loader = sniff(data)
    assert "deep" in loader.load(data).pages[0].text


@pytest.mark.parametrize("interleaved", [False, True], ids=["by-column", "across"])
def test_pdf_two_columns(interleaved: bool) -> None:
    made = two_column_pdf(_PROSE * 6, interleaved=interleaved)
    loaded = sniff(made.data).load(made.data)
    assert len(loaded.pages) > 1
    for page, drawn in zip(loaded.pages, made.pages, strict=True):
        assert squeezed(drawn) in squeezed(page.text)
