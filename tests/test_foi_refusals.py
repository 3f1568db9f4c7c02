"""What refuses and what only speaks of refusing: subjects, grounds, figures beside a refusal."""

import pytest
from letter_reading import grounds_of, letter_of, only_letter, read_letters

REFUSED_THINGS = {
    "applications": ("How many asylum applications were refused?", "45 applications were refused.", "disclosed"),
    "children": ("How many children were excluded?", "In 2023, 23 children were excluded from school.", "disclosed"),
    "visas": ("Number of visas refused", "12 visas were refused and 30 granted.", "disclosed"),
    "none of them": ("How many?", "None were refused.", "disclosed"),
    "no people": ("How many people arrived?", "No people arrived.", "disclosed"),
    "requests counted": ("How many requests were refused?", "12 requests were refused in 2023.", "disclosed"),
    "by us": ("How many grants were refused?", "We refused 12 grants in 2023.", "disclosed"),
    "payments": ("What was withheld?", "Payments of £400 were withheld from 12 families.", "disclosed"),
    "of a charge": ("Who pays?", "Refugees are exempt from the charge.", "unclear"),
    "of no figure": ("Why were people refused?", "People were refused because they had no papers.", "unclear"),
    "Welsh": ("Faint o geisiadau a wrthodwyd?", "Gwrthodwyd 45 o geisiadau.", "disclosed"),
    "vexatious applications": (
        "How many contracts?",
        "There were 3. Vexatious applications are rejected.",
        "disclosed",
    ),
    "the request": ("The report", "Your request has been refused.", "withheld"),
    "this request": ("The report", "I have decided to refuse this request.", "withheld"),
    "the document": ("The report", "The document was excluded from disclosure.", "withheld"),
    "names of things": ("How many?", "The names of those children have been withheld.", "withheld"),
    "staff names": ("Who?", "Staff names are withheld.", "withheld"),
    "number of things": (
        "How many claims were refused?",
        "The number of claims that were refused is withheld under section 40(2).",
        "withheld",
    ),
    "number not held": (
        "How many claims were refused?",
        "We do not hold the number of applications that were refused.",
        "not_held",
    ),
    "the request, Welsh": ("Y cyngor", "Rydym yn gwrthod eich cais.", "withheld"),
}
EXEMPT = "The minutes are exempt under section 36(2)(b)(i). "
ANNEXED = {
    "reasons": (
        "Minutes",
        f"{EXEMPT}The reasons for applying the exemption are set out in full at Annex A.",
        "withheld",
    ),
    "test": ("Minutes", f"{EXEMPT}The public interest test is set out at Annex A.", "withheld"),
    "considerations": ("Minutes", f"{EXEMPT}Our considerations are set out in the annex to this letter.", "withheld"),
    "reasoning": ("Minutes", f"{EXEMPT}Our reasoning is attached at Annex 1.", "withheld"),
    "table of reasons": ("Minutes", f"{EXEMPT}Please see the table below for an explanation.", "withheld"),
    "of publication": (
        "Report",
        "It is exempt under section 22. The public interest test is set out at Annex A.",
        "future_publication",
    ),
    "Welsh": (
        "Cofnodion",
        "Mae'r cofnodion wedi'u heithrio o dan adran 36(2)(b)(i). Mae'r rhesymau yn Atodiad A.",
        "withheld",
    ),
    "what was asked": (
        "Minutes",
        "The minutes of March are at Annex A. The minutes of April are exempt under section 36(2)(b)(i).",
        "partly_disclosed",
    ),
    "asked for reasons": ("Why so?", "The reasons for the decision are set out at Annex A.", "disclosed"),
    "set aside": ("Minutes", "Section 43(2) should not have been applied; the minutes are at Annex B.", "disclosed"),
}
FIGURES = {
    "who may hold": ("How many hotels?", "We do not hold this. There are 22 councils which may hold it.", "not_held"),
    "of others": ("How many hotels?", "We do not hold this. There are 22 local authorities.", "not_held"),
    "context": (
        "How many hotels?",
        "It is exempt under section 38(1)(a). There have been 3 attacks on hotels since 2021.",
        "withheld",
    ),
    "work": (
        "How many e-mails?",
        "We would need to review 14,000 e-mails, at 3 minutes each, taking 700 hours. This exceeds the appropriate "
        "limit under section 12.",
        "cost_limit",
    ),
    "cost of work": (
        "What did it cost?",
        "Locating the e-mails would require a search of 40 mailboxes at £4,500. This exceeds the limit of £600.",
        "cost_limit",
    ),
    "spent by others": ("What was the cost?", "We do not hold this. The Home Office spent £3 billion.", "unclear"),
    "time to publish": (
        "How many?",
        "It is exempt under section 22. It will be published in 6 weeks.",
        "future_publication",
    ),
    "Welsh": ("Faint o westai?", "Nid ydym yn dal y wybodaeth hon. Mae 22 awdurdod lleol yng Nghymru.", "not_held"),
    "given first": ("How many hotels?", "There were 45 in 2023. We do not hold figures for 2024.", "partly_disclosed"),
    "given last": ("How many hotels?", "We do not hold 2024. There were 45 hotels in 2023.", "partly_disclosed"),
    "one sentence": ("How many hotels?", "There were 45 but we do not hold data for 2024.", "partly_disclosed"),
    "before a semicolon": ("What was spent?", "£5,000 in 2022; the figure for 2023 is not held.", "partly_disclosed"),
    "two parts": (
        "How many people and at what cost?",
        "We do not hold the number. The cost was £4 million.",
        "partly_disclosed",
    ),
    "total without parts": (
        "What did it cost?",
        "The total cost was £45,000. A breakdown would exceed the appropriate limit of £600.",
        "partly_disclosed",
    ),
    "of a provision": ("How many?", "Exempt under s40(2).", "withheld"),
    "of provisions": ("How many?", "We consider sections 27(1)(a), 35(1)(a) and 42(1) are engaged.", "withheld"),
    "of regulations": ("How many?", "Exempt under regulations 12(4)(e) and 12(5)(b).", "withheld"),
    "of provisions, Welsh": ("Faint?", "Wedi'i eithrio o dan adrannau 35(1)(a) a 42(1).", "withheld"),
    "of another Act": ("How many Afghans?", "Under section 24 of the Immigration Act 1971, 14.", "disclosed"),
    "in words": ("How many hotels?", "Four.", "disclosed"),
    "in two words": ("How many?", "One hundred and twenty-three people", "disclosed"),
    "in Welsh words": ("Sawl gwesty?", "Un ar ddeg.", "disclosed"),
    "none, Welsh": ("Sawl gwesty?", "Dim un.", "disclosed"),
    "nobody says": ("How many?", "No-one in the Welsh Government knows.", "unclear"),
    "none that took place": ("How many meetings?", "No meetings were held.", "disclosed"),
    "one that did not take place": ("Minutes", "The meeting was not held.", "unclear"),
    "withheld once": ("The report", "The report was withheld in 2019 but is now attached.", "partly_disclosed"),
    "one of many": ("How many?", "One of the main levers is housing.", "unclear"),
    "remainder": ("Names", "We hold some of this information. The remainder is not held.", "unclear"),
    "remainder of what is given": ("Names", "Some of this is attached. The remainder is not held.", "partly_disclosed"),
}


