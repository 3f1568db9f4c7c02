"""The letter that answers a request: what it holds, what it leaves to the officer, and its files."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from conftest import NOON
from docx import Document as open_docx

from answer.assembly import open_assistant, open_foi_desk
from answer.assistant import Assistant
from answer.foi.desk import FoiDesk, LetterFormat
from answer.foi.draft_letter import GAP
from answer.foi.examiner import Incoming
from answer.foi.frame import read_frames
from api.filing import filing
from errors import CatalogueError, NotFound, UsageError, WrongState
from ingest.assembly import open_ingestor
from settings import Settings

REQUEST = """Dear Sir or Madam,

Under the Freedom of Information Act please tell me:

1. How many migrants with a criminal record have come into Wales?
2. How many of the immigrants who came to Wales have since moved elsewhere?
3. How many cattle entered Wales from Ireland in 2023?

Yours faithfully,

Morfydd Ellis
12 Stryd y Cei, Porth Ffug, ZZ99 9ZZ
morfydd.ellis@example.com"""
WELSH = """Annwyl Syr,

Dan y Ddeddf Rhyddid Gwybodaeth, dywedwch wrthyf:

1. Faint o fudwyr â chofnod troseddol sydd wedi dod i Gymru?

Yn gywir,
M. E."""
SENT = """11 December 2026

Dear Ms E

ATISN 29999

Information requested

1. How many beavers were released in the Teifi valley in 2025?

Our response

The Welsh Government does not hold this information. Natural Resources Wales is best placed to provide it.

Next steps

