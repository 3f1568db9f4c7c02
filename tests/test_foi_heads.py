"""What stands around the questions and answers of synthetic letters: kinds, dates, references, titles, page residue."""

import pytest
from letter_reading import answered, asked, only_letter, read_letters, said

from corpus.letter import LetterKind
from corpus.version import Role
from ingest.cleaning.clean import clean
from ingest.loaders.sniff import sniff
from ingest.structure.foi.request import asks_review
from ingest.structure.foi.signs import looks_like_letter

BODY = (
    "\n\nDear Requester\n\nThank you for your request. You asked for:\n\n1. The cost\n\n"
    "Our response\n\n1. It cost £4.\n"
)
REVIEWS = [
    "I refer to your request of 1 September for an internal review of the handling of your request.",
    "Thank you for your e-mail of 3 May asking for an internal review of our response to ATISN 8421.",
    "You asked for an internal review.",
    "You have requested an internal review of our response to your request.",
    "I write in response to your request for an internal review.",
    "Further to your email requesting an internal review of the response you received.",
    "You asked us to review our decision on your request.",
    "You asked us to reconsider our response to ATISN 8421.",
    "Thank you for your letter requesting that we review our response.",
    "I am writing about your complaint about our response to your request.",
    "You were unhappy with our response and asked for a review.",
    "Thank you for your letter in which you ask for a review of our decision to withhold the report.",
    "Thank you for your complaint about the handling of your request.",
    "I refer to your complaint in respect of your request ATISN 8421.",
    "I have been asked to carry out an internal review of the response to your request.",
    "You wrote on 1 September to ask that the decision be reviewed.",
    "Diolch am eich e-bost yn gofyn am adolygiad mewnol o'n hymateb i'ch cais.",
    "Rwy'n ysgrifennu mewn perthynas â'ch cais am adolygiad mewnol.",
    "Gofynnoch inni adolygu ein penderfyniad.",
]


@pytest.mark.parametrize("opening", REVIEWS)
def test_review_by_its_opening(opening: str) -> None:
    text = (
        f"ATISN 8421\n\n20 September 2022\n\nDear Requester,\n\n{opening}\n\nI enclose the report.\n\nYours sincerely\n"
    )
    version, letter = only_letter(text)
    assert letter.kind is LetterKind.INTERNAL_REVIEW
    assert asked(version, letter) == []
    assert letter.outcome == "disclosed"


NO_REVIEWS = [
    "You asked for the review of the asylum plan.",
    "You asked for an internal review of the hotel programme.",
    "You asked for a copy of the internal review of the scheme.",
    "If you are dissatisfied you may ask for an internal review.",
    "You have the right to request an internal review of our decision.",
    "You asked how many internal reviews were requested.",
    "You asked when the Home Office was asked to review its decision.",
    "You asked for the Minister's response to the review.",
    "Os ydych yn anfodlon, gallwch wneud cais am adolygiad mewnol.",
]


@pytest.mark.parametrize("text", NO_REVIEWS)
def test_review_that_nobody_asked_for(text: str) -> None:
    assert not asks_review(text)


def test_review_put_off_is_a_holding_reply() -> None:
    text = (
        "ATISN 8421\n\nDear\n\nYou asked for an internal review. We aim to respond by 3 May 2024.\n\nYours sincerely\n"
    )
    assert only_letter(text)[1].kind is LetterKind.HOLDING_REPLY


def test_request_named_in_a_review() -> None:
    opening = "I refer to your request for an internal review of the handling of your request for the report on hotels."
    version, letter = only_letter(f"ATISN 8421\n\nDear A\n\n{opening}\n\nI enclose the report.\n\nYours sincerely\n")
    assert [words for _, words in asked(version, letter)] == ["for the report on hotels"]


@pytest.mark.parametrize(
    "above",
    [
        "10 July 2025\nRequest received: 12 July 2025",
        "10 July 2025\n\nRequest: 3 July 2025",
        "A title\n\nOutcome of the request\n\n10 July 2025",
        "Note: the decision notice of 3 March 2023 is about this letter, "
        + "as is told " * 12
        + ".\n\nOriginal response",
    ],
    ids=["received", "request", "title", "note"],
)
def test_one_letter_below_its_head(above: str) -> None:
    version, letter = only_letter(f"ATISN 8421\n\n{above}{BODY}")
    assert answered(version, letter) == [["It cost £4."]]
    assert [one.code.value for one in letter.anomalies] == ["received_after_reply"] * ("received:" in above)


DATES = {
    "Response due: 1 May 2024": "due",
    "Date due: 1 May 2024": "due",
    "Date response due: 1 May 2024": "due",
    "Due: 1 May 2024": "due",
    "Reply due 1 May 2024": "due",
    "Dyddiad ateb: 1 Mai 2024": "due",
    "Daeth eich cais i law ar 1 Mai 2024": "received",
    "Diolch am eich cais a ddaeth i law ar 1 Mai 2024.": "received",
}


