"""Who a claim says decides, and shares of a budget told in words: what rules settle alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.intent import Side
from answer.rulings import holder, tells_share


@pytest.mark.parametrize(
    ("claim", "side"),
    [
        ("Wales gives asylum to anyone who asks.", Side.WALES),
        ("The Welsh Government decides who is granted asylum.", Side.WALES),
        ("Decisions on asylum are not made by the Welsh Government.", Side.UK),
        ("The Home Office decides asylum claims, not the Welsh Government.", Side.UK),
        ("It is the Welsh Government that decides, not the Home Office.", Side.WALES),
        ("Llywodraeth y DU, nid Llywodraeth Cymru, sy'n gyfrifol am bolisi lloches.", Side.UK),
        ("Nid Llywodraeth Cymru sy'n penderfynu.", Side.UK),
        ("Llywodraeth Cymru sy'n penderfynu pwy sy'n cael lloches.", Side.WALES),
        ("The Welsh Government gives free bus travel to refugees.", None),
        ("The Home Office and the Welsh Government decide together.", None),
        ("Somebody else decides.", None),
    ],
)
def test_holder(claim: str, side: Side | None) -> None:
    assert holder(claim) is side


@pytest.mark.parametrize(
    ("claim", "before", "told"),
    [
        ("it eats our whole budget", "Wales gives asylum to anyone", True),
        ("Asylum takes most of our spending", "", True),
        ("it eats our whole budget", "The new hospital is late", False),
        ("The NHS eats our whole budget", "", False),
        ("Asylum does not take the whole budget", "", False),
        ("it eats our whole lunch", "Wales gives asylum to anyone", False),
    ],
    ids=["it", "named", "other-before", "other-named", "denied", "no-budget"],
)
def test_tells_share(claim: str, before: str, told: bool) -> None:
    assert tells_share(claim, before) is told


@given(st.text(max_size=400))
def test_holder_of_any_text(claim: str) -> None:
    assert holder(claim) in (None, Side.UK, Side.WALES)
