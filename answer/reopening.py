"""Approved replies whose sources no longer stand as they did: they go back into review before anybody uses them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Protocol

from answer.answer import Citation
from answer.reply import ReplyDraft
from answer.reply_json import from_content
from records.replies import ReplyStore
from records.reply import Action, Reply
from retriever.holding import Holding, IndexState


class Sources(Protocol):
    """The index, as far as it tells what is held and in which version."""

    def holdings(self) -> tuple[Holding, ...]:
        """Every indexed document."""

    def state(self) -> IndexState:
        """The generation that answers now."""


class Reopening:
    """Compares what approved replies cite with what the index holds now."""

    def __init__(self, sources: Sources, replies: ReplyStore, now: Callable[[], datetime]) -> None:
        self._sources = sources
        self._replies = replies
        self._now = now
        self._held: tuple[str, Mapping[str, Holding]] = ("", {})

    def run(self) -> tuple[str, ...]:
        """Reopen what cites a version that is gone, superseded or withdrawn; the ids. Raises IndexMissing.

        A reply that was approved again after its sources had changed stays approved.
        """
        held = self._by_version()
        reopened: list[str] = []
        for reply in self._replies.approved():
            if gone := self._gone(reply, held):
                reopened += self._replies.reopen_citing(gone, self._now(), among=[reply.id])
        return tuple(reopened)

    def _by_version(self) -> Mapping[str, Holding]:
        generation = self._sources.state().generation
        if self._held[0] != generation:
            self._held = (generation, {holding.version: holding for holding in self._sources.holdings()})
        return self._held[1]

    def _gone(self, reply: Reply, held: Mapping[str, Holding]) -> frozenset[str]:
        draft = from_content(reply.content, reply.id)
        told = {version for step in reply.history if step.action is Action.REOPEN for version in step.changed}
        return frozenset(self._changed(draft, held)) - told

    def _changed(self, draft: ReplyDraft, held: Mapping[str, Holding]) -> Iterator[str]:
        for citation in draft.citations:
            holding = held.get(citation.version)
            if holding is None or self._stands_otherwise(citation, draft, holding):
                yield citation.version

    def _stands_otherwise(self, citation: Citation, draft: ReplyDraft, holding: Holding) -> bool:
        """Whether the document lost a standing that it had when the draft was made."""
        before, after = citation.document, holding.document
        ended = before.valid_on(draft.as_of) and not after.valid_on(self._now().date())
        return after.status is not before.status or ended
