"""How answers end, in the wording of letters: outcomes, provisions, bodies sent on to."""

import pytest
from letter_reading import grounds_of, letter_of, only_letter, said

OUTCOMES = {
    "figures": ("How many homes?", "There were 45 homes in 2023.", "disclosed"),
    "a nought": ("How many homes?", "0", "disclosed"),
    "zero": ("How many homes?", "Zero.", "disclosed"),
    "none of a number": ("How many homes?", "None", "disclosed"),
    "nil": ("How many homes?", "Nil", "not_held"),
    "yes": ("Is there a policy?", "Yes.", "disclosed"),
    "document attached": ("A copy of the plan", "A copy of the plan is attached.", "disclosed"),
    "in an annex": ("A list of grants", "The information is provided at Annex A.", "disclosed"),
    "not held": ("How many homes?", "The Welsh Government does not hold this information.", "not_held"),
    "not held in passing": ("How many homes?", "This information is not held by the Council.", "not_held"),
    "no recorded information": ("Any e-mails?", "We hold no recorded information.", "not_held"),
    "not held, Welsh": (
        "Faint o gartrefi?",
        "Gallaf gadarnhau nad yw Llywodraeth Cymru yn cadw'r wybodaeth hon.",
        "not_held",
    ),
    "not held, Welsh we": ("Faint o gartrefi?", "Nid ydym yn dal y wybodaeth y gofynnwyd amdani.", "not_held"),
    "held but not here": ("A copy of the file", "We hold this information but it is not reproduced here.", "unclear"),
    "no view of ours": ("What is your view?", "The Welsh Government does not hold a position on this.", "unclear"),
    "whether held": ("Any letters?", "We are checking whether we do not hold such letters.", "unclear"),
    "their words": ("How many?", "You state that the Welsh Government does not hold figures.", "unclear"),
    "exempt": ("The advice", "This information is exempt under section 42 of the Act.", "withheld"),
    "withheld without ground": ("The advice", "We have decided to withhold the advice.", "withheld"),
    "neither confirmed nor denied": ("Any report?", "We neither confirm nor deny that we hold it.", "withheld"),
    "exempt, Welsh": ("Y cyngor", "Mae'r wybodaeth wedi'i heithrio o dan adran 42 o'r Ddeddf.", "withheld"),
    "not exempt": ("The advice", "The advice is not exempt. A copy of the advice is enclosed.", "disclosed"),
    "does not apply": ("The advice", "Section 40 does not apply. Please find the advice attached.", "disclosed"),
    "considered only": ("The sum", "We considered section 36 but the sum is £45,000.", "disclosed"),
    "some withheld": (
        "The e-mails",
        "The e-mails are attached. Names are withheld under section 40(2).",
        "partly_disclosed",
    ),
    "some is exempt": ("The e-mails", "Some of the information is exempt under section 40(2).", "partly_disclosed"),
    "cost by section": ("All e-mails", "Section 12 applies, as the work would take 60 hours.", "cost_limit"),
    "cost by sum": ("All e-mails", "To search all files would exceed the limit of £600.", "cost_limit"),
    "cost by hours": ("All e-mails", "It would take more than 24 hours of staff time to find them.", "cost_limit"),
    "cost by regulations": (
        "All e-mails",
        "The work would exceed what the Appropriate Limit Regulations allow.",
        "cost_limit",
    ),
    "cost, Welsh": ("Pob e-bost", "Byddai'r gwaith yn fwy na'r terfyn cost o £600.", "cost_limit"),
    "not over the limit": ("The sum", "The work would not exceed the cost limit of £600. It is £12,000.", "disclosed"),
    "vexatious": ("Everything", "Your request is vexatious under section 14(1).", "vexatious_or_repeated"),
    "not vexatious": ("Everything", "We do not consider your request to be vexatious.", "unclear"),
    "public": (
        "The plan",
        "It is already published at https://www.gov.wales/plan (section 21 applies).",
        "already_public",
    ),
    "public, Welsh": ("Y cynllun", "Mae ar gael i'r cyhoedd ar https://llyw.cymru/cynllun.", "already_public"),
    "to be published": (
        "The report",
        "Section 22 applies: the report will be published in March.",
        "future_publication",
    ),
    "disclosure log": ("The report", "A copy of this response will be published on our disclosure log.", "unclear"),
    "referred": ("How many visas?", "You may wish to contact the Home Office.", "referred"),
    "prose": ("Why was it so?", "Policy on this has changed over the years.", "unclear"),
    "a tenancy notice": ("The law", "Landlords may serve a section 21 notice.", "unclear"),
    "another Act": ("The law", "Support is given under section 95 of the Immigration and Asylum Act 1999.", "unclear"),
    "environmental": ("The draft", "It is withheld under regulation 12(4)(d) of the EIRs.", "withheld"),
    "environmental, not held": ("The draft", "Regulation 12(4)(a) applies: the draft is not held.", "not_held"),
}
GROUNDS = {
    "limbs side by side": ("Section 36(2)(b)(i) and (c) is engaged.", ["s.36(2)(b)(i)", "s.36(2)(c)"]),
    "limb with a space": ("It is exempt under section 40 (2).", ["s.40(2)"]),
    "two at once": ("Names are withheld under Sections 40(2) and 41.", ["s.40(2)", "s.41"]),
    "deep limb": ("Section 36(2)(b)(i) is engaged.", ["s.36(2)(b)(i)"]),
    "short": ("Withheld under s.43(2).", ["s.43(2)"]),
    "Welsh": ("Mae enwau wedi'u heithrio o dan adran 40(2).", ["s.40(2)"]),
    "regulation": (
        "It is refused under Regulation 12(4)(e) of the Environmental Information Regulations 2004.",
        ["EIR 12(4)(e)"],
    ),
    "sum alone": ("The search would exceed £600.", ["s.12"]),
    "denied": ("Section 40 does not apply.", []),
    "withdrawn": ("We no longer rely on section 43(2).", []),
    "turned": ("We considered section 36(2)(c) but concluded that section 35(1)(a) applies.", ["s.35(1)(a)"]),
    "named of another Act": ("It was paid under section 12 of the Tourism Act 1999.", []),
    "rights": ("Section 1 of the Act gives a right of access, and section 50 a complaint.", []),
}
REFERRED = {
    "home office": ("The Home Office is best placed to provide this.", ["Home Office"]),
    "by its letters": (
        "You may wish to contact the ONS or DWP.",
        ["Office for National Statistics", "Department for Work and Pensions"],
    ),
    "in Welsh": ("Efallai yr hoffech gysylltu â'r Swyddfa Gartref.", ["Home Office"]),
    "council by name": ("We recommend directing this to Cardiff Council.", ["Cardiff Council"]),
    "councils": ("You may wish to contact individual local authorities.", ["local authorities"]),
    "association": (
        "You may wish to contact the Welsh Local Government Association.",
        ["Welsh Local Government Association"],
    ),
    "police": ("Please contact South Wales Police for this.", ["South Wales Police"]),
    "board": ("You should contact Swansea Bay University Health Board.", ["Swansea Bay University Health Board"]),
    "spoken of": ("The Home Office published a report.", []),
}


