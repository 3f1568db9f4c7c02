"""The ingest: only what changed is read and embedded, what fails is named, and nothing is lost on the way."""

import re
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from documents import source_text, squeezed, two_column_pdf
from house import House, long_text, outcomes
from tiny import tiny_model

from answer.answer import Question
from answer.assembly import open_assistant
from corpus.store import VersionStore
from ingest.report import Outcome


def test_unchanged_is_not_parsed(house: House) -> None:
    house.file("one.txt", "First", "Second")
    (house.folder / "two.pdf").write_bytes(two_column_pdf(long_text("Third")).data)
    house.catalogue("one.txt", "two.pdf")
    started: list[str] = []
    # An audit hook stays for good; this one does no more than count.
    sys.addaudithook(lambda event, arguments: started.append(event) if event == "subprocess.Popen" else None)
    reports = [house.ingest()]
    assert started
    started.clear()
    reports.append(house.ingest())
    assert not started
    assert {step.stage for step in house.steps} == {"reading"}
    assert set(outcomes(reports[1]).values()) == {Outcome.UNCHANGED}
    assert reports[0].generation == reports[1].generation


def test_edited_file_embeds_what_changed(house: House) -> None:
    house.file("one.txt", "First", "Second", "Third")
    house.file("two.txt", "Fourth")
    house.catalogue("one.txt", "two.txt")
    house.ingest()
    assert house.embedded == 4
    house.file("one.txt", "First", "Changed", "Third")
    report = house.ingest()
    assert outcomes(report) == {"one": Outcome.UPDATED, "two": Outcome.UNCHANGED}
    assert (house.embedded, report.passages) == (1, 4)
    assert "Second" not in house.held()["one"]
    assert "Changed" in house.held()["one"]
    assert len(list(VersionStore(house.versions).ids())) == 3


def test_catalogue_facts_change_alone(house: House) -> None:
    house.file("one.txt", "First")
    house.catalogue("one.txt")
    house.ingest()
    house.catalogue("one.txt", status="withdrawn")
    assert outcomes(house.ingest()) == {"one": Outcome.UPDATED}
    assert house.embedded == 0
    with house.search() as search:
        assert search.holdings()[0].document.status == "withdrawn"
        assert search.search("First") == ()
    house.catalogue("one.txt", title="A new title")
    house.ingest()
    assert house.embedded == 1


def test_removed_entry_leaves(house: House) -> None:
    house.file("one.txt", "First")
    house.file("two.txt", "Second")
    house.catalogue("one.txt", "two.txt")
    house.ingest()
    house.catalogue("two.txt")
    assert outcomes(house.ingest()) == {"one": Outcome.REMOVED, "two": Outcome.UNCHANGED}
    assert list(house.held()) == ["two"]


def test_faulty_entries_are_named(house: House) -> None:
    house.file("one.txt", "First")
    house.file("two.txt", "Second")
    house.catalogue("one.txt", "two.txt", "three.txt")
    written = house.settings.catalogue.read_text()
    house.settings.catalogue.write_text(
        written.replace('"two"\n', '"two"\ncolour = "red"\n').replace(
            'file = "one.txt"\nkind = "guidance"', 'file = "one.txt"\nkind = "novel"'
        )
    )
    house.file("four.txt", "Fourth")
    with house.settings.catalogue.open("a") as file:
        file.write('\n[[document]]\nid = "four"\nfile = "four.txt"\nkind = "plan"\npublisher = "Nobody"\n')
        file.write('language = "en"\nrights = "Synthetic"\n')
    report = house.ingest()
    reasons = {document.document: document.reason for document in report.documents if document.reason}
    assert report.failed
    assert "kind" in str(reasons["one"])
    assert "colour" in str(reasons["two"])
    assert "three.txt" in str(reasons["three"])
    assert "missing" in str(reasons["three"])
    assert list(house.held()) == ["four"]


def test_missing_file_keeps_what_was_indexed(house: House) -> None:
    path = house.file("one.txt", "First")
    house.catalogue("one.txt")
    house.ingest()
    path.unlink()
    assert outcomes(house.ingest()) == {"one": Outcome.FAILED}
    assert list(house.held()) == ["one"]


@pytest.mark.parametrize("changed", ["embedding_model", "embedding_dtype"])
def test_rebuild_keeps_everything(house: House, tmp_path: Path, changed: str) -> None:
    other = {changed: "bfloat16" if changed == "embedding_dtype" else str(tiny_model(tmp_path / "other", 1))}
    house.ingest(house.file("mine.txt", "Mine"))
    house.file("one.txt", "First")
    house.file("two.txt", "Second")
    house.catalogue("one.txt", "two.txt")
    house.ingest()
    before = house.held()
    (house.folder / "two.txt").write_bytes(b"")
    report = house.ingest(**other)
    assert house.embedded == report.passages == 3
    assert {(found.document, found.outcome) for found in report.documents} == {
        *((name, Outcome.UPDATED) for name in ("mine", "one", "two")),
        ("two", Outcome.FAILED),
    }
    assert house.held(**other) == before
    house.ingest(house.file("more.txt", "More"))
    assert sorted(house.held()) == ["mine", "more", "one", "two"]
    house.catalogue("one.txt")
    house.ingest(**other)
    assert sorted(house.held(**other)) == ["mine", "more", "one"]


def test_rebuild_names_text_that_is_gone(house: House, tmp_path: Path) -> None:
    house.ingest(house.file("mine.txt", "Mine"))
    shutil.rmtree(house.versions)
    report = house.ingest(house.file("more.txt", "More"), embedding_model=str(tiny_model(tmp_path / "o", 1)))
    assert outcomes(report) == {"mine": Outcome.FAILED, "more": Outcome.CREATED}


def test_pdf_is_cited_by_page(house: House, models: Path) -> None:
    lines = source_text("nation-of-sanctuary-plan-2019").splitlines()[470:800]
    made = two_column_pdf("\n".join(lines))
    assert len(made.pages) >= 3
    (house.folder / "plan.pdf").write_bytes(made.data)
    house.catalogue("plan.pdf", kind="plan", publisher="Welsh Government", date="2019-01")
    real = {"embedding_model": "multilingual-e5-small", "model_dir": models}
    assert not house.ingest(**real).failed
    settings = house.settings.model_copy(update=real)
    with open_assistant(settings, today=lambda: date(2026, 11, 21)) as assistant:
        answer = assistant.ask(Question("How will the employability of refugees be supported?"))
        assert answer.citations
        assert "employability" in " ".join(citation.quote for citation in answer.citations).lower()
        for citation in answer.citations:
            version = VersionStore(house.versions).get(citation.version)
            assert citation.quote == version.quote(citation.start, citation.end)
            assert citation.page is not None
            first = re.split(r"\s\[…\]\s", citation.quote)[0][:40]
            assert squeezed(first) in squeezed(made.pages[citation.page - 1])
