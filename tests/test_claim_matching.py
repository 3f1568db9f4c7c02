"""Claims found in a text are paired with those expected of it by what they mean, one to one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.claim import CheckedClaim, Verdict
from eval.claim_matching import match_claims
from eval.text_cases import ExpectedClaim


def wanted(text: str, verdict: Verdict = Verdict.NOT_COVERED) -> ExpectedClaim:
    return ExpectedClaim(claim=text, verdict=verdict, quotes=(), competence="none")


def shown(text: str, verdict: Verdict = Verdict.NOT_COVERED) -> CheckedClaim:
    return CheckedClaim(text, 0, len(text), verdict, "", None, ())


def _pairs(expected: list[str], found: list[str], language: str = "en") -> set[tuple[str, str]]:
    matching = match_claims([wanted(text) for text in expected], [shown(text) for text in found], language)
    return {(claim.claim, one.text) for claim, one in matching.pairs}


@pytest.mark.parametrize(
    ("claim", "found", "language"),
    [
        pytest.param("The fund paid 18 grants.", "EIGHTEEN grants they got!", "en", id="a figure in words"),
        pytest.param("The writer is ashamed of the town.", "I'm so ashamed of this town", "en", id="a feeling"),
        pytest.param("The scheme was funded by the council.", "who funds the schemes? the council!", "en", id="forms"),
        pytest.param("Mae'r dref yn llawn.", "fod y DREF yn llawn dop", "cy", id="Welsh"),
    ],
)
def test_claim_in_other_words(claim: str, found: str, language: str) -> None:
    assert _pairs([claim], ["Good morning all.", found], language) == {(claim, found)}


def test_figures_tell_claims_apart() -> None:
    expected = ["The hall cost 40 pounds in May.", "The hall cost 900 pounds in June."]
    found = ["the hall cost 900 pounds", "the hall cost 40 pounds"]
    assert _pairs(expected, found) == {(expected[0], found[1]), (expected[1], found[0])}


def test_best_pairing_is_over_all() -> None:
    # The first found claim is likest to both: taken greedily it would leave one of them without a partner.
    expected = ["The library in Bangor closed.", "The library in Bangor closed for repairs to the roof."]
    found = ["The library in Bangor closed for repairs", "The library closed"]
    assert _pairs(expected, found) == {(expected[0], found[1]), (expected[1], found[0])}


def test_unlike_claims_stay_apart() -> None:
    matching = match_claims([wanted("Buses are free on Sundays.")], [shown("My cat could govern better")], "en")
    assert (len(matching.pairs), len(matching.missed), len(matching.extra)) == (0, 1, 1)


def test_further_piece_of_a_claim() -> None:
    found = [shown("The plan never paid for the choir in Neath"), shown("never paid for the choir"), shown("Typical.")]
    matching = match_claims([wanted("The plan did not pay for the choir in Neath.")], found, "en")
    assert [one.text for _, one in matching.pieces] == ["never paid for the choir"]
    assert [one.text for one in matching.extra] == ["Typical."]


TEXTS = st.lists(
    st.sampled_from(["the council pays 40 pounds", "the council pays", "buses are free", "40 buses", "shame", ""]),
    max_size=6,
)


@given(TEXTS, TEXTS)
def test_matching_whatever_order(expected: list[str], found: list[str]) -> None:
    claims = [wanted(text or "x", verdict) for text, verdict in zip(expected, list(Verdict) * 2, strict=False)]
    others = [shown(text, verdict) for text, verdict in zip(found, list(Verdict)[::-1] * 2, strict=False)]
    matching = match_claims(claims, others, "en")
    assert matching == match_claims(claims[::-1], others[::-1], "en")
    assert len(matching.pairs) + len(matching.missed) == len(claims)
    assert len(matching.pairs) + len(matching.pieces) + len(matching.extra) == len(others)
