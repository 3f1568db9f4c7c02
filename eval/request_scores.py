"""How right it is what is made of a request: its questions, their precedents and whom to ask."""

import re
from collections.abc import Sequence

from answer.foi.examiner import Examination
from answer.foi.precedent import Precedent
from eval.scores import Score, Tally
from eval.text_cases import RequestCase

_EDGES = " .?;:,"


def score_request(case: RequestCase, examined: Examination, exact: int, seconds: float) -> Score:
    """Score one request; `exact` is how many of its citations say what the stored version says.

    Tallies of F1 = 2 tp / (found + expected) count each hit twice, so that their sum over cases is the F1 of all.
    """
    expected = [_plain(one) for one in case.expected.questions]
    found = [_plain(one.asked.text) for one in examined.questions]
    right = [one for one in found if one in expected]
    given = {expected.index(one): number for number, one in enumerate(found) if one in expected}
    shown = {number for number, one in enumerate(examined.questions) if _names(one.precedents, case.expected.precedent)}
    marks = {
        "order": float(right == [one for one in expected if one in right]),
        "verbatim": float(all(_stands(one.asked.text, case.request) for one in examined.questions)),
    }
    if case.expected.refer_to_any:
        bodies = {body for one in examined.questions for body in one.refer_to}
        marks["refer_to"] = float(bool(bodies & set(case.expected.refer_to_any)))
    wanted = {given[at] for at in case.expected.precedent_for if at in given}
    missed = len(case.expected.precedent_for) - len(wanted)
    tallies = {"questions_f1": Tally(2 * len(set(right)), len(found) + len(expected))} if found or expected else {}
    if shown or case.expected.precedent_for:
        tallies["precedent_f1"] = Tally(2 * len(shown & wanted), len(shown) + len(wanted) + missed)
    return Score(
        suite="requests",
        case=case.id,
        split=case.split,
        language=case.language,
        style=case.style,
        expected=" | ".join(case.expected.questions),
        got=" | ".join(one.asked.text for one in examined.questions),
        marks=marks,
        headline=f"{len(found)} questions, precedents for {sorted(shown)}",
        first_citation=examined.citations[0].quote if examined.citations else None,
        citations=len(examined.citations),
        exact=exact,
        seconds=seconds,
        tallies=tallies,
    )


def _names(precedents: Sequence[Precedent], reference: str | None) -> bool:
    """Whether any precedent is of the letter, or any is shown at all where none is right."""
    if reference is None:
        return bool(precedents)
    return any(one.past.reference == reference or reference in one.alike for one in precedents)


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(_EDGES)


def _stands(text: str, request: str) -> bool:
    """Whether the words stand in the request, line breaks and the marks of quoted lines aside."""
    return _flat(text) in _flat(request)


def _flat(text: str) -> str:
    return re.sub(r"[\s>]+", " ", text).strip()
