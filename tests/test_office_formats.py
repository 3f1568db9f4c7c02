"""What Word and OpenDocument files can hold besides paragraphs: changes, boxes, notes, controls and fields."""

import io
import zipfile
from collections.abc import Callable

import pytest
from documents import Part, docx_file, odt_file, zip_file
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from corpus.document import Kind
from corpus.version import Role, Version
from ingest.loaders.sniff import sniff
from ingest.reading import Wanted, read

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _version(data: bytes) -> Version:
    return read(data, Wanted(Kind.OTHER)).version


def _word(xml: str, *parts: Part) -> str:
    """The text of a Word file with XML added to its body; `w` is bound."""

    def change(document: WordDocument) -> None:
        for element in parse_xml(f"<w:body {_W}>{xml}</w:body>"):
            document.element.body.insert(len(document.element.body) - 1, element)

    return _version(docx_file(parts, change)).text


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        pytest.param(
            f"<w:p>{_run('kept')}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>", "kept", id="deleted"
        ),
        pytest.param(f"<w:p>{_run('a ')}<w:ins>{_run('new')}</w:ins>{_run(' b')}</w:p>", "a new b", id="inserted"),
        pytest.param(
            f"<w:p><w:moveFrom>{_run('old')}</w:moveFrom><w:moveTo>{_run('new')}</w:moveTo></w:p>", "new", id="moved"
        ),
        pytest.param(
            f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{_run('one ')}</w:p><w:p>{_run('line')}</w:p>",
            "one line",
            id="mark-deleted",
        ),
        pytest.param(
            f"<w:sdt><w:sdtContent><w:p>{_run('control')}</w:p></w:sdtContent></w:sdt>", "control", id="block-control"
        ),
        pytest.param(
            f"<w:p>{_run('a ')}<w:sdt><w:sdtContent>{_run('c')}</w:sdtContent></w:sdt></w:p>", "a c", id="run-control"
        ),
        pytest.param(
            f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>{_run('seen')}</w:p>", "seen", id="hidden"
        ),
        pytest.param(f"<w:p>{_run('one')}<w:r><w:br/></w:r>{_run('two')}</w:p>", "one\ntwo", id="break"),
        pytest.param(f"<w:p>{_run('re')}<w:r><w:noBreakHyphen/></w:r>{_run('use')}</w:p>", "re-use", id="hyphen"),
        pytest.param(
            f"<w:p>{_run('anchor')}<w:r><w:pict><w:txbxContent><w:p>{_run('boxed')}</w:p></w:txbxContent></w:pict></w:r>"
            "</w:p>",
            "anchor\n\nboxed",
            id="text-box",
        ),
        pytest.param(
            "<w:tbl><w:tr><w:tc><w:p>"
            + _run("a")
            + "</w:p><w:p>"
            + _run("b")
            + "</w:p></w:tc><w:tc><w:p/></w:tc><w:tc><w:tbl><w:tr>"
            "<w:tc><w:p>" + _run("in") + "</w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr>"
            "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>" + _run("gone") + "</w:p></w:tc></w:tr></w:tbl>",
            "a b\t\tin",
            id="table",
        ),
    ],
)
def test_word_features(xml: str, text: str) -> None:
    assert _word(xml) == text


def test_word_alternatives_once() -> None:
    box = f"<w:txbxContent><w:p>{_run('boxed')}</w:p></w:txbxContent>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f'<mc:AlternateContent {space}><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
    both += f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    assert _word(f"<w:p>{_run('anchor')}<w:r>{both}</w:r></w:p>") == "anchor\n\nboxed"


def test_word_field_link() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText> HYPERLINK "https://example.org/plan" \\h </w:instrText></w:r>'
    xml = f"<w:p>{_run('See ')}{mark('begin')}{code}{mark('separate')}{_run('the plan')}{mark('end')}</w:p>"

    def change(document: WordDocument) -> None:
        document.element.body.insert(0, parse_xml(f"<w:body {_W}>{xml}</w:body>")[0])

    version = _version(docx_file([], change))
    assert (version.text, [link.url for link in version.links]) == ("See the plan", ["https://example.org/plan"])


