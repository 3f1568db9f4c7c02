"""Two documents with different figures for one thing: told together, and never where they count different things."""

import pytest
from cases import Paper, asked, warned
from house import House

from answer.answer import WarningCode
from answer.measured import Told, content_words, disagreements
from corpus.document import PartialDate


def _differ(one: str, other: str, question: str = "", dates: str = "2025 2025", language: str = "en") -> bool:
    first, second = (
        Told(text, language, PartialDate.parse(day), "") for text, day in zip((one, other), dates.split(), strict=True)
    )
    there = disagreements(first, second, content_words(question, language))
    back = disagreements(second, first, content_words(question, language))
    assert bool(there) == bool(back), "it depends on which is looked at first"
    return bool(there)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("The centre has 120 places for refugees.", "The centre has 150 places for refugees.", id="count"),
        pytest.param("The centre cost £2.5 million to run.", "Running the centre cost £3m.", id="money"),
        pytest.param(
            "We have given £450,000 to the guardianship service for 2024-25.",
            "The council paid £520,000 to the guardianship service in 2024-25.",
            id="what was done with it",
        ),
        pytest.param(
            "The council opened 14 welcome hubs in the year to March 2024.",
            "There were 11 welcome hubs open at 31 March 2024.",
            id="counted with more words",
        ),
        pytest.param("The advice grant was £40,000.", "The advice grant was worth £45,000.", id="grant"),
        pytest.param(
            "Refugees must leave asylum accommodation within 28 days.",
            "Refugees must leave asylum accommodation within 56 days.",
            id="duration",
        ),
        pytest.param(
            "In 2024 the hub gave advice to 310 families.",
            "The hub gave advice to 410 families in 2024.",
            id="same year",
        ),
        pytest.param(
            "In 2023-24 the fund paid for 12 projects.",
            "In 2023/24 the fund paid for 15 projects.",
            id="financial year",
        ),
        pytest.param(
            "Seventy per cent of learners passed the course.", "62% of learners passed the course.", id="share in words"
        ),
        pytest.param(
            "Half of the learners passed the course.", "A third of the learners passed the course.", id="parts"
        ),
        pytest.param(
            "The number of households on the register was 800.",
            "There were 950 households on the register.",
            id="counted before and behind",
        ),
        pytest.param(
            "Nineteen councils joined the partnership.", "22 councils joined the partnership.", id="words and digits"
        ),
        pytest.param(
            "About 8,000 guests arrived under the visa route.",
            "About 9,500 guests arrived under the visa route.",
            id="rounded but far apart",
        ),
        pytest.param(
            "The waiting list for classes held 60 people.",
            "The waiting list for classes held 85 learners.",
            id="people",
        ),
    ],
)
def test_figures_for_one_thing_differ(one: str, other: str) -> None:
    assert _differ(one, other)


def test_figures_in_welsh_differ() -> None:
    one, other = "Mae gan y ganolfan 120 o leoedd i ffoaduriaid.", "Mae gan y ganolfan 150 o leoedd i ffoaduriaid."
    assert _differ(one, other, language="cy")


def test_figures_of_one_question_differ() -> None:
    question = "How much did the welcome centre cost?"
    one, other = "The welcome centre cost £4m.", "Spending on the welcome centre came to £5m."
    assert _differ(one, other, question)


