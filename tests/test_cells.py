"""Cells of tables stay in their columns, whatever the format, and figures stay what they are."""

import io

import pytest
from documents import odt_file
from docx import Document as WordDocument
from pdfs import Draw, lines, pdf, rows, table_pdf, together
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import ListFlowable, Paragraph, SimpleDocTemplate

from corpus.document import Kind
from ingest.cleaning.clean import clean
from ingest.loaders.sniff import sniff
from ingest.reading import Wanted, read
from ingest.structure.paragraphs import paragraphs

_STYLE = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
TABLE = (("", "2023", "2024"), ("Cardiff", "5", "7"), ("Newport", "", "9"))
EXPECTED = "\t2023\t2024\nCardiff\t5\t7\nNewport\t\t9"
PROSE = (
    "Councils offer places at school to all children who live in their area and funds advice in every part of Wales."
)


def _text(data: bytes) -> str:
    return clean(sniff(data).load(data)).text


def _html(rows_of_cells: tuple[tuple[str, ...], ...]) -> bytes:
    made = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows_of_cells)
    return f"<html><body><main><table>{made}</table></main></body></html>".encode()


def _word(rows_of_cells: tuple[tuple[str, ...], ...]) -> bytes:
    document, file = WordDocument(), io.BytesIO()
    table = document.add_table(len(rows_of_cells), len(rows_of_cells[0]))
    for at, row in enumerate(rows_of_cells):
        for cell, text in zip(table.rows[at].cells, row, strict=True):
            cell.text = text
    document.save(file)
    return file.getvalue()


def _odt(rows_of_cells: tuple[tuple[str, ...], ...]) -> bytes:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    made = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows_of_cells)
    return odt_file([], body=f"<table:table>{made}</table:table>")


def _placed(cells: tuple[tuple[str, ...], ...], y: float) -> Draw:
    return together(
        *(
            lines(text, x=60 + 130 * at, y=y - 14 * row)
            for row, made in enumerate(cells)
            for at, text in enumerate(made)
        )
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(_html(TABLE), id="html"),
        pytest.param(_word(TABLE), id="docx"),
        pytest.param(_odt(TABLE), id="odt"),
        pytest.param(table_pdf(TABLE, ruled=True), id="pdf-with-rules"),
        pytest.param(pdf(_placed(TABLE, 700)), id="pdf-without-rules"),
        pytest.param("\n".join("\t".join(row) for row in TABLE).encode(), id="text"),
    ],
)
def test_cells_stay_in_their_columns(data: bytes) -> None:
    assert _text(data) == EXPECTED
    cleaned = clean(sniff(data).load(data))
    assert [part.cells for part in paragraphs(cleaned)] == [tuple(row) for row in TABLE]
    blocks = read(data, Wanted(Kind.OTHER)).version.blocks
    assert all(not cleaned.text[block.start].isspace() for block in blocks)


def test_cells_spanning_columns_and_rows() -> None:
    table = "<tr><th rowspan=2>Area</th><th colspan=2>2023</th><th>All</th></tr><tr><th>Men</th><th>Women</th></tr>"
    table += "<tr><td>Cardiff</td><td>5</td><td>4</td><td>9</td></tr>"
    page = f"<main><table>{table}</table></main>".encode()
    assert _text(page).split("\n") == ["Area\t2023\t\tAll", "\tMen\tWomen", "Cardiff\t5\t4\t9"]


@pytest.mark.parametrize(
    "text",
    ["Dear\t,\t\nYours\t,\t", "1.\tHow many?\n2.\tHow much?", "Our ref:\tATISN 1\nDate:\t3 May", "\tOne\n\tTwo"],
    ids=["leftover", "list", "form", "indented"],
)
def test_cells_need_a_table(text: str) -> None:
    assert "\t" not in _text(text.encode())


def test_cells_above_columns_of_prose() -> None:
    table = (("Area", "2023", "2024"), ("Cardiff", "1,200", "1,402"), ("Newport", "500", "570"))
    left, right = (rows(PROSE, 230, times) for times in (2, 2))
    page = together(_placed(table, 775), lines(*left, y=700), lines(*right, x=320, y=700))
    made = _text(pdf(page)).split("\n\n")
    assert made[0] == "\n".join("\t".join(row) for row in table)
    assert made[1:] == [f"{PROSE} {PROSE}"] * 2


def test_cells_are_no_lines_beside_prose() -> None:
    aside = lines("Contact us", "0300 000 000", "Cathays Park", "Cardiff", "Our pages", y=770, size=8)
    made = _text(pdf(together(aside, lines(*rows(PROSE, 320, 2), x=220, y=770))))
    assert f"{PROSE} {PROSE}" in made


RAISED = "The grant was £5{}2{} million, 1{}st{} year, 4 m{}2{}, the rules{}1{}."
READ = "The grant was £5 2 million, 1st year, 4 m2, the rules1."


def _raised_in_pdf() -> bytes:
    file, style = io.BytesIO(), getSampleStyleSheet()["Normal"]
    SimpleDocTemplate(file).build([Paragraph(RAISED.format(*["<super>", "</super>"] * 4), style)])
    return file.getvalue()


def _raised_in_word() -> bytes:
    document, file = WordDocument(), io.BytesIO()
    paragraph = document.add_paragraph()
    for at, part in enumerate(RAISED.replace("{}", "|").split("|")):
        paragraph.add_run(part).font.superscript = at % 2 == 1
    document.save(file)
    return file.getvalue()


def _raised_in_odt() -> bytes:
    style = f'<style:style {_STYLE} style:name="T1"><style:text-properties style:text-position="super 58%"/>'
    span = ['<text:span text:style-name="T1">', "</text:span>"] * 4
    return odt_file([], body=f"{style}</style:style><text:p>{RAISED.format(*span)}</text:p>")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(f"<main><p>{RAISED.format(*['<sup>', '</sup>'] * 4)}</p></main>".encode(), id="html"),
        pytest.param(_raised_in_word(), id="docx"),
        pytest.param(_raised_in_odt(), id="odt"),
        pytest.param(_raised_in_pdf(), id="pdf"),
    ],
)
def test_figure_takes_no_raised_mark(data: bytes) -> None:
    assert _text(data) == READ


def test_bullet_of_the_standard_encoding() -> None:
    file, style = io.BytesIO(), getSampleStyleSheet()["Normal"]
    items = [Paragraph(text, style) for text in ("legal aid", "interpreters")]
    SimpleDocTemplate(file).build([ListFlowable(items, bulletType="bullet")])
    assert _text(file.getvalue()) == "• legal aid\n• interpreters"
