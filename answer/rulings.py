"""What rules settle alone: a claim about who decides, and one about a share of a budget that is told in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from answer.alignment import align
from answer.citations import Evidence
from answer.claim import Verdict
from answer.intent import Side
from answer.judging import Judgement
from answer.likeness import folded
from answer.matching import Match
from answer.polarity import Clause, clauses
from answer.powers import on_subject, says
from corpus.matter import Power
from text.figures import figures

# Words by which a text says that somebody decides; what is merely done or paid for says nothing of powers.
_DECIDES = re.compile(
    r"\b(?:decid\w*|decision\w*|determin\w+|responsib\w+|in charge|controls?|controlled|the power|powers|made by|up to|"
    r"reserved|devolved|b?penderfyn\w*|ph?enderfyn\w*|g?cyfrifol|gyfrifol|p[ŵw]er\w*|b?rheoli)\b"
)
# To grant somebody a status is to decide on it.
_GRANTS = re.compile(
    r"\b(?:grants?|gives?|granted|gave|awards?|rhoi|roi|caniat\w+)\W+(?:\w+\W+){0,2}?"
    r"(?:asylum|refugee status|visas?|citizenship|leave to remain|loches|lloches|statws)\b"
)
_DENIES = frozenset(["not", "no", "never", "nid", "nad", "ddim", "dim"])
_SURE = 0.5
_WHOLE = re.compile(
    r"\b(?:whole|entire|all (?:of )?(?:our|the|its|their)|most of|half (?:of )?(?:our|the|its)|holl|cyfan|hanner)\b"
)
_BUDGET = re.compile(r"\b(?:budget|spending|expenditure|c?h?g?yllideb|g?wariant)\b")
_SUBJECT = re.compile(r"\b(?:asylum|refugee|sanctuary|migra|loches|lloches|ffoadur|noddfa|mudw|fudw)")
_STANDS_FOR = re.compile(r"\b(?:it|they|this|that|all of it|hyn|hynny|mae'n)\b")
_LEAST_SHARE = Decimal(50)
# Of the nearest sentences, how many a figure is looked for in, and the share of the claim's words that one must have.
_NEAREST = 5
_MOSTLY = 0.6


@dataclass(frozen=True)
class Ruling:
    """A verdict with the sentences that settle it."""

    verdict: Verdict
    evidence: tuple[Evidence, ...]


def rule(claim: str, before: str, matches: Sequence[Match], near: Sequence[Evidence]) -> Ruling | None:
    """What is settled of a claim by rule, from sentences found for it; `before` is the claim in front of it."""
    return _on_powers(claim, matches, near) or _on_share(claim, before, near) or _on_figure(claim, near)


def _on_powers(claim: str, matches: Sequence[Match], near: Sequence[Evidence]) -> Ruling | None:
    side = holder(claim)
    statuses = {match.matter.status for match in matches}
    if side is None or len(statuses) != 1 or Power.SHARED in statuses or matches[0].probability < _SURE:
        return None
    matter = matches[0].matter
    said = [
        one for one in near if says(one.text, matter.status) and on_subject(one.text, matter) and one.document.official
    ]
    if not said:
        return None
    right = side is (Side.UK if matter.status is Power.RESERVED else Side.WALES)
    return Ruling(Verdict.SUPPORTED if right else Verdict.CONTRADICTED, tuple(said[:1]))


def holder(claim: str) -> Side | None:
    """Which government a claim says decides; None where it names none, both, or nothing of deciding."""
    text = folded(claim)
    if not _DECIDES.search(text) and not _GRANTS.search(text):
        return None
    held: set[Side] = set()
    for clause in clauses(claim):
        held |= _held(clause)
    return held.pop() if len(held) == 1 else None


def _held(clause: Clause) -> set[Side]:
    """Who decides as a clause has it: whoever it names, or the other one where it denies that."""
    sides = [(at, word) for at, word in enumerate(clause.tokens) if word in ("@uk", "@wales")]
    if not sides:
        return set()
    found = set()
    named = {word for _, word in sides}
    for at, word in sides:
        own, other = (Side.UK, Side.WALES) if word == "@uk" else (Side.WALES, Side.UK)
        # With both named, `not` belongs to the one that it stands in front of; with one, to the clause.
        denied = clause.tokens[max(0, at - 2) : at] if len(named) == 2 else clause.tokens
        found.add(other if any(token in _DENIES for token in denied) else own)
    return found


def as_ruled(claim: str, piece: Evidence, said: Judgement) -> Judgement:
    """The judgement with its direction set by rule, where claim and sentence both say which government decides."""
    side, stands = holder(claim), holder(piece.text)
    if side is None or stands is None:
        return said
    supports, contradicts = (said.settles, 0.0) if side is stands else (0.0, said.settles)
    return Judgement(supports, contradicts, said.alignment)


def tells_share(claim: str, before: str) -> bool:
    """Whether a claim about our subject, or about that of the claim before it, says that it takes most of a budget."""
    text = folded(claim)
    about = _SUBJECT.search(text) or (_STANDS_FOR.search(text) and _SUBJECT.search(folded(before)))
    denied = any(word in _DENIES for word in text.split())
    return bool(about and _WHOLE.search(text) and _BUDGET.search(text)) and not denied


def _on_share(claim: str, before: str, near: Sequence[Evidence]) -> Ruling | None:
    """A whole budget, most or half of it, beside a sentence that gives the share as a figure."""
    if not tells_share(claim, before):
        return None
    for one in near:
        shares = [figure.value for figure in figures(one.text) if figure.unit == "percent"]
        if len(shares) == 1 and shares[0] < _LEAST_SHARE and _BUDGET.search(folded(one.text)):
            return Ruling(Verdict.CONTRADICTED, (one,))
    return None


def _on_figure(claim: str, near: Sequence[Evidence]) -> Ruling | None:
    """One figure beside one of the same unit in a sentence that has most of the claim's words, names and dates."""
    counted = [figure.unit for figure in figures(claim) if figure.unit != "year"]
    if len(counted) != 1:
        return None
    for one in near[:_NEAREST]:
        if [figure.unit for figure in figures(one.text)].count(counted[0]) != 1:
            continue
        found = align(claim, one.text, one.document)
        alike = found.shared >= _MOSTLY and not (found.times_other or found.times_new or found.names_new)
        if alike and found.figures_other and not found.denied_once and not found.denied_both:
            return Ruling(Verdict.CONTRADICTED, (one,))
    return None
