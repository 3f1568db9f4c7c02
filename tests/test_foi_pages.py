"""Letters on their page: several at once, dates and references as found, annexes, residue of other formats."""

import pytest
from letter_reading import ANSWER, HEAD, LIST, answered, asked, grounds_of, letter_of, only_letter, read_letters, said

from corpus.letter import AnomalyCode, LetterKind
from corpus.version import Role
from ingest.cleaning.clean import clean
from ingest.loaders.sniff import sniff
from ingest.structure.foi.signs import looks_like_letter
from text.provisions import provisions

REVIEW = """
3 March 2024

Dear

Internal review of ATISN 500

You asked for an internal review. {decision}

If you remain dissatisfied you have the right to complain to the Commissioner.

Yours sincerely

A. N. Official

1 February 2024

Dear

ATISN {reference}

You asked for:

1. The advice
2. The cost

Our response

The advice is withheld under section 36(2)(b)(i).

Next steps

If you are dissatisfied, ask for an internal review. Section 50 lets you complain.
"""
DECISIONS = {
    "other section": ("I find that section 35(1)(a) applies to the advice.", True),
    "overturned": ("I have decided to overturn the original decision.", True),
    "not relied on": ("We no longer rely on section 36(2)(b)(i).", True),
    "released": ("The advice is now attached.", True),
    "commissioner": ("The Information Commissioner ordered the Welsh Government to disclose the advice.", True),
    "upheld": ("I uphold the decision to withhold the advice under section 36(2)(b)(i).", False),
    "time taken": ("I uphold your complaint about the time taken.", False),
    "not overturned": ("I find no reason to overturn the decision.", False),
}


@pytest.mark.parametrize(("decision", "overturned"), DECISIONS.values(), ids=DECISIONS)
def test_review_above_the_response(decision: str, overturned: bool) -> None:
    version = read_letters(REVIEW.format(decision=decision, reference=500))
    review, response = version.contents.letters
    assert (review.kind, response.kind) == (LetterKind.INTERNAL_REVIEW, LetterKind.RESPONSE)
    assert (review.overturned, response.overturned) == (False, overturned)
    assert [[date.iso for date in one.dates] for one in (review, response)] == [["2024-03-03"], ["2024-02-01"]]
    assert grounds_of(response) == ["s.36(2)(b)(i)"]


def test_sections_name_their_letter() -> None:
    version = read_letters(REVIEW.format(decision="I uphold it.", reference=500))
    named = {block.section[0] for block in version.blocks}
    assert named == {"Internal review, 3 March 2024", "Response, 1 February 2024"}
    advice = next(block for block in version.blocks if version.text[block.start :].startswith("The advice is"))
    assert advice.section == ("Response, 1 February 2024", "Our response")


def test_references_of_letters_that_differ() -> None:
    version = read_letters(REVIEW.format(decision="I uphold it.", reference=501))
    found = [[one.code for one in letter.anomalies] for letter in version.contents.letters]
    assert found == [[], [AnomalyCode.REFERENCES_DIFFER]]
    assert [[ref.text for ref in letter.references] for letter in version.contents.letters] == [
        ["ATISN 500"],
        ["ATISN 501"],
    ]


REFERENCES = {
    "plain": ("ATISN 12345", ["ATISN 12345"]),
    "colon": ("ATISN: 12345", ["ATISN 12345"]),
    "ours": ("Our ref: TO/JH/01234/22", ["TO/JH/01234/22"]),
    "Welsh": ("Ein cyf: ABC-12/24", ["ABC-12/24"]),
    "year and number": ("FOI-2023-123", ["FOI-2023-123"]),
    "two sorts": ("ATISN 12345\n\nOur ref: QX/12", ["ATISN 12345", "QX/12"]),
    "theirs": ("Your ref: my-12\n\nATISN 12345", ["ATISN 12345"]),
}


