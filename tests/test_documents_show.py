"""A document as it is shown: whole in a pipe, laid out in a terminal; letters and texts here are synthetic."""

import io
import json
import re

import pytest
from documents import source_text
from rich.console import Console

from api.holdings import DocumentDetail, document_detail
from cli import main
from cli.contents import print_document
from corpus.contents import Contents, Definition, Footnote, PersonalData, PersonalKind
from corpus.document import Document, Kind, PartialDate
from corpus.letter import (
    Annex,
    Anomaly,
    AnomalyCode,
    DateRole,
    Exchange,
    Exemption,
    Letter,
    LetterKind,
    Outcome,
    Referral,
    StatedDate,
    StatedReference,
)
from corpus.span import Span
from corpus.version import Block, Deletion, Page, Role, Version
from ingest.reading import Wanted, read
from retriever.holding import Holding, HoldingDetail
from settings import Settings

_ASKED = "How many came? And what did it cost? And who decides?"
_ANSWERED = "We hold no figures. " + "The cost is exempt under section 43(2), as it would harm trade. " * 14
_REST = "The Home Office decides. See Annex A. ATISN 11111 of 10/07/2031. "
_TEXT = f"{_ASKED}\n{_ANSWERED.strip()}\n{_REST.strip()}"


def _span(words: str) -> Span:
    at = _TEXT.index(words)
    return Span(at, at + len(words))


def _letter() -> Letter:
    none, cost, home = (
        _span(words) for words in ("We hold no figures.", "The cost is exempt", "The Home Office decides.")
    )
    exemption = Exemption("s.43", "(2)", _span("section 43(2)"), _span("as it would harm trade"))
    answer = Span(cost.start, _TEXT.index("\nThe Home"))
    annex = Annex("Annex A", present=False, span=_span("Annex A"))
    return Letter(
        span=Span(0, len(_TEXT)),
        kind=LetterKind.INTERNAL_REVIEW,
        references=(StatedReference("ATISN 11111", _span("ATISN 11111")),),
        dates=(StatedDate(DateRole.LETTER, "2031-07-10", _span("10/07/2031")),),
        exchanges=(
            Exchange(_span("How many came?"), "1", (none,), Outcome.NOT_HELD),
            Exchange(_span("And what did it cost?"), "2", (answer,), Outcome.WITHHELD, (exemption,), annexes=(annex,)),
            Exchange(
                _span("And who decides?"), None, (answer,), Outcome.REFERRED, referrals=(Referral("Home Office", home),)
            ),
        ),
        outcome=Outcome.PARTLY_DISCLOSED,
        exemptions=(exemption,),
        annexes=(annex,),
        anomalies=(Anomaly(AnomalyCode.RECEIVED_ON_REPLY, (_span("10/07/2031"),)),),
        overturned=True,
    )


def _detail(text: str, contents: Contents, deletions: tuple[Deletion, ...] = ()) -> DocumentDetail:
    document = Document(
        "the-id", "The title", Kind.FOI_RESPONSE, "Welsh Government", "en", "OGL", PartialDate(2031, 7, 10)
    )
    blocks = (Block(0, len(text), Role.BODY, ("Our response",), "en"),)
    version = Version("0" * 64, "text/1", text, (Page(4, None, 0, len(text)),), blocks, deletions, contents=contents)
    return document_detail(HoldingDetail(Holding(document, version.id, version.source, "text/1", 0), version, ()))


def _shown(detail: DocumentDetail, width: int | None = None) -> str:
    file = io.StringIO()
    console = Console(
        file=file, width=width or 100_000, force_terminal=width is not None, color_system=None, markup=False
    )
    print_document(detail, console)
    return file.getvalue()


@pytest.fixture(scope="module")
def plan() -> DocumentDetail:
    document = Document("plan", "A plan", Kind.PLAN, "Welsh Government", "en", "OGL")
    version = read(source_text("nation-of-sanctuary-plan-2019").encode(), Wanted(Kind.PLAN)).version
    return document_detail(HoldingDetail(Holding(document, version.id, version.source, "r", 0), version, ()))


def test_facts_come_first() -> None:
    lines = _shown(_detail("Only this.", Contents())).splitlines()
    assert lines[0] == "The title"
    assert {"Id: the-id", "Kind: Freedom of Information response", "Date: 10 July 2031", "Pages: 1"} <= set(lines[1:16])
    assert "  Our response (p. 4)" in lines