def _rewritten(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    return zip_file(members)


def test_word_notes_stand_behind_the_text() -> None:
    def change(members: dict[str, bytes]) -> None:
        note = f'<w:footnote w:id="2"><w:p>{_run("A note (2019).")}</w:p></w:footnote>'
        unused = f'<w:footnote w:id="3"><w:p>{_run("Of deleted text")}</w:p></w:footnote>'
        members["word/footnotes.xml"] = f"<w:footnotes {_W}>{unused}{note}</w:footnotes>".encode()
        relation = (
            b'<Relationship Id="n1" Type="http://x/relationships/footnotes" Target="footnotes.xml"/></Relationships>'
        )
        name = "word/_rels/document.xml.rels"
        members[name] = members[name].replace(b"</Relationships>", relation)
        mark = b'<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        members["word/document.xml"] = members["word/document.xml"].replace(b"</w:p>", mark, 1)

    version = _version(_rewritten(docx_file([Part("One."), Part("Two.")]), change))
    assert version.text == "One.\n\nTwo.\n\nA note (2019)."
    assert [block.role for block in version.blocks] == [Role.BODY, Role.BODY, Role.FOOTNOTE]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            id="strict",
        ),
        pytest.param(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
            id="macros",
        ),
        pytest.param(b"document.xml", b"document2.xml", id="other-part-name"),
    ],
)
def test_word_variants(old: bytes, new: bytes) -> None:
    def change(members: dict[str, bytes]) -> None:
        for name in list(members):
            if name.endswith((".xml", ".rels")):
                members[name.replace(old.decode(), new.decode())] = members.pop(name).replace(old, new)

    version = _version(
        _rewritten(docx_file([Part("Words", level=1), Part("Link", url="https://example.org/")]), change)
    )
    assert version.text == "Words\n\nLink"
    assert [link.url for link in version.links] == ["https://example.org/"]
    assert version.blocks[1].section == ("Words",)


def test_word_headers_are_left_out() -> None:
    def change(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "Running header"
        document.core_properties.title = "A plan"
        document.core_properties.language = "cy-GB"

    data = docx_file([Part("Words.")], change)
    loaded = sniff(data).load(data)
    assert loaded.pages[0].text.strip() == "Words."
    assert (loaded.facts.title, loaded.facts.language, loaded.paged) == ("A plan", "cy", False)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("<text:p>one<text:line-break/>two<text:tab/>three</text:p>", "one\ntwo three", id="break"),
        pytest.param("<text:p>a<text:s text:c='3'/>b</text:p>", "a b", id="spaces"),
        pytest.param(
            "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>kept</text:p>",
            "kept",
            id="deleted",
        ),
        pytest.param("<text:section><text:p>in a section</text:p></text:section>", "in a section", id="section"),
        pytest.param(
            "<text:p>a<office:annotation><text:p>no</text:p></office:annotation>b</text:p>", "ab", id="comment"
        ),
        pytest.param(
            "<text:p>anchor<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame> on</text:p>",
            "anchor on\n\nboxed",
            id="text-box",
        ),
        pytest.param(
            "<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p></text:note-body>"
            "</text:note>.</text:p><text:p>b</text:p>",
            "a.\n\nb\n\n1 note",
            id="note",
        ),
        pytest.param(
            "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>a</text:p><text:p>b</text:p>"
            "</table:table-cell><table:covered-table-cell/><table:table-cell><text:list><text:list-item><text:p>c</text:p>"
            "</text:list-item></text:list></table:table-cell></table:table-row></table:table-header-rows></table:table>",
            "a b\t\tc",
            id="table",
        ),
    ],
)
def test_opendocument_features(body: str, text: str) -> None:
    assert _version(odt_file([], body=body)).text == text


def test_opendocument_facts() -> None:
    meta = "<dc:title>A plan</dc:title><dc:creator>A Person</dc:creator><dc:date>2024-05-03T10:00:00</dc:date>"
    meta += "<dc:language>en-GB</dc:language>"
    facts = sniff(data := odt_file([Part("Words.")], meta=meta)).load(data).facts
    assert (facts.title, facts.author, facts.date, facts.language) == ("A plan", "A Person", None, "en")
