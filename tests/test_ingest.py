"""The ingest: only what changed is read and embedded, what fails is named, and nothing is lost on the way."""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from documents import scan, source_text, squeezed, two_column_pdf, web_page
from test_embedding import tiny_model

from answer.answer import Question
from answer.assembly import open_assistant
from corpus.store import VersionStore
from errors import UsageError
from ingest.assembly import open_ingestor
from ingest.progress import Progress
from ingest.report import Outcome, Report
from retriever.embedding import Embedder
from retriever.index_folder import IndexFolder
from retriever.search import Retriever, Search
from settings import Settings


@dataclass
class House:
    """A data folder with a catalogue and files of the test's own; all of their text is synthetic."""

    folder: Path
    settings: Settings
    steps: list[Progress] = field(default_factory=list)

    def file(self, name: str, *paragraphs: str) -> Path:
        path = self.folder / name
        path.write_text("\n\n".join(_long(text) for text in paragraphs), encoding="utf-8")
        return path

    def catalogue(self, *names: str, **facts: str) -> None:
        common = {"kind": "guidance", "publisher": "Nobody", "language": "en", "rights": "Synthetic", **facts}
        tables = [{"id": Path(name).stem, "file": name, **common} for name in names]
        rows = ["\n".join(f"{key} = {json.dumps(value)}" for key, value in table.items()) for table in tables]
        self.settings.catalogue.write_text("".join(f"[[document]]\n{row}\n\n" for row in rows), encoding="utf-8")

    def ingest(self, *paths: Path, **settings: object) -> Report:
        """One run as from a new process; its steps are kept."""
        self.steps.clear()
        return open_ingestor(self.settings.model_copy(update=settings)).ingest(paths, on_progress=self.steps.append)

    @property
    def embedded(self) -> int:
        return max([step.total for step in self.steps if step.stage == "embedding"], default=0)

    @contextmanager
    def search(self, **settings: object) -> Iterator[Search]:
        own = self.settings.model_copy(update=settings)
        embedder = Embedder.load(own.embedding_model, own.models, own.embedding_dtype)
        retriever = Retriever(
            IndexFolder(own.data_dir / "index"), VersionStore(self.versions), embedder, lambda: date(2026, 11, 21)
        )
        with retriever.open() as search:
            yield search
        retriever.close()

    @property
    def versions(self) -> Path:
        return self.settings.data_dir / "versions"

    def held(self, **settings: object) -> dict[str, str]:
        """The indexed text of each document."""
        with self.search(**settings) as search:
            ids = [holding.document.id for holding in search.holdings()]
            return {key: " ".join(passage.text for passage in search.passages_of(key)) for key in ids}


def _long(text: str) -> str:
    """A paragraph long enough to be a passage of its own."""
    return f"{text} (synthetic text{', and more of the same' * 18})."


def _outcomes(report: Report) -> dict[str, Outcome]:
    return {document.document: document.outcome for document in report.documents}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def house(tmp_path: Path, tiny: Path) -> House:
    folder = tmp_path / "files"
    folder.mkdir()
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path / "data",
        catalogue=folder / "catalogue.toml",
        embedding_model=str(tiny),
        embedding_dtype="float32",
    )
    return House(folder, settings)


def test_unchanged_is_not_parsed(house: House) -> None:
    house.file("one.txt", "First", "Second")
    (house.folder / "two.pdf").write_bytes(two_column_pdf(_long("Third")).data)
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
    assert set(_outcomes(reports[1]).values()) == {Outcome.UNCHANGED}
    assert reports[0].generation == reports[1].generation


def test_edited_file_embeds_what_changed(house: House) -> None:
    house.file("one.txt", "First", "Second", "Third")
    house.file("two.txt", "Fourth")
    house.catalogue("one.txt", "two.txt")
    house.ingest()
    assert house.embedded == 4
    house.file("one.txt", "First", "Changed", "Third")
    report = house.ingest()
    assert _outcomes(report) == {"one": Outcome.UPDATED, "two": Outcome.UNCHANGED}
    assert (house.embedded, report.passages) == (1, 4)
    assert "Second" not in house.held()["one"]
    assert "Changed" in house.held()["one"]
    assert len(list(VersionStore(house.versions).ids())) == 3


