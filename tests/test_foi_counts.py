"""Synthetic letters whose answers are counted, listed or grouped: which answer belongs to which question."""

import pytest
from letter_reading import LIST, answered, asked, only_letter, read_letters

from corpus.version import Role

TWO = "ATISN 8421\n\nInformation requested\n\n1. How many homes?\n2. What cost?\n\nOur response\n\n"
LIMBS = "ATISN 8421\n\nYour request\n\n1. Staff in:\n(a) 2020\n(b) 2021\n2. Their cost\n\nOur response\n\n"

COUNTED = {
    "label of several": (
        LIST + "Our response\n\nQuestions 1-2\nNot held.\nQuestion 3\nWe did.",
        [["Not held."], ["Not held."], ["We did."]],
    ),
    "label in Welsh": (
        LIST + "Ein hymateb\n\nCwestiynau 1 a 3:\n\nNid oes.\n\nAil gwestiwn\n\nYng Nghymru.",
        [["Nid oes."], ["Yng Nghymru."], ["Nid oes."]],
    ),
    "limbs below a bare number": (
        LIMBS + "1.\n(a) 5 staff\n(b) 6 staff\n2. Not held",
        [["5 staff"], ["6 staff"], ["Not held"]],
    ),
    "numbers without a stop": (LIMBS + "1\n(a)\n4\n(b)\n1,234\n2\n£5 million", [["4"], ["1,234"], ["£5 million"]]),
    "figures that look like numbers": (LIMBS + "1\n(a)\n2\n(b)\n3\n2\n1", [["2"], ["3"], ["1"]]),
    "some without a stop": (LIMBS + "1\n(a) 5\n(b) 6\n2. £4,000", [["5"], ["6"], ["£4,000"]]),
    "all in one line": (
        TWO.replace("\n\n", " ") + "1. We hold none. 2. £45. Next steps Write.",
        [["We hold none."], ["£45."]],
    ),
    "a figure with a stop": (TWO + "1. 12.\n2. £45.", [["12."], ["£45."]]),
    "a figure below its question": (TWO + "1. How many homes?\n12.\n2. What cost?\n45.", [["12."], ["45."]]),
    "a figure like a number": (TWO + "Question 1\n12.\nQuestion 2\n1.", [["12."], ["1."]]),
    "two numbers for one answer": (TWO + "1.\n2.\nNot held.", [[], ["Not held."]]),
    "bullets": (
        "Your request\n\n• Homes\n• Cost\n\nOur response\n\n• 45\n• Not held",
        [["45"], ["Not held"]],
    ),
    "bullets of another number": (
        "Your request\n\n• Homes\n• Cost\n\nOur response\n\n• one\n• two\n• three",
        [["one", "two", "three"]] * 2,
    ),
    "bullets below a sentence": (
        "Your request\n\n• Homes\n• Cost\n\nOur response\n\nWe hold these papers:\n\n• one\n• two",
        [["We hold these papers:", "one", "two"]] * 2,
    ),
    "a question's words in a sentence": (
        "Your request\n\n1. The contract\n2. Names of hotels\n\nOur response\n\n1. The contract is attached.\n"
        "Names of hotels are withheld.",
        [["The contract is attached.", "Names of hotels are withheld."], []],
    ),
    "a question and a colon": (
        "Your request\n\n1. The contract\n2. Names of hotels\n\nOur response\n\n1. The contract: attached.\n"
        "2. Names of hotels – withheld.",
        [["attached."], ["withheld."]],
    ),
}


@pytest.mark.parametrize(("text", "expected"), COUNTED.values(), ids=COUNTED)
def test_answers_by_their_count(text: str, expected: list[list[str]]) -> None:
    assert answered(*only_letter(f"{text}\n")) == expected


def test_label_is_no_answer() -> None:
    version = read_letters(LIST + "Our response\n\nPoints 1, 2 and 3\n\nNot held.")
    told = [version.text[one.start : one.end] for one in version.blocks if one.role is Role.ANSWER]
    assert told == ["Not held."]


