"""The library of approved replies: whether a claim was answered before, in whichever language it comes back."""

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from answer.claim import AnsweredBefore
from answer.gist import gist
from answer.likeness import folded
from records.replies import ReplyStore
from records.reply import Reply
from retriever.embedding import Embedder
from retriever.short_texts import ShortTexts
from text.language import language

# Cosines below which even claims of the same words are not offered, within a language and across two. Every pair of the
# development splits of the suites claims and minimal-pairs whose words agree lies above them.
_LEAST = 0.88
_LEAST_ACROSS = 0.75
_LOOKED_AT = 50
_OFFERED = 3


@dataclass(frozen=True)
class _Shelf:
    """The approved claims as they were at one moment."""

    name: str
    texts: ShortTexts
    claims: dict[str, tuple[str, Reply]]


class ReplyLibrary:
    """Looks claims up among those that approved replies answer; what is approved is read anew each time."""

    def __init__(self, replies: ReplyStore, embedder: Embedder) -> None:
        self._replies = replies
        self._embedder = embedder
        self._shelf: _Shelf | None = None
        # Two who find the shelf old at one time would both embed it.
        self._arranging = threading.Lock()

    def answered_before(self, claim: str) -> tuple[AnsweredBefore, ...]:
        """The approved replies to a claim that says the same, the likest first, each reply once.

        A claim with another figure, date, government or word that carries meaning, or that denies what the other
        does not, is another claim however near it is.
        """
        shelf = self._present()
        found: dict[str, AnsweredBefore] = {}
        for match in shelf.texts.nearest(claim, _LOOKED_AT):
            text, reply = shelf.claims[match.id]
            score = _likeness(claim, text, match.score)
            if score is not None and reply.id not in found:
                found[reply.id] = AnsweredBefore(reply.id, _approved(reply), score)
        best = sorted(found.values(), key=lambda one: one.score, reverse=True)
        return tuple(best[:_OFFERED])

    def _present(self) -> _Shelf:
        """The shelf of what is approved now; made anew where that is not what was approved before."""
        approved = self._replies.approved()
        name = _name(approved)
        with self._arranging:
            if self._shelf is None or self._shelf.name != name:
                claims = dict(_claims(approved))
                texts = [(id, text) for id, (text, _) in claims.items()]
                self._shelf = _Shelf(name, ShortTexts(texts, self._embedder), claims)
            return self._shelf


def _name(approved: tuple[Reply, ...]) -> str:
    """The SHA-256 of what is approved: by id, content and claims."""
    parts = sorted(repr((reply.id, reply.content_hash, reply.claims, _approved(reply))) for reply in approved)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _claims(approved: tuple[Reply, ...]) -> Iterator[tuple[str, tuple[str, Reply]]]:
    for reply in approved:
        for number, text in enumerate(reply.claims):
            yield f"{reply.id}/{number}", (text, reply)


def _approved(reply: Reply) -> date:
    # Of what the store gives as approved, every reply has its approval.
    return reply.approval.when.date() if reply.approval else reply.updated.date()


def _likeness(claim: str, answered: str, cosine: float) -> float | None:
    """How alike two claims are, from a half to one; None where they do not say the same."""
    if folded(claim) == folded(answered):
        return 1.0
    least = _LEAST if language(claim) == language(answered) else _LEAST_ACROSS
    if cosine < least or not gist(claim).says_what(gist(answered)):
        return None
    return round(min(0.5 + 0.5 * (cosine - least) / (1 - least), 1.0), 3)