def test_figures_at_two_dates_differ() -> None:
    one, other = "The centre has 120 places for refugees.", "The centre has 150 places for refugees."
    assert _differ(one, other, dates="2025-08-08 2026-02-09")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("In 2023 the hub helped 310 families.", "In 2024 the hub helped 410 families.", id="years"),
        pytest.param(
            "In January 2024 the hub helped 31 families.", "In March 2024 the hub helped 41 families.", id="months"
        ),
        pytest.param(
            "In 2022-23 the fund paid for 12 projects.",
            "In 2023-24 the fund paid for 15 projects.",
            id="financial years",
        ),
        pytest.param(
            "In 2021 the hub helped 310 families.", "The hub helped 410 families.", id="another year and the present"
        ),
        pytest.param(
            "Cardiff housed 310 families in the scheme.", "Swansea housed 410 families in the scheme.", id="places"
        ),
        pytest.param("The scheme housed 310 families.", "The scheme housed 410 families in Newport.", id="part of it"),
        pytest.param("The hub helped 310 children last winter.", "The hub helped 410 adults last winter.", id="who"),
        pytest.param("The hub helped 310 Syrian families.", "The hub helped 41 Afghan families.", id="peoples"),
        pytest.param(
            "The hub received 310 applications.", "The hub answered 290 applications.", id="received and answered"
        ),
        pytest.param("The centre has 120 places.", "The centre has 12 rooms.", id="things"),
        pytest.param("The centre cost £2.5 million to run.", "The centre cost £2,500,000 to run.", id="the same"),
        pytest.param(
            "The centre has 120 places.", "The centre has one hundred and twenty places.", id="the same in words"
        ),
        pytest.param(
            "Almost 8,000 guests arrived under the route.", "7,950 guests arrived under the route.", id="rounded"
        ),
        pytest.param("More than 300 families joined.", "There were 340 families who joined.", id="a bound that holds"),
        pytest.param("Half of the learners passed.", "51% of the learners passed.", id="about half"),
        pytest.param("The plan was published in 2019.", "The plan was published in 2020.", id="years are no figures"),
        pytest.param(
            "The centre has 120 places and cost £3m.", "The school has 900 places and cost £40m.", id="other subjects"
        ),
        pytest.param("The road scheme cost £3m.", "The advice service for refugees cost £4m.", id="nothing in common"),
        pytest.param(
            "The centre supports 120 disabled children.",
            "The centre supports 900 children, including disabled children.",
            id="a part and its whole",
        ),
        pytest.param(
            "The hall has 20 family rooms.", "The hall has 90 rooms, for a family or for one.", id="some of them"
        ),
        pytest.param("10 families and 20 families came.", "12 families and 25 families came.", id="nobody knows which"),
    ],
)
def test_figures_of_different_things_do_not(one: str, other: str) -> None:
    assert not _differ(one, other)


@pytest.mark.parametrize("limit", [1, 5])
def test_both_figures_are_shown_side_by_side(house: House, limit: int) -> None:
    answer = asked(
        house,
        "How many places does the welcome centre have for refugees?",
        Paper("The welcome centre has 120 places for refugees.", date="2025-08-08"),
        Paper("The welcome centre has 150 places for refugees.", date="2026-02-09"),
        limit=limit,
    )
    said = [statement.text for statement in answer.statements]
    places = [(citation.document.id, citation.start) for citation in answer.citations]
    assert len(places) == len(set(places)) == 2
    assert {"120" in text for text in said} == {True, False}
    assert all(("8 August 2025" in text) == ("120" in text) for text in said)
    (warning,) = warned(answer, WarningCode.FIGURES_DIFFER)
    assert set(warning.citations) == {citation.key for citation in answer.citations}
    assert all(part in warning.text for part in ("120", "150", "8 August 2025", "9 February 2026"))


def test_one_year_each_is_no_difference(house: House) -> None:
    answer = asked(
        house,
        "How many families did the welcome centre help?",
        Paper("In 2023 the welcome centre helped 120 families.", date="2024-01-08"),
        Paper("In 2024 the welcome centre helped 150 families.", date="2025-01-09"),
    )
    assert answer.statements
    assert warned(answer, WarningCode.FIGURES_DIFFER) == []


def test_the_same_words_are_said_once_with_both_sources(house: House) -> None:
    told = "The welcome centre gives free advice to refugees on five days a week."
    answer = asked(
        house,
        "On how many days does the welcome centre give free advice to refugees?",
        Paper(told, title="Leaflet", date="2025-08-08"),
        Paper(told, title="Report", date="2026-02-09"),
    )
    (statement,) = answer.statements
    assert len(statement.citations) == 2
    assert {citation.document.title for citation in answer.citations} == {"Leaflet", "Report"}
    assert "The same is stated in" in statement.text


def test_a_figure_is_no_repeat_of_another(house: House) -> None:
    answer = asked(
        house,
        "When is the welcome centre open for advice to refugees?",
        Paper("The welcome centre is open for advice to refugees on Monday.", title="Leaflet"),
        Paper("The welcome centre is not open for advice to refugees on Monday.", title="Report"),
    )
    assert all(len(statement.citations) == 1 for statement in answer.statements)