If you are dissatisfied with our handling of your request, you can ask for an internal review."""


@pytest.fixture(scope="module")
def own(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = settings.model_copy(update={"data_dir": tmp_path_factory.mktemp("foi"), "model_dir": settings.models})
    open_ingestor(made).ingest(on_progress=lambda progress: None)
    return made


@pytest.fixture(scope="module")
def reader(own: Settings) -> Iterator[Assistant]:
    with open_assistant(own, today=NOON.date) as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(own: Settings, reader: Assistant) -> Iterator[FoiDesk]:
    shelve = filing(open_ingestor(own, load=lambda: reader.embedder))
    with open_foi_desk(own, reader, shelve, now=lambda: NOON) as opened:
        yield opened


def text_of(desk: FoiDesk, request: str, received: date | None = None) -> str:
    letter = desk.draft(Incoming(request, received))
    return desk.export(letter.id, LetterFormat.TXT).content.decode()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_letter_holds_what_it_must(desk: FoiDesk) -> None:
    text = flat(text_of(desk, REQUEST, received=date(2026, 11, 2)))
    assert "received on 2 November 2026" in text
    for question in re.findall(r"\d\. (How many .*\?)", REQUEST):
        assert text.count(question) == 2, "verbatim in the request and over its answer"
    assert text.count("whether the information is held, held in part or not held") == 3
    assert "“The Welsh Government does not hold the information you have requested." in text
    assert "ATISN 24923" in text
    assert "the Home Office" in text
    assert "section 16" in text
    assert "within 40 working days of the date of this letter" in text
    assert "Wycliffe House" in text
    assert "Open Government Licence" in text
    assert "write to us in Welsh" in text
    assert text.index("Question 1") < text.index("Question 2") < text.index("Question 3")
    assert "no good precedent" in text[text.index("Question 3") :]


def test_requester_is_not_named(desk: FoiDesk) -> None:
    letter = desk.draft(Incoming(REQUEST))
    kept = repr(desk.get(letter.id).letter.blocks)
    assert not re.search(r"Morfydd|Ellis|Stryd y Cei|ZZ99|example\.com", kept)
    assert f"{GAP} (name of the requester, not kept here)" in flat(text_of(desk, REQUEST))


def test_every_gap_is_listed(desk: FoiDesk) -> None:
    letter = desk.draft(Incoming(REQUEST))
    text = desk.export(letter.id, LetterFormat.MD).content.decode()
    # One mark stands in the note that says what it means.
    assert text.replace("\\", "").count(GAP) == len(letter.gaps) + 1
    assert letter.gaps[2].startswith("Question 1: ")


def test_welsh_request_gets_a_welsh_letter(desk: FoiDesk) -> None:
    text = flat(text_of(desk, WELSH, received=date(2026, 11, 2)))
    assert "a ddaeth i law ar 2 Tachwedd 2026" in text
    assert "Eich hawliau" in text
    assert "“The Welsh Government does not hold" in text, "the earlier reply stays in its language"
    assert "Dear" not in text


def test_quotes_are_verbatim(desk: FoiDesk, reader: Assistant) -> None:
    letter = desk.draft(Incoming(REQUEST))
    assert letter.citations
    for citation in letter.citations:
        version = reader.holding(citation.document.id).version
        assert citation.quote == version.quote(citation.start, citation.end)


def test_own_data_and_environment_are_said(desk: FoiDesk) -> None:
    text = flat(
        text_of(
            desk,
            "Hello,\n\n1. What information do you hold about me?\n2. How many pollution incidents were there in the "
            "river Teifi in 2024?\n\nThanks",
            received=date(2026, 11, 2),
        )
    )
    assert "Environmental Information Regulations 2004" in text
    assert "data protection law" in text
    assert "Answer by 2 December 2026 (data protection law" in text


def test_word_file_opens_as_a_letter(desk: FoiDesk) -> None:
    letter = desk.draft(Incoming(REQUEST))
    made = desk.export(letter.id, LetterFormat.DOCX)
    document = open_docx(BytesIO(made.content))
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Title"
    runs = [run for one in document.paragraphs for run in one.runs if run.text == GAP]
    assert len(runs) == len(letter.gaps)
    assert all(run.bold and run.font.highlight_color is not None for run in runs)
    assert document.core_properties.author == ""


def test_calendar_needs_a_day_of_receipt(desk: FoiDesk) -> None:
    with_day = desk.draft(Incoming(REQUEST, received=date(2026, 11, 2)))
    assert b"DTSTART;VALUE=DATE:20261201" in desk.export(with_day.id, LetterFormat.ICS).content
    without = desk.draft(Incoming(REQUEST))
    with pytest.raises(WrongState, match="the day of receipt was not given"):
        desk.export(without.id, LetterFormat.ICS)
    with pytest.raises(NotFound, match="no draft nowhere"):
        desk.export("nowhere", LetterFormat.TXT)


def test_sent_letter_is_tomorrows_precedent(desk: FoiDesk) -> None:
    request = "Dear Sir,\n\n1. How many beavers have been let go along the Teifi last year?\n\nThanks"
    letter = desk.draft(Incoming(request))
    assert not desk.precedents(Incoming(request)).questions[0].precedents
    document = desk.sent(letter.id, SENT)
    assert desk.get(letter.id).document == document
    best = desk.precedents(Incoming(request)).questions[0].precedents[0]
    assert (best.past.reference, best.past.outcome.value) == ("ATISN 29999", "not_held")
    with pytest.raises(WrongState, match="held already"):
        desk.sent(letter.id, SENT)


def test_letter_with_gaps_is_not_recorded(desk: FoiDesk) -> None:
    letter = desk.draft(Incoming(REQUEST))
    with pytest.raises(UsageError, match="still has places marked"):
        desk.sent(letter.id, desk.export(letter.id, LetterFormat.TXT).content.decode())
    with pytest.raises(UsageError, match="too short"):
        desk.sent(letter.id, "Dear Sir")
    assert desk.get(letter.id).document is None


def test_formula_in_a_request_is_left_out(desk: FoiDesk) -> None:
    request = 'Hello,\n\n1. How many homes =HYPERLINK("https://example.org","x") are there in Wales?\n\nThanks'
    examined = desk.precedents(Incoming(request))
    assert "HYPERLINK" not in examined.questions[0].asked.text
    assert "HYPERLINK" not in text_of(desk, request)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(("from = 2025-07-10", "from = 2025"), "letter.0.from", id="no date"),
        pytest.param(("[letter.cy]", "[letter.fr]"), "letter.0", id="a language is missing"),
        pytest.param(("review =", "revue ="), "review", id="a sentence is missing"),
    ],
)
def test_broken_wording_is_refused(change: tuple[str, str], said: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.toml"
    path.write_text(Settings(_env_file=None).letter_frames.read_text(encoding="utf-8").replace(*change, 1))
    with pytest.raises(CatalogueError, match=said):
        read_frames(path)


def test_no_wording_holds_before_the_first(own: Settings) -> None:
    with pytest.raises(UsageError, match="the first begins on 2025-07-10"):
        read_frames(own.letter_frames).on(date(2025, 7, 9))
