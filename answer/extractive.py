"""The embedded engine: quotes the sentences that answer, in fixed wording; no language model."""

from collections.abc import Mapping, Sequence

from answer.answer import AnswerStatus, Citation, Reason, Statement
from answer.citations import Evidence, cite
from answer.company import NO_COMPANY, Company, keep_company
from answer.compose import competence_headline, not_held_headline, quoted_headline, repeated, statement
from answer.draft import Draft
from answer.echo import Echo
from answer.findings import Findings
from answer.powers import Powers
from corpus.store import VersionStore
from prompts.wording import Wording
from text.language import language


class ExtractiveEngine:
    """The baseline that every model must beat."""

    def __init__(self, versions: VersionStore, wording: Mapping[str, Wording]) -> None:
        self._versions = versions
        self._wording = wording

    def draft(self, findings: Findings) -> Draft:
        """Answer from the register, from a past answer or from the best sentences; or decline."""
        wording = self._wording[findings.language]
        if findings.aside is not None:
            return _declined(findings.aside, wording)
        if findings.against:
            return self._on_premise(findings, wording)
        if findings.powers is not None:
            return self._on_powers(findings, findings.powers, wording)
        if findings.echo is not None:
            return self._on_echo(findings, findings.echo, wording)
        if findings.selection.answers:
            return self._on_evidence(findings, wording)
        return _declined(_why(findings), wording)

    def _on_powers(self, findings: Findings, powers: Powers, wording: Wording) -> Draft:
        most = findings.question.limit
        beside = findings.intent.also or findings.intent.surely_deed
        further = findings.selection.evidence if beside and findings.selection.answers else ()
        # Who decides comes first: with room for one citation, that is what it says.
        said = powers.evidence[: max(1, most - 1) if further else most]
        further = tuple(item for item in further if item not in said)[: most - len(said)]
        # Who decides is told with its sources; figures are compared in what is asked besides.
        company = _company(further, findings, most - len(said)) if further else NO_COMPANY
        evidence = (*said, *company.evidence)
        citations = cite(evidence, self._versions)
        competence = powers.competence([citation.key for citation in citations[: len(said)]])
        headline = competence_headline(competence, findings.intent, wording)
        # Without room for a further citation the documents have an answer all the same.
        whole = findings.selection.answers or not beside
        missing = "partly_deed" if findings.intent.surely_deed else "partly"
        return Draft(
            AnswerStatus.ANSWERED if whole else AnswerStatus.PARTLY_ANSWERED,
            headline if whole else wording.line("headline", missing, headline=headline),
            competence=competence,
            statements=(
                *_statements(citations[: len(said)], said, wording),
                *_told(citations[len(said) :], company, wording),
            ),
            citations=citations,
            opposed=_opposed(citations[len(said) :], company),
        )

    def _on_echo(self, findings: Findings, echo: Echo, wording: Wording) -> Draft:
        company = _company(echo.evidence[: findings.question.limit], findings, findings.question.limit)
        citations = cite(company.evidence, self._versions)
        headline = (
            not_held_headline(echo.document, echo.referred_to, wording)
            if echo.not_held
            else quoted_headline(citations[0], wording)
        )
        return Draft(
            AnswerStatus.ANSWERED,
            headline,
            statements=_told(citations, company, wording),
            citations=citations,
            opposed=_opposed(citations, company),
        )

    def _on_premise(self, findings: Findings, wording: Wording) -> Draft:
        """What the question takes for granted is not agreed with: it is answered by what contradicts it."""
        evidence = findings.against[: findings.question.limit]
        citations = cite(evidence, self._versions)
        quoted = quoted_headline(citations[0], wording)
        return Draft(
            AnswerStatus.ANSWERED,
            wording.line("headline", "otherwise", quoted=quoted),
            statements=_statements(citations, evidence, wording),
            citations=citations,
        )

    def _on_evidence(self, findings: Findings, wording: Wording) -> Draft:
        most = findings.question.limit
        company = _company(findings.selection.evidence[:most], findings, most)
        citations = cite(company.evidence, self._versions)
        return Draft(
            AnswerStatus.ANSWERED,
            quoted_headline(citations[0], wording),
            statements=_told(citations, company, wording),
            citations=citations,
            opposed=_opposed(citations, company),
        )


def _company(evidence: Sequence[Evidence], findings: Findings, most: int) -> Company:
    question = findings.question.text
    return keep_company(evidence, findings.hits, question, language(question), most)


def _told(citations: Sequence[Citation], company: Company, wording: Wording) -> tuple[Statement, ...]:
    """A statement for each citation, but what several documents say in the same words is said once."""
    alone = list(_statements(citations, company.evidence, wording))
    for at, repeats in company.grouped():
        alone[at] = repeated(alone[at], [citations[place] for place in repeats], wording)
    return tuple(one for place, one in enumerate(alone) if place not in dict(company.repeats))


def _opposed(citations: Sequence[Citation], company: Company) -> tuple[tuple[str, str], ...]:
    return tuple((citations[first].key, citations[second].key) for first, second in company.opposed)


def _statements(citations: Sequence[Citation], evidence: Sequence[Evidence], wording: Wording) -> tuple[Statement, ...]:
    pairs = zip(citations, evidence, strict=True)
    return tuple(statement(citation, item.passage.role, wording) for citation, item in pairs)


def _declined(reason: Reason, wording: Wording) -> Draft:
    return Draft(AnswerStatus.DECLINED, wording.line("declined", reason.value), reason=reason)


def _why(findings: Findings) -> Reason:
    if not findings.hits or findings.selection.missing:
        return Reason.NOT_IN_DOCUMENTS
    return Reason.WEAK_EVIDENCE
