"""Properties of letters made by the generator."""

from hypothesis import given, settings
from hypothesis import strategies as st
from letter_reading import answered, asked, grounds_of, only_letter, read_letters, said
from letters import synthetic_letter


@given(st.integers(0, 10**9))
@settings(max_examples=60, deadline=None)
def test_synthetic_letter_is_read_whole(seed: int) -> None:
    made = synthetic_letter(seed)
    version, letter = only_letter(made.text)
    assert asked(version, letter) == [(one.number, one.question) for one in made.exchanges]
    assert [said[-1:] for said in answered(version, letter)] == [[one.answer] for one in made.exchanges]
    assert [one.outcome for one in letter.exchanges] == [one.outcome for one in made.exchanges]
    assert [tuple(grounds_of(one)) for one in letter.exchanges] == [one.exemptions for one in made.exchanges]
    assert [(one.text, said(version, one.span)) for one in letter.references] == [(made.reference, made.reference)]
    stated = {date.role.value: (date.iso, said(version, date.span)) for date in letter.dates}
    assert stated["letter"] == (made.date, made.date_text)
    assert stated["received"][0] == made.received


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.booleans())
@settings(max_examples=40, deadline=None)
def test_blocks_cover_a_page_in_order(first: int, second: int, one_line: bool) -> None:
    text = synthetic_letter(first).text + "\n" + synthetic_letter(second).text
    version = read_letters(" ".join(text.split()) if one_line else text)
    ends = [0, *(block.end for block in version.blocks)]
    assert all(block.start >= end for block, end in zip(version.blocks, ends, strict=False))
    assert all(version.text[one.start : one.end].strip() == version.text[one.start : one.end] for one in version.blocks)
    gaps = [version.text[end : one.start] for one, end in zip(version.blocks, ends, strict=False)]
    assert all(len(gap.strip(" \n•-.:()")) <= len("Cwestiwn 10") for gap in gaps)
    assert version.text[ends[-1] :].strip() == ""


@given(st.integers(0, 10**9), st.integers(0, 10**9))
@settings(max_examples=30, deadline=None)
def test_two_letters_share_no_section(first: int, second: int) -> None:
    version = read_letters(synthetic_letter(first).text + "\n" + synthetic_letter(second).text)
    one, two = version.contents.letters
    sections = [
        {b.section for b in version.blocks if letter.span.start <= b.start < letter.span.end} for letter in (one, two)
    ]
    assert not sections[0] & sections[1]
    assert [len(letter.exchanges) for letter in (one, two)] == [
        len(synthetic_letter(seed).exchanges) for seed in (first, second)
    ]
