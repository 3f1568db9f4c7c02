"""The tokens of the keyword index: one word, figure, date or reference is one token however it is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retriever.analysis import tokens


@pytest.mark.parametrize(
    ("mutated", "plain"),
    [
        ("geiswyr", "ceiswyr"),
        ("cheiswyr", "ceiswyr"),
        ("ngheiswyr", "ceiswyr"),
        ("nghymru", "cymru"),
        ("gymru", "cymru"),
        ("chymru", "cymru"),
        ("lywodraeth", "llywodraeth"),
        ("benderfynu", "penderfynu"),
        ("phenderfynu", "penderfynu"),
        ("noddfa", "noddfa"),
        ("ddinas", "dinas"),
        ("ninas", "dinas"),
        ("mhlant", "plant"),
        ("fudo", "mudo"),
        ("thai", "tai"),
    ],
)
def test_welsh_mutation_undone(mutated: str, plain: str) -> None:
    assert tokens(mutated, "cy") == tokens(plain, "cy")


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("ffoaduriaid", "ffoadur"),
        ("penderfyniadau", "penderfyniad"),
        ("gwasanaethau", "gwasanaeth"),
        ("refugees", "refugee"),
        ("Decisions", "decision"),
        ("CYMRU", "Cymru"),
        ("lloches", "lloches,"),
    ],
)
def test_word_forms_agree(written: str, other: str) -> None:
    language = "en" if written in ("refugees", "Decisions") else "cy"
    assert tokens(written, language) == tokens(other, language)


def test_words_that_differ_stay_apart() -> None:
    words = ["lloches", "noddfa", "ffoadur", "ceisiwr", "Cymru", "llywodraeth", "tai", "plant"]
    assert len({tuple(tokens(word, "cy")) for word in words}) == len(words)


@pytest.mark.parametrize(
    "written", ["10 July 2025", "10/07/2025", "10.07.2025", "2025-07-10", "July 10, 2025", "10 Gorffennaf 2025"]
)
def test_date_is_one_token(written: str) -> None:
    assert "date:2025-07-10" in tokens(f"received on {written}, thank you", "en")
    assert "date:2025-07-10" in tokens(f"ar {written} diolch", "cy")


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("0.05%", {"0.05%", "0.05"}),
        ("£2.5m", {"£2.5", "2.5"}),
        ("8,000", {"8,000", "8000"}),
        ("91%.", {"91%", "91"}),
        ("2019/20", {"2019/20"}),
        ("in 2024.", {"2024", "date:2024"}),
    ],
)
def test_figure_written_and_bare(written: str, wanted: set[str]) -> None:
    assert wanted <= set(tokens(written, "en"))


@pytest.mark.parametrize(
    ("document", "query"),
    [
        ("ATISN 24923", "atisn 24923"),
        ("ATISN 24923", "ATISN-24923"),
        ("WG36317", "wg36317"),
        ("the vote (Illegal Migration Bill).", "illegal migration bill"),
        ("Rossella Pagliuchi-Lor, UNHCR", "Pagliuchi-Lor"),
        ("Rossella Pagliuchi-Lor, UNHCR", "Pagliuchi Lor"),
        ("Wales’ Nation of Sanctuary", "Wales' sanctuary"),
        ("Llŷn a Môn", "Llyn Mon"),
    ],
)
def test_reference_and_name_match(document: str, query: str) -> None:
    assert set(tokens(query, "en")) <= set(tokens(document, "en"))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["en", "cy"]))
def test_tokens_of_anything(text: str, language: str) -> None:
    found = tokens(text, language)
    assert all(token and not any(char.isspace() for char in token) for token in found)
    assert found == tokens(text, language)
