"""Text made inert: what is taken out of it, and what is left as it is."""

import re

import pytest
from drafts import texts
from hypothesis import example, given
from hypothesis import strategies as st

from answer.exports.inert import inert


@given(texts | st.text(max_size=60))
@example("\ud800\ufffe\U0001fffe\ufdd0")
@example("=1+1\n@SUM(A1)\n+cmd|' /C calc'!A0\n-2+3+cmd|' /C calc'!A0\n\t=1")
@example("a\u202eb\u2066c\u200fd\u061ce\u00adf\ufeffg\U000e0041")
def test_inert_text_has_no_hidden_marks_and_no_formulas(text: str) -> None:
    found = inert(text)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", found
    )
    assert not re.search(r"^\s*(?:=|[+@-]\S*[(|!])", found, flags=re.MULTILINE)
    assert inert(found) == found
    found.encode()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mae’r tŷ’n “glyd” – £2.5m, 40%; a/b (c) [d] e_f *g* #h @i", id="marks"),
        pytest.param("- The Home Office (UKVI) decides\n+44 (0)300 060 4400\n@WelshGovernment says", id="line-heads"),
        pytest.param(
            "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f Cymru", id="flag-of-wales"
        ),
        pytest.param("مرحبا 您好 Привіт", id="other-scripts"),
        pytest.param("\U0001f468\u200d\U0001f469\u200d\U0001f467", id="joined-emoji"),
    ],
)
def test_honest_text_is_not_changed(text: str) -> None:
    assert inert(text) == text
