"""Scores: how right one answer is for one case."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from answer.answer import Answer, AnswerStatus
from errors import UsageError
from eval.case import Asked, Split
from eval.cases import CompetenceCase, FactsCase, OwnerCase, Polarity, UnanswerableCase
from eval.quotes import Place, mentions
from eval.texts import Texts
from retriever.hit import Hit

NONE = "none"
RANK = "mrr@5"
SEARCHED = 5
"""How many hits are looked at."""

# What a headline begins with when it answers yes or no. In English the word must stand alone: "No single body
# decides" is not a no. Welsh answers with the verb of the question.
_YES_NO = {
    ("en", "yes"): re.compile(r"yes(?:$|\s*[.,;:!–—-])", re.IGNORECASE),
    ("en", "no"): re.compile(r"no(?:$|\s*[.,;:!–—-])", re.IGNORECASE),
    ("cy", "yes"): re.compile(
        r"(?:ie|ydy|ydyw|ydyn|ydynt|oes|gall|gallant|caiff|cânt|do|bydd|byddant|oedd|oeddent|medr|dylai|dylent)\b",
        re.IGNORECASE,
    ),
    ("cy", "no"): re.compile(r"(?:na|nac|nage|naddo)\b", re.IGNORECASE),
}


@dataclass(frozen=True)
class Tally:
    """How many of the claims in one case are right."""

    hits: int
    of: int


@dataclass(frozen=True)
class Score:
    """What one case expected, what came, and how right each part of it is."""

    suite: str
    case: str
    split: Split
    language: str
    style: str
    expected: str
    got: str
    marks: dict[str, float]
    """0 to 1 by the name of the mark; a mark that does not apply to the case is absent."""
    headline: str
    first_citation: str | None
    """The first quote shown."""
    citations: int
    exact: int
    """How many of the citations say exactly what the stored version says at their offsets."""
    seconds: float
    """How long the asking took, without the scoring."""
    tallies: dict[str, Tally] = field(default_factory=dict)
    """By the name of the metric, where one case holds several claims; absent where it has none to count."""


@dataclass(frozen=True)
class Response:
    """Everything that one case brought out of the assistant."""

    answer: Answer
    hits: tuple[Hit, ...]
    """Empty for the suites that do not look at the search."""
    seconds: float


def polarity(headline: str, language: str) -> Polarity | None:
    """Whether a headline begins by saying yes or no in that language; None where it does neither."""
    start = headline.lstrip(" \"'‘“")
    if _YES_NO[language, "yes"].match(start):
        return "yes"
    return "no" if _YES_NO[language, "no"].match(start) else None


def score(suite: str, case: Asked, response: Response, texts: Texts) -> Score:
    """Score one answered case; raises NotFound where a known quote of the case cannot be placed in its document."""
    expected, got, marks = _judge(case, response, texts)
    citations = response.answer.citations
    return Score(
        suite=suite,
        case=case.id,
        split=case.split,
        language=case.language,
        style=case.style,
        expected=expected,
        got=got,
        marks={name: float(mark) for name, mark in marks.items()},
        headline=response.answer.headline,
        first_citation=citations[0].quote if citations else None,
        citations=len(citations),
        exact=sum(texts.exact(citation) for citation in citations),
        seconds=response.seconds,
    )


def _judge(case: Asked, response: Response, texts: Texts) -> tuple[str, str, dict[str, float]]:
    """What was expected, what came, and the marks."""
    answer = response.answer
    match case:
        case CompetenceCase():
            return case.expected.status, predicted(answer), competence_marks(case, answer)
        case FactsCase():
            found = [texts.places(quote) for quote in case.expected.quotes]
            return (
                " | ".join(case.expected.contains_any),
                answer.status,
                facts_marks(case, answer, response.hits, found),
            )
        case UnanswerableCase():
            wanted = " or ".join(case.expected.reason_any)
            return wanted, answer.reason or answer.status, unanswerable_marks(case, answer)
        case OwnerCase():
            return (
                f"{case.expected.competence}, {case.expected.decided_by}",
                predicted(answer),
                owner_marks(case, answer),
            )
    raise UsageError(f"The case {case.id} has no scorer. Run one of the scored suites.")


def predicted(answer: Answer) -> str:
    """The status of the answer's competence, `none` where it has none."""
    return answer.competence.status if answer.competence else NONE


