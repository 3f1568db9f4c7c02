"""Statements, debates, petitions, written questions and plain pages; every text here is synthetic."""

import pytest

from corpus.contents import Particulars
from corpus.document import Kind
from corpus.version import Role, Version
from ingest.cleaning.clean import Cleaned, clean
from ingest.loaders.sniff import sniff
from ingest.reading import Wanted, read
from ingest.structure import inquiry
from ingest.structure.statement import looks_like_statement
from ingest.structure.structured import Structured

_BODY = "\n\nThis is a long sentence of a statement, which says that the Welsh Government will act with care.\n"
_DEBATE = """Oral Statement: A Place of Welcome
12 March 2031

The Deputy Presiding Officer: I call on the Minister.

Ann Example (Minister for Welcome): Thank you. We will fund advice.

And we will fund it for long.

Bob Sample MS: The Welsh Government wastes money. Will it stop?

Ann Example: It spends it well.

Cai Enghraifft: It does not.
"""
_RECORD = """Bob Sample MS 15:02:11
The Welsh Government wastes money.

Ann Example MS 15:03:00
Minister for Welcome
It spends it well.

Y Llywydd 15:04
Diolch.
"""
_PETITION = """Petition P-06-1234 Stop the plan

Text of the petition:

We call on the Welsh Government to stop. It wastes money.

Additional information

It is bad.

Government response

The Welsh Government will go on.
"""
_ENGLISH = """WQ91234 (e) Tabled on 12/01/2031

Bob Sample (North Wales): Will the Minister say what help there is?

Answered by Minister for Welcome | Answered on 19/01/2031

There is help.

And there is more.
"""
_WELSH = """WQ92030 (w) Wedi’i gyflwyno ar 23/01/2031

A wnaiff y Gweinidog ddatganiad am y croeso?

Ateb gan y Gweinidog Croeso | Wedi’i ateb ar 31/01/2031

Mae croeso i bawb yma.
"""
_SHEET = """Written questions answered on 3 March 2031

Cai Enghraifft: To ask the Minister what help there is. (WQ87654)

The Minister for Welcome (Ann Example): There is help. See WQ11111.

Bob Sample: Will the Minister say how many came? (WQ87655)

Ann Example MS, Minister for Welcome: 120 came.
"""


def _read(text: str, kind: Kind) -> Version:
    return read(text.encode(), Wanted(kind)).version


def _cleaned(text: str) -> Cleaned:
    return clean(sniff(text.encode()).load(text.encode()))


def _texts(read_from: Version | Structured, text: str, role: Role) -> list[str]:
    return [text[block.start : block.end] for block in read_from.blocks if block.role is role]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        pytest.param(
            f"Written Statement: A Place of Welcome\nAnn Example MS, Minister for Welcome\n\n"
            f"First published: 3 May 2031\nLast updated: 5 May 2031{_BODY}",
            Particulars("A Place of Welcome", "2031-05-03", "Ann Example MS, Minister for Welcome"),
            id="page",
        ),
        pytest.param(
            f"WRITTEN STATEMENT\nBY\nTHE WELSH GOVERNMENT\n\nTITLE\tA Place of Welcome\n\nDATE\t3 May 2031\n\n"
            f"BY\tAnn Example AM, Minister for Welcome\n{_BODY}",
            Particulars("A Place of Welcome", "2031-05-03", "Ann Example AM, Minister for Welcome"),
            id="letterhead",
        ),
        pytest.param(
            f"DATGANIAD YSGRIFENEDIG\nGAN\nLYWODRAETH CYMRU\n\nTEITL\tCroeso\n\nDYDDIAD\t3 Mai 2031\n\n"
            f"GAN\tAnn Example AS, y Gweinidog Croeso\n{_BODY}",
            Particulars("Croeso", "2031-05-03", "Ann Example AS, y Gweinidog Croeso"),
            id="welsh",
        ),
        pytest.param(
            f"A Place of Welcome\n\n3 May 2031\n\nAnn Example MS\nMinister for Welcome{_BODY}",
            Particulars("A Place of Welcome", "2031-05-03", "Ann Example MS, Minister for Welcome"),
            id="no-labels",
        ),
        pytest.param(
            f"Ann Example MS, Minister for Welcome\n\nFirst published:\n3 May 2031\nLast updated:\n{_BODY}",
            Particulars(None, "2031-05-03", "Ann Example MS, Minister for Welcome"),
            id="no-title",
        ),
    ],
)
def test_statement_particulars(text: str, facts: Particulars) -> None:
    version = _read(text, Kind.WRITTEN_STATEMENT)
    assert version.contents.particulars == facts
    assert _texts(version, version.text, Role.BODY) == [_BODY.strip()]
    assert looks_like_statement(_cleaned(text))


@pytest.mark.parametrize("text", ["Only this.\nAnd that.", f"A Page{_BODY}", f"3 May 2031\n\nDear Ann Example,{_BODY}"])
def test_other_papers_do_not_look_like_statements(text: str) -> None:
    assert not looks_like_statement(_cleaned(text))
    assert not inquiry.looks_like_written_question(_cleaned(text))


@pytest.mark.parametrize("kind", [Kind.WRITTEN_STATEMENT, Kind.WEB_PAGE])
def test_member_in_debate_is_no_evidence(kind: Kind) -> None:
    version = _read(_DEBATE, kind)
    asserted = _texts(version, version.text, Role.QUESTION)
    assert asserted == ["The Welsh Government wastes money. Will it stop?", "It does not."]
    said = [block for block in version.blocks if block.role is Role.BODY]
    assert {block.section for block in said} == {("Ann Example, Minister for Welcome",)}
    assert len(said) == 3


