"""Synthetic letters of every shape that is known: what was asked, and what answers it."""

import pytest
from letter_reading import ANSWER, HEAD, LIST, answered, asked, only_letter

ASKED = {
    "bullets": ("You asked:\n\n• How many?\n• Where?", [(None, "How many?"), (None, "Where?")]),
    "dashes": ("Information requested:\n\n- How many\n- Where", [(None, "How many"), (None, "Where")]),
    "numbers": ("YOUR REQUEST\n\n1. How many?\n2. Where?", [("1", "How many?"), ("2", "Where?")]),
    "brackets": ("Your request:\n\n1) How many?\n2) Where?", [("1", "How many?"), ("2", "Where?")]),
    "letters below numbers": (
        "You requested:\n\n1. How many?\n(a) Men?\n(b) Women?\n2. Where?",
        [("1", "How many?"), ("1(a)", "Men?"), ("1(b)", "Women?"), ("2", "Where?")],
    ),
    "a stem": (
        "You asked for\n\n1. Please give for 2023:\n(a) the number\n(b) the cost\n2. The place",
        [("1(a)", "the number"), ("1(b)", "the cost"), ("2", "The place")],
    ),
    "two lists": (
        "Your request\n\n1. How many?\n2. Where?\n1. Who paid?",
        [("1", "How many?"), ("2", "Where?"), ("1", "Who paid?")],
    ),
    "question words": ("Request\n\nQuestion 1: How many?\nQ2 Where?", [("1", "How many?"), ("2", "Where?")]),
    "number alone": (
        "Your request\n\nQuestion 1\nHow many?\nQuestion 2\nWhere?",
        [("1", "How many?"), ("2", "Where?")],
    ),
    "unmarked": (
        "You asked:\n\nHow many there were\n\nWhere they live",
        [(None, "How many there were"), (None, "Where they live")],
    ),
    "one sentence": (
        "Thank you for your request of 3 May. You asked for names, dates and costs.",
        [(None, "names, dates and costs.")],
    ),
    "sentence with whether": ("You asked whether a plan exists.", [(None, "whether a plan exists.")]),
    "in one line": ("You asked: 1. How many? 2. Where?", [("1", "How many?"), ("2", "Where?")]),
    "Welsh": (
        "Gwybodaeth y gofynnwyd amdani\n\nCwestiwn 1: Faint?\nCwestiwn 2: Ble?",
        [("1", "Faint?"), ("2", "Ble?")],
    ),
    "Welsh sentence": ("Diolch am eich cais. Gofynnoch am gopi o'r cynllun.", [(None, "gopi o'r cynllun.")]),
    "other lines": (
        "Your request\n\n1. How many?\n2019 was the last such year\n12.-(4) For the purposes of this\nDoc 1 minutes\n"
        "Cathays Park, Cardiff, CF10 3NQ\n0300 025 1234\nMany thanks",
        [("1", "How many?")],
    ),
    "about": (
        "Thank you for your request for information regarding the cost of the bypass, which I received on 3 May.",
        [(None, "regarding the cost of the bypass")],
    ),
}


@pytest.mark.parametrize(("request_text", "expected"), ASKED.values(), ids=ASKED)
def test_questions_of_every_style(request_text: str, expected: list[tuple[str | None, str]]) -> None:
    version, letter = only_letter(HEAD + request_text + ANSWER)
    assert asked(version, letter) == expected
    assert {one.outcome for one in letter.exchanges} == {"not_held"}


