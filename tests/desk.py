"""A desk of replies over real records, whose verdicts a test makes by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from drafts import CITATION, DOCUMENT, ENGINE, TODAY, WORDING, draft

from answer.answer import Citation
from answer.claim import Check, CheckedClaim, Post, Verdict
from answer.library import ReplyLibrary
from answer.reply import Audience, ReplyDraft
from answer.reply_desk import KeptReply, ReplyDesk
from corpus.document import Document
from records.database import Database
from records.replies import ReplyStore
from retriever.embedding import Embedder
from retriever.holding import Holding, IndexState

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@dataclass
class Verdicts:
    """Contradicts whatever it is given in one quote, and says what the index holds; a test changes both."""

    verdict: Verdict = Verdict.CONTRADICTED
    citation: Citation = CITATION
    held: tuple[Holding, ...] = (Holding(DOCUMENT, CITATION.version, "0" * 64, "text", 1),)
    generation: int = 1

    def check(self, post: Post) -> Check:
        text = post.text
        claim = CheckedClaim(text, 0, len(text), self.verdict, "The sources say otherwise.", None, ("c1",))
        language = "en" if post.language == "auto" else post.language
        return Check("k1", text, language, (claim,), (self.citation,), (), ENGINE, TODAY)

    def holdings(self) -> tuple[Holding, ...]:
        return self.held

    def state(self) -> IndexState:
        return IndexState(str(self.generation), "tiny", 1, 1, "2026-11-21")

    def hold(self, *documents: Document, version: str = CITATION.version) -> None:
        """A new generation that holds these documents in that version."""
        self.held = tuple(Holding(document, version, "0" * 64, "text", 1) for document in documents)
        self.generation += 1


class Writer:
    """Gives the good draft of tests/drafts.py, about the claims that were checked."""

    def draft(self, check: Check, audience: Audience, language: str) -> ReplyDraft:
        return replace(draft(language, audience), claims=check.claims, citations=check.citations)


@dataclass
class Office:
    """The desk with what stands behind it."""

    desk: ReplyDesk
    verdicts: Verdicts
    replies: ReplyStore
    library: ReplyLibrary

    def draft(self, text: str = "Wales decides who gets asylum", who: str = "Ann") -> KeptReply:
        return self.desk.draft(Post(text), Audience.SOCIAL, who=who)

    def approved(self, text: str = "Wales decides who gets asylum") -> KeptReply:
        """A reply by Ann that Bob approved."""
        kept = self.desk.submit(self.draft(text).record.id, who="Ann")
        return self.desk.approve(kept.record.id, who="Bob", content_hash=kept.record.content_hash)


@contextmanager
def office(folder: Path, embedder: Embedder, organisation: str | None = "Example Council") -> Iterator[Office]:
    """An office of its own records."""
    database = Database(folder / "records.sqlite3")
    replies, verdicts = ReplyStore(database), Verdicts()
    library = ReplyLibrary(replies, embedder)
    desk = ReplyDesk(verdicts, Writer(), replies, library, wording=WORDING, now=lambda: NOON, organisation=organisation)
    try:
        yield Office(desk, verdicts, replies, library)
    finally:
        database.close()