def test_record_names_speakers_on_their_own_line() -> None:
    version = _read(_RECORD, Kind.OTHER)
    assert _texts(version, version.text, Role.QUESTION) == ["The Welsh Government wastes money."]
    assert _texts(version, version.text, Role.BODY) == ["It spends it well."]
    assert "Diolch." in _texts(version, version.text, Role.BOILERPLATE)


def test_list_of_ministers_is_no_debate() -> None:
    text = "Present were:\n\nAnn Example MS, Minister for Welcome\nBob Sample MS, Minister for Work\nCai Un MS\n"
    version = _read(text, Kind.OTHER)
    assert {block.role for block in version.blocks} == {Role.BODY}


@pytest.mark.parametrize("kind", [Kind.WRITTEN_STATEMENT, Kind.WEB_PAGE, Kind.OTHER])
def test_petition_text_is_no_evidence(kind: Kind) -> None:
    version = _read(_PETITION, kind)
    evidence = " ".join(_texts(version, version.text, Role.BODY))
    assert "wastes money" not in evidence
    assert "It is bad." not in evidence
    assert "The Welsh Government will go on." in evidence


@pytest.mark.parametrize(
    ("text", "questions", "answers", "givers", "facts"),
    [
        pytest.param(
            _ENGLISH,
            ["Will the Minister say what help there is?"],
            ["There is help.", "And there is more."],
            {("WQ91234", "Minister for Welcome, 19/01/2031")},
            Particulars(None, "2031-01-19", "Minister for Welcome", "WQ91234"),
            id="english",
        ),
        pytest.param(
            _WELSH,
            ["A wnaiff y Gweinidog ddatganiad am y croeso?"],
            ["Mae croeso i bawb yma."],
            {("WQ92030", "Gweinidog Croeso, 31/01/2031")},
            Particulars(None, "2031-01-31", "Gweinidog Croeso", "WQ92030"),
            id="welsh",
        ),
        pytest.param(
            _SHEET,
            [
                "To ask the Minister what help there is. (WQ87654)",
                "Will the Minister say how many came? (WQ87655)",
            ],
            ["There is help. See WQ11111.", "120 came."],
            {
                ("WQ87654", "Ann Example, Minister for Welcome, 3 March 2031"),
                ("WQ87655", "Ann Example MS, Minister for Welcome, 3 March 2031"),
            },
            Particulars("Written questions answered on 3 March 2031", "2031-03-03", None, None),
            id="several",
        ),
    ],
)
def test_written_question(
    text: str, questions: list[str], answers: list[str], givers: set[tuple[str, ...]], facts: Particulars
) -> None:
    cleaned = _cleaned(text)
    found = inquiry.read(cleaned)
    assert _texts(found, cleaned.text, Role.QUESTION) == questions
    assert _texts(found, cleaned.text, Role.ANSWER) == answers
    assert {block.section for block in found.blocks if block.role is Role.ANSWER} == givers
    assert found.contents.particulars == facts
    assert inquiry.looks_like_written_question(cleaned)


def test_question_without_an_answer_stays_a_question() -> None:
    cleaned = _cleaned("OAQ60123\n\nWill the First Minister explain? The plan has failed.\n")
    found = inquiry.read(cleaned)
    assert _texts(found, cleaned.text, Role.QUESTION) == ["Will the First Minister explain? The plan has failed."]


def test_strange_text_is_no_question() -> None:
    cleaned = _cleaned("Only this.\nAnd WQ12345 that.")
    assert {block.role for block in inquiry.read(cleaned).blocks} == {Role.BODY}


def test_plain_page_sections_by_level_and_number() -> None:
    text = (
        "The Paper\n\nPublished 3 May 2031\n\n1 Work\n\n1.1 Advice\n\nAdvice is given to all who ask for it here.\n\n"
        "1.2 Staff\n\nStaff are trained by those who know.\n"
    )
    version = _read(text, Kind.OTHER)
    assert version.contents.particulars == Particulars("The Paper", "2031-05-03")
    assert [block.section for block in version.blocks if block.role is Role.BODY][-2:] == [
        ("1 Work", "1.1 Advice"),
        ("1 Work", "1.2 Staff"),
    ]


@pytest.mark.parametrize(
    "text", ["Contents\n1.1 Advice 3\n1.2 Staff 5\n1.3 Work 7\n", "We need:\n\n1. Advice\n2. Staff\n3. Work\n"]
)
def test_numbered_lines_are_no_headings(text: str) -> None:
    assert Role.HEADING not in {block.role for block in _read(text, Kind.OTHER).blocks}


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published: 3 May 2031", "2031-05-03"),
        ("Last updated 4 June 2031", "2031-06-04"),
        ("Cyhoeddwyd gyntaf: 3 Mai 2031", "2031-05-03"),
        ("Diweddarwyd ddiwethaf: 4 Mehefin 2031", "2031-06-04"),
        ("Published by the Welsh Government in 2031.", None),
        ("2031", None),
    ],
)
def test_plain_page_date(line: str, date: str | None) -> None:
    version = _read(f"The Paper\n\n{line}\n\nAll of it is said here, in a sentence of some length.\n", Kind.WEB_PAGE)
    assert version.contents.particulars == Particulars("The Paper", date)


def test_small_table_is_one_block() -> None:
    rows = "".join(f"<tr><td>{year}</td><td>{count}</td></tr>" for year, count in ((2030, 12), (2031, 15)))
    page = f"<!doctype html><main><h1>Arrivals</h1><table><tr><th>Year</th><th>Came</th></tr>{rows}</table></main>"
    version = _read(page, Kind.STATISTICS)
    assert _texts(version, version.text, Role.BODY) == ["Year\tCame\n2030\t12\n2031\t15"]
