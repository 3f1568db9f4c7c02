"""An answer as an engine leaves it, before warnings and the rest are added."""

from dataclasses import dataclass, field, replace

from answer.answer import AnswerStatus, Citation, Competence, Reason, Statement, Withheld


@dataclass(frozen=True)
class Usage:
    """What a language model was asked and used for one answer."""

    model: str
    calls: int
    input_tokens: int | None
    """None where the provider does not say."""
    output_tokens: int | None
    cost: float | None = None
    """In the currency of the prices in the settings; None where there are none or no tokens are known."""
    seconds: float | None = field(default=None, compare=False)
    """From the first call to the last word, or to the end of the patience."""


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
    opposed: tuple[tuple[str, str], ...] = ()
    """Keys of citations that give different figures for one thing: neither is shown without the other."""
    usage: Usage | None = field(default=None, compare=False)
    """Also where nothing of what the model wrote is shown; None where none was asked."""

    def with_statements(
        self, statements: tuple[Statement, ...], withheld: tuple[Withheld, ...], *, by_model: bool
    ) -> "Draft":
        """The same answer in other statements, citing only what they cite and what may not be left out beside it."""
        statements = self._both_sides(statements)
        cited = {key for statement in statements for key in statement.citations}
        if self.competence is not None:
            cited.update(self.competence.citations)
        citations = tuple(citation for citation in self.citations if citation.key in cited)
        return replace(self, statements=statements, citations=citations, withheld=withheld, by_model=by_model)

    def _both_sides(self, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        """The statements and, where one side of a disagreement is missing, what this draft says of that side."""
        shown = {key for statement in statements for key in statement.citations}
        missing = {key for pair in self.opposed if shown.intersection(pair) for key in pair} - shown
        own = tuple(one for one in self.statements if missing.intersection(one.citations))
        return (*statements, *own)