def decided_by(answer: Answer, names: Sequence[str]) -> bool:
    """Whether any of the names is among those who decide one of the answer's matters."""
    matters = answer.competence.matters if answer.competence else ()
    shown = [body for matter in matters for body in matter.decided_by]
    return any(mentions(body, name) for body in shown for name in names)


def competence_marks(case: CompetenceCase, answer: Answer) -> dict[str, float]:
    """`accuracy` always; `decided_by` and `headline` where the case expects them."""
    marks: dict[str, float] = {"accuracy": predicted(answer) == case.expected.status}
    if case.expected.decided_by_any:
        marks["decided_by"] = decided_by(answer, case.expected.decided_by_any)
    if case.expected.headline_starts:
        marks["headline"] = polarity(answer.headline, case.language) == case.expected.headline_starts
    return marks


def facts_marks(
    case: FactsCase, answer: Answer, hits: Sequence[Hit], found: Sequence[tuple[Place, ...]]
) -> dict[str, float]:
    """`passage@5`, `mrr@5`, `first_quote` and `declined` always; `key_fact` and `all_quotes` where expected.

    `found` holds the places of each known quote, in the order of the case. A quote counts as shown where a
    range overlaps one of its places; `passage@5` asks for every quote of an `all_quotes` case among the hits.
    """
    key_facts = case.expected.contains_any
    quoted = [_showing(found, one.version, one.start, one.end) for one in answer.citations]
    ranked = [_showing(found, one.passage.version, one.passage.start, one.passage.end) for one in hits[:SEARCHED]]
    needed = set(range(len(found)))
    complete = set().union(*ranked) >= needed if case.expected.all_quotes else any(ranked)
    first = answer.citations[0].quote if answer.citations else ""
    marks: dict[str, float] = {
        "passage@5": complete,
        RANK: next((1 / rank for rank, shown in enumerate(ranked, 1) if shown), 0.0),
        "first_quote": any(quoted[:1]) or any(mentions(first, fact) for fact in key_facts),
        "declined": answer.status is AnswerStatus.DECLINED,
    }
    if key_facts:
        marks["key_fact"] = any(mentions(text, fact) for text in _shown(answer) for fact in key_facts)
    if case.expected.all_quotes:
        marks["all_quotes"] = set().union(*quoted) >= needed
    return marks


def unanswerable_marks(case: UnanswerableCase, answer: Answer) -> dict[str, float]:
    """`declined`, and `reason`: declined for a reason that the case allows."""
    declined = answer.status is AnswerStatus.DECLINED
    return {"declined": declined, "reason": declined and answer.reason in case.expected.reason_any}


def owner_marks(case: OwnerCase, answer: Answer) -> dict[str, float]:
    """`competence`, `decided_by`, `headline` and `documents`, each of which must hold."""
    return {
        "competence": predicted(answer) == case.expected.competence,
        "decided_by": decided_by(answer, [case.expected.decided_by]),
        "headline": polarity(answer.headline, case.language) == case.expected.headline,
        "documents": len({citation.document.id for citation in answer.citations}) >= case.expected.documents,
    }


def _showing(found: Sequence[tuple[Place, ...]], version: str, start: int, end: int) -> set[int]:
    """Numbers of the known quotes that a range shows."""
    return {number for number, spots in enumerate(found) if any(spot.overlaps(version, start, end) for spot in spots)}


def _shown(answer: Answer) -> list[str]:
    """Everything that a reader of the answer reads as answer."""
    statements = [statement.text for statement in answer.statements]
    return [answer.headline, *statements, *(citation.quote for citation in answer.citations)]