@pytest.mark.parametrize("answer", ["12.", "45.", "1,234.", "1.", "7"])
def test_figure_alone_answers_the_only_question(answer: str) -> None:
    version, letter = only_letter(f"ATISN 8421\n\nYour request\n\nHow many?\n\nOur response\n\n{answer}\n")
    assert answered(version, letter) == [[answer]]
    assert letter.outcome == "disclosed"


GROUPS = {"words": ("Hotels:", "Barracks:"), "requests": ("Request 1", "Request 2")}
FIRST, SECOND = "1. There are 4.\n2. £5 million.\n", "1. We hold none.\n2. Exempt under section 43(2).\n"


@pytest.mark.parametrize("names", GROUPS.values(), ids=GROUPS)
@pytest.mark.parametrize("first", [FIRST, "We hold neither.\n"], ids=["all answered", "one answer for a group"])
def test_groups_that_count_alike(names: tuple[str, str], first: str) -> None:
    questions = "".join(f"{name}\n1. How many?\n2. What cost?\n\n" for name in names)
    text = f"ATISN 8421\n\nYour request\n\n{questions}Our response\n\n{names[0]}\n{first}\n{names[1]}\n{SECOND}"
    version, letter = only_letter(text)
    told = [["There are 4."], ["£5 million."]] if first == FIRST else [["We hold neither."]] * 2
    assert answered(version, letter) == [*told, ["We hold none."], ["Exempt under section 43(2)."]]


STATEMENTS = [
    "The names are exempt under section 40(2).",
    "The total cost was £5,000.",
    "The number of people housed was 45.",
    "All of the information is withheld under section 36(2)(c).",
    "Information about single hotels is exempt under section 43(2).",
    "Details of the contract are attached.",
    "Do note that we do not hold this.",
    "Your request has been refused under section 14(1).",
    "Your request for these names is vexatious under section 14(1).",
    "Of these, 45 were in Wales.",
    "Nifer y gwestai oedd 4.",
    "Manylion y contract wedi'u heithrio o dan adran 43(2).",
    "Mae eich cais wedi'i wrthod o dan adran 14(1).",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_statement_is_no_question(statement: str) -> None:
    opening = "ATISN 8421\n\nThank you for your request. You asked for the names of the hotels."
    text = f"{opening}\n\n{statement}\n\nYours sincerely\n"
    version, letter = only_letter(text)
    assert [said for _, said in asked(version, letter)] == ["the names of the hotels."]
    assert answered(version, letter) == [[statement]]
    assert letter.outcome != "unclear"


MORE = [
    "The dates on which they were used",
    "All emails that were sent about them",
    "Details of who is paying",
    "The number of people they are housing",
    "Please also provide the cost.",
    "Nifer y bobl oedd yn byw yno",
]


@pytest.mark.parametrize("question", MORE)
def test_second_question_without_heading(question: str) -> None:
    opening = "ATISN 8421\n\nYou asked for the names of the hotels."
    text = f"{opening}\n\n{question}\n\nWe hold none of this.\n\nYours sincerely\n"
    version, letter = only_letter(text)
    assert [said for _, said in asked(version, letter)] == ["the names of the hotels.", question]


@pytest.mark.parametrize("marks", ["a) b)", "i) ii)", "i. ii.", "a. b.", "(a) (b)", "o o", "• •", "1) 2)"])
def test_list_without_blank_lines(marks: str) -> None:
    one, two = marks.split()
    text = (
        f"ATISN 8421\n\nInformation requested\n{one} How many people\n{two} What cost\n"
        f"Our response\n{one} 1,234\n{two} Not held.\n"
    )
    version, letter = only_letter(text)
    assert [said for _, said in asked(version, letter)] == ["How many people", "What cost"]
    assert answered(version, letter) == [["1,234"], ["Not held."]]


def test_welsh_preposition_is_no_bullet() -> None:
    text = "Gwybodaeth y gofynnwyd amdani\n\nNifer y bobl a ddaeth yma\no Gymru a\nhefyd o Loegr.\n\nEin hymateb\n\n"
    version = read_letters(f"ATISN 8421\n\n{text}Mae 45\nohonynt yma\nheddiw.\n")
    assert "a ddaeth yma o Gymru a hefyd o Loegr." in version.text
