"""Sentences, languages, figures, dates, references and names in English and Welsh."""

import time
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.dates import dates
from text.figures import figures
from text.language import language
from text.names import abbreviations, names
from text.references import references
from text.sentences import sentences


def _split(text: str) -> list[str]:
    return [text[one.start : one.end] for one in sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Rt Hon. Suella Braverman KC MP was the Chair.",
        "Support under s. 95 of the Act, e.g. No. 10, costs £2.5m (2019 to 2025).",
        "St. Davids, J. Hutt and Dr. Jones wrote to a.b@gov.wales at https://gov.wales/a.b?c=1.",
        "Mae e.e. Dr. Jones a h.y. pawb yma.",
        "PFA Obj. 5; 10 are met.",
        "1. Ensure that all is well.",
        "The figures are in Annex A.",
        "Gweler Atodiad B.",
    ],
)
def test_sentence_survives(sentence: str) -> None:
    assert _split(f"{sentence} Then comes more.") == [sentence, "Then comes more."]


def test_sentences_end() -> None:
    assert _split("Is it so? Yes. No. That is wrong (2024). “Quite.” The end") == [
        "Is it so?",
        "Yes.",
        "No.",
        "That is wrong (2024).",
        "“Quite.”",
        "The end",
    ]


def test_sentences_keep_references_and_notes_whole() -> None:
    assert _split("See [2020] EWCA Civ. 12 now. Ein Cyf. WG36317 yw. Cwmni Cyf. Mae hyn. It ended in 2019.1 So") == [
        "See [2020] EWCA Civ. 12 now.",
        "Ein Cyf. WG36317 yw.",
        "Cwmni Cyf.",
        "Mae hyn.",
        "It ended in 2019.1",
        "So",
    ]


def test_sentences_bullets() -> None:
    assert _split("You asked:\n- one thing\n- Two things\n\nThanks") == [
        "You asked:",
        "- one thing",
        "- Two things",
        "Thanks",
    ]


@given(st.text(alphabet="aB1 .,!?\n-»(’)£…", max_size=200) | st.text(max_size=200))
def test_sentences_cover_all(text: str) -> None:
    covered = [at for one in sentences(text) for at in range(one.start, one.end)]
    assert len(covered) == len(set(covered))
    assert {at for at, character in enumerate(text) if not character.isspace()} <= set(covered)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("who decides asylum claims?", "en"),
        ("Is housing devolved?", "en"),
        ("Home Office", "en"),
        ("pwy sy’n penderfynu ceisiadau lloches?", "cy"),
        ("Beth yw Cenedl Noddfa?", "cy"),
        ("A yw tai wedi’u datganoli?", "cy"),
        ("faint mae’n costio?", "cy"),
    ],
)
def test_language_short(text: str, expected: str) -> None:
    assert language(text) == expected


def test_language_unknown() -> None:
    assert language("12345 ???", default="cy") == "cy"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("only around 0.05% of it", "0.05", "percent"),
        ("91 per cent", "91", "percent"),
        ("91 y cant", "91", "percent"),
        ("at least £25m over", "25000000", "gbp"),
        ("£2.5 million", "2500000", "gbp"),
        ("£2 filiwn", "2000000", "gbp"),
        ("almost 8,000 Ukrainians", "8000", "count"),
        ("the 120 refugees", "120", "count"),
        ("the first twelve months", "12", "months"),
        ("within 40 working days", "40", "days"),
        ("in 2019", "2019", "year"),
        ("about 1/8,000 of", "0.000125", "ratio"),
    ],
)
def test_figure(text: str, value: str, unit: str) -> None:
    assert [(figure.value, figure.unit) for figure in figures(text)] == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    "text",
    [
        "ATISN 24923",
        "section 95 and s. 40(2)",
        "on 10/07/2025",
        "CF10 3NQ",
        "0300 060 4400",
        "PFA Obj. 5; 10",
        "1. Ensure",
        "one of",
    ],
)
def test_figure_absent(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("10/07/2025", "2025-07-10"),
        ("9 February 2026", "2026-02-09"),
        ("9 Chwefror 2026", "2026-02-09"),
        ("7fed o Fai 2026", "2026-05-07"),
        ("12 June, 2014", "2014-06-12"),
        ("January 2015", "2015-01"),
        ("11 July", "--07-11"),
        ("2019", "2019"),
    ],
)
def test_date(text: str, iso: str) -> None:
    found = dates(f"It was {text} then")
    assert [one.iso for one in found] == [iso]
    assert (found[0].start, found[0].end) == (7, 7 + len(text))


def test_date_impossible() -> None:
    assert dates("31/02/2025 and you may 2 go") == []


def test_references_kinds() -> None:
    text = "ATISN 24923, WG36317, ISBN 978-1-78964-363-3, s.40(2) and section 95"
    assert [(one.kind, one.value) for one in references(text)] == [
        ("atisn", "ATISN 24923"),
        ("wg", "WG36317"),
        ("isbn", "978-1-78964-363-3"),
        ("provision", "s.40(2)"),
        ("provision", "section 95"),
    ]


def test_abbreviations_expand() -> None:
    text = (
        "those with No Recourse to Public Funds (NRPF) under the Asylum Accommodation and Support Services Contract "
        "(AASC). The Interministerial Group (IMG) met (virtually)."
    )
    assert abbreviations(text) == {
        "NRPF": "No Recourse to Public Funds",
        "AASC": "Asylum Accommodation and Support Services Contract",
        "IMG": "Interministerial Group",
    }


def test_names_of_bodies() -> None:
    found = [name.text for name in names("However, the Home Office told Jane Hutt. People at NHS Wales knew.")]
    assert found == ["Home Office", "Jane Hutt", "NHS Wales"]


@pytest.mark.parametrize("read", [sentences, figures, dates, references, names, abbreviations, language])
@pytest.mark.parametrize("unit", ["1", "(", " ", "1,", "£", "(A", "1.", "12/", ". ", "-\n", "A ", "1; "])
def test_hostile_text_ends(read: Callable[[str], object], unit: str) -> None:
    started = time.process_time()
    read(unit * 5000)
    assert time.process_time() - started < 2
