"""Bytes to pages: the format is told by content, and what cannot be read is said."""

import io
import zipfile

import pytest
from documents import FORMATS, scan, squeezed, two_column_pdf, web_page, zip_file

from errors import UnreadableSource
from ingest.loaders.decoding import MOST_CHARACTERS
from ingest.loaders.sniff import sniff

_PROSE = "\n".join(
    f"Paragraph {number} says that the Welsh Government supports people who seek sanctuary here."
    for number in range(60)
)
_MADE = {name: write(["Synthetic words."]) for name, write in FORMATS.items()}
_XLSX = (
    '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main"/></Types>'
)
_ODT = "application/vnd.oasis.opendocument.text"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _patched(data: bytes, member: str, *, replace: tuple[bytes, bytes] | None = None, text: bytes = b"") -> bytes:
    """The zip file with one member altered or given anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zip_file(members | {member: members[member].replace(*replace) if replace else text})


def _altered(data: bytes, at: int, field: bytes) -> bytes:
    """The zip file with a field of every member's entry in its directory overwritten."""
    head, *entries = data.split(b"PK\x01\x02")
    return b"PK\x01\x02".join([head, *(entry[: at - 4] + field + entry[at - 4 + len(field) :] for entry in entries)])


def _word_body(body: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    text = f"<w:document {space}><w:body>{body}</w:body></w:document>"
    return _patched(_MADE["docx"], "word/document.xml", text=text.encode())


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(b"Plain words.", "text/3", id="plain"),
        pytest.param("\ufeffCafé".encode("utf-16"), "text/3", id="utf-16"),
        pytest.param(b"# Title\n\nWords.", "markdown/3", id="markdown"),
        pytest.param(b"A | B\n--|--\n1 | 2", "markdown/3", id="markdown-table"),
        pytest.param(b"\n<!DOCTYPE html><p>Words</p>", "html/3", id="html"),
        pytest.param("<html><p>Words</p></html>".encode("utf-16"), "html/3", id="html-in-utf-16"),
        pytest.param(b"Subject: S\r\nFrom: A <a@b.org>\r\nMIME-Version: 1.0\r\n\r\nWords", "eml/2", id="eml"),
        pytest.param(b"From: a@b.org\nDate: Fri, 3 May 2024 10:00:00 +0100\n\nWords", "eml/2", id="eml-by-date"),
        pytest.param(b"From: Jane\nTo: Sian\nDate: 3 May 2024\nSubject: x\n\nWords", "text/3", id="memorandum"),
        pytest.param(b"Date: today\nNote: words", "text/3", id="labels"),
        pytest.param(_MADE["docx"], "docx/2", id="docx"),
        pytest.param(_MADE["odt"], "odt/2", id="odt"),
    ],
)
def test_sniff_by_content(data: bytes, name: str) -> None:
    loader = sniff(data)
    assert loader.name == name == loader.load(data).reader


