"""The register that ships: what docs/register.md says of it, and that no question finds two contradicting entries."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from corpus.matter import BasisCheck, Matter, Power, load_matters

ROOT = Path(__file__).resolve().parents[1]
PROVISION = re.compile(r"\b(?:ss?|paras?|regs?|arts?)\. ?\d|\b(?:Section|Schedule|Part|Head|Article)s? [A-Z0-9]")


@pytest.fixture(scope="module")
def register() -> tuple[Matter, ...]:
    return load_matters(ROOT / "corpus" / "matters.yaml")


@pytest.fixture(scope="module")
def page() -> str:
    return (ROOT / "docs" / "register.md").read_text(encoding="utf-8")


def written(page: str, heading: str) -> dict[str, int]:
    """The rows of the table that stands under a heading, by their first cell."""
    section = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return {name: int(count) for name, count in re.findall(r"^\| ([a-z-]+) \| (\d+) \|", section, re.MULTILINE)}


def plain(text: str) -> str:
    return text.lower().replace("’", "'")


def twice(texts: Iterable[str]) -> list[str]:
    return [text for text, count in Counter(texts).items() if count > 1]


def test_register_has_the_counts_by_status_that_are_written(register: tuple[Matter, ...], page: str) -> None:
    counts = Counter(matter.status.value for matter in register)
    assert written(page, "Counts by status") == {**counts, "all": len(register)}


def test_register_has_the_counts_by_check_that_are_written(register: tuple[Matter, ...], page: str) -> None:
    counts = Counter(matter.basis_check.value for matter in register)
    assert written(page, "Counts by check") == {**counts, "all": len(register)}


def test_register_names_no_matter_twice(register: tuple[Matter, ...]) -> None:
    assert twice(matter.id for matter in register) == []
    assert twice(plain(matter.name) for matter in register) == []
    assert twice(plain(matter.name_cy) for matter in register if matter.name_cy) == []


def test_register_terms_lead_to_one_matter(register: tuple[Matter, ...]) -> None:
    found = defaultdict(set)
    for matter in register:
        for language, terms in (("en", matter.terms), ("cy", matter.terms_cy)):
            for term in terms:
                found[language, plain(term)].add(matter.id)
    assert {term: ids for term, ids in found.items() if len(ids) > 1} == {}


def test_register_terms_lead_to_one_status(register: tuple[Matter, ...]) -> None:
    found = defaultdict(set)
    for matter in register:
        for term in (*matter.terms, *matter.terms_cy):
            found[plain(term)].add(matter.status)
    assert {term: statuses for term, statuses in found.items() if len(statuses) > 1} == {}


def test_register_notes_say_split_where_the_matter_is_shared(register: tuple[Matter, ...]) -> None:
    noted = [matter for matter in register if matter.note]
    split = {matter.id for matter in noted if str(matter.note).startswith("Split")}
    assert split == {matter.id for matter in noted if matter.status is Power.SHARED}


def test_register_unchecked_entries_print_no_section_number(register: tuple[Matter, ...]) -> None:
    unchecked = [matter for matter in register if matter.basis_check is BasisCheck.OWN_KNOWLEDGE]
    assert any(PROVISION.search(basis) for matter in unchecked for basis in matter.legal_basis)
    assert [basis for matter in unchecked for basis in matter.shown_basis if PROVISION.search(basis)] == []


def test_register_checked_entries_print_all_they_cite(register: tuple[Matter, ...]) -> None:
    checked = [matter for matter in register if matter.basis_check is not BasisCheck.OWN_KNOWLEDGE]
    assert all(matter.shown_basis == matter.legal_basis for matter in checked)


@pytest.mark.parametrize(
    ("settled", "status"),
    [
        ("prison-healthcare", Power.DEVOLVED),
        ("tourism-visitor-levy", Power.DEVOLVED),
        ("twenty-mph-limit", Power.DEVOLVED),
        ("flood-defence", Power.DEVOLVED),
        ("flood-insurance", Power.RESERVED),
        ("nuclear-power", Power.RESERVED),
        ("adoption", Power.SHARED),
        ("trading-standards", Power.SHARED),
    ],
)
def test_register_keeps_what_was_settled(register: tuple[Matter, ...], settled: str, status: Power) -> None:
    assert {matter.id: matter.status for matter in register}[settled] is status
