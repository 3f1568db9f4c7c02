"""What a question takes for granted is found beside what is asked, and not agreed with where a document denies it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.answer import AnswerStatus, Question
from answer.assistant import Assistant
from answer.premises import premises


@pytest.mark.parametrize(
    ("question", "granted"),
    [
        ("Why was the ReStart project cancelled in 2021?", "ReStart"),
        ("When did Jane Hutt become Cabinet Secretary for Social Justice?", "Jane Hutt became"),
        ("The DWP runs the emergency cash fund in Wales. Is that right?", "The DWP runs the emergency cash fund"),
        ("Mae Cymru'n penderfynu pwy sy'n cael lloches. Ydi hynny'n wir?", "Cymru'n penderfynu"),
    ],
    ids=["why", "when", "told", "Welsh"],
)
def test_premise_is_found(question: str, granted: str) -> None:
    (premise,) = premises(question)
    assert granted in premise


@pytest.mark.parametrize(
    "question",
    [
        "How many people arrived under the Syrian scheme?",
        "Under what earlier name was the Sanctuary site developed?",
        "Name the two people who wrote forewords to the plan and the offices they held.",
        "job ban asylum applicants how long",
        "Ym mha flwyddyn y cynhaliodd pwyllgor y Cynulliad ei ymchwiliad?",
    ],
    ids=["how-many", "under-what", "name", "search-words", "Welsh"],
)
def test_premise_of_a_mere_question(question: str) -> None:
    assert premises(question) == ()


@given(st.text(max_size=300))
def test_premises_of_any_text(text: str) -> None:
    assert len(premises(text)) <= 2


def test_ask_false_premise(assistant: Assistant) -> None:
    question = "Why did 19% of Nation of Sanctuary spending from April 2019 to March 2025 go on Ukrainians?"
    answer = assistant.ask(Question(question))
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.headline.startswith("The documents say otherwise.")
    assert "91%" in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "For people who fled Ukraine the scheme closed in 2022. Is that right?",
        "Under the rules which Wales made nobody may work. Is that so?",
        "At a meeting in June the council voted for it. What came of it?",
    ],
    ids=["for-people", "under-rules", "at-a-meeting"],
)
def test_premise_that_opens_like_a_question(question: str) -> None:
    assert premises(question)
