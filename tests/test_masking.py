"""Personal data hidden before a question is kept."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from answer.masking import Mask

PIECES = st.sampled_from(
    ["Mrs Jones", "zoe.q@example.org", "07700 900123", "Dear Ann Lee,", "asylum", "?", "\n", ": ", "Cardiff", "Ŵyn"]
)


@pytest.mark.parametrize(
    ("text", "of_a_person", "hidden"),
    [
        pytest.param("Is Mrs Jones right?", False, "Is [name] right?", id="title"),
        pytest.param("Write to zoe.q@example.org", False, "Write to [email]", id="e-mail"),
        pytest.param("Write to foi@example.gov.wales", False, "Write to foi@example.gov.wales", id="office"),
        pytest.param("Does the Home Office decide?", True, "Does the Home Office decide?", id="body"),
        pytest.param("Where does Zoe Qualsworthy live?", False, "Where does Zoe Qualsworthy live?", id="no-sign"),
        pytest.param("Where does Zoe Qualsworthy live?", True, "Where does [name] live?", id="of-a-person"),
        pytest.param("Where does Zoe live?", True, "Where does [name] live?", id="first-name-of-a-person"),
        pytest.param("Zoe Qualsworthy: where does she live?", True, "[name]: where does she live?", id="name-first"),
    ],
)
def test_mask_hides(text: str, of_a_person: bool, hidden: str) -> None:
    mask = Mask(text, of_a_person=of_a_person)
    assert mask.text == hidden
    assert mask.count == hidden.count("[")


def test_mask_hides_the_family_name_where_it_comes_back() -> None:
    mask = Mask("Is Mrs Unlikely-Surname right?")
    assert mask.hide("Nothing says whether Unlikely-Surname is right, and Mr Right is not.") == (
        "Nothing says whether […] is right, and Mr Right is not."
    )
    assert Mask("Who decides?").hide("The Home Office decides.") == "The Home Office decides."


@settings(max_examples=150, deadline=None)
@given(text=st.lists(PIECES | st.text(max_size=12), max_size=8).map(" ".join), of_a_person=st.booleans())
@example(text="Mrs Jones zoe.q@example.org", of_a_person=True)
def test_mask_keeps_everything_else(text: str, of_a_person: bool) -> None:
    """Around its brackets nothing is lost, added or moved."""
    mask = Mask(text, of_a_person=of_a_person)
    at = 0
    for piece in mask.text.replace("[name]", "\0").replace("[email]", "\0").replace("[telephone]", "\0").split("\0"):
        at = text.find(piece, at)
        assert at >= 0
        at += len(piece)
    if not mask.count:
        assert mask.text == text
