"""Deeds told from powers, and opinions from claims: a power is no deed, and what is felt is not looked up."""

import re

import pytest

from answer.answer import Question
from answer.assistant import Assistant
from answer.claim import Post, Verdict


@pytest.mark.parametrize(
    "question",
    [
        "Is it true the Welsh Government gives every asylum seeker a free car?",
        "Does the Welsh Government hand out free phones to migrants?",
        "Did Cardiff council spend ten million on flags last year?",
        "Has the Senedd put up everybody's council tax to pay for refugees?",
        "Ydy Llywodraeth Cymru'n rhoi car am ddim i bob ffoadur?",
    ],
    ids=["car", "phones", "flags", "tax", "Welsh"],
)
def test_ask_whether_something_is_done(question: str, assistant: Assistant) -> None:
    answer = assistant.ask(Question(question))
    assert not re.match(r"(?:Yes|No|Ydy|Ydi|Ydyn|Ie|Do|Oes|Gall|Nac|Na|Nage)\b", answer.headline), answer.headline


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Does Wales decide who can claim asylum?", "No: "),
        ("Can the Welsh Government decide who gets free bus travel in Wales?", "Yes: "),
        ("Is it the Home Office that grants visas to students?", "Yes: "),
        ("The DWP runs the Discretionary Assistance Fund in Wales. Is that right?", "No: "),
        ("All Llywodraeth Cymru roi fisa i rywun?", "Na"),
    ],
    ids=["asylum", "buses", "visas", "told", "Welsh"],
)
def test_ask_who_has_the_power(question: str, said: str, assistant: Assistant) -> None:
    assert assistant.ask(Question(question)).headline.startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "What a total shambles this lot have made of it.",
        "Our taxes deserve better than whatever this is supposed to be.",
        "Honestly it makes me ashamed to live here.",
        "Mae'r holl beth yn warth ar ein cenedl ni.",
        "They ought to be putting our own pensioners ahead of everybody else.",
    ],
    ids=["shambles", "taxes", "ashamed", "Welsh", "ought"],
)
def test_check_opinion(text: str, assistant: Assistant) -> None:
    check = assistant.check(Post(text))
    assert [claim.verdict for claim in check.claims] == [Verdict.OPINION]
    assert not check.citations


@pytest.mark.parametrize(
    "text",
    [
        "The Welsh Government published its disgraceful sanctuary plan in January 2019.",
        "Those clowns spent 0.05% of the budget on the Nation of Sanctuary.",
        "Mudo a lloches: Llywodraeth y DU sy'n penderfynu, gwaetha'r modd.",
    ],
    ids=["strong-word", "insult-and-figure", "Welsh"],
)
def test_check_claim_in_strong_words(text: str, assistant: Assistant) -> None:
    assert any(claim.verdict is not Verdict.OPINION for claim in assistant.check(Post(text)).claims)


@pytest.mark.parametrize("limit", [1, 5])
def test_ask_whether_something_is_done_by_another(limit: int, assistant: Assistant) -> None:
    question = "Is it true that the Welsh Government pays every asylum seeker 500 pounds a week in asylum support?"
    headline = assistant.ask(Question(question, limit=limit)).headline
    assert not headline.startswith(("Yes", "No:"))
