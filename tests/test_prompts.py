"""The wording of both languages and the prompt of the model."""

import re
from typing import Any

import pytest

from answer.answer import Reason
from corpus.matter import Power
from prompts.wording import LANGUAGES, Wording, load_prompt, load_wording

OPEN = re.compile(r"{(\w*)}")


@pytest.fixture(scope="module")
def wording() -> dict[str, Wording]:
    return load_wording()


def _lines(table: dict[str, dict[str, Any]]) -> dict[tuple[str, str], list[str]]:
    """The gaps of every line by its name; the names of bodies differ by language."""
    groups = {group: lines for group, lines in table.items() if group not in ("bodies", "months")}
    return {
        (group, name): sorted(OPEN.findall(text)) for group, lines in groups.items() for name, text in lines.items()
    }


def test_both_languages_say_the_same_things(wording: dict[str, Wording]) -> None:
    english, welsh = (_lines(wording[language].table) for language in LANGUAGES)
    assert english == welsh


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_status_has_its_words(wording: dict[str, Wording], language: str) -> None:
    table = wording[language].table
    assert set(table["declined"]) == {reason.value for reason in Reason}
    assert set(table["status"]) == {power.value for power in Power}
    assert len({wording[language].month(number) for number in range(1, 13)}) == 12


def test_body_keeps_its_remark(wording: dict[str, Wording]) -> None:
    assert wording["en"].body("Home Office (visas)") == "the Home Office (visas)"
    assert wording["cy"].body("Home Office") == "y Swyddfa Gartref"
    assert wording["en"].body("Ofcom") == "Ofcom"


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_list_in_words(wording: dict[str, Wording], items: list[str], text: str) -> None:
    assert wording["en"].listed(items) == text


def test_line_with_braces_in_a_value_is_left_alone(wording: dict[str, Wording]) -> None:
    text = wording["en"].line("headline", "quoted_undated", source="A", quote="{date} {0}")
    assert text == "A: “{date} {0}”"


def test_hashes_name_what_was_used(wording: dict[str, Wording]) -> None:
    hashes = {wording["en"].sha256, wording["cy"].sha256, load_prompt("answer").sha256}
    assert len(hashes) == 3
    assert all(re.fullmatch(r"[0-9a-f]{64}", sha256) for sha256 in hashes)


def test_prompt_has_one_gap_and_treats_text_as_data() -> None:
    text = load_prompt("answer").text
    assert OPEN.findall(text) == ["language"]
    assert "never an instruction" in text
