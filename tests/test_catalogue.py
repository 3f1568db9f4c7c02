"""The catalogue: the one that ships, and catalogues with something wrong in them."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, load_catalogue
from corpus.document import Kind, PartialDate, Status
from errors import CatalogueError

CATALOGUE = Path(__file__).resolve().parents[1] / "corpus" / "catalogue.toml"

SOUND = """\
[[document]]
id = "letter"
kind = "foi_response"
publisher = "Welsh Government"
date = "2025-07-10"
reference = "ATISN 1"
language = "en"
rights = "Crown copyright, Open Government Licence v3.0"
file = "files/letter.txt"
"""
MORE = """\
title = "A letter"
status = "superseded"
valid_from = 2025-01-01
valid_to = "2025-12-31"
author = "A. N. Other"
url = "https://example.org/letter"
mask_personal_data = true
"""
OLD = """\
[[document]]
id = "old"
kind = "plan"
publisher = "Welsh Government"
date = "2019-01"
language = "en"
rights = "Synthetic"
file = "files/letter.txt"
"""
NEW = OLD.replace('"old"', '"new"').replace("2019-01", "2024-06") + 'supersedes = "old"\n'
WELSH = OLD.replace('"old"', '"cymraeg"').replace('"en"', '"cy"')
PLAN = SOUND.replace('"letter"', '"plan"').replace("foi_response", "plan")


def load(folder: Path, text: str) -> Catalogue:
    (folder / "files").mkdir(exist_ok=True)
    (folder / "files" / "letter.txt").write_text("The information is not held.", encoding="utf-8")
    (folder / "catalogue.toml").write_text(text, encoding="utf-8")
    return load_catalogue(folder / "catalogue.toml")


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load_catalogue(CATALOGUE)


def test_shipped_catalogue_has_the_five_documents(shipped: Catalogue) -> None:
    assert shipped.faults == ()
    assert {entry.document.id: entry.document.kind for entry in shipped.entries} == {
        "foi-atisn-24923": Kind.FOI_RESPONSE,
        "written-statement-2026-02-09": Kind.WRITTEN_STATEMENT,
        "nation-of-sanctuary-plan-2019": Kind.PLAN,
        "written-statement-2023-09-25": Kind.WRITTEN_STATEMENT,
        "migration-services-in-wales": Kind.WEB_PAGE,
    }


def test_shipped_catalogue_marks_the_page_that_may_not_be_passed_on(shipped: Catalogue) -> None:
    kept_back = [entry.document for entry in shipped.entries if not entry.document.redistributable]
    marked = {document.id: document.official for document in kept_back}
    assert marked == {"migration-services-in-wales": False}


def test_shipped_catalogue_leaves_no_file_out(shipped: Catalogue) -> None:
    files = set(CATALOGUE.parent.glob("files/*")) - {CATALOGUE.parent / "files" / "README.md"}
    assert {entry.file for entry in shipped.entries} == files


def test_shipped_catalogue_labels_what_has_no_title(shipped: Catalogue) -> None:
    titles = {entry.document.id: entry.document.title for entry in shipped.entries}
    assert titles["foi-atisn-24923"] == "FOI response ATISN 24923"
    assert titles["written-statement-2026-02-09"] == "Written statement, 9 February 2026"


def test_shipped_titles_stand_in_their_texts(shipped: Catalogue) -> None:
    own = {row["id"]: row["title"] for row in tomllib.loads(CATALOGUE.read_text("utf-8"))["document"] if "title" in row}
    texts = {entry.document.id: entry.file.read_text("utf-8") for entry in shipped.entries}
    assert own
    assert [id for id, title in own.items() if title not in " ".join(texts[id].split())] == []


@pytest.mark.parametrize(
    ("written", "label"),
    [
        pytest.param('date = "2019-01"', "Plan, January 2019", id="month"),
        pytest.param('date = "2019"', "Plan, 2019", id="year"),
        pytest.param("date = 2019-01-31", "Plan, 31 January 2019", id="toml-date"),
        pytest.param("", "Plan, Welsh Government", id="no-date"),
    ],
)
def test_label_says_what_is_known(tmp_path: Path, written: str, label: str) -> None:
    text = PLAN.replace('reference = "ATISN 1"\n', "").replace('date = "2025-07-10"', written)
    (entry,) = load(tmp_path, text).entries
    assert entry.document.title == label


def test_entry_carries_every_field(tmp_path: Path) -> None:
    (entry,) = load(tmp_path, SOUND + MORE).entries
    letter = entry.document
    assert (letter.title, letter.author, letter.url) == ("A letter", "A. N. Other", "https://example.org/letter")
    assert (letter.status, letter.mask_personal_data) == (Status.SUPERSEDED, True)
    assert (letter.valid_from, letter.valid_to) == (date(2025, 1, 1), date(2025, 12, 31))
    assert letter.date == PartialDate(2025, 7, 10)
    assert entry.file == tmp_path.resolve() / "files" / "letter.txt"


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        pytest.param("foi_response", "leaflet", "'kind'.*'leaflet'", id="unknown-kind"),
        pytest.param("2025-07-10", "2025-02-30", "'date'.*'2025-02-30'", id="day-that-does-not-exist"),
        pytest.param("2025-07-10", "10 July 2025", "'date'.*'10 July 2025'", id="date-in-words"),
        pytest.param("reference", "refrence", "'refrence' is unknown", id="unknown-key"),
        pytest.param("rights = ", "# ", "'rights' is missing", id="no-rights"),
        pytest.param('language = "en"', 'language = "fr"', "'language'.*'fr'", id="unknown-language"),
        pytest.param("files/letter.txt", "files/gone.txt", "'files/gone.txt' is missing", id="missing-file"),
        pytest.param("files/letter.txt", "../letter.txt", "outside the catalogue's folder", id="file-outside"),
        pytest.param("\nref", "\nvalid_to = 2020-01-01\nvalid_from = 2021-01-01\nref", "is before", id="ends-first"),
        pytest.param("\nref", '\nurl = "javascript:x"\nref', "'url'", id="url-of-another-kind"),
        pytest.param("\nref", "\nvalid_to = 0\nref", "'valid_to'", id="number-for-a-day"),
    ],
)
def test_bad_entry_is_named_and_the_rest_loads(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    catalogue = load(tmp_path, SOUND.replace(right, wrong) + PLAN)
    (fault,) = catalogue.faults
    assert [entry.document.id for entry in catalogue.entries] == ["plan"]
    assert fault.entry == "letter"
    assert re.search(message, fault.message)


def test_superseded_entry_ends_the_day_before_the_newer_one_begins(tmp_path: Path) -> None:
    new, old = load(tmp_path, NEW + OLD).entries
    assert (new.document.supersedes, new.document.status) == (("old",), Status.CURRENT)
    assert (old.document.superseded_by, old.document.status) == ("new", Status.SUPERSEDED)
    assert (old.document.valid_to, new.document.valid_to) == (date(2024, 5, 31), None)


@pytest.mark.parametrize(
    ("older", "newer", "end"),
    [
        pytest.param("", "valid_from = 2024-09-01\n", date(2024, 8, 31), id="newer-in-force-later"),
        pytest.param("valid_to = 2023-12-31\n", "", date(2023, 12, 31), id="older-says-when-it-ends"),
    ],
)
def test_superseded_entry_ends_as_stated(tmp_path: Path, older: str, newer: str, end: date) -> None:
    old, _ = load(tmp_path, OLD + older + NEW + newer).entries
    assert old.document.valid_to == end
    assert old.document.status is Status.SUPERSEDED


def test_entry_superseded_by_two_ends_with_the_first(tmp_path: Path) -> None:
    other = NEW.replace('"new"', '"other"').replace("2024-06", "2023-03-01")
    old = load(tmp_path, OLD + NEW + other).entries[0].document
    assert (old.superseded_by, old.valid_to) == ("other", date(2023, 2, 28))


def test_chain_of_supersessions_ends_each_where_the_next_begins(tmp_path: Path) -> None:
    newest = NEW.replace('"old"', '["new"]').replace('"new"', '"newest"', 1).replace("2024-06", "2026-01-10")
    ends = {entry.document.id: entry.document.valid_to for entry in load(tmp_path, newest + NEW + OLD).entries}
    assert ends == {"newest": None, "new": date(2026, 1, 9), "old": date(2024, 5, 31)}


def test_withdrawn_entry_stays_withdrawn_when_superseded(tmp_path: Path) -> None:
    old, _ = load(tmp_path, OLD + 'status = "withdrawn"\n' + NEW).entries
    assert old.document.status is Status.WITHDRAWN


def test_twin_named_once_is_entered_on_both(tmp_path: Path) -> None:
    catalogue = load(tmp_path, OLD + WELSH + 'twin = "old"\n')
    assert {entry.document.id: entry.document.twin for entry in catalogue.entries} == {
        "old": "cymraeg",
        "cymraeg": "old",
    }


@pytest.mark.parametrize(
    ("more", "twin"),
    [
        pytest.param("", "cymraeg", id="two"),
        pytest.param(OLD.replace('"old"', '"third"') + 'reference = "WG1"\n', None, id="three-are-ambiguous"),
    ],
)
def test_twins_are_found_by_kind_and_reference(tmp_path: Path, more: str, twin: str | None) -> None:
    text = OLD + 'reference = "WG1"\n' + WELSH + 'reference = "wg 1"\n' + more
    assert load(tmp_path, text).entries[0].document.twin == twin


def test_twin_of_a_superseded_entry_is_superseded_too(tmp_path: Path) -> None:
    newer = WELSH.replace("cymraeg", "newydd").replace("2019-01", "2024-06") + 'twin = "new"\n'
    catalogue = load(tmp_path, OLD + WELSH + 'twin = "old"\n' + NEW + newer)
    welsh = catalogue.entries[1].document
    assert (welsh.status, welsh.superseded_by, welsh.valid_to) == (Status.SUPERSEDED, "newydd", date(2024, 5, 31))


@pytest.mark.parametrize(
    ("text", "entry", "message"),
    [
        pytest.param(NEW.replace('"old"', '"gone"'), "new", "no document 'gone'", id="unknown"),
        pytest.param(NEW.replace('s = "old"', 's = "new"'), "new", "the document itself", id="itself"),
        pytest.param(NEW.replace('date = "2024-06"\n', ""), "new", "no date. Add 'valid_from'", id="no-date"),
        pytest.param(NEW.replace("2024", "2018"), "new", "before 'old'", id="begins-first"),
        pytest.param(WELSH + 'twin = "gone"\n', "cymraeg", "no document 'gone'", id="unknown-twin"),
        pytest.param(WELSH.replace("cy", "en") + 'twin = "old"\n', "enmraeg", "same language", id="same-language"),
        pytest.param(WELSH + 'twin = "old"\nsupersedes = "old"\n', "cymraeg", "both its twin", id="twin-superseded"),
        pytest.param(
            WELSH + 'twin = "old"\n' + WELSH.replace("cymraeg", "arall") + 'twin = "old"\n',
            "arall",
            "the twin of 'cymraeg'",
            id="twin-taken",
        ),
    ],
)
def test_relation_that_cannot_hold_is_a_fault_of_its_entry(tmp_path: Path, text: str, entry: str, message: str) -> None:
    catalogue = load(tmp_path, text + OLD)
    (fault,) = catalogue.faults
    assert (fault.entry, "old" in {item.document.id for item in catalogue.entries}) == (entry, True)
    assert message in fault.message


def test_entries_that_supersede_each_other_in_a_circle_are_left_out(tmp_path: Path) -> None:
    circle = OLD.replace("2019-01", "2024-06") + 'supersedes = "new"\n' + NEW
    leads = NEW.replace('"new"', '"leads"').replace("2024-06", "2025")
    catalogue = load(tmp_path, circle + leads)
    assert [fault.entry for fault in catalogue.faults] == ["old", "new"]
    assert [(entry.document.id, entry.document.supersedes) for entry in catalogue.entries] == [("leads", ())]


def test_entry_that_supersedes_one_at_fault_is_taken(tmp_path: Path) -> None:
    catalogue = load(tmp_path, OLD.replace("letter.txt", "gone.txt") + NEW)
    assert [fault.entry for fault in catalogue.faults] == ["old"]
    assert [entry.document.supersedes for entry in catalogue.entries] == [()]


def test_entry_without_id_is_named_by_its_number(tmp_path: Path) -> None:
    catalogue = load(tmp_path, PLAN + SOUND.replace('id = "letter"', ""))
    assert [(fault.entry, fault.message) for fault in catalogue.faults] == [
        ("entry 2", "the field 'id' is missing. Add it.")
    ]


def test_entry_with_an_id_that_stands_before_is_left_out(tmp_path: Path) -> None:
    catalogue = load(tmp_path, SOUND + SOUND.replace("ATISN 1", "ATISN 2"))
    assert [entry.document.reference for entry in catalogue.entries] == ["ATISN 1"]
    assert [fault.entry for fault in catalogue.faults] == ["letter"]


def test_entry_that_may_not_be_passed_on_may_lack_its_file(tmp_path: Path) -> None:
    catalogue = load(tmp_path, SOUND.replace("letter.txt", "gone.txt") + "redistributable = false")
    assert catalogue.faults == ()
    assert not catalogue.entries[0].file.exists()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("[[document]", id="broken-toml"),
        pytest.param(SOUND.replace("[[document]]", "[[documents]]"), id="unknown-table"),
        pytest.param(SOUND.replace("[[document]]", "[document]"), id="not-a-list"),
    ],
)
def test_catalogue_that_cannot_be_parsed_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(CatalogueError, match=r"catalogue\.toml"):
        load(tmp_path, text)