@pytest.mark.parametrize(
    ("question", "answer", "outcome"),
    [*REFUSED_THINGS.values(), *ANNEXED.values(), *FIGURES.values()],
    ids=(*REFUSED_THINGS, *(f"annex: {name}" for name in ANNEXED), *(f"figure: {name}" for name in FIGURES)),
)
def test_outcome_beside_a_refusal(question: str, answer: str, outcome: str) -> None:
    _, letter = only_letter(letter_of(question, answer))
    assert [one.outcome for one in letter.exchanges] == [outcome]


def test_outcome_of_a_sentence_broken_by_a_page_footer() -> None:
    parts = ("The Welsh Government does not hold the information you have", "Page 1 of 2", "requested.")
    assert only_letter(letter_of("How many?", *parts))[1].outcome == "not_held"


ROWS = {
    "provision": ("2022\tExempt under section 42(1)", "withheld"),
    "year": ("All\tNot held for 2023.", "not_held"),
    "work": ("All\tThe search would take 30 hours", "unclear"),
    "figure": ("2022\t45", "disclosed"),
    "some": ("2022\t45\n2023\tNot held", "partly_disclosed"),
}


@pytest.mark.parametrize(("rows", "outcome"), ROWS.values(), ids=ROWS)
def test_outcome_of_a_table(rows: str, outcome: str) -> None:
    cells = [[f"<td>{cell}</td>" for cell in row.split("\t")] for row in rows.split("\n")]
    table = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)
    body = f"<h2>Your request</h2><p>How many homes?</p><h2>Our response</h2><table>{table}</table>"
    (letter,) = read_letters(f"<!doctype html><html><body><main>{body}</main></body></html>").contents.letters
    assert letter.outcome == outcome


GROUNDS = {
    "once relied on": ("In the original response we relied on section 43(2). We now rely on section 41.", ["s.41"]),
    "once, Welsh": ("Yn wreiddiol dibynnwyd ar adran 43(2). Mae adran 41 bellach yn gymwys.", ["s.41"]),
    "upheld": ("In our original response we relied on section 43(2). I uphold that decision.", ["s.43(2)"]),
    "applied wrongly": ("Section 43(2) was applied incorrectly and the report should be released.", []),
    "wrong to rely": ("We were wrong to rely on section 43(2).", []),
    "rather than": ("We should have relied on section 41 rather than section 43(2).", ["s.41"]),
    "complaint refused": ("I do not uphold your complaint that section 43(2) was wrongly applied.", ["s.43(2)"]),
    "neither": ("We neither confirm nor deny whether we hold it under section 40(5).", ["s.40(5)"]),
    "unable to": ("We are unable to confirm or deny under section 40(5B).", ["s.40(5B)"]),
    "duty": ("The duty to confirm or deny does not arise under section 30(3).", ["s.30(3)"]),
    "neither, Welsh": ("Ni allwn gadarnhau na gwadu o dan adran 40(5).", ["s.40(5)"]),
    "range": ("It is exempt under section 27(1)(a) to (c).", ["s.27(1)(a)", "s.27(1)(b)", "s.27(1)(c)"]),
    "range, Welsh": ("Mae adran 27(1)(a) i (c) yn gymwys.", ["s.27(1)(a)", "s.27(1)(b)", "s.27(1)(c)"]),
    "range of numerals": ("Section 36(2)(b)(i)-(iii) applies.", ["s.36(2)(b)(i)", "s.36(2)(b)(ii)", "s.36(2)(b)(iii)"]),
}


@pytest.mark.parametrize(("answer", "expected"), GROUNDS.values(), ids=GROUNDS)
def test_exemptions_that_stand(answer: str, expected: list[str]) -> None:
    assert grounds_of(only_letter(letter_of("The report", answer))[1].exchanges[0]) == expected


@pytest.mark.parametrize("answer", [answer for answer, _ in list(GROUNDS.values())[7:11]])
def test_outcome_of_neither_confirming_nor_denying(answer: str) -> None:
    assert only_letter(letter_of("Any report?", answer))[1].outcome == "withheld"
