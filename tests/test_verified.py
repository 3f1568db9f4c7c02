"""Whatever engine wrote it: a statement is shown with its sources or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.answer import AnswerStatus, Citation, Statement, WithheldReason
from answer.draft import Draft
from answer.verify import verified
from corpus.document import Document, Kind

DOCUMENT = Document("d", "Letter", Kind.OTHER, "Welsh Government", "en", "Crown copyright")
QUOTE = "Decisions are not made by the Welsh Government."
TOLD = f"The Welsh Government stated: “{QUOTE}”"


def cited(key: str, quote: str) -> Citation:
    return Citation(key, quote, quote, DOCUMENT, "0" * 64, (), None, 0, len(quote), 0.9)


def draft(*statements: Statement) -> Draft:
    citations = (cited("c1", QUOTE), cited("c2", "It is for the Home Office."))
    return Draft(AnswerStatus.ANSWERED, "A headline.", statements=statements, citations=citations)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (Statement(TOLD, ("c9",)), WithheldReason.UNKNOWN_CITATION),
        (Statement(TOLD, ()), WithheldReason.UNKNOWN_CITATION),
        (Statement(TOLD, ("c2",)), WithheldReason.QUOTE_NOT_VERBATIM),
        (Statement(TOLD.replace("not ", ""), ("c1",)), WithheldReason.QUOTE_NOT_VERBATIM),
    ],
    ids=["unknown-key", "no-key", "key-of-another", "altered-quote"],
)
def test_verified_withholds(statement: Statement, reason: WithheldReason) -> None:
    found = verified(draft(Statement(TOLD, ("c1",)), statement))
    assert [one.text for one in found.statements] == [TOLD]
    assert [(one.text, one.reason) for one in found.withheld] == [(statement.text, reason)]
    assert [citation.key for citation in found.citations] == ["c1"]


@given(st.sampled_from(["“", "\u2018", '"']), st.sampled_from([" ", "\u00a0", "  "]))
def test_verified_forgives_marks_and_spaces_alone(mark: str, space: str) -> None:
    said = draft(Statement(TOLD.replace("“", mark).replace(" ", space), ("c1",)))
    assert verified(said) is said
