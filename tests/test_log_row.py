"""The columns and cells of disclosure logs as authorities write them."""

from pathlib import Path

import pytest

from ingest.supply.log_columns import Field, columns_of
from ingest.supply.log_row import LogDocument, log_document
from ingest.supply.log_table import Row


@pytest.mark.parametrize(
    ("field", "names"),
    [
        (
            Field.REFERENCE,
            "REF | Ref. No. | FOI Reference | FOI no | ATISN | Request ID | Case number | Rhif cyfeirnod",
        ),
        (Field.TITLE, "subject | Request title | Title / Teitl | Pwnc"),
        (Field.DATE, "Date | Response date | Date of response (dd/mm/yyyy) | Date of our Response | Dyddiad yr ymateb"),
        (Field.RECEIVED, "Received | Date received | Date of Request | Dyddiad derbyn"),
        (Field.REQUEST, "Information requested | Question | FOI request | Details of request | Cais"),
        (Field.REQUEST, "Gwybodaeth y gofynnwyd amdani | Request (full text)"),
        (Field.RESPONSE, "Answer | Our response: | response_text | Ymateb | Ein hymateb"),
        (Field.OUTCOME, "OUTCOME | Decision | Canlyniad"),
        (Field.EXEMPTION, "Exemption(s) | Exemptions applied | Exemption/Exception | Esemptiadau"),
        (Field.URL, "URL | Web link | Link to response | Dolen"),
        (Field.FILE, "File name | filename | Attachment | Enw’r ffeil | Atodiad"),
        (Field.LANGUAGE, "Language | Iaith"),
        (Field.PUBLISHER, "Public authority | Organisation | Awdurdod"),
    ],
)
def test_column_is_known_by_its_usual_names(field: Field, names: str) -> None:
    for name in names.split(" | "):
        assert columns_of([name]).places == {field: 0}, name


@pytest.mark.parametrize("name", ["", "Notes", "Request / Response", "Section head", "No.", "x" * 5_000, "(((((("])
def test_column_of_any_other_name_is_not_guessed(name: str) -> None:
    assert columns_of([name]).places == {}


def test_more_telling_of_two_columns_is_taken() -> None:
    found = columns_of(["Date", "Ref", "Response date", "Reference"])
    assert found.places == {Field.DATE: 2, Field.REFERENCE: 3}
    assert found.ignored == ("Date", "Ref")


def letter(date: str = "", language: str = "", url: str = "") -> LogDocument:
    cells = {
        Field.DATE: date,
        Field.LANGUAGE: language,
        Field.URL: url,
        Field.REQUEST: "How many?",
        Field.RESPONSE: "Ten.",
    }
    made = log_document(
        Row(2, {field: cell for field, cell in cells.items() if cell}), Path("/"), publisher="A council"
    )
    assert isinstance(made, LogDocument)
    return made


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("2025-07-10", "2025-07-10"),
        ("2025-07-10 00:00:00", "2025-07-10"),
        ("2025-07-10T09:30:00Z", "2025-07-10"),
        ("10/07/2025 00:00", "2025-07-10"),
        ("10.7.25", "2025-07-10"),
        ("Thursday, 10 July 2025", "2025-07-10"),
        ("Dydd Iau 10 Gorffennaf 2025", "2025-07-10"),
        ("July 2025", "2025-07"),
        ("2025", "2025"),
    ],
)
def test_date_is_read_as_people_write_it(cell: str, date: str) -> None:
    made = letter(date=cell)
    assert (str(made.document.date), made.notes) == (date, ())


@pytest.mark.parametrize(
    "cell", ["TBC", "07/25/2025", "10 July", "between 1 May and 2 May 2025", "not before 2025", "45848"]
)
def test_date_that_is_not_plain_is_left_out_and_said(cell: str) -> None:
    made = letter(date=cell)
    assert made.document.date is None
    assert made.notes == (f"the date '{cell}' is not understood and was left out. Write it like 2025-07-10.",)


@pytest.mark.parametrize(
    ("cell", "language", "notes"),
    [
        ("Welsh", "cy", 0),
        ("CYMRAEG", "cy", 0),
        ("en", "en", 0),
        ("Saesneg", "en", 0),
        ("", "en", 0),
        ("Klingon", "en", 1),
    ],
)
def test_language_is_taken_or_told_from_the_words(cell: str, language: str, notes: int) -> None:
    made = letter(language=cell)
    assert (made.document.language, len(made.notes)) == (language, notes)


def test_address_that_is_none_is_left_out_and_said() -> None:
    assert letter(url="https://records.example/1").document.url == "https://records.example/1"
    made = letter(url="www.records.example")
    assert made.document.url is None
    assert "address was left out" in made.notes[0]


def test_overlong_title_and_reference_are_none() -> None:
    cells = {
        Field.TITLE: "hotels " * 50,
        Field.REFERENCE: "R" * 500,
        Field.REQUEST: "How many?",
        Field.RESPONSE: "Ten.",
    }
    made = log_document(Row(2, cells), Path("/"), publisher="A council")
    assert isinstance(made, LogDocument)
    assert (made.document.title, made.document.reference) == ("FOI response", None)
    assert "too long" in made.notes[0]
    assert made.text.startswith("hotels hotels")
