"""A data folder with a catalogue and files of a test's own, and what tests ask of it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from corpus.store import VersionStore
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
        path.write_text("\n\n".join(long_text(text) for text in paragraphs), encoding="utf-8")
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


def long_text(text: str) -> str:
    """A paragraph long enough to be a passage of its own."""
    return f"{text} (synthetic text{', and more of the same' * 18})."


def outcomes(report: Report) -> dict[str, Outcome]:
    return {document.document: document.outcome for document in report.documents}
