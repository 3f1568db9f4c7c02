"""The bodies of checking a text: its claims with verdicts, quotes and who decides."""

from collections.abc import Iterable
from datetime import date as Day
from typing import Annotated

from pydantic import Field, StringConstraints

from answer.claim import Check, CheckedClaim, Post, Verdict
from api.contract import Body, Citation, Competence, Engine, Request, Warning, competence_body

CheckedText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000)]


class ClaimsRequest(Request):
    """A post, letter or e-mail; `language` is that of the explanations, `auto` takes the text's."""

    text: CheckedText

    def to_post(self) -> Post:
        """The same text for the assistant."""
        return Post(self.text, self.language, self.as_of, self.kinds or None)


class AnsweredBefore(Body):
    """An approved reply to a claim much like this one; read it before it is used again."""

    reply_id: str
    approved: Day
    score: float = Field(description="How alike the two claims are, 0 to 1.")


class Claim(Body):
    """One assertion of the text, and what the indexed documents make of it: never true or false."""

    claim: str
    span: tuple[int, int] = Field(description="Half-open offsets in the text that was sent, blanks around it left out.")
    verdict: Verdict
    explanation: str
    competence: Competence | None
    citations: tuple[str, ...]
    answered_before: tuple[AnsweredBefore, ...]


class ClaimsResponse(Body):
    """Everything that was checked in one text."""

    id: str
    language: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    warnings: tuple[Warning, ...]
    engine: Engine
    as_of: Day


def claims_response(check: Check) -> ClaimsResponse:
    """The body of a check."""
    return ClaimsResponse.model_validate({**vars(check), "claims": claim_bodies(check.claims, check.language)})


def claim_bodies(claims: Iterable[CheckedClaim], language: str) -> tuple[Claim, ...]:
    """The bodies of claims, with who decides in that language."""
    return tuple(
        Claim.model_validate(
            {
                **vars(claim),
                "claim": claim.text,
                "span": (claim.start, claim.end),
                "competence": competence_body(claim.competence, language),
            }
        )
        for claim in claims
    )