def test_plan_is_counted_by_chapter_and_in_all(plan: DocumentDetail) -> None:
    shown = _shown(plan)
    assert "Actions: 35 actions in 4 chapters" in shown
    chapters = re.findall(r"^(\w[\w ]+) \((\d+) actions, \d+ commitments\)$", shown, re.MULTILINE)
    assert [int(count) for _, count in chapters] == [9, 6, 12, 8]


def test_plan_in_a_pipe_is_whole(plan: DocumentDetail) -> None:
    lines = _shown(plan).splitlines()
    assert all(line == line.rstrip() for line in lines)
    for action in plan.actions:
        assert f"{action.label}. {action.title}" in lines
        assert f"  Lead organisations: {'; '.join(action.organisations)}" in lines
    assert "  Dates: 2018; 2019; 2020; 30 June 2019; 1 July 2019" in lines


@pytest.mark.parametrize("width", [80, 120, 200])
def test_plan_fits_the_terminal(plan: DocumentDetail, width: int) -> None:
    shown = _shown(plan, width)
    assert max(map(len, shown.splitlines())) <= width
    words = set(shown.split())
    assert all(word in words for action in plan.actions for word in action.title.split())
    assert "Lead organisations" in shown


def test_footnote_marks_are_raised(plan: DocumentDetail) -> None:
    shown = _shown(plan)
    assert "the Sanctuary⁴ website" in shown
    assert "Sanctuary4" not in shown
    assert "[4] The Sanctuary website formerly had the working title" in shown


def test_letter_is_shown_by_question() -> None:
    shown = _shown(_detail(_TEXT, Contents(letters=(_letter(),))), 100)
    assert "Letter: internal review (p. 4)" in shown
    assert "Outcome of the whole  Partly disclosed" in shown
    assert [line for line in shown.splitlines() if line.startswith("Question")] == [
        "Question 1: Information not held",
        "Question 2: Withheld under an exemption",
        "Question 3: Referred to another body",
    ]
    assert "Exemption: s.43(2), because: “as it would harm trade”" in shown
    assert "Referred to: Home Office" in shown
    assert "Annex A (named only: not in the indexed text)" in shown


def test_letter_says_what_does_not_fit() -> None:
    shown = _shown(_detail(_TEXT, Contents(letters=(_letter(),))))
    assert "! This outcome was set aside by a later letter of the page or by the Commissioner." in shown
    assert "! The letter gives one and the same day for the request and the reply: “10/07/2031”" in shown
    assert "dated 10 July 2031 (“10/07/2031”)" in shown


def test_answer_is_shortened_for_a_reader_only() -> None:
    detail = _detail(_TEXT, Contents(letters=(_letter(),)))
    answer = detail.letters[0].exchanges[1].answers[0].text
    assert f"“{answer}”" in _shown(detail)
    terminal = " ".join(_shown(detail, 100).split())
    assert answer not in terminal
    assert "…”" in terminal
    assert terminal.count("The same words as for the question above.") == 1


def test_deletion_shows_in_every_excerpt() -> None:
    contents = Contents(definitions=(Definition("asylum", Span(0, 27)),))
    detail = _detail("Asylum means the protection.", contents, deletions=(Deletion(7, "12", "page number"),))
    assert detail.definitions[0].text == "Asylum […] means the protection"
    assert "asylum: “Asylum […] means the protection” (p. 4)" in _shown(detail)


def test_personal_data_is_counted_and_not_shown() -> None:
    found = (PersonalData(PersonalKind.NAME, Span(0, 3)), PersonalData(PersonalKind.NAME, Span(4, 7)))
    detail = _detail("Ann Bob.", Contents(personal=found))
    assert detail.personal_data == {"name": 2}
    assert "Names: 2" in _shown(detail)
    assert "Ann" not in _shown(detail)


def test_control_characters_cannot_steer_the_terminal() -> None:
    note = Footnote("1", Span(0, 9), ())
    assert "\x1b" not in _shown(_detail("red \x1b[31m x", Contents(footnotes=(note,))), 80)


def test_json_is_the_service_body(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NODDFA_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("NODDFA_MODEL_DIR", str(settings.models))
    monkeypatch.setenv("NODDFA_EMBEDDING_DTYPE", settings.embedding_dtype)
    with pytest.raises(SystemExit):
        main(("documents", "show", "nation-of-sanctuary-plan-2019", "--json"))
    body = json.loads(capsys.readouterr().out)
    assert len(body["actions"]) == 35
    assert body["actions"][0]["commitments"][0].keys() == {"text", "start", "end", "page"}
    assert {"letters", "forewords", "definitions", "footnotes", "personal_data"} <= body.keys()
