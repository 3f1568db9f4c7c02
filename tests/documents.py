"""Documents in other formats, made in a test from text."""

import io
import textwrap
from dataclasses import dataclass
from html import escape
from pathlib import Path

import reportlab
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
