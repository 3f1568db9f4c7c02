"""An approved reply as ClaimReview (schema.org), for those who gather checked claims."""

import json
from collections.abc import Iterator
from typing import Any

from answer.answer import Citation
from answer.claim import CheckedClaim, Verdict
from answer.exports.inert import in_one_line, inert, is_web_address
from answer.exports.sheet import Approval
from answer.linting.identities import leads_to_person
from answer.linting.terms import slurs
from answer.reply import ReplyDraft
from errors import UsageError, WrongState
from prompts.wording import Wording

# Of an opinion there is no verdict, and a claim that the documents do not cover was not reviewed.
_REVIEWED = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.CONFLICTING)


def to_claim_review(draft: ReplyDraft, wording: Wording, approval: Approval | None) -> str:
    """JSON-LD with one review for each claim that has a verdict; its context is named and never fetched.

    The rating is our verdict in words and carries no number, since a scale would say true or false. Who made the claim
    and where is left out on purpose. Raises WrongState where the reply is not approved, and UsageError where nothing
    was reviewed, nobody publishes it, or a claim names a person or holds a slur.
    """
    if approval is None:
        raise WrongState("The reply is not approved, and ClaimReview is public. Have it approved, then export it.")
    _check(approval)
    claims = [claim for claim in draft.claims if claim.verdict in _REVIEWED]
    if not claims:
        raise UsageError(
            "No claim of the reply is supported, contradicted or conflicting, so there is nothing to review. "
            "Export it as text, Markdown, HTML or DOCX."
        )
    for claim in claims:
        _check_claim(claim)
    reviews = [_review(claim, draft, wording, approval) for claim in claims]
    text = json.dumps({"@context": "https://schema.org", "@graph": reviews}, ensure_ascii=False, indent=2)
    # So that the text may stand inside a script element of a page and close nothing.
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e") + "\n"


def _check(approval: Approval) -> None:
    if not in_one_line(approval.publisher).strip():
        raise UsageError("ClaimReview names its publisher, and none is given. Give the name of the organisation.")
    if approval.page is not None and not is_web_address(approval.page):
        raise UsageError("The page of the reply is no address of the web. Give one that begins with https://.")


def _check_claim(claim: CheckedClaim) -> None:
    if any(leads_to_person(inert(claim.text))) or any(slurs(inert(claim.text))):
        raise UsageError(
            "A claim of the reply names, links or reaches a person or holds a slur, and ClaimReview would repeat it. "
            "Export the reply as text, Markdown, HTML or DOCX."
        )


def _review(claim: CheckedClaim, draft: ReplyDraft, wording: Wording, approval: Approval) -> dict[str, Any]:
    text = in_one_line(claim.text)
    review = {
        "@type": "ClaimReview",
        "datePublished": approval.day.isoformat(),
        "inLanguage": draft.language,
        "author": {"@type": "Organization", "name": in_one_line(approval.publisher)},
        "claimReviewed": text,
        "itemReviewed": {"@type": "Claim", "text": text},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": wording.line("verdict", claim.verdict.value),
            "ratingExplanation": in_one_line(claim.explanation),
        },
        "reviewBody": "\n\n".join(inert(paragraph.text) for paragraph in draft.paragraphs),
        "isBasedOn": list(_sources(claim, draft)),
    }
    return review | ({"url": approval.page} if approval.page else {})


def _sources(claim: CheckedClaim, draft: ReplyDraft) -> Iterator[dict[str, Any]]:
    """Each document that settles the claim once, with what is known of it."""
    cited = {one.document.id: one for one in draft.citations if one.key in claim.citations}
    return map(_source, cited.values())


def _source(citation: Citation) -> dict[str, Any]:
    document = citation.document
    source = {
        "@type": "CreativeWork",
        "name": in_one_line(document.title),
        "publisher": {"@type": "Organization", "name": in_one_line(document.publisher)},
        "datePublished": str(document.date) if document.date else None,
        "identifier": in_one_line(document.reference) if document.reference else None,
        "inLanguage": document.language,
        "url": document.url if document.url and is_web_address(document.url) else None,
    }
    return {name: value for name, value in source.items() if value}
