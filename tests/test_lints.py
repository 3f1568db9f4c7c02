"""The checklist of a draft: what it finds in our own wording, in both languages, and what it leaves alone."""

import time
from dataclasses import replace

import pytest
from drafts import (
    ABUSE,
    CITATION,
    MYTH,
    QUOTE,
    URL,
    WORDING,
    amiss,
    claim,
    draft,
    drafts,
    item,
    with_citation,
    with_paragraph,
)
from hypothesis import given, settings

from answer.claim import Verdict
from answer.lints import checklist
from answer.reply import Audience, Paragraph, ReplyDraft


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_checklist_of_a_good_draft(language: str, audience: Audience) -> None:
    assert amiss(draft(language, audience)) == set()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("figure_period", "The Home Office housed 3,200 people here.", id="count"),
        pytest.param("figure_period", "It cost £2.5 million.", id="cost"),
        pytest.param("share", "In 2025 40% came here.", id="percentage"),
        pytest.param("party", "Plaid Cymru asked for this.", id="party"),
        pytest.param("party", "A Labour council asked for this.", id="party-short"),
        pytest.param("party", "Reform UK asked for this.", id="party-reform"),
        pytest.param("party", "Rhys Puw MS asked for this.", id="member"),
        pytest.param("party", "The Home Secretary Ann Example asked for this.", id="office-holder"),
        pytest.param("party", "Carys Prys asked for this.", id="signatory"),
        pytest.param("praise", "The Home Office failed to plan.", id="blame"),
        pytest.param("praise", "Councils did excellent work.", id="praise"),
        pytest.param("demeaning", "Wales has no illegal migrants to house.", id="illegal"),
        pytest.param("demeaning", "Wales is not being swamped.", id="swamped"),
        pytest.param("demeaning", "There is no flood of people.", id="flood"),
        pytest.param("demeaning", "There is no sw\u200bamp\u00aded town.", id="hidden"),
        pytest.param("demeaning", "There is no \uff46\uff4c\uff4f\uff4f\uff44 here.", id="wide"),
        pytest.param("demeaning", f"Some call them {ABUSE}.", id="slur"),
        pytest.param("verdict", "This is false.", id="false"),
        pytest.param("verdict", "It is not true at all.", id="true"),
        pytest.param("promise", "We will house them all.", id="we-will"),
        pytest.param("promise", "You will get a home.", id="you-will"),
        pytest.param("legal_advice", "You should appeal now.", id="appeal"),
        pytest.param("legal_advice", "You are entitled to support.", id="entitled"),
        pytest.param("person", "This answers @someone_here.", id="handle"),
        pytest.param("person", "See facebook.com/groups/town for the post.", id="page"),
        pytest.param("person", "The post by Gwen Example is about this.", id="author"),
        pytest.param("person", "Dear Mrs Example,", id="salutation"),
        pytest.param("person", "Read https://blog.example/post first.", id="link"),
        pytest.param("person", "Write to gwen.example@mail.example now.", id="mailbox"),
        pytest.param("place", "People live in Example Street.", id="street"),
        pytest.param("place", "People live in CF10 3NQ now.", id="postcode"),
        pytest.param("place", "People live in the Example Bay Hotel.", id="hotel"),
        pytest.param("place", "Children go to Example Primary School.", id="school"),
        pytest.param("place", "A girl aged 9 lives there.", id="child"),
        pytest.param("terms", "Refugees wait for a decision.", id="refugee-waits"),
        pytest.param("terms", "Asylum seekers with refugee status may work.", id="seeker-recognised"),
        pytest.param("terms", "We mean asylum seekers (refugees).", id="called"),
        pytest.param("terms", "Refugees come here.", id="source-says-seekers"),
    ],
)
def test_fault_in_english(name: str, text: str) -> None:
    made = with_paragraph(draft(), text, "c1")
    assert amiss(made) == {name}
    assert "“" in item(made, name).why


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("figure_period", "Cafodd 3,200 o bobl gartref yma.", id="count"),
        pytest.param("share", "Yn 2025 daeth 40% yma.", id="percentage"),
        pytest.param("party", "Mae Plaid Cymru am hyn.", id="party"),
        pytest.param("party", "Mae'r Ceidwadwyr am hyn.", id="party-conservative"),
        pytest.param("party", "Mae'r Blaid Lafur am hyn.", id="party-mutated"),
        pytest.param("party", "Mae'r Prif Weinidog Ann Example am hyn.", id="office-holder"),
        pytest.param("praise", "Methodd y Swyddfa Gartref â chynllunio.", id="blame"),
        pytest.param("demeaning", "Nid yw'n tai'n llawn mewnfudwyr anghyfreithlon.", id="illegal"),
        pytest.param("demeaning", "Nid yw Cymru'n cael ei boddi.", id="drowned"),
        pytest.param("verdict", "Nid yw hyn yn wir.", id="true"),
        pytest.param("verdict", "Celwydd yw hyn.", id="lie"),
        pytest.param("promise", "Byddwn yn rhoi tŷ i bawb.", id="we-will"),
        pytest.param("legal_advice", "Dylech chi apelio nawr.", id="appeal"),
        pytest.param("person", "Neges gan Gwen yw hon.", id="author"),
        pytest.param("place", "Mae pobl yn byw yng Ngwesty'r Esiampl neu Gwesty'r Esiampl.", id="hotel"),
        pytest.param("place", "Mae plant yn Ysgol Gynradd Esiampl.", id="school"),
        pytest.param("place", "Mae pobl yn Heol Esiampl.", id="street"),
        pytest.param("terms", "Mae ffoaduriaid yn aros am benderfyniad.", id="refugee-waits"),
    ],
)
def test_fault_in_welsh(name: str, text: str) -> None:
    assert amiss(with_paragraph(draft("cy"), text, "c1")) == {name}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("In 2025 it housed 3,200 people. Of them 1,200 were in Cardiff.", id="dated-before"),
        pytest.param("In 2024/25 it was 40% of all people.", id="financial-year"),
        pytest.param("People have 28 days to leave.", id="period"),
        pytest.param("A child under 18 goes to school.", id="age"),
        pytest.param("Call 101 for help.", id="telephone"),
        pytest.param("The labour market is small. Labour shortages are few.", id="labour"),
        pytest.param("The First Minister and the Home Secretary met.", id="offices"),
        pytest.param("Power over asylum lies with the Home Office.", id="lies-with"),
        pytest.param("There is help after a flood: flood risk is local.", id="flood-of-water"),
        pytest.param("Every local school and hotel has rules.", id="no-name"),
        pytest.param("Ask for the form at https://www.gov.uk/asylum-support today.", id="official-link"),
        pytest.param("An asylum seeker does not have refugee status yet.", id="denied"),
        pytest.param("Asylum seekers and refugees both live here.", id="both"),
    ],
)
def test_harmless_wording_is_left_alone(text: str) -> None:
    both = replace(CITATION, passage=f"{QUOTE} Refugees have been given protection.")
    found = amiss(with_citation(with_paragraph(draft(), text, "c1"), both))
    assert found <= ({"demeaning"} if "after a flood:" in text else set())


