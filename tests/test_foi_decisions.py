"""What sets an outcome aside, and the bodies that a letter sends on to or only speaks of."""

import pytest
from letter_reading import letter_of, only_letter, read_letters

AGAINST = {
    "ordered": "The Commissioner has ordered us to release it.",
    "required": "The Commissioner required us to disclose it.",
    "notice": "The Information Commissioner's decision notice FS50123456 required the Council to disclose the report.",
    "not engaged": "The exemption at section 43(2) was found by the Information Commissioner not to be engaged.",
    "whether": "The Commissioner considered whether section 43(2) was engaged and found that it was not engaged.",
    "wrong": "The Commissioner found that we were wrong to withhold the report.",
    "complaint upheld": "The ICO partially upheld your complaint.",
    "refusal not upheld": "The Commissioner did not uphold our decision.",
    "appeal": "The First-tier Tribunal allowed the appeal.",
    "released after": "Following a complaint to the ICO, the information was released on 3 June 2024.",
    "ordered, Welsh": "Gorchmynnodd y Comisiynydd Gwybodaeth i ni ddatgelu'r adroddiad.",
    "not applicable, Welsh": "Penderfynodd y Comisiynydd nad oedd adran 43(2) yn gymwys.",
    "complaint upheld, Welsh": "Cadarnhaodd y Comisiynydd y gŵyn.",
    "appeal, Welsh": "Caniataodd y Tribiwnlys yr apêl.",
}
NOT_AGAINST = {
    "complaint not upheld": "The Commissioner did not uphold the complaint.",
    "decision upheld": "The Commissioner upheld our decision.",
    "appeal dismissed": "The Tribunal dismissed the appeal.",
    "not wrong": "The Commissioner found that the exemption was not wrongly applied.",
    "may decide": "The Commissioner may decide that an exemption was wrongly applied.",
    "can ask": "You can ask the Commissioner to consider if we wrongly applied an exemption.",
    "can require": "The ICO can require us to disclose the information.",
    "if": "If we refuse, the Commissioner orders disclosure.",
    "not yet": "The Commissioner is considering whether section 43(2) was wrongly applied.",
    "guidance": "The Commissioner's guidance requires authorities to provide reasons.",
    "lateness": "The Commissioner upheld your complaint about the time taken to respond.",
    "of others": "The Children's Commissioner was wrongly refused entry.",
    "counted": "The Tribunal overturned 12 decisions.",
    "can order, Welsh": "Gall y Comisiynydd orchymyn i ni ddatgelu'r wybodaeth.",
    "complaint not upheld, Welsh": "Ni chadarnhaodd y Comisiynydd y gŵyn.",
}


@pytest.mark.parametrize(
    ("sentence", "overturned"),
    [*((one, True) for one in AGAINST.values()), *((one, False) for one in NOT_AGAINST.values())],
    ids=(*AGAINST, *NOT_AGAINST),
)
def test_decision_of_the_commissioner(sentence: str, overturned: bool) -> None:
    _, letter = only_letter(letter_of("The report", "The report is exempt under section 43(2).", sentence))
    assert letter.overturned is overturned


REVIEW = """
3 March 2024

Dear

Internal review of ATISN 500

You asked for an internal review. {decision}

Yours sincerely

1 February 2024

Dear

ATISN 500

You asked for:

1. The report

Our response

The report is withheld under section 43(2).

Next steps

If you are dissatisfied, ask for an internal review.
"""
REVIEWS = {
    "applied wrongly": ("Section 43(2) was applied incorrectly and the report should be released.", True),
    "attached": ("Section 43(2) should not have been applied; the report is attached.", True),
    "other ground": ("We should have relied on section 41 instead of section 43(2).", True),
    "complaint upheld": ("Your complaint is upheld. The exemption was not engaged.", True),
    "can be released": ("I conclude that the report can now be released.", True),
    "complaint not upheld": ("Your complaint is not upheld.", False),
    "complaint of error not upheld": ("I do not uphold your complaint that section 43(2) was wrongly applied.", False),
    "correct": ("I am content that section 43(2) was correctly applied.", False),
    "time": ("I uphold your complaint about the time taken. The decision under section 43(2) stands.", False),
    "lateness": ("A response should have been provided within 20 working days. I uphold the decision.", False),
    "their view": ("You argue that the report should be released. I uphold the decision.", False),
    "further ground": ("In addition to section 43(2), section 41 also applies.", False),
}


@pytest.mark.parametrize(("decision", "overturned"), REVIEWS.values(), ids=REVIEWS)
def test_review_that_sets_a_response_aside(decision: str, overturned: bool) -> None:
    review, response = read_letters(REVIEW.format(decision=decision)).contents.letters
    assert (review.overturned, response.overturned) == (False, overturned)


BODIES = {
    "author says so": ("Cardiff Council does not hold this information.", []),
    "force says so": ("South Wales Police holds no information on this.", []),
    "board says so": ("Swansea Bay University Health Board does not hold this.", []),
    "held by another": (
        "The information is not held by the Welsh Government but is held by Public Health Wales.",
        ["Public Health Wales"],
    ),
    "author and another": (
        "Cardiff Council does not hold this information. The Home Office holds this information.",
        ["Home Office"],
    ),
    "acronym": ("DVLA is best placed to answer this.", ["DVLA"]),
    "one word": ("The Senedd is best placed to provide this.", ["Senedd"]),
    "unlisted": ("Care Inspectorate Wales is best placed to answer.", ["Care Inspectorate Wales"]),
    "long name": (
        "You should direct your request to the Wales Strategic Migration Partnership.",
        ["Wales Strategic Migration Partnership"],
    ),
    "other spelling": (
        "Please contact the Department of Health & Social Care.",
        ["Department of Health & Social Care"],
    ),
    "unlisted, Welsh": ("Arolygiaeth Gofal Cymru sydd yn y sefyllfa orau i ateb.", ["Arolygiaeth Gofal Cymru"]),
    "a person": ("Please contact Mr Gareth Pugh.", []),
    "the Commissioner": ("You can contact the Information Commissioner.", []),
    "our own office": ("Please contact the Freedom of Information Unit.", []),
    "an annex": ("Please refer to Annex A.", []),
    "a place": ("Councils in Wales are best placed to answer.", []),
}


@pytest.mark.parametrize(("answer", "expected"), BODIES.values(), ids=BODIES)
def test_bodies_sent_on_to(answer: str, expected: list[str]) -> None:
    _, letter = only_letter(letter_of("How many?", answer))
    assert [one.body for one in letter.exchanges[0].referrals] == expected


def test_author_in_the_head_is_no_body_to_go_to() -> None:
    answer = "Swansea Council holds this information. You may wish to contact the Home Office."
    text = letter_of("How many?", answer).replace("ATISN 12345", "Swansea Council\n\nOur ref: FOI-2024-123")
    _, letter = only_letter(text)
    assert [one.body for one in letter.exchanges[0].referrals] == ["Home Office"]
