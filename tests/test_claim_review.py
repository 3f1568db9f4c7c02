"""Approved replies as ClaimReview: what is said of a claim, what is left out, and when it is refused."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from drafts import ABUSE, MYTH, URL, WORDING, claim, draft, drafts
from hypothesis import given, settings

from answer.claim import Verdict
from answer.export import Format, export
from answer.exports.inert import inert
from answer.exports.sheet import Approval
from answer.reply import ReplyDraft
from errors import UsageError, WrongState

APPROVED = Approval(date(2026, 11, 24), "Example Council")


def review_text(made: ReplyDraft, approval: Approval | None) -> str:
    return export(made, Format.CLAIMREVIEW, WORDING[made.language], approval).content.decode()


def reviews_of(made: ReplyDraft, approval: Approval | None = APPROVED) -> list[dict[str, object]]:
    found = json.loads(review_text(made, approval))
    assert found["@context"] == "https://schema.org"
    reviews: list[dict[str, object]] = found["@graph"]
    return reviews


@pytest.mark.parametrize("verdict", [Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.CONFLICTING])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_claim_review_rates_in_our_words(verdict: Verdict, language: str) -> None:
    made = replace(draft(language), claims=(claim(MYTH, verdict),))
    [review] = reviews_of(made)
    assert review["claimReviewed"] == MYTH
    assert review["datePublished"] == "2026-11-24"
    assert review["author"] == {"@type": "Organization", "name": "Example Council"}
    rating = review["reviewRating"]
    assert isinstance(rating, dict)
    assert rating["alternateName"] == WORDING[language].line("verdict", verdict.value)
    assert "ratingValue" not in rating
    assert not re.search(r"\b(?:true|false|gwir|anwir)\b", json.dumps(rating).lower())


def test_claim_review_names_its_sources_and_not_the_poster() -> None:
    [review] = reviews_of(draft())
    [source] = review["isBasedOn"] if isinstance(review["isBasedOn"], list) else []
    assert source["url"] == URL
    assert source["datePublished"] == "2026-02-09"
    assert review["itemReviewed"] == {"@type": "Claim", "text": MYTH}


def test_claim_review_leaves_out_what_was_not_reviewed() -> None:
    others = (claim("It will get worse", Verdict.OPINION), claim("Ten came", Verdict.NOT_COVERED))
    made = draft()
    assert len(reviews_of(replace(made, claims=(*made.claims, *others)))) == 1
    with pytest.raises(UsageError, match="nothing to review"):
        reviews_of(replace(made, claims=others))


def test_claim_review_needs_an_approval() -> None:
    with pytest.raises(WrongState, match="not approved"):
        reviews_of(draft(), None)


@pytest.mark.parametrize(
    ("approval", "message"),
    [
        pytest.param(replace(APPROVED, publisher=" \u200b\n"), "names its publisher", id="publisher"),
        pytest.param(replace(APPROVED, page="javascript:alert(1)"), "no address of the web", id="page"),
    ],
)
def test_claim_review_needs_a_publisher_and_a_page_of_the_web(approval: Approval, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        reviews_of(draft(), approval)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("@gwen_example says councils choose", id="handle"),
        pytest.param("Mrs Gwen Example says councils choose", id="name"),
        pytest.param("t.me/example says so", id="page"),
        pytest.param(f"{ABUSE} come here", id="slur"),
    ],
)
def test_claim_review_repeats_no_person_and_no_slur(text: str) -> None:
    with pytest.raises(UsageError, match="names, links or reaches a person"):
        reviews_of(replace(draft(), claims=(claim(text),)))


def test_claim_review_says_where_the_reply_is() -> None:
    page = "https://example.gov.wales/replies/1"
    assert reviews_of(draft(), replace(APPROVED, page=page))[0]["url"] == page
    assert "url" not in reviews_of(draft())[0]


@settings(deadline=None)
@given(drafts())
def test_claim_review_closes_no_element_around_it(made: ReplyDraft) -> None:
    made = replace(made, claims=(claim(MYTH),))
    text = review_text(made, APPROVED)
    assert not set("<>&") & set(text)
    [review] = json.loads(text)["@graph"]
    assert review["reviewBody"] == "\n\n".join(inert(paragraph.text) for paragraph in made.paragraphs)
