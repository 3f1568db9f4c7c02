"""Documents in other formats, made in a test from text."""

import io
import textwrap
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape
from itertools import groupby
from pathlib import Path

import docx
import reportlab
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FILES = Path(__file__).resolve().parent.parent / "corpus" / "files"

_ROWS = 56
_WIDTH = 48
_RUNNING = "Nation of Sanctuary: a plan"


@dataclass(frozen=True)
class MadePdf:
    """A PDF with what was drawn on each page; three pages or more also bear a header and a number."""

    data: bytes
    pages: tuple[str, ...]


def source_text(name: str) -> str:
    """The text of one of the documents that come with the system."""
    return (FILES / f"{name}.txt").read_text(encoding="utf-8")


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def two_column_pdf(text: str, *, interleaved: bool = False, password: str | None = None) -> MadePdf:
    """The text in two columns a page, drawn column by column or line by line across both."""
    rows = [row for line in text.splitlines() for row in (textwrap.wrap(line, _WIDTH) or [""])]
    rows = [row for row, above in zip(rows, ["", *rows], strict=False) if row or above]
    sheets = [rows[at : at + 2 * _ROWS] for at in range(0, len(rows), 2 * _ROWS)]
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, encrypt=password)
    pdfmetrics.registerFont(TTFont("Vera", Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
    for number, sheet in enumerate(sheets, 1):
        canvas.setFont("Vera", 8)
        if len(sheets) > 2:
            canvas.drawString(56, 800, _RUNNING)
            canvas.drawString(290, 30, str(number))
        _draw(canvas, sheet, interleaved=interleaved)
        canvas.showPage()
    canvas.save()
    return MadePdf(file.getvalue(), tuple("\n".join(sheet) for sheet in sheets))


def _draw(canvas: Canvas, sheet: list[str], *, interleaved: bool) -> None:
    places = [(index // _ROWS, index % _ROWS, row) for index, row in enumerate(sheet)]
    for column, line, row in sorted(places, key=lambda place: place[1]) if interleaved else places:
        if row:
            canvas.drawString(56 + 255 * column, 770 - 12.5 * line, row)


def web_page(text: str) -> bytes:
    """The text as paragraphs of a page that has a menu and a footer of its own."""
    paragraphs = "".join(f"<p>{escape(line)}</p>\n" for line in text.splitlines() if line.strip())
    return (
        "<!doctype html><html><head><title>Site</title><script>var x = 1;</script></head><body>"
        f"<nav><a href='/'>Home</a> <a href='/news'>News</a></nav><main>{paragraphs}</main>"
        "<footer>All content is ours</footer></body></html>"
    ).encode()


def scan() -> bytes:
    """A PDF of two pages without any text."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for _ in range(2):
        canvas.rect(100, 100, 300, 300)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@dataclass(frozen=True)
class Part:
    """A paragraph of a made document, or a heading, an item of a list or a row of a table."""

    text: str
    level: int = 0
    item: bool = False
    cells: tuple[str, ...] = ()
    url: str | None = None

    @property
    def written(self) -> tuple[str, ...]:
        return self.cells or (self.text,)


def text_file(parts: Sequence[Part]) -> bytes:
    return "\n\n".join("\t".join(part.written) for part in parts).encode()


def markdown_file(parts: Sequence[Part]) -> bytes:
    """Its first line is a heading of its own, by which it is known as Markdown."""
    lines = ["# Synthetic"]
    for part in parts:
        sign = "#" * part.level + " " if part.level else "- " if part.item else ""
        words = (
            f"| {' | '.join(part.cells)} |" if part.cells else f"[{part.text}]({part.url})" if part.url else part.text
        )
        lines.append(sign + words)
    return "\n\n".join(lines).encode()


def html_file(parts: Sequence[Part]) -> bytes:
    body = "".join(_html(list(group)) for _, group in groupby(parts, key=lambda part: (part.item, bool(part.cells))))
    return f"<!doctype html><html><body><main>{body}</main></body></html>".encode()


def _html(parts: list[Part]) -> str:
    if parts[0].cells:
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in part.cells) for part in parts)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    tagged = ((f"h{part.level}" if part.level else "li" if part.item else "p", part) for part in parts)
    lines = "".join(f"<{tag}>{_linked(part)}</{tag}>" for tag, part in tagged)
    return f"<ul>{lines}</ul>" if parts[0].item else lines


def _linked(part: Part) -> str:
    return f'<a href="{escape(part.url)}">{escape(part.text)}</a>' if part.url else escape(part.text)


def eml_file(parts: Sequence[Part]) -> bytes:
    """The words as plain text, or as HTML where that can say more."""
    message = EmailMessage()
    message["From"] = "A Synthetic Sender <sender@example.org>"
    message["Date"] = "Fri, 3 May 2024 10:00:00 +0100"
    message["Subject"] = "Synthetic ŵ subject"
    if any(part.url or part.level or part.item or part.cells for part in parts):
        message.set_content(html_file(parts).decode(), subtype="html", cte="base64")
    else:
        message.set_content("\n\n".join(part.text for part in parts), cte="quoted-printable")
    return message.as_bytes()


def docx_file(parts: Sequence[Part], change: Callable[[WordDocument], None] = lambda document: None) -> bytes:
    """As python-docx writes it; `change` may add what Part cannot say."""
    document = docx.Document()
    for _, members in groupby(parts, key=lambda part: len(part.cells)):
        group = list(members)
        if group[0].cells:
            table = document.add_table(len(group), len(group[0].cells))
            for row, part in zip(table.rows, group, strict=True):
                for cell, text in zip(row.cells, part.cells, strict=True):
                    cell.text = text
        else:
            for part in group:
                _add_word_paragraph(document, part)
    change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_word_paragraph(document: WordDocument, part: Part) -> None:
    style = f"Heading {part.level}" if part.level else "List Bullet" if part.item else "Normal"
    paragraph = document.add_paragraph(style=style)
    if not part.url:
        paragraph.add_run(part.text)
        return
    relation = document.part.relate_to(part.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    paragraph.add_run(part.text)
    link.append(paragraph.runs[-1]._r)
    paragraph._p.append(link)


def odt_file(parts: Sequence[Part], *, body: str = "", meta: str = "") -> bytes:
    """A text as LibreOffice writes it, as far as it matters; `body` and `meta` are XML put behind the rest."""
    groups = groupby(parts, key=lambda part: (part.item, bool(part.cells)))
    text = "".join(_odt(list(group)) for _, group in groups) + body
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
        for name, full in {
            "office": "office",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "meta": "meta",
        }.items()
    )
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    members = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {spaces}><office:body><office:text>{text}</office:text></office:body>"
        "</office:document-content>",
        "meta.xml": f"<office:document-meta {spaces}><office:meta>{meta}</office:meta></office:document-meta>",
    }
    return zip_file(members)


def _odt(parts: list[Part]) -> str:
    if parts[0].cells:
        rows = (
            "".join(f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in part.cells)
            for part in parts
        )
        return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"
    if parts[0].item:
        items = (f"<text:list-item><text:p>{_odt_words(part)}</text:p></text:list-item>" for part in parts)
        return f"<text:list>{''.join(items)}</text:list>"
    return "".join(
        f'<text:h text:outline-level="{part.level}">{_odt_words(part)}</text:h>'
        if part.level
        else f"<text:p>{_odt_words(part)}</text:p>"
        for part in parts
    )


def _odt_words(part: Part) -> str:
    words = escape(part.text)
    return f'<text:a xlink:href="{escape(part.url)}">{words}</text:a>' if part.url else words


def zip_file(members: Mapping[str, str | bytes]) -> bytes:
    """A zip container of these members, packed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


WRITERS: dict[str, Callable[[Sequence[Part]], bytes]] = {
    "txt": text_file,
    "md": markdown_file,
    "html": html_file,
    "docx": docx_file,
    "odt": odt_file,
    "eml": eml_file,
}


def _of_paragraphs(write: Callable[[Sequence[Part]], bytes]) -> Callable[[Sequence[str]], bytes]:
    return lambda paragraphs: write([Part(text) for text in paragraphs])


FORMATS: dict[str, Callable[[Sequence[str]], bytes]] = {name: _of_paragraphs(write) for name, write in WRITERS.items()}
"""One document of given paragraphs in each format but PDF."""
