"""A claim laid beside a sentence: what differs is seen, and what is the same in other words is not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.alignment import align
from corpus.document import Document, Kind, PartialDate

SPENT = "Of our spending from April 2019 to March 2025, 91% went on supporting almost 8,000 Ukrainians."
DECIDES = "The UK Government is responsible for asylum policy."
HELPLINE = "The helpline is open 24 hours a day."


def document(publisher: str = "Welsh Government") -> Document:
    return Document(
        "d", "Statement", Kind.WRITTEN_STATEMENT, publisher, "en", "Crown copyright", date=PartialDate(2026, 2, 9)
    )


@pytest.mark.parametrize(
    ("evidence", "same", "other", "field"),
    [
        pytest.param(SPENT, "91% went on Ukrainians", "19% went on Ukrainians", "figures_other", id="share"),
        pytest.param(
            SPENT, "Ninety-one per cent went on it", "Nineteen per cent went on it", "figures_other", id="words"
        ),
        pytest.param(SPENT, "almost 8,000 Ukrainians", "almost 80,000 Ukrainians", "figures_other", id="count"),
        pytest.param(SPENT, "from April 2019", "from April 2009", "times_other", id="month"),
        pytest.param(SPENT, "until 2025", "until 2035", "times_other", id="year"),
        pytest.param(
            DECIDES, "The UK Government decides", "The Welsh Government decides", "side_other", id="government"
        ),
        pytest.param(
            DECIDES,
            "Llywodraeth y DU sy'n penderfynu",
            "Llywodraeth Cymru sy'n penderfynu",
            "side_other",
            id="government-in-Welsh",
        ),
        pytest.param(DECIDES, "It is responsible", "It is not responsible", "denied_once", id="denial"),
        pytest.param(DECIDES, "Mae'n gyfrifol", "Nid yw'n gyfrifol", "denied_once", id="denial-in-Welsh"),
        pytest.param(HELPLINE, "24 hours a day", "24 hours a week", "rate_other", id="rate"),
        pytest.param("It supports all staff.", "all staff", "only doctors", "only_claim", id="only"),
        pytest.param(
            "It is outside our control.", "outside its control", "within its control", "opposite", id="opposite"
        ),
        pytest.param(
            "The second meeting was held.", "a second meeting", "a twelfth meeting", "ordinal_other", id="ordinal"
        ),
        pytest.param("Refugees can learn Welsh.", "refugees can", "students can", "kind_other", id="people"),
        pytest.param("It sits in Wilmslow.", "It is in Wilmslow", "It is in Wrexham", "names_new", id="place"),
    ],
)
def test_align_one_change(evidence: str, same: str, other: str, field: str) -> None:
    assert not getattr(align(same, evidence), field)
    assert getattr(align(other, evidence), field)


def test_align_date_of_document() -> None:
    said = align("In February 2026 it was said", "We continue.", document())
    assert said.times_same
    assert not said.times_new


def test_align_we_is_the_publisher() -> None:
    claim = "The Welsh Government supports families"
    assert align(claim, "We support families.", document()).side_same
    assert not align(claim, "We support families.", document("Home Office")).side_same


@pytest.mark.parametrize("claim", ["about 8,000 people", "nearly 8,100 people"])
def test_align_rounded_figure(claim: str) -> None:
    assert align(claim, "There were 8,050 people.").figures_same


def test_align_exact_figure_is_not_rounded() -> None:
    assert align("8,100 people", "There were 8,050 people.").figures_other


@given(st.text(max_size=300), st.text(max_size=300))
def test_align_any_text(claim: str, evidence: str) -> None:
    numbers = align(claim, evidence, document()).numbers()
    assert all(0 <= number <= 2 for number in numbers)


@given(st.sampled_from([SPENT, DECIDES, HELPLINE]))
def test_align_sentence_with_itself(text: str) -> None:
    found = align(text, text)
    assert found.shared == found.shared_back == 1
    assert not any((found.figures_other, found.times_other, found.side_other, found.denied_once, found.opposite))


@pytest.mark.parametrize("text", ["9" * 5000, "not " * 1250, "(" * 5000, "8,000 " * 800], ids=lambda text: text[:4])
def test_align_long_text_in_time(text: str) -> None:
    begun = time.monotonic()
    align(text, text)
    assert time.monotonic() - begun < 5
