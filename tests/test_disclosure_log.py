"""Disclosure logs as authorities keep them. All letters and rows are synthetic."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from documents import squeezed
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Kind, PartialDate
from corpus.version import Role
from errors import UnreadableSource, UsageError
from ingest.reading import Wanted, read
from ingest.report import Outcome
from ingest.supply.disclosure_log import log_sources
from ingest.supply.fetching import Fetched
from ingest.supply.sources import Sources

_HEADER = ("Reference", "Title", "Date of response", "Request", "Response")
_ROW = ("ATISN 90001", "Hotels", "10/07/2025", "How many rooms were booked?", "We do not hold this information.")


@pytest.fixture
def log(tmp_path: Path) -> Callable[..., Sources]:
    """Writes a log and imports it."""

    def write(
        *rows: Sequence[str], encoding: str = "utf-8", delimiter: str = ",", publisher: str = "A council"
    ) -> Sources:
        file = io.StringIO()
        csv.writer(file, delimiter=delimiter).writerows(rows)
        (tmp_path / "log.csv").write_bytes(file.getvalue().encode(encoding))
        return log_sources(tmp_path / "log.csv", publisher=publisher)

    return write


def reasons(sources: Sources, outcome: Outcome = Outcome.FAILED) -> list[str]:
    return [f"{report.document}: {report.reason}" for report in sources.reports if report.outcome is outcome]


def test_row_becomes_letter_with_question_and_answer(log: Callable[..., Sources]) -> None:
    (source,) = log(_HEADER, _ROW).sources
    version = read(source.fetch(), Wanted(Kind.FOI_RESPONSE)).version
    said = {block.role: version.text[block.start : block.end] for block in version.blocks}
    assert said[Role.QUESTION] == "How many rooms were booked?"
    assert said[Role.ANSWER] == "We do not hold this information."
    for fact in ("Hotels", "ATISN 90001", "10/07/2025"):
        assert fact in version.text


def test_row_gives_facts_of_document(log: Callable[..., Sources]) -> None:
    (source,) = log(_HEADER, _ROW).sources
    document = source.document
    assert document is not None
    assert (source.id, source.origin, document.id) == ("foi-atisn-90001", "log", "foi-atisn-90001")
    assert (document.kind, document.title, document.publisher) == (Kind.FOI_RESPONSE, "Hotels", "A council")
    assert (document.reference, document.date, document.rights) == (
        "ATISN 90001",
        PartialDate(2025, 7, 10),
        "not stated",
    )
    assert (document.language, document.redistributable) == ("en", False)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_log_of_any_encoding_and_delimiter_is_read(log: Callable[..., Sources], encoding: str, delimiter: str) -> None:
    row = (
        "ATISN 90002",
        "Tŷ" if encoding != "cp1252" else "Tâl",
        "",
        "Was £1,000 paid;\n\nor more?",
        'The "scheme"\tpaid it.',
    )
    (source,) = log(_HEADER, row, encoding=encoding, delimiter=delimiter).sources
    text = source.fetch().decode()
    assert text.startswith(row[1])
    assert "Was £1,000 paid;\n\nor more?" in text.replace("\r\n", "\n")
    assert row[4] in text


def test_unknown_column_is_ignored_and_said(log: Callable[..., Sources]) -> None:
    sources = log((*_HEADER, "Clerk"), (*_ROW, "Someone"))
    assert b"Someone" not in sources.sources[0].fetch()
    assert "'Clerk' is not used" in reasons(sources, Outcome.SKIPPED)[0]


def test_header_below_a_title_is_found(log: Callable[..., Sources]) -> None:
    sources = log(("Disclosure log 2025",), (), _HEADER, _ROW)
    assert [source.id for source in sources.sources] == ["foi-atisn-90001"]
    assert not sources.reports


def test_columns_that_no_letter_can_be_made_of_are_named(log: Callable[..., Sources]) -> None:
    with pytest.raises(UsageError, match=r"Found: 'Reference', 'Title', 'Clerk'\. Wanted: 'file'.+'url'.+'request'"):
        log(("Reference", "Title", "Clerk"), ("1", "2", "3"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"\n\n \n", "is empty", id="blank"),
        pytest.param(b"PK\x03\x04rest", "is a workbook", id="workbook"),
        pytest.param(b"Request,Response\n\x00\x01\x02", "no encoding", id="binary"),
        pytest.param(b"Request,Response\n\x81\x8d", "no encoding", id="foreign"),
        pytest.param(b"Request,Response\n", "no row below its header", id="header-alone"),
    ],
)
def test_file_that_is_no_log_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "log.csv").write_bytes(data)
    with pytest.raises(UsageError, match=message):
        log_sources(tmp_path / "log.csv")


def test_log_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file or folder"):
        log_sources(tmp_path / "log.csv")


def test_file_of_a_row_is_the_letter(log: Callable[..., Sources], tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "first.txt").write_bytes(b"A synthetic letter")
    (source,) = log((*_HEADER, "Attachment"), (*_ROW, "letters\\first.txt")).sources
    assert source.fetch() == b"A synthetic letter"
    assert (source.place, source.name) == (str(tmp_path / "letters" / "first.txt"), "first")
    assert source.document is not None
    assert source.document.reference == "ATISN 90001"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("../outside.txt", "outside", id="upwards"),
        pytest.param("a/../../outside.txt", "outside", id="up-and-down"),
        pytest.param("/etc/hostname", "outside", id="absolute"),
        pytest.param("C:\\letters\\a.txt", "outside", id="drive"),
        pytest.param("link.txt", "outside", id="symbolic-link"),
        pytest.param("none.txt", "missing", id="missing"),
        pytest.param(".", "missing", id="folder"),
        pytest.param("x" * 9_000, "missing", id="endless"),
    ],
)
def test_file_outside_the_folder_or_missing_is_a_fault(
    log: Callable[..., Sources], tmp_path: Path, name: str, message: str
) -> None:
    (tmp_path.parent / "outside.txt").write_text("No letter")
    (tmp_path / "link.txt").symlink_to(tmp_path.parent / "outside.txt")
    sources = log((*_HEADER, "file"), (*_ROW, name), (*_ROW, ""))
    assert len(sources.sources) == 1
    assert message in reasons(sources)[0]
    assert "line 2" in reasons(sources)[0]


def test_address_of_a_row_is_fetched_where_there_are_no_words(tmp_path: Path) -> None:
    asked: list[str] = []

    def fetch(address: str) -> Fetched:
        asked.append(address)
        return Fetched(b"A synthetic letter", address, None)

    (tmp_path / "log.csv").write_text("Title,Link\nHotels,https://records.example/a/letter.pdf\n")
    (source,) = log_sources(tmp_path / "log.csv", fetch=fetch).sources
    assert (asked, source.id, source.url) == ([], "letter", "https://records.example/a/letter.pdf")
    assert (source.fetch(), asked) == (b"A synthetic letter", ["https://records.example/a/letter.pdf"])


def test_address_inside_the_machine_is_refused_when_its_turn_comes(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("Title,Link\nHotels,http://127.0.0.1/letter\n")
    (source,) = log_sources(tmp_path / "log.csv").sources
    with pytest.raises(UnreadableSource, match="not a public site"):
        source.fetch()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param(("1", "", "", "How many?", ""), "no request with its response", id="no-answer"),
        pytest.param(("1", "", "", "", "Ten."), "no request with its response", id="no-question"),
        pytest.param(("1", "", "", "How, many?", "Ten.", "more"), "6 cells, the header 5", id="shifted"),
    ],
)
def test_row_at_fault_is_told_by_its_line_and_the_rest_taken(
    log: Callable[..., Sources], row: Sequence[str], message: str
) -> None:
    sources = log(_HEADER, (*_ROW[:4], "Over\ntwo lines."), row, ("2", *_ROW[1:]))
    assert [source.id for source in sources.sources] == ["foi-atisn-90001", "foi-2"]
    (reason,) = reasons(sources)
    assert "log.csv, line 4: The row" in reason
    assert message in reason


def test_summary_with_outcome_is_enough(log: Callable[..., Sources]) -> None:
    header = ("Ref", "Summary", "Outcome", "Exemptions")
    (source,) = log(header, ("7", "Costs of the scheme", "Refused", "s.43(2)")).sources
    text = source.fetch().decode()
    assert text.index("Information requested") < text.rindex("Costs of the scheme") < text.index("Our response")
    assert text.index("Our response") < text.index("Outcome: Refused") < text.index("Exemption: s.43(2)")


def test_marked_up_cells_are_read_as_a_page(log: Callable[..., Sources]) -> None:
    answer = "<p>We hold none &amp; know of none.</p><p>See <a href='https://records.example/x'>this</a>.</p>"
    (source,) = log(_HEADER, (*_ROW[:3], "Are rooms < 5 & > 2?", answer)).sources
    version = read(source.fetch(), Wanted(Kind.FOI_RESPONSE)).version
    said = [version.text[block.start : block.end] for block in version.blocks if block.role is Role.ANSWER]
    assert said == ["We hold none & know of none.", "See this."]
    assert "Are rooms < 5 & > 2?" in version.text


def test_welsh_row_is_read_under_welsh_headings(log: Callable[..., Sources]) -> None:
    row = (
        "90003",
        "Gwestai",
        "10 Gorffennaf 2025",
        "Faint o bobl sydd yn y gwestai?",
        "Nid yw'r wybodaeth hon gennym.",
    )
    (source,) = log(("Rhif ATISN", "Teitl", "Dyddiad", "Cais", "Ymateb"), row).sources
    assert source.document is not None
    assert (source.document.language, source.document.date) == ("cy", PartialDate(2025, 7, 10))
    assert source.document.reference == "ATISN 90003"
    version = read(source.fetch(), Wanted(Kind.FOI_RESPONSE)).version
    assert {block.section for block in version.blocks if block.role is Role.ANSWER} == {("Ein hymateb",)}


def test_rows_of_one_reference_keep_ids_of_their_own(log: Callable[..., Sources]) -> None:
    rows = [(*_ROW[:2], day, *_ROW[3:]) for day in ("10/07/2025", "11/07/2025")]
    ids = ["foi-atisn-90001-2025-07-10", "foi-atisn-90001-2025-07-11"]
    assert [source.id for source in log(_HEADER, *rows).sources] == ids
    # The next export may have them the other way round, and others above.
    assert [source.id for source in log(_HEADER, ("8", *_ROW[1:]), *rows[::-1]).sources] == ["foi-8", *ids[::-1]]
    alike = [(*_ROW[:4], answer) for answer in ("None.", "Ten.")]
    first, second = (source.id for source in log(_HEADER, *alike).sources)
    assert [first, second] == [source.id for source in log(_HEADER, *alike).sources]
    assert first != second


def test_repeated_row_is_one_letter(log: Callable[..., Sources]) -> None:
    sources = log(_HEADER, _ROW, ("8", *_ROW[1:]), _ROW)
    assert [source.id for source in sources.sources] == ["foi-atisn-90001", "foi-8"]
    assert reasons(sources, Outcome.SKIPPED)[0].endswith("line 4: This repeats line 2, which is taken.")


def test_place_of_a_row_does_not_depend_on_its_line(log: Callable[..., Sources]) -> None:
    (alone,) = log(_HEADER, _ROW).sources
    assert log(_HEADER, ("8", *_ROW[1:]), _ROW).sources[1].place == alone.place


def test_quotation_mark_never_closed_is_told(tmp_path: Path) -> None:
    rows = (
        'Ref,Request,Response\n1,How many?,Ten.\n2,"How much?,None.\n3,"When?",Then.\n4,Who?,"They.\n5,Why?,Because.\n'
    )
    (tmp_path / "log.csv").write_text(rows)
    sources = log_sources(tmp_path / "log.csv")
    assert [source.id for source in sources.sources] == ["foi-1"]
    assert [reason.partition("log.csv, ")[2][:6] for reason in reasons(sources)] == ["line 3", "line 5"]
    assert all("never closed" in reason for reason in reasons(sources))


def test_endless_cell_is_told_and_limit_put_back(log: Callable[..., Sources]) -> None:
    former = csv.field_size_limit()
    sources = log(_HEADER, _ROW, ("8", *_ROW[1:4], "x" * 1_000_001), ("9", *_ROW[1:]))
    assert [source.id for source in sources.sources] == ["foi-atisn-90001"]
    assert "line 3: A cell has more than 1,000,000 characters" in reasons(sources)[0]
    assert csv.field_size_limit() == former


def test_folder_of_letters_is_taken_whole(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "log.csv", ".hidden"):
        (tmp_path / name).write_text("A synthetic letter")
    sources = log_sources(tmp_path)
    assert [(source.id, source.document, source.kind) for source in sources.sources] == [
        ("a", None, Kind.FOI_RESPONSE),
        ("b", None, Kind.FOI_RESPONSE),
    ]
    assert "log.csv: This is a table" in reasons(sources, Outcome.SKIPPED)[0]


_cells = st.text("aeioŵŷâ £1290.,;:?()'\"\n\t–…", min_size=1, max_size=80).filter(squeezed)


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(_cells, _cells, _cells), min_size=1, max_size=4), delimiter=st.sampled_from(",;\t|"))
def test_words_of_every_row_survive(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], delimiter: str
) -> None:
    path = tmp_path_factory.mktemp("log") / "log.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([("Subject", "Request", "Response"), *rows])
    sources = log_sources(path)
    assert not reasons(sources)
    texts = [squeezed(source.fetch().decode()) for source in sources.sources]
    assert len({source.id for source in sources.sources}) == len(texts)
    for row in rows:
        assert any(all(squeezed(cell) in text for cell in row) for text in texts)
