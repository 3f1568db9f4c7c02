"""Files and folders given by their paths: what is the same document, and what leaves."""

import shutil

import pytest
from documents import scan, two_column_pdf, web_page
from house import House, long_text, outcomes

from errors import NotFound, UsageError
from ingest.assembly import open_ingestor
from ingest.report import Outcome


def test_renamed_file_is_the_same_document(house: House) -> None:
    path = house.file("one.txt", "First")
    house.ingest(path)
    renamed = path.rename(house.folder / "other.txt")
    assert outcomes(house.ingest(renamed)) == {"one": Outcome.UNCHANGED}
    assert house.embedded == 0
    house.file("other.txt", "First", "Second")
    assert outcomes(house.ingest(renamed)) == {"one": Outcome.UPDATED}
    assert list(house.held()) == ["one"]


def test_unreadable_pdf_is_tried_again(house: House) -> None:
    good, bad = house.file("good.txt", "First"), house.folder / "bad.pdf"
    bad.write_bytes(scan())
    for outcome in (Outcome.CREATED, Outcome.UNCHANGED):
        report = house.ingest(good, bad)
        assert outcomes(report) == {"good": outcome, "bad": Outcome.FAILED}
        assert "text layer" in str(report.documents[0].reason)
    bad.write_bytes(two_column_pdf(long_text("Readable now")).data)
    assert outcomes(house.ingest(bad)) == {"bad": Outcome.CREATED}
    assert sorted(house.held()) == ["bad", "good"]


def test_formats_by_path(house: House) -> None:
    files = {
        "page.html": web_page(long_text("A page")),
        "note.md": long_text("# A note").encode(),
        "plain.txt": b"A text.",
    }
    for name, data in files.items():
        (house.folder / name).write_bytes(data)
    report = house.ingest(house.folder)
    assert set(outcomes(report).values()) == {Outcome.CREATED}
    held = house.held()
    assert sorted(held) == ["note", "page", "plain"]
    assert "Home" not in held["page"]
    with pytest.raises(UsageError, match=r"no file or folder .*nothing\.txt"):
        house.ingest(house.folder / "nothing.txt")


def test_files_of_one_name(house: House) -> None:
    (house.folder / "sub").mkdir()
    first, second = house.file("one.txt", "First"), house.file("sub/one.txt", "Second")
    report = house.ingest(first, second)
    assert outcomes(report) == {"one": Outcome.CREATED, "one-2": Outcome.CREATED}
    assert outcomes(house.ingest(house.folder)) == {"one": Outcome.UNCHANGED, "one-2": Outcome.UNCHANGED}
    assert "Second" in house.held()["one-2"]
    assert "First" in house.held()["one"]


def test_file_gone_from_a_folder_leaves(house: House) -> None:
    house.file("one.txt", "First")
    house.file("two.txt", "Second").rename(house.folder / "moved.txt")
    house.ingest(house.folder)
    (house.folder / "one.txt").unlink()
    assert outcomes(house.ingest(house.folder)) == {"one": Outcome.REMOVED, "moved": Outcome.UNCHANGED}
    house.ingest(house.file("three.txt", "Third"))
    (house.folder / "moved.txt").unlink()
    house.ingest(house.folder / "three.txt")
    assert sorted(house.held()) == ["moved", "three"]


def test_same_bytes_twice_are_one_document(house: House) -> None:
    house.file("one.txt", "First")
    shutil.copy(house.folder / "one.txt", house.folder / "two.txt")
    report = house.ingest(house.folder)
    assert [found.outcome for found in report.documents] == [Outcome.CREATED, Outcome.UNCHANGED]
    assert "same bytes" in str(report.documents[1].reason)
    assert list(house.held()) == ["one"]


def test_document_by_path_enters_the_catalogue(house: House) -> None:
    path = house.file("one.txt", "First")
    house.ingest(path.rename(house.folder / "draft.txt"))
    house.file("one.txt", "First")
    house.catalogue("one.txt")
    assert outcomes(house.ingest()) == {"one": Outcome.CREATED, "draft": Outcome.REMOVED}
    assert outcomes(house.ingest(path)) == {"one": Outcome.UNCHANGED}
    house.file("one.txt", "First", "Second")
    assert outcomes(house.ingest(path)) == {"one": Outcome.UPDATED}
    house.catalogue("one.txt")
    assert outcomes(house.ingest()) == {"one": Outcome.UNCHANGED}


def test_catalogue_ingest_keeps_documents_by_path(house: House) -> None:
    house.ingest(house.file("mine.txt", "Mine"))
    house.file("one.txt", "First")
    house.catalogue("one.txt")
    assert outcomes(house.ingest()) == {"one": Outcome.CREATED}
    assert sorted(house.held()) == ["mine", "one"]


def test_document_removed_by_hand(house: House) -> None:
    house.ingest(house.file("one.txt", "First"), house.file("two.txt", "Second"))
    house.file("three.txt", "Third")
    house.catalogue("three.txt")
    house.ingest()
    ingestor = open_ingestor(house.settings)
    report = ingestor.remove("one", on_progress=house.steps.append)
    assert outcomes(report) == {"one": Outcome.REMOVED}
    assert sorted(house.held()) == ["three", "two"]
    with pytest.raises(NotFound, match="No document 'one' is indexed"):
        ingestor.remove("one", on_progress=house.steps.append)
    with pytest.raises(UsageError, match="Remove its entry"):
        ingestor.remove("three", on_progress=house.steps.append)
