"""The register of matters: the one that ships, and registers with something wrong in them."""

from pathlib import Path

import pytest

from corpus.matter import BasisCheck, Matter, Power, load_matters
from errors import CatalogueError
from text.language import language

REGISTER = Path(__file__).resolve().parents[1] / "corpus" / "matters.yaml"

SOUND = """\
- id: asylum-claims
  name: Decisions on asylum claims
  name_cy: Penderfyniadau ar geisiadau am loches
  status: reserved
  decided_by: [Home Office]
  legal_basis: ["Immigration Act 1971, s. 3", "Asylum Act 1999 (ss. 1-4)", "Immigration Rules"]
  wales_can: Support people while they wait.
  wales_cannot: Decide a claim.
  terms: [asylum claim]
  confidence: high
  basis_check: own-knowledge
"""


def load(folder: Path, text: str) -> tuple[Matter, ...]:
    path = folder / "matters.yaml"
    path.write_text(text, encoding="utf-8")
    return load_matters(path)


@pytest.fixture(scope="module")
def register() -> tuple[Matter, ...]:
    return load_matters(REGISTER)


def test_register_says_who_decides_asylum(register: tuple[Matter, ...]) -> None:
    asylum = next(matter for matter in register if matter.id == "asylum-claims")
    assert asylum.status is Power.RESERVED
    assert any("Home Office" in body for body in asylum.decided_by)


def test_register_covers_every_power(register: tuple[Matter, ...]) -> None:
    assert {matter.status for matter in register} == set(Power)


def test_register_shared_matters_say_how_they_split(register: tuple[Matter, ...]) -> None:
    shared = [matter for matter in register if matter.status is Power.SHARED]
    assert shared
    assert [matter.id for matter in shared if not (matter.note or "").startswith("Split")] == []


def test_register_unchecked_entries_show_no_provision(register: tuple[Matter, ...]) -> None:
    unchecked = [matter for matter in register if matter.basis_check is BasisCheck.OWN_KNOWLEDGE]
    shown = " | ".join(basis for matter in unchecked for basis in matter.shown_basis)
    assert unchecked
    assert not any(mark in shown for mark in (" s. ", " ss. ", "Schedule ", "Section ", " Part ", " Head "))


def test_matter_checked_keeps_its_provisions(tmp_path: Path) -> None:
    (matter,) = load(tmp_path, SOUND.replace("own-knowledge", "confirmed"))
    assert matter.shown_basis[0] == "Immigration Act 1971, s. 3"


def test_matter_unchecked_names_the_acts(tmp_path: Path) -> None:
    (matter,) = load(tmp_path, SOUND)
    assert matter.shown_basis == ("Immigration Act 1971", "Asylum Act 1999", "Immigration Rules")


def test_matter_without_welsh_name_uses_the_english(tmp_path: Path) -> None:
    (welsh,) = load(tmp_path, SOUND)
    (english,) = load(tmp_path, SOUND.replace("Penderfyniadau ar geisiadau am loches", "null"))
    assert welsh.named("cy") == "Penderfyniadau ar geisiadau am loches"
    assert english.named("cy") == welsh.named("en") == "Decisions on asylum claims"


CAN, CANNOT = "Gall helpu pobl wrth iddynt aros.", "Ni all benderfynu ar gais."
ENGLISH = ("Support people while they wait.", "Decide a claim.", "en")


@pytest.mark.parametrize(
    ("added", "asked", "sentences"),
    [
        pytest.param({"can": CAN, "cannot": CANNOT}, "cy", (CAN, CANNOT, "cy"), id="both-in-welsh"),
        pytest.param({"can": CAN, "cannot": CANNOT}, "en", ENGLISH, id="english-asked-for"),
        pytest.param({"can": CAN}, "cy", ENGLISH, id="half-in-welsh"),
        pytest.param({"cannot": CANNOT}, "cy", ENGLISH, id="other-half-in-welsh"),
        pytest.param({}, "cy", ENGLISH, id="none-in-welsh"),
    ],
)
def test_matter_sentences_are_of_one_language(
    tmp_path: Path, added: dict[str, str], asked: str, sentences: tuple[str, str, str]
) -> None:
    (matter,) = load(tmp_path, SOUND + "".join(f"  wales_{key}_cy: {text}\n" for key, text in added.items()))
    said = matter.sentences(asked)
    assert (said.can, said.cannot, said.language) == sentences


def test_register_says_in_welsh_what_wales_can(register: tuple[Matter, ...]) -> None:
    said = {matter.id: matter.sentences("cy") for matter in register}
    welsh = {key: sentences for key, sentences in said.items() if sentences.language == "cy"}
    assert "asylum-claims" in welsh
    wrong = [key for key, found in welsh.items() for text in (found.can, found.cannot) if language(text) != "cy"]
    assert wrong == []


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        pytest.param("status: reserved", "status: retained", "status", id="unknown-status"),
        pytest.param("decided_by: [Home Office]", "decided_by: []", "decided_by", id="nobody-decides"),
        pytest.param("legal_basis:", "basis:", "legal_basis", id="misspelt-field"),
        pytest.param("name: Decisions on asylum claims", "name: ' '", "name", id="blank-name"),
        pytest.param("terms:", "wales_can_cy: ''\n  terms:", "wales_can_cy", id="blank-welsh"),
        pytest.param("confidence: high", "confidence: sure", "confidence", id="unknown-confidence"),
        pytest.param("terms: [asylum claim]", "terms: [asylum claim, no]", "terms", id="term-read-as-false"),
    ],
)
def test_register_refuses_a_bad_entry_by_name(tmp_path: Path, right: str, wrong: str, named: str) -> None:
    with pytest.raises(CatalogueError, match=rf"'asylum-claims', field '{named}"):
        load(tmp_path, SOUND.replace(right, wrong))


def test_register_refuses_an_id_that_stands_twice(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="'asylum-claims' stands 2 times"):
        load(tmp_path, SOUND + SOUND)


@pytest.mark.parametrize("key", ["status: devolved", "id: asylum-claims", "terms: [refugee claim]"])
def test_register_refuses_a_key_that_stands_twice(tmp_path: Path, key: str) -> None:
    name = key.partition(":")[0]
    with pytest.raises(CatalogueError, match=rf"'asylum-claims' has the key '{name}' 2 times"):
        load(tmp_path, f"{SOUND}  {key}\n")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("id: asylum", id="no-list"),
        pytest.param("- id: [", id="broken-yaml"),
    ],
)
def test_register_refuses_a_file_without_matters(tmp_path: Path, text: str) -> None:
    with pytest.raises(CatalogueError, match=r"matters\.yaml"):
        load(tmp_path, text)


def test_register_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"nowhere\.yaml cannot be read"):
        load_matters(tmp_path / "nowhere.yaml")
