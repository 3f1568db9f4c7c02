"""Statements that a model might write, over quotes of the five documents: false ones never reach a reader."""

import pytest
from model_statements import GOOD, HOSTILE, quoted
from scripted import Scripted, engine, extracted, findings, replying

from answer.answer import Basis, Competence, Statement, WithheldReason
from corpus.matter import Power


def written(quote: str, text: str, power: Power | None = None) -> tuple[tuple[Statement, ...], list[WithheldReason]]:
    """The statements by the model that are shown, and why others are not."""
    competence = Competence(power, (), ("c1",), Basis.DOCUMENTS) if power else None
    embedded = extracted(quoted(quote), competence=competence)
    draft = engine(Scripted(replies=[replying((text, ["c1"]))])).draft(findings("Who decides?"), embedded)
    assert draft.by_model or draft.statements == embedded.statements
    return draft.statements if draft.by_model else (), [withheld.reason for withheld in draft.withheld]


@pytest.mark.parametrize(("quote", "why", "text"), HOSTILE, ids=[f"{quote}: {why}" for quote, why, _ in HOSTILE])
def test_statement_false_is_withheld(quote: str, why: str, text: str) -> None:
    shown, reasons = written(quote, text)
    assert shown == ()
    assert len(reasons) == 1


@pytest.mark.parametrize(("quote", "text"), GOOD, ids=[text for _, text in GOOD])
def test_statement_good_is_shown(quote: str, text: str) -> None:
    assert written(quote, text) == ((Statement(text, ("c1",)),), [])


@pytest.mark.parametrize("reason", [*WithheldReason])
def test_every_reason_is_met(reason: WithheldReason) -> None:
    examples = {
        WithheldReason.COMPETENCE_CONFLICT: ("reserved", "The Welsh Government decides on migration policy."),
        WithheldReason.UNKNOWN_CITATION: None,
        WithheldReason.FIGURE_NOT_IN_SOURCE: ("share", "It represents only around 0.5% of the budget."),
        WithheldReason.QUOTE_NOT_VERBATIM: ("entirely", "It says “decisions rest with Wales”."),
        WithheldReason.NAME_NOT_IN_SOURCE: ("entirely", "Asylum decisions rest entirely with Ofcom."),
        WithheldReason.LINK_NOT_IN_SOURCE: ("entirely", "Asylum decisions rest with the UK Government: a.example."),
        WithheldReason.POLARITY: ("not made", "Decisions on asylum are made by the Welsh Government."),
    }
    example = examples[reason]
    if example is None:
        embedded = extracted(quoted("share"))
        reply = replying((quoted("share").quote, ["nokey"]))
        draft = engine(Scripted(replies=[reply])).draft(findings("How much?"), embedded)
        assert [withheld.reason for withheld in draft.withheld] == [reason]
    else:
        assert written(*example, Power.RESERVED) == ((), [reason])
