"""The checklist of a draft: its length, how plain it is, and whether its facts have sources."""

from dataclasses import replace

import pytest
from drafts import CITATION, MYTH, QUOTE, WORDING, amiss, claim, draft, item, with_citation, with_paragraph
from hypothesis import given
from hypothesis import strategies as st

from answer.answer import Basis, Competence
from answer.lints import checklist
from answer.reply import Audience, Paragraph
from corpus.matter import BasisCheck, Matter, Power


@given(extra=st.text(alphabet="abc dê.,!?\n", min_size=1, max_size=300), at=st.integers(0, 3))
def test_length_does_not_count_quotations_and_sources(extra: str, at: int) -> None:
    made = with_citation(draft(), replace(CITATION, passage=f"{QUOTE} ({extra})"))
    paragraphs = [*made.paragraphs]
    paragraphs[at] = replace(paragraphs[at], text=f"{paragraphs[at].text} “({extra})”")
    longer = replace(made, paragraphs=tuple(paragraphs), sources=(*made.sources, extra))
    for name in ("length", "reading_age"):
        assert item(longer, name) == item(made, name)


@pytest.mark.parametrize(
    ("audience", "most"),
    [(Audience.SOCIAL, 119), (Audience.EMAIL, 249), (Audience.COUNCILLOR, 399), (Audience.LINES_TO_TAKE, 199)],
    ids=str,
)
def test_length_stays_under_its_limit(audience: Audience, most: int) -> None:
    made = draft(audience=audience)
    for words, ok in ((most, True), (most + 1, False)):
        text = "We look. " * (words // 2) + "So. " * (words % 2)
        assert item(replace(made, paragraphs=(Paragraph(text, ()),)), "length").ok is ok


def test_reading_age_tells_plain_from_learned() -> None:
    learned = (
        "Notwithstanding considerable misapprehension, determination of applications constitutes exclusively a "
        "responsibility of governmental authorities exercising administrative discretion."
    )
    assert item(draft(), "reading_age").ok
    assert amiss(with_paragraph(draft(), f"{learned} {learned}", "c1")) == {"reading_age"}


def test_reading_age_follows_the_published_formula() -> None:
    # 13 words in 2 sentences with 17 syllables: 0.39 * 6.5 + 11.8 * 17 / 13 - 15.59 = 2.4, and five.
    text = "The boys sat on a wooden table today. They ate some red apples."
    made = replace(draft(), paragraphs=(Paragraph(text, ()),))
    assert item(made, "reading_age").why.startswith("About 7 ")


def test_welsh_has_a_simple_measure_and_no_reading_age() -> None:
    found = checklist(draft("cy"), WORDING["cy"])
    assert "mesur syml, nid oedran darllen" in next(one.why for one in found if one.item == "Geiriau syml")
    long = "Penderfynasai'r awdurdodau gweinyddol gyfrifoldebau cyfreithiol " * 6
    assert amiss(with_paragraph(draft("cy"), f"{long}.", "c1")) == {"plain_words"}


@pytest.mark.parametrize(
    ("text", "ok"),
    [
        pytest.param("The Home Office pays for the rooms.", False, id="fact"),
        pytest.param("Nobody counted more than 30 in May 2025.", False, id="figure"),
        pytest.param("Who decides this?", True, id="question"),
        pytest.param("The documents do not say how many came.", True, id="unknown"),
        pytest.param("Some posts say that rooms are free.", True, id="claim"),
        pytest.param("Thank you for your letter about this.", True, id="courtesy"),
        pytest.param("Who decides asylum claims in Wales", True, id="heading"),
        pytest.param("Asylum is for the UK alone (Immigration Act 1971).", True, id="register"),
    ],
)
def test_paragraph_that_cites_nothing(text: str, ok: bool) -> None:
    matter = Matter(
        id="asylum",
        name="Asylum",
        status=Power.RESERVED,
        decided_by=("Home Office",),
        legal_basis=("Immigration Act 1971, s. 3",),
        wales_can="Ask.",
        wales_cannot="Decide.",
        terms=("asylum",),
        confidence="high",
        basis_check=BasisCheck.OWN_KNOWLEDGE,
    )
    held = replace(claim(MYTH), competence=Competence(Power.RESERVED, (matter,), (), Basis.REGISTER))
    assert ("source" not in amiss(replace(with_paragraph(draft(), text), claims=(held,)))) is ok


def test_paragraph_that_cites_what_is_not_there() -> None:
    assert amiss(with_paragraph(draft(), "So it is.", "c9")) == {"source"}
