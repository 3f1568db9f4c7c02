"""Answers over a few papers of a test's own, with what is amiss with those papers."""

from datetime import date

from cases import Paper, asked, warned
from house import House

from answer.answer import WarningCode

_PLACES = "How many places does the welcome centre have for refugees?"
_OLD = Paper("The welcome centre has 120 places for refugees.", title="Old rules", date="2024-01-01")
_NEW = Paper(
    "The welcome centre has 150 places for refugees.",
    title="New rules",
    date="2025-01-01",
    more=(("supersedes", ["paper-1"]),),
)


def test_answer_tells_of_an_ended_scheme_and_a_missing_annex(house: House) -> None:
    answer = asked(
        house,
        "How much does the Seren Fund pay for lessons?",
        Paper("The Seren Fund pays £40 for lessons; all rates are in Annex A.", title="Leaflet"),
        Paper("The Seren Fund closed on 1 May 2025.", title="Notice", date="2025-06-01"),
    )
    (ended,), (annex,) = (warned(answer, code) for code in (WarningCode.SCHEME_ENDED, WarningCode.ANNEX_MISSING))
    assert "Notice" in ended.text
    assert "1 May 2025" in ended.text
    assert "Annex A, not in the indexed text" in annex.text


def test_answer_in_welsh_warns_in_welsh(house: House) -> None:
    answer = asked(
        house,
        "Faint mae Cronfa Seren yn ei dalu am wersi?",
        Paper("Mae Cronfa Seren yn talu £40 am wersi; mae'r cyfraddau yn Atodiad A.", title="Taflen", language="cy"),
        Paper("Caeodd Cronfa Seren ar 1 Mai 2025.", title="Hysbysiad", date="2025-06-01", language="cy"),
    )
    assert "1 Mai 2025" in warned(answer, WarningCode.SCHEME_ENDED)[0].text
    assert "Mae Taflen yn dweud" in warned(answer, WarningCode.ANNEX_MISSING)[0].text


def test_superseded_paper_is_left_out(house: House) -> None:
    answer = asked(house, _PLACES, _OLD, _NEW)
    assert {citation.document.title for citation in answer.citations} == {"New rules"}
    assert warned(answer, WarningCode.SUPERSEDED) == warned(answer, WarningCode.FIGURES_DIFFER) == []


def test_superseded_paper_asked_for_by_its_date_is_marked(house: House) -> None:
    answer = asked(house, _PLACES, _OLD, _NEW, as_of=date(2024, 6, 1))
    assert {citation.document.title for citation in answer.citations} == {"Old rules"}
    assert warned(answer, WarningCode.SUPERSEDED)
