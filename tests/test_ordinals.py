"""The numbers that formats draw in front of list items, and forms and tables, in synthetic letters."""

import io
from collections.abc import Sequence

import docx
import pytest
from letter_reading import answered, asked, read_letters

from corpus.document import Kind
from ingest.cleaning.clean import clean
from ingest.loaders.ordinals import written
from ingest.loaders.sniff import sniff
from ingest.reading import Wanted, read
from ingest.structure.foi.signs import looks_like_letter

ASKED = ("The number of people", "The cost", "The names of hotels")
TOLD = ("There were 45.", "Not held.", "These are exempt under section 43(2).")
ONE_EACH = [[answer] for answer in TOLD]


def _items(lines: Sequence[str], tag: str = "ol", attributes: str = "") -> str:
    return f"<{tag}{attributes}>" + "".join(f"<li>{line}</li>" for line in lines) + f"</{tag}>"


def _page(body: str) -> bytes:
    return f"<!doctype html><html><body><main><h1>ATISN 8421 Hotels</h1>{body}</main></body></html>".encode()


def _letter(questions: str, answers: str) -> bytes:
    return _page(f"<h2>Information requested</h2>{questions}<h2>Our response</h2>{answers}")


def _ordinals(data: bytes) -> list[str]:
    return [mark.ordinal for mark in sniff(data).load(data).pages[0].marks if mark.item]


LISTS = {
    "plain": (_items("ab"), ["1", "2"]),
    "start": (_items("ab", attributes=' start="4"'), ["4", "5"]),
    "reversed": (_items("abc", attributes=" reversed"), ["3", "2", "1"]),
    "letters": (_items("ab", attributes=' type="a"'), ["(a)", "(b)"]),
    "roman": (_items("abcd", attributes=' type="i"'), ["(i)", "(ii)", "(iii)", "(iv)"]),
    "value": ("<ol><li>a</li><li value='7'>b</li><li>c</li></ol>", ["1", "7", "8"]),
    "nested": (f"<ol><li>a{_items('bc')}</li><li>d</li></ol>", ["1", "(1)", "(2)", "2"]),
    "bullets": (_items("ab", "ul"), ["", ""]),
    "nonsense": (_items("ab", attributes=' start="x" type="?"'), ["", ""]),
}


@pytest.mark.parametrize(("body", "expected"), LISTS.values(), ids=LISTS)
def test_html_list_is_counted(body: str, expected: list[str]) -> None:
    assert _ordinals(_page(body)) == expected


@pytest.mark.parametrize(
    ("number", "sign", "expected"), [(27, "a", "(aa)"), (14, "I", "(xiv)"), (0, "i", ""), (3, "", "")]
)
def test_number_in_another_style(number: int, sign: str, expected: str) -> None:
    assert written(number, sign) == expected


ANSWERS = {
    "counted": _items(TOLD),
    "going on": _items(TOLD, attributes=' start="4"'),
    "bullets": _items(TOLD, "ul"),
    "typed": "".join(f"<p>{at}. {line}</p>" for at, line in enumerate(TOLD, 1)),
}


@pytest.mark.parametrize("answers", ANSWERS.values(), ids=ANSWERS)
def test_html_lists_of_questions_and_answers(answers: str) -> None:
    version = read(_letter(_items(ASKED), answers), Wanted(Kind.FOI_RESPONSE)).version
    (letter,) = version.contents.letters
    assert asked(version, letter) == [(str(at), line) for at, line in enumerate(ASKED, 1)]
    assert answered(version, letter) == ONE_EACH


def test_list_of_papers_answers_no_single_question() -> None:
    data = _letter(_items(ASKED), "<p>We enclose these papers:</p>" + _items(TOLD))
    version = read(data, Wanted(Kind.FOI_RESPONSE)).version
    assert answered(version, version.contents.letters[0]) == [["We enclose these papers:", *TOLD]] * 3


def _word(questions: str, answers: str, told: Sequence[str] = TOLD) -> bytes:
    document = docx.Document()
    for style, lines in (("Normal", ["ATISN 8421", "Your request"]), (questions, ASKED), ("Normal", ["Our response"])):
        for line in lines:
            document.add_paragraph(line, style=style)
    for line in told:
        document.add_paragraph(line, style=answers)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_word_list_is_counted() -> None:
    assert _ordinals(_word("List Number", "List Number")) == ["1", "2", "3", "4", "5", "6"]
    assert _ordinals(_word("List Number", "List Number 2")) == ["1", "2", "3"] * 2
    assert _ordinals(_word("List Bullet", "List Bullet")) == [""] * 6


@pytest.mark.parametrize(
    "styles", [("List Number", "List Number"), ("List Number", "List Number 2"), ("List Bullet",) * 2]
)
def test_word_lists_of_questions_and_answers(styles: tuple[str, str]) -> None:
    version = read(_word(*styles), Wanted(Kind.FOI_RESPONSE)).version
    assert answered(version, version.contents.letters[0]) == ONE_EACH


def test_word_lists_of_unlike_length_stay_together() -> None:
    version = read(_word("List Bullet", "List Bullet", TOLD[:2]), Wanted(Kind.FOI_RESPONSE)).version
    assert answered(version, version.contents.letters[0]) == [list(TOLD[:2])] * 3


def _table(*rows: Sequence[str]) -> str:
    return (
        "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"
    )


TABLES = {
    "form": _table(
        ("Reference", "FOI 2024-118"),
        ("Date received", "2 May 2024"),
        ("Request", "1. How many?<br>2. The plan"),
        ("Response", "1. 14 families.<br>2. Not held."),
    ),
    "no header": "<p>You asked:</p>" + _table(("1. How many?", "14 families."), ("2. The plan", "Not held.")),
    "header": _table(("Question", "Response"), ("How many?", "14 families."), ("The plan", "Not held.")),
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_table_of_a_letter(table: str) -> None:
    data = _page(table)
    version = read(data, Wanted(Kind.FOI_RESPONSE)).version
    (letter,) = version.contents.letters
    assert [words for _, words in asked(version, letter)] == ["How many?", "The plan"]
    assert answered(version, letter) == [["14 families."], ["Not held."]]


def test_table_tells_a_letter() -> None:
    data = _page(TABLES["header"])
    assert looks_like_letter(clean(sniff(data).load(data)))


def test_long_answers_are_read_in_time() -> None:
    lines = "".join(f"{at % 90 + 1}. An entry of the list.\n" for at in range(1500))
    version = read_letters(f"ATISN 8421\n\nYour request\n\nHow many?\n\nOur response\n\n{lines}")
    assert len(version.contents.letters[0].exchanges[0].answers) == 1500
