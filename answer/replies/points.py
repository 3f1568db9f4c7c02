"""What of a check a reply can speak to: the claims that a quote settles, the gravest first."""

from collections.abc import Iterator
from dataclasses import dataclass

from answer.answer import Citation
from answer.claim import Check, CheckedClaim, Verdict
from answer.replies.quoting import excerpt, judges
from corpus.document import Status

_GRAVEST_FIRST = (Verdict.CONTRADICTED, Verdict.CONFLICTING, Verdict.SUPPORTED)


@dataclass(frozen=True)
class Quoted:
    """A citation with the words of it that are shown, in quotation marks."""

    citation: Citation
    words: str


@dataclass(frozen=True)
class Point:
    """A claim with what settles it, the best quote first."""

    claim: CheckedClaim
    quotes: tuple[Quoted, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Of the quotes that are shown."""
        return tuple(quoted.citation.key for quoted in self.quotes)


def points(check: Check) -> tuple[Point, ...]:
    """One for each quote that settles something; a claim that an earlier point's quote settles too has none of its own.

    Where sources differ all of the quotes are kept, else the best.
    """
    found: list[Point] = []
    shown: set[str] = set()
    for verdict in _GRAVEST_FIRST:
        for claim in (claim for claim in check.claims if claim.verdict is verdict):
            quotes = tuple(_best_first(claim, check))
            if verdict is not Verdict.CONFLICTING:
                quotes = quotes[:1]
            if quotes and not {one.words for one in quotes} <= shown:
                found.append(Point(claim, quotes))
                shown |= {one.words for one in quotes}
    return tuple(found)


def _best_first(claim: CheckedClaim, check: Check) -> Iterator[Quoted]:
    """Facts before adjectives, what still stands before what was replaced, official sources before others."""
    cited = {one.key: one for one in check.citations}
    keyed = [cited[key] for key in dict.fromkeys(claim.citations) if key in cited]
    quoted = [Quoted(one, words) for one in keyed if (words := excerpt(one, claim.text)) is not None]
    yield from sorted(quoted, key=_drawbacks)


def _drawbacks(quoted: Quoted) -> tuple[bool, bool, bool]:
    document = quoted.citation.document
    return judges(quoted.words), document.status is not Status.CURRENT, not document.official
