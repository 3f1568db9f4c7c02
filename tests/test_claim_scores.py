"""Every metric of claims has the value that a hand would give it, on checks made by hand."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.answer import Basis, Citation, Competence, Engine
from answer.claim import Check, CheckedClaim, Verdict
from corpus.document import Document, Kind
from corpus.matter import Matter, Power
from corpus.span import Span
from errors import NotFound
from eval.case import KnownQuote
from eval.claim_matching import match_claims
from eval.claim_scores import claim_tallies, score_claims, score_pair
from eval.quotes import Place
from eval.scores import Tally
from eval.text_cases import ClaimsCase, PairCase
from eval.texts import Texts

GRANTS, ROADS, CHOIR = "The fund paid 18 grants.", "The council owns every road.", "The choir in Neath is dreadful."
HALLS, EXTRA = "The hall in Barry has 300 beds.", "My cousin drives a tram."
EXPECTED = {
    GRANTS: ("supported", "devolved"),
    ROADS: ("contradicted", "reserved"),
    HALLS: ("not_covered", "none"),
    CHOIR: ("opinion", "none"),
}
RIGHT = {text: Verdict(verdict) for text, (verdict, _) in EXPECTED.items()}
DOCUMENT = Document("letter", "Letter", Kind.OTHER, "Nobody", "en", "Synthetic")


def _case(expected: dict[str, tuple[str, str]] = EXPECTED) -> ClaimsCase:
    quotes = {GRANTS: [{"file": "f", "text": "eighteen"}], ROADS: [{"file": "f", "text": "roads"}]}
    claims = [
        {"claim": text, "verdict": verdict, "quotes": quotes.get(text, []), "competence": competence}
        for text, (verdict, competence) in expected.items()
    ]
    facts = {"id": "a", "split": "test", "text": "t", "language": "en", "style": "angry", "expected": claims}
    return ClaimsCase.model_validate(facts)


def _places(quote: KnownQuote) -> Sequence[Place]:
    return (Place("v", Span(100, 140) if quote.text == "eighteen" else Span(200, 240)),)


def _claim(text: str, verdict: Verdict, power: Power | None = None, citation: str = "c1") -> CheckedClaim:
    matter = Matter(
        id="matter",
        name="Matter",
        name_cy="Mater",
        status=power or Power.SHARED,
        decided_by=("Nobody",),
        legal_basis=("An Act",),
        wales_can="Ask.",
        wales_cannot="Decide.",
        terms=("matter",),
        confidence="high",
        basis_check="confirmed",
    )
    competence = Competence(power, (matter,), (), Basis.REGISTER) if power else None
    return CheckedClaim(text, 0, len(text), verdict, "Why.", competence, (citation,))


def _citation(key: str, start: int) -> Citation:
    return Citation(key, "words", "words", DOCUMENT, "v", (), None, start, start + 10, 1.0)


CITATIONS = (_citation("c1", 130), _citation("c2", 900))
CHECK = Check(
    id="1",
    text="t",
    language="en",
    claims=tuple(_claim(text, verdict) for text, verdict in RIGHT.items()),
    citations=CITATIONS,
    warnings=(),
    engine=Engine("extractive", None, "e5", "g", {}),
    as_of=date(2026, 11, 21),
)


def _tallies(verdicts: dict[str, Verdict], *extra: CheckedClaim) -> dict[str, Tally]:
    found = [_claim(text, verdict) for text, verdict in verdicts.items()]
    return claim_tallies(match_claims(_case().expected, [*found, *extra], "en"), CITATIONS, _places)


def test_claims_all_right() -> None:
    tallies = _tallies(RIGHT)
    assert tallies.pop("quote") == Tally(1, 2)
    assert tallies.pop("competence") == Tally(0, 2)
    assert tallies == {
        "found": Tally(4, 4),
        "verdict": Tally(4, 4),
        "precision": Tally(2, 2),
        "coverage": Tally(2, 2),
        "precision_covered": Tally(2, 2),
        "not_swapped": Tally(2, 2),
        "not_endorsed": Tally(1, 1),
        "left_open": Tally(1, 1),
        "opinion": Tally(1, 1),
    }


@pytest.mark.parametrize(
    ("text", "verdict", "changed"),
    [
        pytest.param(
            ROADS,
            Verdict.SUPPORTED,
            {"precision": (1, 2), "precision_covered": (1, 2), "not_swapped": (1, 2), "not_endorsed": (0, 1)},
            id="contradicted called supported",
        ),
        pytest.param(
            GRANTS,
            Verdict.CONTRADICTED,
            {"precision": (1, 2), "precision_covered": (1, 2), "not_swapped": (1, 2)},
            id="supported called contradicted",
        ),
        pytest.param(
            ROADS,
            Verdict.NOT_COVERED,
            {"precision": (1, 1), "precision_covered": (1, 1), "coverage": (1, 2), "quote": (1, 1)},
            id="settled left open",
        ),
        pytest.param(
            ROADS,
            Verdict.CONFLICTING,
            {"precision": (1, 1), "precision_covered": (1, 1), "coverage": (1, 2), "quote": (1, 1)},
            id="settled called conflicting",
        ),
        pytest.param(HALLS, Verdict.SUPPORTED, {"precision": (2, 3), "left_open": (0, 1)}, id="not covered dressed up"),
        pytest.param(HALLS, Verdict.CONFLICTING, {"left_open": (0, 1)}, id="not covered called conflicting"),
        pytest.param(CHOIR, Verdict.CONTRADICTED, {"precision": (2, 3), "opinion": (0, 1)}, id="opinion settled"),
        pytest.param(CHOIR, Verdict.NOT_COVERED, {"opinion": (0, 1)}, id="opinion looked up"),
    ],
)
def test_one_claim_wrong(text: str, verdict: Verdict, changed: dict[str, tuple[int, int]]) -> None:
    wrong = {"verdict": Tally(3, 4), **{name: Tally(*shares) for name, shares in changed.items()}}
    assert _tallies({**RIGHT, text: verdict}) == {**_tallies(RIGHT), **wrong}


@pytest.mark.parametrize(
    ("extra", "changed"),
    [
        pytest.param(_claim(EXTRA, Verdict.NOT_COVERED), {}, id="not covered"),
        pytest.param(_claim(EXTRA, Verdict.OPINION), {}, id="opinion"),
        pytest.param(_claim(EXTRA, Verdict.SUPPORTED), {"precision": (2, 3), "left_open": (1, 2)}, id="supported"),
        pytest.param(_claim(EXTRA, Verdict.CONFLICTING), {"left_open": (1, 2)}, id="conflicting"),
        pytest.param(_claim("the council owns every road", Verdict.CONTRADICTED), {}, id="a piece with the verdict"),
        pytest.param(
            _claim("the council owns every road", Verdict.SUPPORTED),
            {"precision": (2, 3), "left_open": (1, 2)},
            id="a piece with another verdict",
        ),
    ],
)
def test_extra_claim(extra: CheckedClaim, changed: dict[str, tuple[int, int]]) -> None:
    # Every expected claim keeps its partner; only what is left over differs.
    assert _tallies(RIGHT, extra) == {
        **_tallies(RIGHT),
        **{name: Tally(*shares) for name, shares in changed.items()},
    }


def test_claim_not_found() -> None:
    tallies = _tallies({text: verdict for text, verdict in RIGHT.items() if text != ROADS})
    assert (tallies["found"], tallies["coverage"], tallies["verdict"]) == (Tally(3, 4), Tally(1, 2), Tally(3, 3))


@pytest.mark.parametrize(
    ("key", "right"),
    [pytest.param("c1", 1, id="overlapping"), pytest.param("c2", 0, id="elsewhere"), pytest.param("c9", 0, id="none")],
)
def test_quote_under_claim(key: str, right: int) -> None:
    matching = match_claims(_case().expected, [_claim(GRANTS, Verdict.SUPPORTED, citation=key)], "en")
    assert claim_tallies(matching, CITATIONS, _places)["quote"] == Tally(right, 1)


def test_competence_of_claims() -> None:
    found = [_claim(GRANTS, Verdict.SUPPORTED, Power.DEVOLVED), _claim(ROADS, Verdict.CONTRADICTED, Power.SHARED)]
    tallies = claim_tallies(match_claims(_case().expected, found, "en"), CITATIONS, _places)
    assert tallies["competence"] == Tally(1, 2)


@given(st.lists(st.sampled_from(list(Verdict)), min_size=5, max_size=5), st.permutations(range(5)))
def test_claims_whatever_order(verdicts: list[Verdict], order: list[int]) -> None:
    found = [_claim(text, verdict) for text, verdict in zip([*RIGHT, EXTRA], verdicts, strict=True)]
    expected = _case().expected
    matching = match_claims(expected, found, "en")
    shuffled = match_claims(expected[::-1], [found[at] for at in order], "en")
    tallies = claim_tallies(matching, CITATIONS, _places)
    assert tallies == claim_tallies(shuffled, CITATIONS[::-1], _places)
    assert all(0 <= tally.hits <= tally.of and tally.of for tally in tallies.values())


@given(st.lists(st.sampled_from(list(Verdict)), min_size=4, max_size=4), st.sampled_from([GRANTS, ROADS]))
def test_swap_always_costs(verdicts: list[Verdict], text: str) -> None:
    given_verdicts = {**dict(zip(RIGHT, verdicts, strict=True)), text: RIGHT[text]}
    opposite = Verdict.CONTRADICTED if RIGHT[text] is Verdict.SUPPORTED else Verdict.SUPPORTED
    before, after = _tallies(given_verdicts), _tallies({**given_verdicts, text: opposite})
    for name in ("precision", "precision_covered", "not_swapped"):
        assert (after[name].hits, after[name].of) == (before[name].hits - 1, before[name].of)
    assert after["coverage"] == before["coverage"]


def test_score_of_checked_text(tmp_path: Path) -> None:
    case = _case({HALLS: EXPECTED[HALLS], "Trams run at night.": ("supported", "none")})
    score = score_claims(case, CHECK, Texts([], tmp_path), 0.5)
    assert (score.suite, score.style, score.language, score.seconds) == ("claims", "angry", "en", 0.5)
    assert (score.expected, score.got) == ("not_covered | supported", "not_covered | not found")
    assert (score.citations, score.exact) == (2, 0)
    assert (score.tallies["found"], score.tallies["left_open"]) == (Tally(1, 2), Tally(1, 3))


def test_known_quote_out_of_place(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="The file f is not indexed"):
        score_claims(_case(), CHECK, Texts([], tmp_path), 0.5)


PAIR = PairCase.model_validate(
    {
        "id": "p",
        "split": "test",
        "evidence": {"file": "f", "text": "Eighteen grants were paid."},
        "claim_a": "18 grants were paid.",
        "claim_b": "80 grants were paid.",
        "verdict_a": "supported",
        "verdict_b": "contradicted",
        "change": "figure",
    }
)


@pytest.mark.parametrize(
    ("verdicts", "apart", "right", "not_endorsed"),
    [
        pytest.param((Verdict.SUPPORTED, Verdict.CONTRADICTED), 1, 2, 1, id="told apart"),
        pytest.param((Verdict.SUPPORTED, Verdict.SUPPORTED), 0, 1, 0, id="both supported"),
        pytest.param((Verdict.NOT_COVERED, Verdict.CONTRADICTED), 0, 1, 1, id="one left open"),
        pytest.param((Verdict.CONTRADICTED, Verdict.SUPPORTED), 0, 0, 0, id="swapped"),
    ],
)
def test_pair(verdicts: tuple[Verdict, Verdict], apart: float, right: int, not_endorsed: int) -> None:
    score = score_pair(PAIR, verdicts, 0.1)
    assert (score.style, score.marks) == ("figure", {"told_apart": apart})
    assert score.tallies == {"verdict": Tally(right, 2), "not_endorsed": Tally(not_endorsed, 1)}
