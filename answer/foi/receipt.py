"""What a receipt tells of the precedents of a request; nothing personal."""

from collections.abc import Mapping
from dataclasses import asdict

from answer.foi.examiner import Examination
from answer.foi.precedent import Examined, Precedent
from answer.masking import Mask
from answer.receipt_bodies import FORMAT, Body, citation_told, competence_told, day_told


def precedents_body(examined: Examination, times: Mapping[str, float]) -> Body:
    """The receipt of the precedents of a request; spans count in the request as it came, before it was masked."""
    mask = Mask(examined.request.text)
    incoming = examined.incoming
    return {
        "format": FORMAT,
        "asked": {
            "text": mask.text,
            "masked": mask.count,
            "received": day_told(incoming.received),
            "outcomes": incoming.wanted.outcomes,
            "provisions": incoming.wanted.provisions,
            "since": day_told(incoming.wanted.since),
        },
        "language": examined.request.language,
        "as_of": day_told(examined.as_of),
        "regimes": list(examined.request.regimes),
        "due": day_told(examined.due.due) if examined.due else None,
        "questions": [_question(one, mask) for one in examined.questions],
        "citations": [citation_told(one) for one in examined.citations],
        "engine": asdict(examined.engine),
        "times": dict(times),
    }


def _question(one: Examined, mask: Mask) -> Body:
    return {
        "text": mask.hide(one.asked.whole),
        "span": [one.asked.start, one.asked.end],
        "competence": competence_told(one.competence),
        "refer_to": list(one.refer_to),
        "precedents": [_precedent(found) for found in one.precedents],
    }


def _precedent(found: Precedent) -> Body:
    return {
        "reference": found.past.reference,
        "version": found.past.version,
        "start": found.past.exchange.question.start,
        "end": found.past.exchange.question.end,
        "outcome": found.past.outcome,
        "score": found.score,
        "answer": found.answer.key if found.answer else None,
    }
