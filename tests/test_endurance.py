"""Builds that are killed, doubled and swapped under a running service; SOAK_ROUNDS makes it longer."""

import os
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import monotonic, sleep

import builders
import pytest

from corpus.store import VersionStore
from ingest.assembly import open_ingestor
from retriever.embedding import Embedder
from retriever.index_folder import IndexFolder
from retriever.search import Retriever
from settings import Settings

_KILLS = int(os.environ.get("SOAK_ROUNDS", "10"))
_SWAPS = 50


@pytest.fixture
def shop(tmp_path: Path, tiny: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path / "data", embedding_model=str(tiny), embedding_dtype="float32")


@contextmanager
def _serving(settings: Settings) -> Iterator[Retriever]:
    index, versions = IndexFolder(settings.data_dir / "index"), VersionStore(settings.data_dir / "versions")
    retriever = Retriever(index, versions, Embedder.load(settings.embedding_model, settings.models), date.today)
    yield retriever
    retriever.close()


def _held(retriever: Retriever) -> dict[str, int]:
    with retriever.open() as search:
        return {held.document.id: len(search.passages_of(held.document.id)) for held in search.holdings()}


def _write(folder: Path, documents: int, edition: int) -> dict[str, int]:
    """Synthetic documents, of which every edition changes the half; the passages that each should have."""
    folder.mkdir(exist_ok=True)
    for number in range(documents):
        changed = edition if number % 2 else 0
        words = "\n\n".join(f"Document {number} {at} edition {changed}{' and on' * 70}." for at in range(3))
        (folder / f"d{number}.txt").write_text(words, encoding="utf-8")
    return {f"d{number}": 3 for number in range(documents)}


def test_killed_at_any_moment(shop: Settings, tmp_path: Path) -> None:
    expected = _write(tmp_path / "files", 24, 0)
    began = monotonic()
    open_ingestor(shop).ingest([tmp_path / "files"], on_progress=lambda at: None)
    length = monotonic() - began
    moments = random.Random(1)
    with _serving(shop) as retriever:
        for edition in range(1, _KILLS + 1):
            _write(tmp_path / "files", 24, edition)
            process, begun = builders.started(shop, [tmp_path / "files"])
            assert begun.wait(60)
            sleep(moments.uniform(0, length))
            process.kill()
            process.join()
            assert _held(retriever) == expected
    assert not open_ingestor(shop).ingest([tmp_path / "files"], on_progress=lambda at: None).failed
    assert open_ingestor(shop).verify() == ()
    with _serving(shop) as retriever, retriever.open() as search:
        texts = [passage.text for key in expected for passage in search.passages_of(key)]
        assert len(texts) == len(set(texts)) == sum(expected.values())
        assert sum(f"edition {_KILLS}" in text for text in texts) == len(texts) // 2


def test_two_ingests_at_once(shop: Settings, tmp_path: Path) -> None:
    expected = {}
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        for at in range(20):
            (tmp_path / folder / f"{folder}{at}.txt").write_text(f"Synthetic {folder} {at} of sanctuary.")
            expected[f"{folder}{at}"] = 1
    codes: list[int | None] = []
    while codes.count(0) < 2:
        waiting = [folder for folder in ("one", "two") if not (tmp_path / f"{folder}.done").exists()]
        running = {folder: builders.started(shop, [tmp_path / folder]) for folder in waiting}
        for folder, (process, _) in running.items():
            process.join()
            assert process.exitcode in (0, 3)
            codes.append(process.exitcode)
            if process.exitcode == 0:
                (tmp_path / f"{folder}.done").touch()
    assert open_ingestor(shop).verify() == ()
    with _serving(shop) as retriever:
        assert _held(retriever) == expected


def _resources() -> tuple[int, int, int]:
    """Descriptors, threads and megabytes in memory of this process."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return len(os.listdir("/proc/self/fd")), int(status["Threads"]), int(status["VmRSS"].split()[0]) // 1024


def test_served_over_many_swaps(shop: Settings, tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    builders.rewrite_and_build(shop, file, 1)
    process = builders.context().Process(target=builders.rewrite_and_build, args=(shop, file, _SWAPS))
    seen: set[str] = set()
    measured: dict[int, tuple[int, int, int]] = {}
    faults: list[Exception] = []
    with _serving(shop) as retriever:

        def ask() -> None:
            while process.is_alive():
                try:
                    sleep(0.005)  # the builder is to have a turn as well
                    with retriever.open() as search:
                        hits = search.search("sanctuary")
                        assert len(hits) == 1
                        seen.add(search.state().generation)
                        measured.setdefault(len(seen), _resources())
                except Exception as error:
                    faults.append(error)

        process.start()
        askers = [threading.Thread(target=ask) for _ in range(2)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
        with retriever.open() as search:
            assert search.search("sanctuary")[0].passage.text == f"Edition {_SWAPS} speaks of sanctuary."
    assert (process.exitcode, faults) == (0, [])
    assert len(seen) > _SWAPS // 2
    early, late = measured[len(seen) // 3], measured[len(seen)]
    assert late[0] - early[0] <= 24  # two generations may be open at once
    assert late[1] - early[1] <= 12
    assert late[2] - early[2] <= 60