def test_sniff_pdf() -> None:
    data = two_column_pdf("Words.").data
    assert sniff(data).name.startswith("pdf/")


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n\t", "empty", id="blank"),
        pytest.param("\u200b \ufeff\n".encode(), "empty", id="invisible"),
        pytest.param(b"PK\x03\x04rest", "cut short", id="cut-zip"),
        pytest.param(_MADE["docx"][:-400], "cut short", id="cut-docx"),
        pytest.param(b"\x00\x01\x02\x03", "binary", id="binary"),
        pytest.param(b"\x81\x8d\x8f", "encoding", id="undecodable"),
        pytest.param(scan(), "text layer", id="scan"),
        pytest.param(two_column_pdf(_PROSE).data[:-600], "cut short", id="truncated"),
        pytest.param(two_column_pdf(_PROSE, password="secret").data, "encrypted", id="encrypted"),
        pytest.param(b"%PDF-1.7\nnothing of use\n%%EOF", "damaged", id="damaged"),
        pytest.param(b"<html><body><nav>Menu</nav><main></main></body></html>", "no text", id="empty-page"),
        pytest.param(FORMATS["docx"]([]), "no text", id="empty-docx"),
        pytest.param(FORMATS["odt"]([]), "no text", id="empty-odt"),
        pytest.param(b"From: a@b.org\nMIME-Version: 1.0\n\n \n", "no text", id="empty-eml"),
        pytest.param(b"a" * (MOST_CHARACTERS + 1), "more than 20,000,000", id="too-long"),
        pytest.param(b"<html><p>" + b"<b>" * 5000 + b"deep", "too deeply", id="deep-html"),
    ],
)
def test_load_unreadable(data: bytes, fact: str) -> None:
    with pytest.raises(UnreadableSource, match=fact):
        sniff(data).load(data)


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        pytest.param(zip_file({"[Content_Types].xml": _XLSX}), "spreadsheet.*sheets", id="xlsx"),
        pytest.param(
            zip_file({"[Content_Types].xml": _XLSX.replace("spreadsheetml", "presentationml")}),
            "presentation",
            id="pptx",
        ),
        pytest.param(zip_file({"mimetype": "application/epub+zip"}), "e-book", id="epub"),
        pytest.param(zip_file({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "spreadsheet", id="ods"),
        pytest.param(zip_file({"letter.txt": "words"}), "zip archive.*Unpack", id="zip"),
        pytest.param(_OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted.*password", id="encrypted-office"),
        pytest.param(_OLE + "WordDocument".encode("utf-16-le"), r"\.doc.*DOCX", id="doc"),
        pytest.param(_OLE + "Workbook".encode("utf-16-le"), "old Excel", id="xls"),
        pytest.param(rb"{\rtf1 words}", "RTF", id="rtf"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "image", id="png"),
        pytest.param(b"RIFF\0\0\0\0WAVEfmt " + b"\0" * 50, "sound", id="wav"),
        pytest.param(b'<?xml version="1.0"?><svg><text>words</text></svg>', "drawing", id="svg"),
    ],
)
def test_sniff_refuses_by_name(data: bytes, fact: str) -> None:
    with pytest.raises(UnreadableSource, match=fact):
        sniff(data)


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        pytest.param(_word_body("<w:p>" * 300 + "</w:p>" * 300), "too deeply", id="deep"),
        pytest.param(_word_body("<w:p>"), "damaged.*line 1", id="broken-xml"),
        pytest.param(zip_file({"mimetype": _ODT, "encrypted-package": "x"}), "encrypted", id="encrypted-odt"),
        pytest.param(
            _patched(
                _MADE["odt"], "content.xml", replace=(b"<office:doc", b'<!DOCTYPE x [<!ENTITY a "b">]><office:doc')
            ),
            "entities",
            id="entities",
        ),
        pytest.param(_word_body("<w:p/>" * 2_500_000), "zip bomb", id="ratio"),
        pytest.param(zip_file({str(number): "" for number in range(10_001)}), "zip bomb.*members", id="members"),
        pytest.param(_altered(_MADE["docx"], 8, b"\1\0"), "password", id="locked-members"),
        pytest.param(_altered(_MADE["docx"], 16, b"\0\0\0\0"), "damaged", id="wrong-checksum"),
        pytest.param(_altered(_MADE["odt"], 24, (600_000_000).to_bytes(4, "little")), "zip bomb.*unpack", id="size"),
    ],
)
def test_office_traps(data: bytes, fact: str) -> None:
    with pytest.raises(UnreadableSource, match=fact):
        sniff(data).load(data)


@pytest.mark.parametrize(
    "data",
    [b"caf\xe9", "café".encode(), "\ufeffcafé".encode(), "\ufeffcafé".encode("utf-16-le"), "café".encode("utf-16-be")],
)
def test_load_encodings(data: bytes) -> None:
    assert sniff(data).load(data).pages[0].text == "café"


def test_plain_form_feeds_are_pages() -> None:
    loaded = sniff(b"One\r\n\fTwo\rthree\f").load(b"One\r\n\fTwo\rthree\f")
    assert loaded.paged
    assert [(page.number, page.text) for page in loaded.pages] == [(1, "One\n"), (2, "Two\nthree")]


def test_plain_few_nuls_are_replaced() -> None:
    data = b"Words\0 and more" + b"\0" * 500
    assert sniff(data).load(data).pages[0].text == "Words\ufffd and more"


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
    assert page.text.split("\n") == ["Who decides", "", "One", "two", "", "A\t1", ""]
    assert [(mark.line, mark.level, mark.row) for mark in page.marks] == [
        (0, 2, False),
        (2, 0, False),
        (3, 0, False),
        (5, 0, True),
    ]


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