@pytest.mark.parametrize(("line", "expected"), REFERENCES.values(), ids=REFERENCES)
def test_references_of_a_letter(line: str, expected: list[str]) -> None:
    version, letter = only_letter(f"{line}\n\nYou asked:\n\n1. How many?{ANSWER}")
    assert [one.text for one in letter.references] == expected
    assert all(said(version, one.span).split()[-1] in line for one in letter.references)
    assert not letter.anomalies


DATES = {
    "as in English": ("12 June, 2014", "received on 2 June 2014", "2014-06-12", []),
    "as in Welsh": ("10fed o Orffennaf 2025", "a dderbyniais ar 3 Gorffennaf 2025", "2025-07-10", []),
    "day first": ("10/07/2025", "received on 03/07/2025", "2025-07-10", []),
    "received that day": ("10/07/2025", "which I received on 10/07/2025", "2025-07-10", ["received_on_reply"]),
    "received later": (
        "10th July 2025",
        "which was received by us on 12 July 2025",
        "2025-07-10",
        ["received_after_reply"],
    ),
    "due too early": (
        "10 July 2025",
        "received on 9 July 2025, with a reply due by 1 July 2025",
        "2025-07-10",
        ["due_before_receipt"],
    ),
    "published too early": (
        "First published:\n1 July 2025\n\n10 July 2025",
        "received on 1 July 2025",
        "2025-07-10",
        ["published_before_letter"],
    ),
}


@pytest.mark.parametrize(("line", "receipt", "written", "codes"), DATES.values(), ids=DATES)
def test_dates_of_a_letter(line: str, receipt: str, written: str, codes: list[str]) -> None:
    text = f"{line}\n\nDear\n\nATISN 9\n\nThank you for your request {receipt}.\n\nYou asked:\n\n1. How many?{ANSWER}"
    version, letter = only_letter(text)
    assert version.contents.particulars.date == written
    assert {date.role.value: date.iso for date in letter.dates}["letter"] == written
    assert [one.code.value for one in letter.anomalies] == codes
    assert "received" in {date.role.value for date in letter.dates}


KINDS = {
    "holding": ("We need more time to consider the public interest and will reply by 3 May 2024.", "holding_reply"),
    "clarification": ("Could you please clarify which years you mean?", "clarification"),
    "response": ("We do not hold this. If you clarify your request we may be able to help.", "response"),
}


@pytest.mark.parametrize(("words", "expected"), KINDS.values(), ids=KINDS)
def test_kind_of_a_letter(words: str, expected: str) -> None:
    _, letter = only_letter(f"{HEAD}Thank you for your request. You asked for the cost.\n\n{words}\n\nYours sincerely")
    assert letter.kind == expected
    assert (letter.outcome == "unclear") == (expected != "response")


def test_annex_present_or_absent() -> None:
    reply = "The figures are in Annex A and Annex B. Appendix 1 of the audit report is not ours."
    version, letter = only_letter(
        letter_of("How many?", reply) + "\n\nYours sincerely\n\nAnnex A – Figures\n\nHomes\t45"
    )
    assert [(one.name, one.present, said(version, one.span)) for one in letter.annexes] == [
        ("Annex A", True, "Annex A"),
        ("Annex B", False, "Annex B"),
    ]
    assert version.blocks[-1].section == ("Annex A – Figures",)


def test_public_without_a_link_is_flagged() -> None:
    _, bare = only_letter(letter_of("The plan", "Section 21 applies, as it is publicly available."))
    _, linked = only_letter(letter_of("The plan", "Section 21 applies; see https://www.gov.wales/plan."))
    assert [one.code for one in bare.anomalies] == [AnomalyCode.LINK_MISSING]
    assert not linked.anomalies


def test_letter_on_one_line() -> None:
    text = " ".join((HEAD + "You asked: - How many homes? - How many farms?" + ANSWER + " Yours sincerely").split())
    version, letter = only_letter(text)
    assert [said for _, said in asked(version, letter)] == ["How many homes?", "How many farms?"]
    assert answered(version, letter) == [["The Welsh Government does not hold this."]] * 2
    assert [date.iso for date in letter.dates] == ["2014-06-12"]