@pytest.mark.parametrize(("question", "answer", "outcome"), OUTCOMES.values(), ids=OUTCOMES)
def test_outcome_wording(question: str, answer: str, outcome: str) -> None:
    _, letter = only_letter(letter_of(question, answer))
    assert [one.outcome for one in letter.exchanges] == [outcome]
    assert letter.outcome == outcome


@pytest.mark.parametrize(("answer", "expected"), GROUNDS.values(), ids=GROUNDS)
def test_exemptions_rested_on(answer: str, expected: list[str]) -> None:
    version, letter = only_letter(letter_of("Is section 31 used, or regulation 13?", answer))
    assert grounds_of(letter.exchanges[0]) == expected
    named = [said(version, one.span) for one in letter.exemptions]
    assert all(text in answer for text in named)


@pytest.mark.parametrize(("answer", "expected"), REFERRED.values(), ids=REFERRED)
def test_referrals_under_usual_names(answer: str, expected: list[str]) -> None:
    _, letter = only_letter(letter_of("How many?", answer))
    assert [one.body for one in letter.exchanges[0].referrals] == expected


def test_redaction_beside_a_whole_refusal() -> None:
    whole = "The contract is exempt under section 43(2). Names are also redacted under section 40(2)."
    assert only_letter(letter_of("The contract", whole))[1].outcome == "withheld"
    assert (
        only_letter(letter_of("The contract", "Names are redacted under section 40(2)."))[1].outcome
        == "partly_disclosed"
    )


def test_answer_of_one_question_makes_the_letter_partly_disclosed() -> None:
    version, letter = only_letter(
        letter_of("1. How many homes?\n2. Who paid?", "1. There were 45.", "2. This is not held.")
    )
    assert [one.outcome for one in letter.exchanges] == ["disclosed", "not_held"]
    assert letter.outcome == "partly_disclosed"
    assert [said(version, one.question) for one in letter.exchanges] == ["How many homes?", "Who paid?"]
