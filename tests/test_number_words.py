"""Numbers in words, in English and Welsh: what they mean, and what only looks like one."""

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.figures import figures

_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_UNITS_CY = ["un", "dau", "tri", "pedwar", "pump", "chwech", "saith", "wyth", "naw"]


def _english(value: int) -> str:
    """A number of 2 to 999,999 as English says it."""
    if value >= 1000:
        rest = value % 1000
        joint = "" if not rest else f" and {_english(rest)}" if rest < 100 else f" {_english(rest)}"
        return f"{_english(value // 1000)} thousand{joint}"
    if value >= 100:
        return f"{_UNITS[value // 100 - 1]} hundred" + (f" and {_english(value % 100)}" if value % 100 else "")
    if value >= 20:
        return _TENS[value // 10 - 2] + (f"-{_UNITS[value % 10 - 1]}" if value % 10 else "")
    return _TEENS[value - 10] if value >= 10 else _UNITS[value - 1]


def _welsh(value: int) -> str:
    """A number of 2 to 99 as Welsh counts it in tens."""
    if value < 10:
        return _UNITS_CY[value - 1]
    tens = "deg" if value < 20 and not value % 10 else f"{_UNITS_CY[value // 10 - 1]} ddeg"
    return tens.replace("un ddeg", "un deg") + (f" {_UNITS_CY[value % 10 - 1]}" if value % 10 else "")


def _read(text: str) -> list[tuple[Decimal, str]]:
    return [(round(figure.value, 4), figure.unit) for figure in figures(text)]


@given(st.integers(2, 999_999))
def test_number_in_english_words_is_one_figure(value: int) -> None:
    assert _read(f"There were {_english(value)} people in the houses.") == [(Decimal(value), "count")]


@given(st.integers(2, 99))
def test_share_in_welsh_words_is_one_figure(value: int) -> None:
    assert _read(f"Roedd {_welsh(value)} y cant o'r bobl yno.") == [(Decimal(value), "percent")]


@given(st.integers(2, 999), st.sampled_from(["per cent", "percent", "years", "months", "days"]))
def test_number_in_words_and_digits_agree(value: int, unit: str) -> None:
    assert _read(f"about {_english(value)} {unit} of it") == _read(f"about {value} {unit} of it")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Ninety-one per cent of them", "91", "percent"),
        ("all sixteen hotels", "16", "count"),
        ("One hundred and fifty councils", "150", "count"),
        ("a hundred thousand homes", "100000", "count"),
        ("two hundred and fifty thousand pounds", "250000", "gbp"),
        ("£two million", "2000000", "gbp"),
        ("two and a half years", "2.5", "years"),
        ("a three-year plan", "3", "years"),
        ("half a million people", "500000", "count"),
        ("a quarter of a million", "250000", "count"),
        ("half a dozen houses", "6", "count"),
        ("two thirds of the plan", "0.6667", "ratio"),
        ("two-thirds were met", "0.6667", "ratio"),
        ("half of the places", "0.5", "ratio"),
        ("half the places", "0.5", "ratio"),
        ("about a third", "0.3333", "ratio"),
        ("a quarter of them", "0.25", "ratio"),
        ("nine in ten", "0.9", "ratio"),
        ("9 out of 10", "0.9", "ratio"),
        ("1 in 8,000", "0.0001", "ratio"),
        ("half of one per cent", "0.5", "percent"),
        ("in twenty nineteen", "2019", "year"),
        ("naw deg un y cant", "91", "percent"),
        ("cant y cant", "100", "percent"),
        ("dau ddeg pump o bobl", "25", "count"),
        ("pedwar ar bymtheg o dai", "19", "count"),
        ("tair blynedd ar ddeg", "13", "years"),
        ("pum mlynedd ar hugain", "25", "years"),
        ("can mil o gartrefi", "100000", "count"),
        ("tri chan mil o bobl", "300000", "count"),
        ("dau gant a phump o dai", "205", "count"),
        ("hanner cant o deuluoedd", "50", "count"),
        ("hanner miliwn o bobl", "500000", "count"),
        ("miliwn a hanner o bobl", "1500000", "count"),
        ("dwy filiwn o bunnoedd", "2000000", "gbp"),
        ("2.5 miliwn o bunnoedd", "2500000", "gbp"),
        ("hanner y lleoedd", "0.5", "ratio"),
        ("traean o'r lleoedd", "0.3333", "ratio"),
        ("chwarter y lleoedd", "0.25", "ratio"),
        ("dau draean o'r lleoedd", "0.6667", "ratio"),
        ("dwy ran o dair", "0.6667", "ratio"),
        ("naw o bob deg", "0.9", "ratio"),
        ("£2 mil spent on the hotel", "2000000", "gbp"),
    ],
)
def test_number_in_words(text: str, value: str, unit: str) -> None:
    assert _read(text) == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    "text",
    [
        "a safe third country",
        "third-country nationals",
        "the second half of the year",
        "half-term",
        "two-tier Wales",
        "the sixty-first meeting",
        "thousands of people",
        "a few hundred homes",
        "in their hundreds",
        "a heat pump in the house",
        "they cant vote in it",
        "the UN and the world",
        "one of the reasons",
        "un o'r rhesymau",
        "yr ail hanner",
        "²",
    ],
)
def test_no_number_in_words(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("thirteen or fourteen", [13, 14]),
        ("two hundred and five hundred", [200, 500]),
        ("fell by 3 in 12 months", [3, 12]),
        ("twenty eighteen-year-olds", [20, 18]),
        ("seventeen UN conventions", [17]),
        ("200 in 2019", [200, 2019]),
    ],
)
def test_numbers_beside_each_other_stay_apart(text: str, values: list[int]) -> None:
    assert [figure.value for figure in figures(text)] == values


@given(
    st.lists(st.sampled_from([*_UNITS, *_TENS, "a", "and", "half", "hundred", "in", "cant", "ar", "ddeg", "mil", "-"]))
)
def test_figures_of_any_words_stand_in_order(words: list[str]) -> None:
    text = " ".join(words)
    found = figures(text)
    assert all(text[one.start : one.end] == one.surface for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize(
    "unit", ["hundred ", "one ", "a ", "and ", "twenty-", "tri ar ", "hanner ", "one in ", "mil a ", "ar ddeg "]
)
def test_hostile_words_end(unit: str) -> None:
    started = time.process_time()
    figures(unit * 5000)
    assert time.process_time() - started < 2