@pytest.mark.parametrize(("line", "role"), DATES.items(), ids=DATES)
def test_date_by_its_label(line: str, role: str) -> None:
    _, letter = only_letter(f"ATISN 8421\n\n10 May 2024\n\n{line}{BODY}")
    assert (role, "2024-05-01") in [(one.role.value, one.iso) for one in letter.dates]


@pytest.mark.parametrize("line", ["Changes due to the election of 1 May 2024", "Request: 1 May 2024"])
def test_date_that_is_neither_due_nor_the_letters(line: str) -> None:
    _, letter = only_letter(f"ATISN 8421\n\n10 May 2024\n\n{line}{BODY}")
    assert [(one.role.value, one.iso) for one in letter.dates] == [("letter", "2024-05-10")]


@pytest.mark.parametrize("reference", ["2024/FOI/00456", "SWP/FOI/456", "FOI-2024-0456", "FOI 0456-24", "EIR/2024/7"])
def test_reference_is_kept_whole(reference: str) -> None:
    version, letter = only_letter(
        f"Our reference: {reference}{BODY}\n\nNext steps\n\nRelated links: ATISN 20444 Hotels\n"
    )
    assert [said(version, one.span) for one in letter.references] == [reference]


TITLES = {
    "Our ref: ATISN 21234\n\nRequest for Information – ATISN 21234": "Request for Information – ATISN 21234",
    "Ein cyf: ATISN 19777": None,
    "ATISN 40015 - Response to Mr Gareth Pugh": None,
    "ATISN 40015 Dear Mr Jones": None,
    "ATISN 40015 – Hotels in Wales": "ATISN 40015 – Hotels in Wales",
}


@pytest.mark.parametrize(("head", "title"), TITLES.items(), ids=TITLES)
def test_title_names_the_subject_and_nobody(head: str, title: str | None) -> None:
    assert read_letters(f"{head}{BODY}").contents.particulars.title == title


HEADED = "ATISN 40003\n\n{}\n\nCost\n\n{}\n\n£4"
LETTERS = {
    "subject first": HEADED.format("Information requested", "Our response").replace(
        "ATISN", "FOI request: homes ATISN"
    ),
    "Q and A": "FOI Request 2024/0456\n\nQ1. How many homes?\nA1. 87\n\nQ2. What cost?\nA2. £4",
    "question and response": "ATISN 40003\n\nQuestion 1: How many?\nResponse: 5\n\nQuestion 2: The cost?\nResponse: £4",
    "requests": (
        "ATISN 40003\n\nRequest 1\n1. How many?\n\nRequest 2\n1. What cost?\n\n"
        "Response\n\nRequest 1\n1. 5\n\nRequest 2\n1. £4"
    ),
    "both languages": HEADED.format("Your request / Eich cais", "Our response / Ein hymateb"),
}


@pytest.mark.parametrize("text", LETTERS.values(), ids=LETTERS)
def test_letter_is_known_and_read(text: str) -> None:
    version, letter = only_letter(f"{text}\n")
    assert answered(version, letter)[-1] == ["£4"]
    assert looks_like_letter(clean(sniff(text.encode()).load(text.encode())))


ONE_LINE = {
    "The Welsh Government does not hold the information requested (ATISN 1234).": [],
    "ATISN 9999. You asked how many live in Powys; we do not hold this information.": ["how many live in Powys"],
    "ATISN 9999. You asked for the names, but we do not hold this information.": ["the names"],
}


@pytest.mark.parametrize(("text", "questions"), ONE_LINE.items(), ids=ONE_LINE)
def test_letter_in_one_line(text: str, questions: list[str]) -> None:
    version, letter = only_letter(text)
    assert [words for _, words in asked(version, letter)] == questions
    assert (letter.outcome, letter.references[0].text) == ("not_held", text[text.index("ATISN") :][:10])


RESIDUE = {
    "files": "Documents\n\nDoc 1\n\nPDF, 123 KB\n\nThis file may not be fully accessible.",
    "share": "Rhannu'r dudalen hon\n\nTwitter",
    "links": "Related links\n\nATISN 20444 Hotels",
}


@pytest.mark.parametrize("residue", RESIDUE.values(), ids=RESIDUE)
def test_page_below_the_last_answer(residue: str) -> None:
    version, letter = only_letter(f"ATISN 8421{BODY}\n\n{residue}\n")
    assert answered(version, letter) == [["It cost £4."]]
    assert residue.rsplit("\n", maxsplit=1)[-1] in version.text
    assert [block.role for block in version.blocks][-1] in (Role.BOILERPLATE, Role.BODY)
