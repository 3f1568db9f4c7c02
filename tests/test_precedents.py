"""Precedents over a synthetic disclosure log of 500 letters, in wordings that nothing was fitted to."""

from collections.abc import Iterator
from random import Random

import pytest
from precedent_shelf import Shelf, is_of, shelf_of

from answer.foi.finder import Wanted
from corpus.letter import Outcome
from settings import Settings

LETTERS = 500
ASKED = 240


@pytest.fixture(scope="module")
def shelf(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with shelf_of(settings, tmp_path_factory.mktemp("shelf"), LETTERS) as opened:
        yield opened


def test_right_precedent_is_found(shelf: Shelf) -> None:
    shares = shelf.found_again(ASKED)
    # Reached are 0.84 and 0.89 (docs/foi.md); a run on another processor may differ by a few questions.
    assert shares.first >= 0.81
    assert shares.five >= 0.86


def test_question_without_precedent_is_told_so(shelf: Shelf) -> None:
    assert shelf.told_none() >= 0.88


def test_answers_are_quoted_with_their_outcome(shelf: Shelf) -> None:
    chosen = Random(3).sample(shelf.log.asked, 20)
    wrong = []
    for past in chosen:
        (found,) = shelf.examined([past.exchange.question]).questions
        best = found.precedents[0]
        assert is_of(best, past.reference, past.exchange.question)
        assert best.answer
        assert past.exchange.answer in " ".join(best.answer.quote.split())
        wrong += [past] if best.past.outcome.value != past.exchange.outcome else []
    assert len(wrong) <= 1


def test_filter_keeps_other_outcomes_out(shelf: Shelf) -> None:
    withheld = next(one for one in shelf.log.asked if one.exchange.outcome == "withheld")
    question = withheld.exchange.question
    for wanted, kept in (
        (Wanted(outcomes=(Outcome.WITHHELD,)), True),
        (Wanted(outcomes=(Outcome.DISCLOSED,)), False),
        (Wanted(provisions=("section 40(2)",)), True),
        (Wanted(provisions=("s.12",)), False),
    ):
        (found,) = shelf.examined([question], wanted).questions
        references = [one.past.reference for one in found.precedents]
        assert (withheld.reference in references) is kept, wanted
