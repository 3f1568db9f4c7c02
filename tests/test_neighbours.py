"""Questions that one sentence answers are drawn together in training, and a question is never its own neighbour."""

import pytest
import torch
from torch import Tensor

from eval.neighbours import Neighbours
from eval.training_passages import DOCUMENTS, Asked, Gold

FIRST, SECOND = Gold(0, 0), Gold(0, 1)
ASKED = (
    Asked("who pays", "en", (FIRST,), DOCUMENTS),
    Asked("pwy sy'n talu", "cy", (FIRST,), DOCUMENTS),
    Asked("when", "en", (SECOND,), DOCUMENTS),
    Asked("how many", "en", (), DOCUMENTS, "number"),
    Asked("sawl", "cy", (), DOCUMENTS, "number"),
)


def at(*axes: int) -> Tensor:
    return torch.eye(4)[list(axes)]


@pytest.mark.parametrize(
    ("question", "axes", "near", "far"),
    [
        ("who pays", (0, 1, 2, 3, 3), 1, 2),
        ("how many", (0, 0, 1, 2, 3), 3, 0),
    ],
    ids=["one sentence", "nothing answers"],
)
def test_loss_falls_towards_what_is_answered_alike(question: str, axes: tuple[int, ...], near: int, far: int) -> None:
    towards, away = (Neighbours(ASKED, at(*axes).numpy()).loss([question], at(axis)) for axis in (near, far))
    assert float(towards) < float(away) - 1


def test_question_is_not_its_own_neighbour() -> None:
    apart = Neighbours(ASKED, at(0, 1, 2, 3, 3).numpy())
    assert float(apart.loss(["who pays"], at(0))) > 1


@pytest.mark.parametrize("question", ["never asked", "when"], ids=["unknown", "without a like"])
def test_question_without_neighbours_costs_nothing(question: str) -> None:
    assert float(Neighbours(ASKED, at(0, 1, 2, 3, 3).numpy()).loss([question], at(0))) == 0


def test_vectors_are_remembered_as_last_seen() -> None:
    neighbours = Neighbours(ASKED, at(0, 1, 2, 3, 3).numpy())
    before = neighbours.loss(["who pays"], at(2))
    neighbours.loss(["pwy sy'n talu"], at(2))
    assert float(neighbours.loss(["who pays"], at(2))) < float(before) - 1


def test_gradient_reaches_the_question_alone() -> None:
    vectors = at(0, 2).requires_grad_()
    loss = Neighbours(ASKED, at(0, 1, 2, 3, 3).numpy()).loss(["who pays", "never asked"], vectors)
    (gradient,) = torch.autograd.grad(loss, vectors)
    assert gradient[0].abs().sum() > 0
    assert gradient[1].abs().sum() == 0
