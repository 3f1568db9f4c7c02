"""What a reader must know about the sources that an answer cites."""

from collections.abc import Iterable, Sequence
from datetime import date

from answer.answer import Citation, Warning, WarningCode
from answer.dates import day_in_words
from corpus.document import Document, Kind, Status
from prompts.wording import Wording

_OF_A_GOVERNMENT = (Kind.WRITTEN_STATEMENT, Kind.PLAN, Kind.GUIDANCE)


def cautions(citations: Sequence[Citation], wording: Wording, election: date) -> tuple[Warning, ...]:
    """One warning for each document and reason, in the order of the citations."""
    documents = {citation.document.id: citation.document for citation in citations}
    found = []
    for document in documents.values():
        keys = tuple(citation.key for citation in citations if citation.document.id == document.id)
        found += [Warning(code, _text(code, document, wording, election), keys) for code in codes(document, election)]
    return tuple(found)


def codes(document: Document, election: date) -> Iterable[WarningCode]:
    """The reasons to caution a reader of a document."""
    if (
        document.official
        and document.kind in _OF_A_GOVERNMENT
        and document.date is not None
        and document.date.earliest < election
    ):
        yield WarningCode.PREVIOUS_GOVERNMENT
    if not document.official:
        yield WarningCode.THIRD_PARTY_SOURCE
    if document.status is Status.SUPERSEDED:
        yield WarningCode.SUPERSEDED


def _text(code: WarningCode, document: Document, wording: Wording, election: date) -> str:
    return wording.line(
        "warning",
        code.value,
        title=document.title,
        publisher=wording.body(document.publisher),
        date=day_in_words(election, wording),
    )
