"""An answer as an engine leaves it, before warnings and the rest are added."""

from dataclasses import dataclass, replace

from answer.answer import AnswerStatus, Citation, Competence, Reason, Statement, Withheld


@dataclass(frozen=True)
class Draft:
    """What an engine made of the findings."""

    status: AnswerStatus
    headline: str
    reason: Reason | None = None
    competence: Competence | None = None
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    by_model: bool = False

    def with_statements(
        self, statements: tuple[Statement, ...], withheld: tuple[Withheld, ...], *, by_model: bool
    ) -> "Draft":
        """The same answer in other statements, citing only what they cite."""
        cited = {key for statement in statements for key in statement.citations}
        if self.competence is not None:
            cited.update(self.competence.citations)
        citations = tuple(citation for citation in self.citations if citation.key in cited)
        return replace(self, statements=statements, citations=citations, withheld=withheld, by_model=by_model)
