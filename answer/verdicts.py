"""The verdict on a claim from what each sentence found makes of it: careful first, as a wrong verdict misleads."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from answer.alignment import Alignment
from answer.citations import Evidence
from answer.claim import Verdict
from answer.judging import Judgement
from text.language import language

# Least probabilities to say that a sentence supports or contradicts; chosen on the development split of the suite of
# claims, as is what follows. For a claim, a sentence counts the less the further it is from the nearest one (cosine).
SUPPORTS_FROM = 0.5
CONTRADICTS_FROM = 0.5
_FURTHER_COSTS = 0.5
# The least share of the claim's words in a sentence of its language; more where it is about the writer's own affairs.
_SHARED = 0.3
_SHARED_OWN = 0.5
_MOST_QUOTES = 2
# Of words that are known to be about the claim, the least probability that they settle it.
_LIKELY = 0.3
# The writer's own town, family and day are in no document.
_OWN = re.compile(r"\b(?:my|me|mine|i|i'm|we|us|our|she|he|her|his|ein|fy|ni|fi)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Judged:
    """A sentence with what it makes of the claim."""

    evidence: Evidence
    judgement: Judgement


@dataclass(frozen=True)
class Settled:
    """A verdict with the sentences that settle it, best first; none where nothing does."""

    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()


def settle(claim: str, judged: Sequence[Judged]) -> Settled:
    """Supported, contradicted or conflicting where a sentence says so clearly; else not covered."""
    near = [one for one in judged if _about(claim, one)]
    nearest = max((one.evidence.score for one in judged), default=0.0)
    supporting = _clear(near, Verdict.SUPPORTED, nearest)
    contradicting = _clear(near, Verdict.CONTRADICTED, nearest)
    if supporting and contradicting:
        return _of_two(supporting, contradicting)
    if supporting:
        return Settled(Verdict.SUPPORTED, _quotes(supporting))
    if contradicting:
        return Settled(Verdict.CONTRADICTED, _quotes(contradicting))
    return Settled(Verdict.NOT_COVERED)


def _about(claim: str, one: Judged) -> bool:
    """Whether a sentence has enough of the claim's words, or a figure or date of it, in the claim's language."""
    found = one.judgement.alignment
    if _OWN.search(claim) and found.shared < _SHARED_OWN:
        return False
    same = found.shared >= _SHARED or found.figures_same or found.times_same
    return bool(same) or language(claim) != one.evidence.passage.language


def likeliest(judgement: Judgement) -> Verdict:
    """What words that are known to be about the claim make of it, however narrowly."""
    if judgement.settles < _LIKELY:
        return Verdict.NOT_COVERED
    return Verdict.SUPPORTED if judgement.supports >= judgement.contradicts else Verdict.CONTRADICTED


def _clear(judged: Iterable[Judged], verdict: Verdict, nearest: float) -> list[tuple[float, Evidence]]:
    found = []
    for one in judged:
        said, costs = one.judgement, _FURTHER_COSTS * (nearest - one.evidence.score)
        if verdict is Verdict.SUPPORTED and said.supports - costs >= SUPPORTS_FROM and agrees(said.alignment):
            found.append((said.supports - costs, one.evidence))
        if verdict is Verdict.CONTRADICTED and said.contradicts - costs >= CONTRADICTS_FROM and differs(said.alignment):
            found.append((said.contradicts - costs, one.evidence))
    return sorted(found, key=lambda pair: -pair[0])


def differs(alignment: Alignment) -> bool:
    """Whether nothing in the words forbids to call it contradicted: where both deny, something else must differ."""
    told = alignment.figures_other or alignment.times_other or alignment.side_other or alignment.opposite
    return bool(told) or not alignment.denied_both


def agrees(alignment: Alignment) -> bool:
    """Whether nothing in the words forbids to call the claim supported: its figures, times and governments stand."""
    return not (
        alignment.figures_other
        or alignment.figures_new
        or alignment.times_other
        or alignment.side_other
        or alignment.rate_other
        or alignment.opposite
        or alignment.names_new
    )


def _of_two(supporting: list[tuple[float, Evidence]], contradicting: list[tuple[float, Evidence]]) -> Settled:
    """Two documents that say different things conflict; within one the clearer sentence is about the claim."""
    (yes, for_it), (no, against) = supporting[0], contradicting[0]
    if for_it.document.id != against.document.id:
        return Settled(Verdict.CONFLICTING, (for_it, against))
    if yes >= no:
        return Settled(Verdict.SUPPORTED, _quotes(supporting))
    return Settled(Verdict.CONTRADICTED, _quotes(contradicting))


def _quotes(found: list[tuple[float, Evidence]]) -> tuple[Evidence, ...]:
    """The best, and the best of another document."""
    best = found[0][1]
    others = [one for _, one in found[1:] if one.document.id != best.document.id]
    return (best, *others)[:_MOST_QUOTES]
