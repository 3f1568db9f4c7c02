"""The verdict on a claim from what each sentence found makes of it: careful first, as a wrong verdict misleads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from answer.alignment import Alignment
from answer.citations import Evidence
from answer.claim import Verdict
from answer.judging import Judgement

# Least probabilities to say that a sentence supports or contradicts, and the most that another may say against it;
# chosen on the development split of the suite of claims.
SUPPORTS_FROM = 0.7
CONTRADICTS_FROM = 0.7
_MOST_QUOTES = 2
# Of words that are known to be about the claim, the least probability that they settle it.
_LIKELY = 0.3


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


def settle(judged: Sequence[Judged]) -> Settled:
    """Supported, contradicted or conflicting where a sentence says so clearly; else not covered."""
    supporting = _clear(judged, Verdict.SUPPORTED)
    contradicting = _clear(judged, Verdict.CONTRADICTED)
    if supporting and contradicting:
        return _of_two(supporting, contradicting)
    if supporting:
        return Settled(Verdict.SUPPORTED, _quotes(supporting))
    if contradicting:
        return Settled(Verdict.CONTRADICTED, _quotes(contradicting))
    return Settled(Verdict.NOT_COVERED)


def likeliest(judgement: Judgement) -> Verdict:
    """What words that are known to be about the claim make of it, however narrowly."""
    if judgement.settles < _LIKELY:
        return Verdict.NOT_COVERED
    return Verdict.SUPPORTED if judgement.supports >= judgement.contradicts else Verdict.CONTRADICTED


def _clear(judged: Iterable[Judged], verdict: Verdict) -> list[tuple[float, Evidence]]:
    found = []
    for one in judged:
        said = one.judgement
        if verdict is Verdict.SUPPORTED and said.supports >= SUPPORTS_FROM and agrees(said.alignment):
            found.append((said.supports, one.evidence))
        if verdict is Verdict.CONTRADICTED and said.contradicts >= CONTRADICTS_FROM:
            found.append((said.contradicts, one.evidence))
    return sorted(found, key=lambda pair: -pair[0])


def agrees(alignment: Alignment) -> bool:
    """Whether nothing in the words forbids to call the claim supported: its figures, times and governments stand."""
    return not (
        alignment.figures_other
        or alignment.figures_new
        or alignment.times_other
        or alignment.side_other
        or alignment.rate_other
        or alignment.opposite
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