def test_renamed_file_is_the_same_document(house: House) -> None:
    path = house.file("one.txt", "First")
    house.ingest(path)
    renamed = path.rename(house.folder / "other.txt")
    assert _outcomes(house.ingest(renamed)) == {"one": Outcome.UNCHANGED}
    assert house.embedded == 0
    house.file("other.txt", "First", "Second")
    assert _outcomes(house.ingest(renamed)) == {"one": Outcome.UPDATED}
    assert list(house.held()) == ["one"]


def test_catalogue_facts_change_alone(house: House) -> None:
    house.file("one.txt", "First")
    house.catalogue("one.txt")
    house.ingest()
    house.catalogue("one.txt", status="withdrawn")
    assert _outcomes(house.ingest()) == {"one": Outcome.UPDATED}
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
    assert _outcomes(house.ingest()) == {"one": Outcome.REMOVED, "two": Outcome.UNCHANGED}
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
    assert _outcomes(house.ingest()) == {"one": Outcome.FAILED}
    assert list(house.held()) == ["one"]


def test_unreadable_pdf_is_tried_again(house: House) -> None:
    good, bad = house.file("good.txt", "First"), house.folder / "bad.pdf"
    bad.write_bytes(scan())
    for outcome in (Outcome.CREATED, Outcome.UNCHANGED):
        report = house.ingest(good, bad)
        assert _outcomes(report) == {"good": outcome, "bad": Outcome.FAILED}
        assert "text layer" in str(report.documents[0].reason)
    bad.write_bytes(two_column_pdf(_long("Readable now")).data)
    assert _outcomes(house.ingest(bad)) == {"bad": Outcome.CREATED}
    assert sorted(house.held()) == ["bad", "good"]


def test_formats_by_path(house: House) -> None:
    files = {"page.html": web_page(_long("A page")), "note.md": _long("# A note").encode(), "plain.txt": b"A text."}
    for name, data in files.items():
        (house.folder / name).write_bytes(data)
    report = house.ingest(house.folder)
    assert set(_outcomes(report).values()) == {Outcome.CREATED}
    held = house.held()
    assert sorted(held) == ["note", "page", "plain"]
    assert "Home" not in held["page"]
    with pytest.raises(UsageError, match=r"no file or folder .*nothing\.txt"):
        house.ingest(house.folder / "nothing.txt")


def test_files_of_one_name(house: House) -> None:
    (house.folder / "sub").mkdir()
    first, second = house.file("one.txt", "First"), house.file("sub/one.txt", "Second")
    report = house.ingest(first, second)
    assert _outcomes(report) == {"one": Outcome.CREATED, "one-2": Outcome.CREATED}
    assert _outcomes(house.ingest(house.folder)) == {"one": Outcome.UNCHANGED, "one-2": Outcome.UNCHANGED}
    assert "Second" in house.held()["one-2"]
    assert "First" in house.held()["one"]


def test_file_gone_from_a_folder_leaves(house: House) -> None:
    house.file("one.txt", "First")
    house.file("two.txt", "Second").rename(house.folder / "moved.txt")
    house.ingest(house.folder)
    (house.folder / "one.txt").unlink()
    assert _outcomes(house.ingest(house.folder)) == {"one": Outcome.REMOVED, "moved": Outcome.UNCHANGED}
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
    assert _outcomes(house.ingest()) == {"one": Outcome.CREATED, "draft": Outcome.REMOVED}
    assert _outcomes(house.ingest(path)) == {"one": Outcome.UNCHANGED}
    house.file("one.txt", "First", "Second")
    assert _outcomes(house.ingest(path)) == {"one": Outcome.UPDATED}
    house.catalogue("one.txt")
    assert _outcomes(house.ingest()) == {"one": Outcome.UNCHANGED}


def test_catalogue_ingest_keeps_documents_by_path(house: House) -> None:
    house.ingest(house.file("mine.txt", "Mine"))
    house.file("one.txt", "First")
    house.catalogue("one.txt")
    assert _outcomes(house.ingest()) == {"one": Outcome.CREATED}
    assert sorted(house.held()) == ["mine", "one"]


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
    assert _outcomes(report) == {"mine": Outcome.FAILED, "more": Outcome.CREATED}


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