@pytest.mark.parametrize(
    ("place", "text"),
    [
        pytest.param(0, f"{MYTH}.", id="first-sentence"),
        pytest.param(0, f"It is wrong that {MYTH}.", id="denied-first"),
        pytest.param(2, f"{MYTH}?", id="heading"),
        pytest.param(3, f"So nobody can say that {MYTH}.", id="twice"),
    ],
)
def test_myth_too_early_or_too_often(place: int, text: str) -> None:
    heading = text.removesuffix("?") if text.endswith("?") else text
    assert "myth" in amiss(with_paragraph(draft(), heading, "c1", at=place))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Home Office, not councils in Wales, chooses which asylum seekers come here.", id="agent"),
        pytest.param("Councils in Wales do not choose which asylum seekers come here.", id="denial"),
        pytest.param("Councils in Wales choose where to build.", id="other"),
    ],
)
def test_fact_is_not_taken_for_the_myth(text: str) -> None:
    assert "myth" not in amiss(with_paragraph(draft(), text, "c1", at=0))


@pytest.mark.parametrize("verdict", [one for one in Verdict if one is not Verdict.CONTRADICTED])
def test_only_contradicted_claims_are_myths(verdict: Verdict) -> None:
    made = with_paragraph(draft(), f"{MYTH}.", "c1", at=0)
    assert "myth" not in amiss(replace(made, claims=(claim(MYTH, verdict),)))


def test_figure_of_another_amount_is_not_the_myth() -> None:
    made = replace(draft(), claims=(claim("The council spent £50 million on hotels for asylum seekers in 2024"),))
    told = "The council spent £{} million on hotels for asylum seekers in 2024."
    assert "myth" in amiss(with_paragraph(made, told.format(50), "c1", at=0))
    assert "myth" not in amiss(with_paragraph(made, told.format(5), "c1", at=0))


