"""A draft of a reply as a file: text, Markdown, HTML, DOCX or, once it is approved, ClaimReview."""

from dataclasses import dataclass
from enum import StrEnum

from answer.exports.claim_review import to_claim_review
from answer.exports.markdown import to_markdown
from answer.exports.plain_text import to_text
from answer.exports.sheet import Approval, sheet
from answer.exports.web_page import to_html
from answer.exports.word import to_docx
from answer.reply import ReplyDraft
from prompts.wording import Wording


class Format(StrEnum):
    """What a draft can be exported as; the values are those of the JSON contract."""

    TXT = "txt"
    MD = "md"
    HTML = "html"
    DOCX = "docx"
    CLAIMREVIEW = "claimreview"


MEDIA_TYPES = {
    Format.TXT: "text/plain; charset=utf-8",
    Format.MD: "text/markdown; charset=utf-8",
    Format.HTML: "text/html; charset=utf-8",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.CLAIMREVIEW: "application/ld+json",
}
_ENDINGS = {Format.CLAIMREVIEW: "jsonld"}


@dataclass(frozen=True)
class Export:
    """A file to hand out."""

    content: bytes
    media_type: str
    name: str
    """Of letters, digits, hyphens and one full stop."""


def export(draft: ReplyDraft, into: Format, wording: Wording, approval: Approval | None = None) -> Export:
    """The draft in that format, inert whatever stands in it; an approval is believed and not checked.

    The wording is that of the draft's language. ClaimReview raises WrongState without an approval, and UsageError where
    there is nothing that it could say.
    """
    name = f"reply-{draft.audience.value.replace('_', '-')}-{draft.as_of.isoformat()}.{_ENDINGS.get(into, into.value)}"
    return Export(_content(draft, into, wording, approval), MEDIA_TYPES[into], name)


def _content(draft: ReplyDraft, into: Format, wording: Wording, approval: Approval | None) -> bytes:
    if into is Format.CLAIMREVIEW:
        return to_claim_review(draft, wording, approval).encode()
    laid_out = sheet(draft, wording, approval)
    if into is Format.DOCX:
        return to_docx(laid_out, draft.as_of)
    writers = {Format.TXT: to_text, Format.MD: to_markdown, Format.HTML: to_html}
    return writers[into](laid_out).encode()
