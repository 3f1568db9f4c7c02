"""Whether to send anything at all: rules that an officer can follow and overrule."""

from collections.abc import Iterable
from dataclasses import dataclass

from answer.claim import Check, CheckedClaim, Verdict
from answer.replies.asking import LOCAL, POLICE, whom_to_ask
from answer.replies.points import Point
from answer.replies.word_lists import pattern
from answer.reply import Advice

_WRONG = (Verdict.CONTRADICTED, Verdict.CONFLICTING)


@dataclass(frozen=True)
class Advised:
    """The advice and, where it is to refer, to which bodies, by their names in the register."""

    advice: Advice
    refer_to: tuple[str, ...] = ()


def advise(check: Check, points: Iterable[Point]) -> Advised:
    """The first rule that holds.

    A threat goes to the police before anybody argues. What a quote contradicts, or on what quotes differ, can be
    answered with the quote. What is supported, or wrong only on who decides by the register, is explained before it
    spreads in a worse form. What the documents leave open is another body's to answer, where it is about a power or
    about people who seek sanctuary. Opinion, insult and other subjects are left alone: an answer would carry them.
    """
    if pattern("threats").search(check.text):
        return Advised(Advice.REFER, (POLICE, *whom_to_ask(_open(check))))
    verdicts = {point.claim.verdict for point in points}
    if verdicts & set(_WRONG):
        return Advised(Advice.REPLY)
    if verdicts or misplaced(check):
        return Advised(Advice.PREBUNK)
    left_open = _open(check)
    if left_open and (bodies := whom_to_ask(left_open) or _local(check)):
        return Advised(Advice.REFER, bodies)
    return Advised(Advice.IGNORE)


def misplaced(check: Check) -> tuple[CheckedClaim, ...]:
    """The claims that the register alone contradicts."""
    return tuple(one for one in check.claims if one.verdict in _WRONG and one.competence and not one.citations)


def _open(check: Check) -> tuple[CheckedClaim, ...]:
    return tuple(one for one in check.claims if one.verdict is Verdict.NOT_COVERED)


def _local(check: Check) -> tuple[str, ...]:
    return (LOCAL,) if pattern("subject").search(check.text) else ()