@pytest.mark.parametrize(
    ("told", "myth", "fact"),
    [
        pytest.param("{} councils in Wales house asylum seekers.", "All", "Some", id="amount"),
        pytest.param(
            "Asylum seekers who live in Wales were chosen by {} after a long wait there.", "Cardiff", "Powys", id="name"
        ),
    ],
)
def test_claim_with_another_amount_or_name_is_not_the_myth(told: str, myth: str, fact: str) -> None:
    made = replace(draft(), claims=(claim(told.format(myth)),))
    assert "myth" in amiss(with_paragraph(made, told.format(myth), "c1", at=0))
    assert "myth" not in amiss(with_paragraph(made, told.format(fact), "c1", at=0))


def test_minister_may_be_the_source_of_a_quotation() -> None:
    said = f"Carys Prys MS said: “{QUOTE}”"
    assert amiss(with_paragraph(draft(), said, "c1")) == set()
    assert amiss(with_paragraph(draft(), said.replace("“", "").replace("”", ""), "c1")) == {"party"}


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "‘{}’", "«{}»"], ids=["curly", "straight", "single", "angle"])
def test_quotation_of_a_source_is_not_our_wording(marks: str) -> None:
    words = "We will not be swamped, said Plaid Cymru; 40% is false"
    made = with_paragraph(draft(), f"The letter said: {marks.format(words)}.", "c1")
    found = {"figure_period", "share", "party", "demeaning", "verdict", "promise"}
    assert amiss(made) == found
    assert amiss(with_citation(made, replace(CITATION, passage=f"{QUOTE} {words}."))) == set()


def test_quotation_that_is_a_source_in_part_is_ours() -> None:
    made = with_paragraph(draft(), "It said: “The Home Office decides […] and we are swamped.”", "c1")
    assert amiss(made) == {"demeaning"}


def test_quotation_with_words_left_out_is_still_a_source() -> None:
    made = with_paragraph(draft(), "It said: “The Home Office decides […] a year for a decision.”", "c1")
    assert item(made, "length").why == item(with_paragraph(draft(), "It said: “”", "c1"), "length").why


@pytest.mark.parametrize("language", ["en", "cy"])
def test_date_and_whom_to_ask_are_missed(language: str) -> None:
    made = draft(language)
    assert amiss(replace(made, paragraphs=made.paragraphs[:-1])) == {"as_of", "whom_to_ask"}


def test_link_to_a_cited_site_is_no_poster() -> None:
    made = with_paragraph(draft(), "Read https://data.example/report for more.", "c1")
    assert amiss(made) == {"person"}
    document = replace(CITATION.document, url="https://data.example/")
    assert amiss(with_citation(made, replace(CITATION, document=document))) == set()
    assert URL.startswith("https://")


def test_slur_is_not_written_out() -> None:
    why = item(with_paragraph(draft(), f"Some call them {ABUSE.upper()}.", "c1"), "demeaning").why
    assert ABUSE not in why.lower()
    assert f"“{ABUSE[0]}…”" in why


def test_many_finds_are_counted() -> None:
    made = with_paragraph(draft(), "Labour, UKIP, SNP, DUP and BNP met.", "c1")
    assert "“SNP” and 2 more" in item(made, "party").why


@settings(deadline=None)
@given(drafts())
def test_checklist_of_any_draft_is_whole(made: ReplyDraft) -> None:
    wording = WORDING[made.language]
    found = checklist(made, wording)
    names = [
        name for name in wording.table["checklist"] if name != ("plain_words", "reading_age")[made.language == "cy"]
    ]
    assert {one.item for one in found} == {wording.line("checklist", name) for name in names}
    assert len(found) == len(names)
    assert all(one.why.strip() for one in found)


@pytest.mark.parametrize("unit", ["“a", "‘a’", "A ", "1% ", "@", "a.", "(A", "a’", "“ ", "http://", "1 Aa ", "12-"])
def test_hostile_draft_ends(unit: str) -> None:
    made = replace(draft(), paragraphs=(Paragraph(unit * 2000, ("c1",)),), claims=(claim(unit * 300),))
    started = time.process_time()
    checklist(made, WORDING["en"])
    assert time.process_time() - started < 3
