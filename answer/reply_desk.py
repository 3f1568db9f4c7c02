"""The desk of replies: a text becomes a draft, and the draft goes through the hands of people until it is used."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import uuid4

from answer.claim import AnsweredBefore, Check, Post, Verdict
from answer.export import Export, Format, export
from answer.exports.sheet import Approval
from answer.masking import Mask
from answer.reopening import Reopening, Sources
from answer.reply import Audience, Paragraph, ReplyDraft
from answer.reply_editing import with_paragraphs, with_text
from answer.reply_json import from_content, to_content
from errors import UsageError
from prompts.wording import Wording
from records.replies import ReplyStore
from records.reply import Reply, State


class Checker(Sources, Protocol):
    """What tells the verdicts on a text, over the index that it answers from."""

    def check(self, post: Post) -> Check:
        """The claims of the text with their verdicts."""


class Drafter(Protocol):
    """What writes a draft from verdicts."""

    def draft(self, check: Check, audience: Audience, language: str) -> ReplyDraft:
        """A draft for the audience in `en` or `cy`."""


class Library(Protocol):
    """What knows the approved replies."""

    def answered_before(self, claim: str) -> tuple[AnsweredBefore, ...]:
        """Approved replies to a claim much like this one, the likest first."""


@dataclass(frozen=True)
class KeptReply:
    """A reply with its draft as it stands now and all that was done to it."""

    record: Reply
    draft: ReplyDraft


class ReplyDesk:
    """Every way to a reply leads through here; safe to use from several threads and processes."""

    def __init__(
        self,
        checker: Checker,
        drafter: Drafter,
        replies: ReplyStore,
        library: Library,
        *,
        wording: Mapping[str, Wording],
        now: Callable[[], datetime],
        organisation: str | None = None,
    ) -> None:
        """Take the parts; `organisation` is who speaks in what is approved."""
        self._checker = checker
        self._drafter = drafter
        self._replies = replies
        self._library = library
        self._wording = wording
        self._now = now
        self._organisation = organisation
        self._reopening = Reopening(checker, replies, now)

    def check(self, post: Post) -> Check:
        """The claims of a text, each with the approved replies that answered it before; nothing is kept."""
        check = self._checker.check(post)
        self._reopening.run()
        claims = (
            claim
            if claim.verdict is Verdict.OPINION
            else replace(claim, answered_before=self._library.answered_before(claim.text))
            for claim in check.claims
        )
        return replace(check, claims=tuple(claims))

    def draft(self, post: Post, audience: Audience, *, who: str) -> KeptReply:
        """Check a text and keep a draft of a reply to it, in which what is personal in the claims is hidden."""
        check = _masked(self.check(post))
        language = check.language if post.language == "auto" else post.language
        made = self._drafter.draft(check, audience, language)
        kept = self._replies.create(
            uuid4().hex,
            author=who,
            audience=audience.value,
            language=language,
            claims=[claim.text for claim in made.claims if claim.verdict is not Verdict.OPINION],
            content=to_content(made),
            versions=_versions(made),
            now=self._now(),
        )
        return _read(kept)

    def get(self, id: str) -> KeptReply:
        """The reply as it is now, reopened where its sources changed; raises NotFound."""
        self._reopening.run()
        return _read(self._replies.get(id))

    def list(self, state: State | None = None, words: str | None = None) -> tuple[KeptReply, ...]:
        """The replies in that state that hold every word, the latest touched first."""
        self._reopening.run()
        return tuple(map(_read, self._replies.list(state, words)))

    def edit(
        self,
        id: str,
        *,
        who: str,
        content_hash: str,
        text: str | None = None,
        paragraphs: Sequence[Paragraph] | None = None,
        note: str = "",
    ) -> KeptReply:
        """Put a text or paragraphs in place of those that were read; what was submitted or approved is a draft again.

        Raises ChangedMeanwhile where the content is another than the one with that hash.
        """
        if (text is None) == (paragraphs is None):
            raise UsageError("A reply is edited as a whole text or as paragraphs. Give one of the two.")
        draft = self.get(id).draft
        wording = self._wording[draft.language]
        edited = with_paragraphs(draft, paragraphs, wording) if paragraphs is not None else draft
        edited = with_text(draft, text, wording) if text is not None else edited
        kept = self._replies.edit(
            id,
            who=who,
            started_from=content_hash,
            content=to_content(edited),
            versions=_versions(edited),
            now=self._now(),
            note=note,
        )
        return _read(kept)

    def submit(self, id: str, *, who: str, note: str = "") -> KeptReply:
        """Hand a draft in for review."""
        return _read(self._replies.submit(id, who=who, now=self._now(), note=note))

    def approve(self, id: str, *, who: str, content_hash: str, note: str = "") -> KeptReply:
        """Approve exactly the words that have this hash; it is reopened at once where its sources changed since."""
        self._replies.approve(id, who=who, content_hash=content_hash, now=self._now(), note=note)
        return self.get(id)

    def publish(self, id: str, *, who: str, note: str = "") -> KeptReply:
        """Mark an approved reply as sent or posted; one whose sources changed is in review by now and is refused."""
        self._reopening.run()
        return _read(self._replies.publish(id, who=who, now=self._now(), note=note))

    def withdraw(self, id: str, *, who: str, note: str = "") -> KeptReply:
        """Take a reply out of use for good."""
        return _read(self._replies.withdraw(id, who=who, now=self._now(), note=note))

    def export(self, id: str, into: Format) -> Export:
        """The reply as a file that says whether it is approved; raises WrongState for ClaimReview where it is not."""
        kept = self.get(id)
        wording = self._wording[kept.draft.language]
        approved = kept.record.approval
        # ClaimReview names who speaks and is refused without a name; any other file may do without.
        nobody = "" if into is Format.CLAIMREVIEW else wording.line("export", "organisation")
        approval = Approval(approved.when.date(), self._organisation or nobody) if approved else None
        return export(kept.draft, into, wording, approval)


def _read(reply: Reply) -> KeptReply:
    return KeptReply(reply, from_content(reply.content, reply.id))


def _versions(draft: ReplyDraft) -> list[str]:
    """Of every citation, used in a paragraph or not: the verdicts rest on all."""
    return [citation.version for citation in draft.citations]


def _masked(check: Check) -> Check:
    mask = Mask(check.text)
    claims = tuple(replace(claim, text=mask.hide(claim.text)) for claim in check.claims)
    return replace(check, text=mask.text, claims=claims)