def test_footer_inside_a_sentence() -> None:
    footer = "Parc Cathays, Caerdydd, CF10 3NQ\n\nEbost: foi@example.wales"
    version, letter = only_letter(letter_of("How many?", "The Welsh Government does", footer, "not hold this."))
    assert letter.exchanges[0].outcome == "not_held"
    assert [block.role for block in version.blocks if "CF10" in version.text[block.start : block.end]] == [
        Role.BOILERPLATE
    ]


def test_table_of_questions() -> None:
    page = (
        "<p>Thank you for your request.</p><table><tr><th>No</th><th>Question</th><th>Response</th></tr>"
        "<tr><td>1</td><td>How many homes?</td><td>45</td></tr><tr><td>2</td><td>Who paid?</td>"
        "<td>Not held</td></tr></table>"
    )
    version, letter = only_letter(f"<!doctype html><html><body><main>{page}</main></body></html>")
    assert asked(version, letter) == [("1", "How many homes?"), ("2", "Who paid?")]
    assert answered(version, letter) == [["45"], ["Not held"]]
    assert [one.outcome for one in letter.exchanges] == ["disclosed", "not_held"]


def test_echoes_are_no_evidence() -> None:
    version, _ = only_letter(LIST + "Our response\n\n1. How many homes are there?\n\n45")
    echoes = [version.text[one.start : one.end] for one in version.blocks if one.role is Role.QUESTION]
    assert echoes.count("How many homes are there?") == 2
    answers = [(one.section, version.text[one.start : one.end]) for one in version.blocks if one.role is Role.ANSWER]
    assert answers[0] == (("Our response", "Question 1"), "45")


def test_title_and_signature() -> None:
    text = (
        f"ATISN 7701 – Cost of the plan\n\nYou asked:\n\n1. How much?{ANSWER}\n\nYours sincerely\n\n"
        f"Mair Prys\n\nHead of Finance"
    )
    found = read_letters(text).contents.particulars
    assert (found.title, found.reference) == ("ATISN 7701 – Cost of the plan", "ATISN 7701")
    assert found.author == "Mair Prys, Head of Finance"
    alone = text.removesuffix("\n\nHead of Finance")
    assert read_letters(alone).contents.particulars.author is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEAD}Thank you for your request of 3 May. You asked for the cost.{ANSWER}", True),
        (
            "Freedom of Information\n\nHow to make a request. "
            "If you are dissatisfied with our handling of your request, write.",
            False,
        ),
        ("Dear Sir\n\nThank you for your letter about the road.\n\nYours sincerely", False),
        ("The plan for 2024\n\n1. Ensure that all is well.", False),
    ],
    ids=["letter", "guidance", "other letter", "plan"],
)
def test_letter_told_by_firm_signs(text: str, expected: bool) -> None:
    assert looks_like_letter(clean(sniff(text.encode()).load(text.encode()))) is expected


def test_strange_text_has_no_letters() -> None:
    version = read_letters("Minutes\n\nThe committee met on 3 May 2024. ATISN 12345 was spoken of.")
    assert version.contents.letters == ()
    assert {block.role for block in version.blocks} <= {Role.BODY, Role.HEADING}


def test_provisions_of_a_list() -> None:
    text = (
        "Sections 21, 22A and 40(2) of the Freedom of Information Act 2000; rheoliad 12(4)(e); section 12 and 24 hours"
    )
    found = [(one.unit, one.number, one.limb, text[one.start : one.end]) for one in provisions(text)]
    assert found == [
        ("section", "21", None, "Sections 21"),
        ("section", "22A", None, "22A"),
        ("section", "40", "(2)", "40(2)"),
        ("regulation", "12", "(4)(e)", "rheoliad 12(4)(e)"),
        ("section", "12", None, "section 12"),
    ]