REPLIES = {
    "to all": ("Our response\n\nWe hold none of this.", [["We hold none of this."]] * 3),
    "quoted again": (
        "Our response\n\n1. How many homes are there?\n\n45\n\n2. Where are the homes?\n\nIn Wales.\n\n3. "
        "Who paid for them?\n\nWe did.",
        [["45"], ["In Wales."], ["We did."]],
    ),
    "quoted without numbers": (
        "RESPONSE:\n\nHow many homes are there?\n\n45\n\nWhere are the homes?\n\nIn Wales.\n\n"
        "Who paid for them?\n\nWe did.",
        [["45"], ["In Wales."], ["We did."]],
    ),
    "quoted shortened": (
        "Our response\n\n“How many homes…”\n\n45\n\n“Where are the…”\n\nIn Wales.\n\n“Who paid…”\n\nWe did.",
        [["45"], ["In Wales."], ["We did."]],
    ),
    "by number": ("Our response\n\n1. 45\n\n2. In Wales.\n\n3. We did.", [["45"], ["In Wales."], ["We did."]]),
    "by letter A": ("Our response\n\nA1: 45\n\nA2: In Wales.\n\nA3: We did.", [["45"], ["In Wales."], ["We did."]]),
    "by name": (
        "Our response\n\nQuestion 1\n\n45\n\nQuestion 2\n\nIn Wales.\n\nQuestion 3\n\nWe did.",
        [["45"], ["In Wales."], ["We did."]],
    ),
    "by ordinal": (
        "For your first question, there are 45. For your second question, they are in Wales.\n\n"
        "For your final question, we did.",
        [
            ["For your first question, there are 45."],
            ["For your second question, they are in Wales."],
            ["For your final question, we did."],
        ],
    ),
    "points together": (
        "Our response\n\nPoints 1 and 2: we hold nothing.\n\nIn relation to question 3, we did.",
        [
            ["Points 1 and 2: we hold nothing."],
            ["Points 1 and 2: we hold nothing."],
            ["In relation to question 3, we did."],
        ],
    ),
    "a range": (
        "Our response\n\nPoints 1-3 are not held.",
        [["Points 1-3 are not held."]] * 3,
    ),
    "a list of papers": (
        "Our response\n\nWe enclose the following papers:\n\n1. Minutes of March\n2. Minutes of April",
        [["We enclose the following papers:", "1. Minutes of March", "2. Minutes of April"]] * 3,
    ),
    "in Welsh": (
        "Ein hymateb\n\nO ran cwestiwn 1, mae 45.\n\nCwestiwn 2: Yng Nghymru.\n\nEich cwestiwn olaf: ni.",
        [["O ran cwestiwn 1, mae 45."], ["Yng Nghymru."], ["Eich cwestiwn olaf: ni."]],
    ),
}


@pytest.mark.parametrize(("replies", "expected"), REPLIES.values(), ids=REPLIES)
def test_answers_tied_to_their_questions(replies: str, expected: list[list[str]]) -> None:
    version, letter = only_letter(f"{LIST}{replies}\n\nNext steps\n\nWrite to us.")
    assert answered(version, letter) == expected


SINGLE = {
    "inside the list": "You asked:\n\n1. How many homes?\nThere were 45.\n2. How many farms?\nWe hold no data.\n",
    "heads repeated": (
        "Request: How many homes?\n\nResponse: There were 45.\n\nRequest: How many farms?\n\nResponse: We hold no data."
    ),
    "question and response": (
        "Question 1\nHow many homes?\nResponse\nThere were 45.\nQuestion 2\nHow many farms?\nResponse\nWe hold no data."
    ),
    "Q and A": (
        "Thank you for your request.\n\nQ1: How many homes?\nA1: There were 45.\nQ2: How many farms?\n"
        "A2: We hold no data."
    ),
    "unmarked": "You asked:\n\nHow many homes?\n\nThere were 45.\n\nHow many farms?\n\nWe hold no data.",
    "under a sentence": (
        "Thank you for your request. Your questions and our responses are below.\n\n1. How many homes?\n\n"
        "There were 45.\n\n"
        "2. How many farms?\n\nWe hold no data."
    ),
}


@pytest.mark.parametrize("text", SINGLE.values(), ids=SINGLE)
def test_each_answer_below_its_question(text: str) -> None:
    version, letter = only_letter(f"{text}\n\nIf you are dissatisfied, write to us.\n")
    assert [said for _, said in asked(version, letter)] == ["How many homes?", "How many farms?"]
    assert answered(version, letter) == [["There were 45."], ["We hold no data."]]
    assert [one.outcome for one in letter.exchanges] == ["disclosed", "not_held"]
    assert letter.outcome == "partly_disclosed"
