"""How a check came about, claim by claim: what its receipt tells beside the verdicts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from answer.citations import Evidence
from answer.claim import Post
from answer.draft import Usage
from answer.matching import Match
from retriever.hit import Hit


@dataclass(frozen=True)
class Judged:
    """One sentence of a document that was held against a claim."""

    evidence: Evidence
    scores: Mapping[str, float]
    """What the judge made of it, by whatever names the judge has for that."""
    used: bool
    """Whether the verdict rests on it."""


@dataclass(frozen=True)
class ClaimTrace:
    """What was done for one claim."""

    searched: str
    """The words that were searched for: the claim as a statement of its own."""
    hits: tuple[Hit, ...] = ()
    matches: tuple[Match, ...] = ()
    judged: tuple[Judged, ...] = ()


@dataclass(frozen=True)
class CheckTrace:
    """What was done for one post."""

    post: Post
    claims: tuple[ClaimTrace, ...]
    """In the order of the check's claims, one for each."""
    times: Mapping[str, float] = field(default_factory=dict)
    """Milliseconds by stage."""
    usage: Usage | None = None
