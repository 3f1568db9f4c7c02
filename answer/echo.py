"""A question that a public body was asked before: its answer then is the evidence now."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.citations import Evidence
from answer.specifics import missing_specifics
from corpus.document import Document
from corpus.passage import Passage
from corpus.version import Role
from retriever.hit import Hit

# From this on a question counts as the one that was asked before: its cosine with the echoed question, and twice what
# that is above the cosine of any sentence of evidence. Chosen on the development split.
SAME_QUESTION = {"en": 0.89, "cy": 0.84}
_ABOVE_EVIDENCE = 2.0

_NOT_HELD = re.compile(
    r"\b(?:do(?:es)? not|doesn't|don't) hold\b|\bno recorded information\b|\bnot held\b|"
    r"\bnad yw['’]n dal\b|\bddim yn dal\b",
    re.IGNORECASE,
)
_REFERRAL = re.compile(
    r"\bbest placed\b|\bdirect(?:ing|ed)?\b[^.]{0,80}\bto\b|\bresponsibilit|\badministered by\b|\bcontact\b",
    re.IGNORECASE,
)
_UK_BODY = re.compile(
    r"\b(?:Home Office|HM Treasury|HM Revenue and Customs|Ministry of [A-Z]\w+|"
    r"Department (?:for|of) (?:[A-Z]\w+|and|,|the)(?: (?:[A-Z]\w+|and|the))*)"
)


@dataclass(frozen=True)
class Echo:
    """A past question much like the present one, with what was answered."""

    document: Document
    asked: Passage
    score: float
    not_held: bool
    referred_to: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    """The sentence that settles it first, then where the question was referred."""


def find_echo(
    question: str, language: str, questions: Sequence[Hit], evidence: Sequence[Hit], answers: Sequence[Passage]
) -> Echo | None:
    """The nearest echoed question where it is near enough; `answers` are the passages of its document."""
    if not questions or not answers:
        return None
    hit = max(questions, key=lambda found: found.scores.sentence)
    rival = max((found.scores.sentence for found in evidence), default=0.0)
    score = hit.scores.sentence + _ABOVE_EVIDENCE * (hit.scores.sentence - rival)
    if score < SAME_QUESTION[language] or missing_specifics(question, language, hit.passage, [*questions, *evidence]):
        return None
    sentences = [
        Evidence(passage, hit.document, span, hit.scores.sentence)
        for passage in answers
        if passage.role is Role.ANSWER
        for span in passage.sentences
    ]
    settling = [item for item in sentences if _NOT_HELD.search(item.text)]
    referring = [item for item in sentences if item not in settling and _REFERRAL.search(item.text)]
    bodies = dict.fromkeys(body for item in referring for body in _UK_BODY.findall(item.text))
    return Echo(
        document=hit.document,
        asked=hit.passage,
        score=hit.scores.sentence,
        not_held=bool(settling),
        referred_to=tuple(bodies),
        evidence=tuple([*settling[:1], *referring] if settling else sentences[:2]),
    )
