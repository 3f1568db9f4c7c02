"""What a receipt tells of an answer, a check or a draft: everything needed to explain it, nothing personal.

Quotes are named by version and span; the store of versions keeps their words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from answer.answer import Answer, Citation, Competence, Reason, Related, Warning
from answer.check_trace import CheckTrace, ClaimTrace
from answer.citations import Evidence
from answer.claim import Check, CheckedClaim
from answer.draft import Usage
from answer.findings import Findings
from answer.masking import Mask
from answer.matching import Match
from answer.reply import ReplyDraft
from retriever.hit import Hit

FORMAT = 1
"""Of every body; raised whenever what a body tells changes its place or its sense."""

Body = dict[str, Any]


def answer_body(findings: Findings, answer: Answer, times: Mapping[str, float], usage: Usage | None = None) -> Body:
    """The receipt of an answer to a question."""
    question = findings.question
    # Whether it asks about a person is told by its words or by the trained classifier.
    mask = Mask(question.text, of_a_person=findings.intent.personal or findings.aside is Reason.PERSONAL_DATA)
    return {
        "format": FORMAT,
        "asked": {
            "text": mask.text,
            "masked": mask.count,
            "language": question.language,
            "as_of": day_told(question.as_of),
            "kinds": None if question.kinds is None else list(question.kinds),
            "limit": question.limit,
        },
        "intent": {**asdict(findings.intent), "counted": mask.hide(findings.intent.counted)},
        "aside": findings.aside,
        "matters": _matters(findings.matched.matches),
        "hits": _hits(findings.hits),
        "read": _read(findings),
        "selection": {
            "level": _rounded(findings.selection.level),
            "enough": _rounded(findings.selection.enough),
            "fits": findings.selection.fits,
            "missing": [mask.hide(thing) for thing in findings.selection.missing],
        },
        "echo": _echo(findings),
        "answer": said(answer, mask),
        "engine": asdict(answer.engine),
        "model": asdict(usage) if usage else None,
        "times": dict(times),
    }


def said(answer: Answer, mask: Mask) -> Body:
    """What the asker was shown, without the words of the quotes."""
    # Only a model can repeat the question's words in a statement; a quote that has one of them stays as it is.
    hide = mask.hide if answer.engine.mode == "model" else str
    return {
        "status": answer.status,
        "reason": answer.reason,
        "language": answer.language,
        "as_of": day_told(answer.as_of),
        "headline": hide(answer.headline),
        "competence": competence_told(answer.competence),
        "statements": [{"text": hide(one.text), "citations": list(one.citations)} for one in answer.statements],
        "citations": [citation_told(one) for one in answer.citations],
        "warnings": _warnings(answer.warnings),
        "withheld": [{"text": mask.hide(one.text), "reason": one.reason} for one in answer.withheld],
        "related": [_place(one) for one in answer.related],
    }


def check_body(check: Check, trace: CheckTrace) -> Body:
    """The receipt of a check; spans count in the text as it was given, before anything was masked."""
    mask = Mask(check.text)
    pairs = zip(check.claims, trace.claims, strict=True)
    return {
        "format": FORMAT,
        "asked": {
            "text": mask.text,
            "masked": mask.count,
            "language": trace.post.language,
            "as_of": day_told(trace.post.as_of),
            "kinds": None if trace.post.kinds is None else list(trace.post.kinds),
        },
        "language": check.language,
        "as_of": day_told(check.as_of),
        "claims": [{**_claim(claim, mask), **_traced(one, mask)} for claim, one in pairs],
        "citations": [citation_told(one) for one in check.citations],
        "warnings": _warnings(check.warnings),
        "engine": asdict(check.engine),
        "model": asdict(trace.usage) if trace.usage else None,
        "times": dict(trace.times),
    }


def reply_body(draft: ReplyDraft, post: str, times: Mapping[str, float], usage: Usage | None = None) -> Body:
    """The receipt of a draft that answers a post; the post itself is masked as in a check."""
    mask = Mask(post)
    return {
        "format": FORMAT,
        "asked": {"text": mask.text, "masked": mask.count, "audience": draft.audience, "language": draft.language},
        "as_of": day_told(draft.as_of),
        "advice": draft.advice,
        "refer_to": list(draft.refer_to),
        "paragraphs": [{"text": mask.hide(one.text), "citations": list(one.citations)} for one in draft.paragraphs],
        "claims": [_claim(claim, mask) for claim in draft.claims],
        "citations": [citation_told(one) for one in draft.citations],
        "checklist": [{**asdict(one), "why": mask.hide(one.why)} for one in draft.checklist],
        "warnings": _warnings(draft.warnings),
        "engine": asdict(draft.engine),
        "model": asdict(usage) if usage else None,
        "times": dict(times),
    }


def _hits(hits: Sequence[Hit]) -> list[Body]:
    return [
        {
            "rank": hit.rank,
            "document": hit.document.id,
            "version": hit.passage.version,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "score": _rounded(hit.score),
            **{name: _rounded(score) for name, score in vars(hit.scores).items()},
        }
        for hit in hits
    ]


def _matters(matches: Sequence[Match]) -> list[Body]:
    return [
        {"id": one.matter.id, "status": one.matter.status, "probability": _rounded(one.probability)} for one in matches
    ]


def _read(findings: Findings) -> Body:
    """Every sentence that was read, in the order of its rank, and which of them were kept as evidence."""
    powers = findings.powers.evidence if findings.powers else ()
    kept = {_where(one) for one in (*findings.selection.evidence, *powers)}
    return {
        "trained": findings.reading.trained,
        "sentences": [
            {
                "document": one.hit.document.id,
                "version": one.hit.passage.version,
                "start": one.span.start,
                "end": one.span.end,
                "score": _rounded(one.score),
                "known": _rounded(one.known),
                "order": _rounded(one.order),
                "kept": (one.hit.passage.version, one.span.start, one.span.end) in kept,
            }
            for one in findings.reading.sentences
        ],
    }


def _echo(findings: Findings) -> Body | None:
    echo = findings.echo
    if echo is None:
        return None
    evidence = [_evidence(one) for one in echo.evidence]
    return {
        "document": echo.document.id,
        "not_held": echo.not_held,
        "referred_to": list(echo.referred_to),
        "evidence": evidence,
    }


def _claim(claim: CheckedClaim, mask: Mask) -> Body:
    return {
        "text": mask.hide(claim.text),
        "start": claim.start,
        "end": claim.end,
        "verdict": claim.verdict,
        "explanation": mask.hide(claim.explanation),
        "competence": competence_told(claim.competence),
        "citations": list(claim.citations),
        "answered_before": [one.reply_id for one in claim.answered_before],
    }


def _traced(trace: ClaimTrace, mask: Mask) -> Body:
    judged = [
        {
            **_evidence(one.evidence),
            "scores": {name: _rounded(score) for name, score in one.scores.items()},
            "used": one.used,
        }
        for one in trace.judged
    ]
    return {
        "searched": mask.hide(trace.searched),
        "hits": _hits(trace.hits),
        "matters": _matters(trace.matches),
        "judged": judged,
    }


def competence_told(competence: Competence | None) -> Body | None:
    """Who decides, the matters by their ids."""
    if competence is None:
        return None
    return {
        "status": competence.status,
        "basis": competence.basis,
        "matters": [matter.id for matter in competence.matters],
        "citations": list(competence.citations),
    }


def citation_told(citation: Citation) -> Body:
    """A quote by its place."""
    return {"key": citation.key, **_place(citation)}


def _place(at: Citation | Related) -> Body:
    return {
        "document": at.document.id,
        "version": at.version,
        "start": at.start,
        "end": at.end,
        "score": at.score,
    }


def _evidence(one: Evidence) -> Body:
    version, start, end = _where(one)
    return {
        "document": one.document.id,
        "version": version,
        "start": start,
        "end": end,
        "score": _rounded(one.score),
    }


def _where(one: Evidence) -> tuple[str, int, int]:
    return one.passage.version, one.span.start, one.span.end


def _warnings(warnings: Sequence[Warning]) -> list[Body]:
    return [asdict(one) for one in warnings]


def day_told(day: object) -> str | None:
    """A day in ISO 8601."""
    return None if day is None else str(day)


def _rounded(number: float) -> float:
    return round(float(number), 6)
