"""The verdict on a claim from what each sentence found makes of it: careful first, as a wrong verdict misleads."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answer.alignment import Alignment
from answer.citations import Evidence
from answer.claim import Verdict
from answer.judging import Judgement
from answer.shipped import read_part
from text.language import language

WEIGHTS = "verdicts.safetensors"
CASES = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_COVERED)
"""What is told apart, in the order of the columns."""
SURE = 0.6
"""From what probability a verdict is given; chosen on posts by authors that it was not fitted on."""
# A sentence counts the less the further it is from the nearest one (cosine), and less where its words speak against it.
_FURTHER_COSTS = 0.5
_UNFIT_COSTS = 0.3
# Where no verdict is sure, two documents are said to differ where each is so clear on its own.
_CLEAR = 0.5
_SHARED = 0.3
_MOST_QUOTES = 2
# Of words that are known to be about the claim, the least probability that they settle it.
_LIKELY = 0.3
_USUAL = 0.85
"""About the cosine of a claim with a sentence found for it: what features are told from."""
_LONG = 20
_NEAREST = 3
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


@dataclass(frozen=True)
class _Side:
    """The sentence that speaks clearest for one verdict."""

    one: Judged
    says: float
    fits: bool
    """Whether nothing in the words forbids that verdict."""


class Settler:
    """Weighs what the sentences say with how the claim is put; safe to use from several threads."""

    def __init__(self, arrays: Mapping[str, NDArray[np.float32]]) -> None:
        self._arrays = arrays

    @classmethod
    def load(cls) -> "Settler":
        """The weights that come with this package; raises ModelUnavailable."""
        return cls(read_part(WEIGHTS)[1])

    def settle(self, claim: str, judged: Sequence[Judged], kinds: Mapping[str, float], sure: float = SURE) -> Settled:
        """Supported or contradicted where that is sure, conflicting where two documents differ; else not covered.

        `kinds` says how the claim is put, as answer.phrasing sees it.
        """
        if not judged:
            return Settled(Verdict.NOT_COVERED)
        chances = self.chances(features(claim, judged, kinds))
        best = int(chances[:2].argmax())
        if chances[best] >= sure:
            picked = _picked(judged, CASES[best])
            if CASES[best] is Verdict.SUPPORTED and not picked.fits:
                # Whatever the weights say: another figure, year or government is no support.
                return Settled(Verdict.NOT_COVERED)
            return Settled(CASES[best], _quotes(claim, picked.one.evidence, judged, CASES[best]))
        return _differing(claim, judged) or Settled(Verdict.NOT_COVERED)

    def chances(self, given: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of each of CASES for the features of a claim."""
        arrays = self._arrays
        logits = (given - arrays["mean"]) / arrays["scale"] @ arrays["weights"] + arrays["bias"]
        powers = np.exp(logits - logits.max())
        return np.asarray(powers / powers.sum(), np.float32)


def features(claim: str, judged: Sequence[Judged], kinds: Mapping[str, float]) -> NDArray[np.float32]:
    """What the verdict rests on: of the clearest sentence for each side its odds, nearness, common words, figures and
    fit; of the claim its nearness to the documents, its length and how it is put; of the nearest sentence its odds.
    """
    spoken, nearest = language(claim), max(one.evidence.score for one in judged)
    found: list[float] = []
    for verdict in CASES[:2]:
        side = _picked(judged, verdict)
        alignment, piece = side.one.judgement.alignment, side.one.evidence
        found += [
            _log_odds(side.says),
            piece.score - _USUAL,
            nearest - piece.score,
            alignment.shared,
            float(alignment.figures_same > 0),
            float(alignment.times_same > 0),
            float(piece.passage.language != spoken),
            float(side.fits),
        ]
    settles = sorted((one.judgement.settles for one in judged), reverse=True)[:_NEAREST]
    first = max(judged, key=lambda one: one.evidence.score).judgement
    found += [nearest - _USUAL, float(bool(_OWN.search(claim))), min(len(claim.split()), _LONG) / 10]
    found += [kinds.get(name, 0.0) for name in ("hearsay", "claim", "opinion")]
    found += [sum(settles) / len(settles), _log_odds(first.supports), _log_odds(first.contradicts)]
    return np.array(found, np.float32)


def _picked(judged: Sequence[Judged], verdict: Verdict) -> _Side:
    nearest = max(one.evidence.score for one in judged)

    def worth(side: _Side) -> float:
        further = nearest - side.one.evidence.score
        return side.says - _FURTHER_COSTS * further - (0.0 if side.fits else _UNFIT_COSTS)

    return max((_side(one, verdict) for one in judged), key=worth)


def _side(one: Judged, verdict: Verdict) -> _Side:
    said = one.judgement
    if verdict is Verdict.SUPPORTED:
        return _Side(one, said.supports, agrees(said.alignment))
    return _Side(one, said.contradicts, differs(said.alignment))


def _log_odds(chance: float) -> float:
    kept = min(max(chance, 1e-3), 1 - 1e-3)
    return math.log(kept / (1 - kept))


def likeliest(judgement: Judgement) -> Verdict:
    """What words that are known to be about the claim make of it, however narrowly."""
    if judgement.settles < _LIKELY:
        return Verdict.NOT_COVERED
    return Verdict.SUPPORTED if judgement.supports >= judgement.contradicts else Verdict.CONTRADICTED


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


def _clear(claim: str, judged: Iterable[Judged], verdict: Verdict) -> list[_Side]:
    """Sentences that say so on their own and have enough of the claim's words, or a figure or date of it."""
    sides = [_side(one, verdict) for one in judged if _about(claim, one)]
    return sorted((side for side in sides if side.says >= _CLEAR and side.fits), key=lambda side: -side.says)


def _about(claim: str, one: Judged) -> bool:
    found = one.judgement.alignment
    same = found.shared >= _SHARED or found.figures_same or found.times_same
    return bool(same) or language(claim) != one.evidence.passage.language


def _differing(claim: str, judged: Sequence[Judged]) -> Settled | None:
    """Two documents that say different things, each clearly; within one document nothing is told from that."""
    supporting, contradicting = (_clear(claim, judged, verdict) for verdict in CASES[:2])
    if not supporting or not contradicting:
        return None
    for_it, against = supporting[0].one.evidence, contradicting[0].one.evidence
    if for_it.document.id == against.document.id:
        return None
    return Settled(Verdict.CONFLICTING, (for_it, against))


def _quotes(claim: str, best: Evidence, judged: Sequence[Judged], verdict: Verdict) -> tuple[Evidence, ...]:
    """The best, and the clearest of another document."""
    pieces = [side.one.evidence for side in _clear(claim, judged, verdict)]
    others = [piece for piece in pieces if piece.document.id != best.document.id]
    return (best, *others)[:_MOST_QUOTES]
