"""PDFs made for a test, all of their text synthetic."""

import io
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import reportlab
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

LEADING = 13.0
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
Draw = Callable[[Canvas], None]


@dataclass(frozen=True)
class Laid:
    """A PDF, and for each paragraph the page on which it begins."""

    data: bytes
    pages: tuple[int, ...]


def pdf(*pages: Draw, size: tuple[float, float] = A4, **options: object) -> bytes:
    """One page for each function that draws one, in an embedded font unless it sets another."""
    pdfmetrics.registerFont(TTFont("Vera", Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
    pdfmetrics.registerFont(TTFont("VeraBd", Path(reportlab.__file__).parent / "fonts" / "VeraBd.ttf"))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=True, **options)
    for draw in pages:
        canvas.setFont("Vera", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(*rows: str, x: float = 60, y: float = 760, size: float = 10, leading: float = LEADING) -> Draw:
    """Rows under each other; an empty one leaves a gap."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", size)
        for index, row in enumerate(rows):
            if row:
                canvas.drawString(x, y - index * leading, row)

    return draw


def together(*drawn: Draw) -> Draw:
    """Several things on one page, in this order."""

    def draw(canvas: Canvas) -> None:
        for part in drawn:
            part(canvas)

    return draw


def wrapped(text: str, width: float, size: float = 10) -> list[str]:
    """The rows of a paragraph set ragged."""
    rows, row = [], ""
    for word in text.split():
        longer = f"{row} {word}".strip()
        if row and pdfmetrics.stringWidth(longer, "Vera", size) > width:
            rows.append(row)
            row = word
        else:
            row = longer
    return [*rows, row]


def rows(text: str, width: float, times: int = 3) -> list[str]:
    """The rows of a text that is said so many times."""
    pdf()  # has the font that measures
    return wrapped(" ".join([text] * times), width)


def laid_out(paragraphs: Sequence[str], *, columns: int = 1, rows: int = 20) -> Laid:
    """Paragraphs over pages in columns, with a header, a footer and a page number on each page."""
    pdf()
    width = 480 / columns - 24
    cells: list[tuple[str, int]] = []
    for index, paragraph in enumerate(paragraphs):
        if cells and len(cells) % rows:
            cells.append(("", -1))
        cells += [(row, index) for row in wrapped(paragraph, width)]
    per_page = rows * columns
    starts: dict[int, int] = {}
    for at, (_, index) in enumerate(cells):
        starts.setdefault(index, at // per_page + 1)
    sheets = [cells[at : at + per_page] for at in range(0, len(cells), per_page)]
    data = pdf(*(_sheet(sheet, number, columns, rows) for number, sheet in enumerate(sheets, 1)))
    return Laid(data, tuple(starts[index] for index in range(len(paragraphs))))


def _sheet(cells: list[tuple[str, int]], number: int, columns: int, rows: int) -> Draw:
    parts = [
        lines(*(row for row, _ in cells[at * rows : (at + 1) * rows]), x=60 + 480 / columns * at)
        for at in range(columns)
    ]
    header, footer = lines("Sanctuary plan (synthetic)", y=810, size=8), lines(f"Page {number}", x=500, y=30, size=8)
    return together(header, *parts, footer)


def table_pdf(rows: Sequence[Sequence[object]], *, ruled: bool, widths: Sequence[float] | None = None) -> bytes:
    """A table with rules around its cells or none."""
    pdf()
    file = io.BytesIO()
    style: list[tuple[object, ...]] = [("FONT", (0, 0), (-1, -1), "Vera", 9), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    style += [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))] if ruled else []
    SimpleDocTemplate(file).build([Table(rows, colWidths=widths, style=TableStyle(style))])
    return file.getvalue()


def picture(canvas: Canvas) -> None:
    """A grey picture over the whole page."""
    canvas.drawImage(ImageReader(Image.new("L", (8, 8), 200)), 0, 0, *A4)


def locked(user: str, owner: str) -> bytes:
    """A PDF with a password for reading or only one for changing."""
    return pdf(lines("Locked words that may be read."), encrypt=StandardEncryption(user, ownerPassword=owner))


def raw_pdf(*objects: bytes, root: str = "", resources: str = "") -> bytes:
    """A PDF written by hand: the objects from number 4 on; the page's contents are number 4."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    page += b"/Resources<</Font<</F1 5 0 R>>%s>>>>" % resources.encode()
    head = [f"<</Type/Catalog/Pages 2 0 R{root}>>".encode(), b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page]
    body, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate([*head, *objects], 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer <</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1) + table + trailer


def stream(content: bytes) -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)


WORDS = stream(b"BT /F1 12 Tf 50 700 Td (Plain words to be read) Tj ET")
