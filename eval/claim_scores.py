"""How right the verdicts on a text's claims are, and on two claims that differ in one thing."""

from collections.abc import Callable, Collection, Sequence

from answer.answer import Citation
from answer.claim import Check, CheckedClaim, Verdict
from eval.case import KnownQuote
from eval.claim_matching import Matching, match_claims
from eval.quotes import Place
from eval.scores import NONE, Score, Tally
from eval.text_cases import ClaimsCase, ExpectedClaim, PairCase
from eval.texts import Texts

SETTLED = frozenset([Verdict.SUPPORTED, Verdict.CONTRADICTED])
"""What the documents can make of a claim that they settle."""
_DRESSED = SETTLED | {Verdict.CONFLICTING}
_OPPOSITE = {Verdict.SUPPORTED: Verdict.CONTRADICTED, Verdict.CONTRADICTED: Verdict.SUPPORTED}

FindPlaces = Callable[[KnownQuote], Sequence[Place]]
Given = tuple[ExpectedClaim, Verdict | None]
"""A claim with the verdict that it got; None where it was not found in the text."""


def score_claims(case: ClaimsCase, check: Check, texts: Texts, seconds: float) -> Score:
    """Score one checked text; raises NotFound where a known quote cannot be placed in its document."""
    matching = match_claims(case.expected, check.claims, case.language)
    given = _given(matching)
    return Score(
        suite="claims",
        case=case.id,
        split=case.split,
        language=case.language,
        style=case.style,
        expected=" | ".join(claim.verdict for claim, _ in given),
        got=" | ".join(verdict or "not found" for _, verdict in given),
        marks={},
        headline="",
        first_citation=check.citations[0].quote if check.citations else None,
        citations=len(check.citations),
        exact=sum(texts.exact(citation) for citation in check.citations),
        seconds=seconds,
        tallies=claim_tallies(matching, check.citations, texts.places),
    )


def claim_tallies(matching: Matching, citations: Sequence[Citation], places: FindPlaces) -> dict[str, Tally]:
    """Every metric of the claims in one text, without those that have nothing to count in it."""
    given, against = _given(matching), _against(matching)
    settled = [(claim, verdict) for claim, verdict in given if claim.verdict in SETTLED]
    answered = [(claim, verdict) for claim, verdict in settled if verdict in SETTLED]
    refuted = [verdict for claim, verdict in given if claim.verdict is Verdict.CONTRADICTED]
    uncovered = [verdict for claim, verdict in given if claim.verdict is Verdict.NOT_COVERED]
    said = [verdict is claim.verdict for claim, verdict in given if verdict in SETTLED]
    found = {
        "found": [verdict is not None for _, verdict in given],
        "verdict": [verdict is claim.verdict for claim, verdict in given if verdict is not None],
        "precision": [*said, *(False for verdict in against if verdict in SETTLED)],
        "coverage": [verdict in SETTLED for _, verdict in settled],
        "precision_covered": [verdict is claim.verdict for claim, verdict in answered],
        "not_swapped": [verdict is not _OPPOSITE[claim.verdict] for claim, verdict in settled],
        "not_endorsed": [verdict is not Verdict.SUPPORTED for verdict in refuted],
        "left_open": [*(verdict not in _DRESSED for verdict in uncovered), *(False for _ in against)],
        "opinion": [verdict is Verdict.OPINION for claim, verdict in given if claim.verdict is Verdict.OPINION],
        "quote": _quotes(matching, citations, places),
        "competence": _competences(matching),
    }
    return {name: Tally(sum(marks), len(marks)) for name, marks in found.items() if marks}


def _given(matching: Matching) -> list[Given]:
    return [*((claim, one.verdict) for claim, one in matching.pairs), *((claim, None) for claim in matching.missed)]


def _against(matching: Matching) -> list[Verdict]:
    """Verdicts that nothing bears out: on extra claims, and on a further piece of a claim that has another verdict."""
    loose = [one.verdict for one in matching.extra]
    loose += [one.verdict for claim, one in matching.pieces if one.verdict is not claim.verdict]
    return [verdict for verdict in loose if verdict in _DRESSED]


def _quotes(matching: Matching, citations: Sequence[Citation], places: FindPlaces) -> list[bool]:
    """Whether a quote under each settled claim that got such a verdict overlaps one known to settle it."""
    return [
        _cites(one, citations, [place for quote in claim.quotes for place in places(quote)])
        for claim, one in matching.pairs
        if claim.quotes and claim.verdict in SETTLED and one.verdict in SETTLED
    ]


def _cites(claim: CheckedClaim, citations: Sequence[Citation], known: Collection[Place]) -> bool:
    cited = [citation for citation in citations if citation.key in claim.citations]
    return any(place.overlaps(one.version, one.start, one.end) for one in cited for place in known)


def _competences(matching: Matching) -> list[bool]:
    return [
        one.competence is not None and one.competence.status == claim.competence
        for claim, one in matching.pairs
        if claim.competence != NONE
    ]


def score_pair(case: PairCase, verdicts: tuple[Verdict, Verdict], seconds: float) -> Score:
    """Score the verdicts on both claims of a pair; its style is what they differ in."""
    expected = (case.verdict_a, case.verdict_b)
    right = [one is other for one, other in zip(verdicts, expected, strict=True)]
    refuted = [got for got, wanted in zip(verdicts, expected, strict=True) if wanted is Verdict.CONTRADICTED]
    tallies = {"verdict": Tally(sum(right), len(right))}
    if refuted:
        tallies["not_endorsed"] = Tally(sum(got is not Verdict.SUPPORTED for got in refuted), len(refuted))
    return Score(
        suite="minimal-pairs",
        case=case.id,
        split=case.split,
        language="en",
        style=case.change,
        expected=" | ".join(expected),
        got=" | ".join(verdicts),
        marks={"told_apart": float(all(right))},
        headline="",
        first_citation=None,
        citations=0,
        exact=0,
        seconds=seconds,
        tallies=tallies,
    )
