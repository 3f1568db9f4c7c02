"""The real documents, read by the reader of their kind."""

from collections import Counter

import pytest
from documents import source_text

from corpus.document import Kind
from corpus.version import Role, Version
from ingest.reading import Wanted, read, reader_for


def _read(name: str, kind: Kind) -> Version:
    return read(source_text(name).encode(), Wanted(kind)).version


def _texts(version: Version, role: Role) -> list[str]:
    return [version.text[block.start : block.end] for block in version.blocks if block.role is role]


@pytest.fixture(scope="module")
def plan() -> Version:
    return _read("nation-of-sanctuary-plan-2019", Kind.PLAN)


def test_plan_chapters(plan: Version) -> None:
    found = plan.contents.actions
    assert Counter(action.section[0] for action in found) == {
        "Prosperous and Secure": 9,
        "Healthy and Active": 6,
        "Ambitious and Learning": 12,
        "United and Connected": 8,
    }
    assert [action.number for action in found[27:]] == [1, 2, 3, 4, 5, 6, 7, 6]
    assert len({action.section for action in found}) == 35


def test_plan_action_facts(plan: Version) -> None:
    found = plan.contents.actions
    assert found[0].title == (
        "Ensure refugees are supported to transition from asylum accommodation to sustainable accommodation"
    )
    assert found[0].organisations == ("Housing Division", "Communities Division")
    assert [len(action.commitments) for action in (found[0], found[3], found[34])] == [7, 7, 2]
    assert found[3].organisations[1] == "Further Education & Apprenticeships Division"
    assert found[19].dates[-2:] == ("2019-06-30", "2019-07-01")
    assert found[34].organisations[-2:] == ("Museums, Archives and Libraries Division", "Local Authorities")


def test_plan_action_over_pages(plan: Version) -> None:
    last = plan.contents.actions[3].commitments[-1]
    assert plan.text[last.start : last.end].startswith("Ensure Health Education and Improvement Wales (HEIW)")


def test_plan_forewords_have_authors(plan: Version) -> None:
    sections = list(dict.fromkeys(block.section for block in plan.blocks if block.role is Role.BODY))
    assert sections == [
        ("Ministerial Foreword", "Jane Hutt, Deputy Minister and Chief Whip"),
        ("UNHCR Foreword", "Rossella Pagliuchi-Lor, UNHCR Representative to the UK"),
        ("Introduction",),
    ]


def test_plan_footnotes(plan: Version) -> None:
    assert [text[0] for text in _texts(plan, Role.FOOTNOTE)] == ["1", "2", "3", "4"]
    notes = plan.contents.footnotes
    assert [plan.text[mark.start - 4 : mark.end] for note in notes for mark in note.marked] == [
        "les)1", "les’2", "ins’3", "uary4",
    ]  # fmt: skip
    assert plan.text[notes[3].span.start :].startswith("The Sanctuary website formerly")


def test_plan_sentence_over_page_number(plan: Version) -> None:
    assert "new opportunities to engage with these individuals, due to" in plan.text
    assert "is a two-way process" in plan.text
    at = plan.text.index("these individuals, due")
    assert plan.quote(at, at + 17) == "these […] individuals"


def test_plan_welsh_block(plan: Version) -> None:
    assert [plan.text[b.start : b.end] for b in plan.blocks if b.language == "cy"] == [
        "Mae’r ddogfen yma hefyd ar gael yn Gymraeg."
    ]


def test_letter_questions_and_answer() -> None:
    letter = _read("foi-atisn-24923", Kind.FOI_RESPONSE)
    assert len(_texts(letter, Role.QUESTION)) == 4
    assert _texts(letter, Role.QUESTION)[1] == "How many migrants with criminal records have entered Wales."
    assert _texts(letter, Role.ANSWER)[0] == "The Welsh Government does not hold the information you have requested."
    assert {block.section for block in letter.blocks if block.role is Role.ANSWER} == {("Our response",)}
    assert any(text.startswith("If you are dissatisfied") for text in _texts(letter, Role.BODY))


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("YOU ASKED", "RESPONSE:"), ("Gwybodaeth y gofynnwyd amdani:", "Ein hymateb"), ("Your request", "Our Response")],
)
def test_letter_headings_vary(asked: str, answered: str) -> None:
    text = (
        f"Dear X\n\n{asked}\n\n1. How many?\n(a) Of which men?\n\n{answered}\n\n1. How many?\n\nWe hold no figures.\n"
    )
    letter = read(text.encode(), Wanted(Kind.FOI_RESPONSE)).version
    assert _texts(letter, Role.QUESTION) == ["How many?", "Of which men?", "How many?"]
    assert _texts(letter, Role.ANSWER) == ["We hold no figures."]


def test_letter_answer_without_heading() -> None:
    text = "You asked:\n\n- How many?\n\nThe Welsh Government does not hold this.\n\nIf you are dissatisfied, write.\n"
    letter = read(text.encode(), Wanted(Kind.FOI_RESPONSE)).version
    assert _texts(letter, Role.ANSWER) == ["The Welsh Government does not hold this."]
    assert _texts(letter, Role.BODY) == ["If you are dissatisfied, write."]


def test_two_letters_on_a_page() -> None:
    asked = "ATISN 1234\n\nYou asked:\n\n- How many {0}?\n\nOur response\n\nWe hold {0}.\n\n"
    one = f"{asked}Next steps\n\nComplain to us.\n\n"
    page = read((one.format("men") + one.format("women")).encode(), Wanted(Kind.FOI_RESPONSE)).version
    assert _texts(page, Role.QUESTION) == ["How many men?", "How many women?"]
    assert _texts(page, Role.ANSWER) == ["We hold men.", "We hold women."]


@pytest.mark.parametrize(
    ("name", "paragraphs", "heading"),
    [
        ("written-statement-2023-09-25", 6, "Safety, Security and Migration Interministerial Group"),
        (
            "written-statement-2026-02-09",
            13,
            "Jane Hutt MS, Cabinet Secretary for Social Justice, Trefnydd and Chief Whip",
        ),
    ],
)
def test_statement(name: str, paragraphs: int, heading: str) -> None:
    statement = _read(name, Kind.WRITTEN_STATEMENT)
    assert len(_texts(statement, Role.BODY)) == paragraphs
    assert heading in _texts(statement, Role.FRONT)
    assert "bookmark" not in statement.text
    assert "Skip to main" not in statement.text


def test_page_drops_tags() -> None:
    page = _read("migration-services-in-wales", Kind.WEB_PAGE)
    assert [deletion.text for deletion in page.deletions] == ["CareCitiesCivil SocietyIntegrationPoliciesWelfare"]
    assert len(_texts(page, Role.BODY)) == 5


def test_strange_document_is_plain() -> None:
    for kind in Kind:
        version = read(b"Only this.\nAnd that (Immigration and Asylum Act 1999), (2019 to 2025).", Wanted(kind)).version
        assert [block.role for block in version.blocks] == [Role.BODY, Role.BODY]
        assert version.text.endswith("(Immigration and Asylum Act 1999), (2019 to 2025).")


def test_reader_for_agrees_with_read() -> None:
    data = source_text("foi-atisn-24923").encode()
    read_by = read(data, Wanted(Kind.FOI_RESPONSE)).version.reader
    assert reader_for(data, Kind.FOI_RESPONSE) == read_by
