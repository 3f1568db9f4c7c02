"""A question that a public body was asked before: its answer then is the evidence now."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from answer.citations import Evidence
from answer.specifics import missing_specifics
from corpus.document import Document
from corpus.passage import Passage
from corpus.version import Role
from retriever.hit import Hit

# Cosine of two questions, as the plain embedding model reads them, from which they are one; and from which they are
# where the sentence that answers best stands in the past answer. Chosen on the development split.
SAME_QUESTION = {"en": 0.895, "cy": 0.905}
LIKE_QUESTION = 0.85

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
    not_held: bool
    referred_to: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    """The sentence that settles it first, then where the question was referred."""


def find_echo(question: str, language: str, hit: Hit, letter: Sequence[Passage], best: Evidence | None) -> Echo | None:
    """What was answered to the echoed question of `hit`, where it is the same question.

    `letter` are the passages of its document, `best` is the sentence that answers best of all that was read.
    """
    answers = _answers_to(hit.passage, letter)
    score = hit.scores.sentence
    same = score >= SAME_QUESTION[language] or (score >= LIKE_QUESTION and best is not None and best.passage in answers)
    if not same or not answers or missing_specifics(question, language, hit.passage, [hit]):
        return None
    sentences = [Evidence(passage, hit.document, span, score) for passage in answers for span in passage.sentences]
    settling = [item for item in sentences if _NOT_HELD.search(item.text)][:1]
    referring = [item for item in sentences if item not in settling and _REFERRAL.search(item.text)]
    bodies = dict.fromkeys(body for item in (*settling, *referring) for body in _UK_BODY.findall(item.text))
    return Echo(
        document=hit.document,
        not_held=bool(settling),
        referred_to=tuple(bodies),
        evidence=tuple([*settling, *referring] if settling else sentences[:2]),
    )


def _answers_to(asked: Passage, letter: Sequence[Passage]) -> list[Passage]:
    """The answers that follow the run of questions in which it stands, up to the next question."""
    behind = [passage for passage in letter if passage.start > asked.start]
    unasked = dropwhile(lambda passage: passage.role is not Role.ANSWER, behind)
    return list(takewhile(lambda passage: passage.role is Role.ANSWER, unasked))
