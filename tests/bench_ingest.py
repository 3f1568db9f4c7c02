"""Measures the ingest and writes docs/benchmarks.md: python tests/bench_ingest.py, or `make bench`."""

import json
import platform
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np
import torch
from langchain_chroma import Chroma
from langchain_core.documents import Document as LangChainDocument
from langchain_core.embeddings import Embeddings
from letters import synthetic_letter
from sentence_transformers import SentenceTransformer
from tiny import tiny_model

from corpus.passage import Passage
from ingest.assembly import open_ingestor
from ingest.ingestor import Ingestor
from ingest.passages import passages
from ingest.reading import Wanted, read
from ingest.report import Outcome, Report
from ingest.supply.sources import Source, Sources
from retriever.e5 import e5_folder
from retriever.embedding import Embedder, PassageVectors
from retriever.generation import Generation
from retriever.index_folder import IndexFolder
from settings import ROOT, Settings, silence_environment

_TEXT = (
    "people services support housing council report funding schools language health advice partners access plan the a "
    "of in to for with and was are that by new local Welsh public 2019 120 community work"
)
_WORDS = tuple(_TEXT.split())
_REAL = 5_000
_MANY = 100_000


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    wanted: str
    met: bool


class Prefixed(Embeddings):
    """The model as LangChain would be given it: raw `encode` with the model's own prompt for documents."""

    def __init__(self, model: SentenceTransformer) -> None:
        self._model = model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        found: list[list[float]] = self._model.encode(texts, batch_size=32, normalize_embeddings=True).tolist()
        return found

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


class MostlySynthetic(Embedder):
    """The real model for the first passages, random unit vectors for those after."""

    left = _REAL

    def passages(
        self, passages: Sequence[Passage], *, on_batch: Callable[[int], None] = lambda count: None
    ) -> list[PassageVectors]:
        real = list(passages[: self.left])
        self.left -= len(real)
        found = super().passages(real, on_batch=on_batch) if real else []
        numbers = np.random.default_rng(len(passages))
        for passage in passages[len(real) :]:
            table = numbers.standard_normal((len(passage.sentences) + 1, self.identity.dimension)).astype(np.float32)
            table /= np.linalg.norm(table, axis=1, keepdims=True)
            found.append(PassageVectors(table[0], table[1:]))
        return found


def long_letter(seed: int, length: int = 3) -> str:
    """A synthetic letter with so many paragraphs of running text behind it, each a passage of usual length."""
    words = random.Random(seed)
    paragraphs = (
        " ".join(f"{' '.join(words.choices(_WORDS, k=14)).capitalize()}." for _ in range(5)) for _ in range(length)
    )
    return "\n\n".join((synthetic_letter(seed).text, "Annex A", *paragraphs)) + "\n"


def letters(count: int, length: int = 3) -> Sources:
    """Letters that lie nowhere but in memory."""
    made = (long_letter(number, length).encode() for number in range(count))
    return Sources(
        tuple(Source(f"l{n}", None, "path", f"l{n}", f"l{n}", partial(bytes, data)) for n, data in enumerate(made))
    )


def _settings(data: Path, model: str) -> Settings:
    return Settings(_env_file=None, data_dir=data, embedding_model=model, model_dir=Settings(_env_file=None).models)


def _ingest(ingestor: Ingestor, sources: Sources) -> tuple[Report, float]:
    began = perf_counter()
    report = ingestor.ingest_sources(sources, on_progress=lambda at: None)
    return report, perf_counter() - began


def throughput(place: Path, count: int, length: int, rounds: int = 3) -> list[Row]:
    """The whole ingest beside the bare model and beside LangChain: the same passages, by turns, the best of each."""
    settings = _settings(place / "first", "multilingual-e5-small")
    embedder = Embedder.load(settings.embedding_model, settings.models, settings.embedding_dtype)
    model = SentenceTransformer(
        str(e5_folder(settings.models)),
        device="cpu",
        model_kwargs={"dtype": getattr(torch, embedder.identity.dtype)},
    )
    given = letters(count, length)

    def ingest(data: Path) -> Report:
        own = settings.model_copy(update={"data_dir": data, "model_dir": settings.models})
        return open_ingestor(own, load=lambda: embedder).ingest_sources(given, on_progress=lambda at: None)

    report = ingest(settings.data_dir)
    texts = _embedded(IndexFolder(settings.data_dir / "index"), count)
    documents = [LangChainDocument(text) for text in texts]
    works: dict[str, Callable[[int], object]] = {
        "raw": lambda number: model.encode(texts, batch_size=32, normalize_embeddings=True),
        "ours": lambda number: ingest(place / f"ours{number}"),
        "anew": lambda number: _build_anew(settings, place / f"anew{number}", embedder),
        "langchain": lambda number: Chroma.from_documents(
            documents, Prefixed(model), persist_directory=str(place / f"langchain{number}")
        ),
    }
    best = _best(works, rounds)
    raw, langchain = best["raw"] / best["ours"], best["langchain"] / best["ours"]
    anew, langchain_anew = best["raw"] / best["anew"], best["langchain"] / best["anew"]
    characters = sum(map(len, texts)) // len(texts)
    speed = report.passages / best["ours"]
    what = f"{report.passages:,} passages of {characters} characters, {embedder.identity.dtype}, {speed:.0f} a second"
    return [
        Row(f"throughput of a whole ingest over raw `encode` ({what})", f"{raw:.2f}", "at least 0.85", raw >= 0.85),
        Row("the same over LangChain's `Chroma.from_documents`", f"{langchain:.2f}", "over 1", langchain > 1),
        Row("built anew from stored versions, over raw `encode`", f"{anew:.2f}", "at least 0.85", anew >= 0.85),
        Row("the same over LangChain's", f"{langchain_anew:.2f}", "over 1", langchain_anew > 1),
    ]


def _best(works: dict[str, Callable[[int], object]], rounds: int) -> dict[str, float]:
    """The shortest time of each, all taking turns."""
    best = dict.fromkeys(works, float("inf"))
    for number in range(rounds):
        for name, work in works.items():
            began = perf_counter()
            work(number)
            best[name] = min(best[name], perf_counter() - began)
    return best


def _build_anew(settings: Settings, data: Path, embedder: Embedder) -> None:
    """As after a change of the model: what is indexed is passed, embedded and stored again, and nothing is read."""
    shutil.copytree(settings.data_dir, data)
    index = IndexFolder(data / "index")
    path = index.generation(index.require_current()) / "manifest.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    facts["embedding"]["dtype"] = "another"
    path.write_text(json.dumps(facts), encoding="utf-8")
    own = settings.model_copy(update={"data_dir": data, "model_dir": settings.models})
    open_ingestor(own, load=lambda: embedder).ingest_sources(Sources(()), on_progress=lambda at: None)


def _embedded(index: IndexFolder, count: int) -> list[str]:
    """What the model sees of each indexed passage."""
    generation = Generation.inspect(index.generation(index.require_current()))
    stored = [item.passage for number in range(count) for item in generation.passages.of_document(f"l{number}")]
    generation.close()
    return [f"passage: {passage.context}\n{passage.text}" for passage in stored]


def repetition(place: Path, count: int) -> list[Row]:
    """A second ingest of unchanged files, and one edited file among many; a tiny model makes the first one cheap."""
    files = place / "files"
    files.mkdir()
    for number in range(count):
        text = synthetic_letter(number).text if number else long_letter(0)
        (files / f"l{number}.txt").write_text(text, encoding="utf-8")
    ingestor = open_ingestor(_settings(place / "many", str(tiny_model(place / "tiny"))))
    began = perf_counter()
    ingestor.ingest([files], on_progress=lambda at: None)
    first = perf_counter() - began
    began = perf_counter()
    second_report = ingestor.ingest([files], on_progress=lambda at: None)
    second = perf_counter() - began
    assert {found.outcome for found in second_report.documents} == {Outcome.UNCHANGED}
    with (files / "l0.txt").open("a", encoding="utf-8") as file:
        file.write("\nOne more synthetic paragraph.\n")
    embedded = [0]
    edited = ingestor.ingest(
        [files], on_progress=lambda at: embedded.append(at.total) if at.stage == "embedding" else None
    )
    touched = [found for found in edited.documents if found.outcome is not Outcome.UNCHANGED]
    share = second / first
    return [
        Row(f"second ingest of {count:,} unchanged documents", f"{100 * share:.2f} %", "under 2 %", share < 0.02),
        Row(
            f"one edited among {count:,}: documents written, passages embedded",
            f"{len(touched)}, {max(embedded)} of {touched[0].passages}",
            "that one only",
            len(touched) == 1 and 0 < max(embedded) <= touched[0].passages,
        ),
    ]


def memory(place: Path, wanted: int) -> None:
    """One ingest in a process of its own; prints passages, peak megabytes and seconds as JSON."""
    settings = _settings(place, "multilingual-e5-small")
    loaded = MostlySynthetic.load(settings.embedding_model, settings.models, settings.embedding_dtype)
    report, seconds = _ingest(open_ingestor(settings, load=lambda: loaded), _enough(wanted))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps({"passages": report.passages, "peak": peak, "seconds": seconds}) + "\n")


def _enough(wanted: int) -> Sources:
    """Letters of that many passages in all, judged by the first hundred."""
    sample = letters(100).sources
    held = 0
    for source in sample:
        reading = read(source.fetch(), Wanted(None, propose=True))
        assert reading.proposal is not None
        held += len(passages(reading.proposal.document(source.id), reading.version))
    return letters(wanted * len(sample) // held)


def _peak(place: Path, wanted: int) -> Row:
    command = [sys.executable, __file__, "memory", str(place / "memory"), str(wanted)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(run.stdout.splitlines()[-1])
    what = f"peak memory for {found['passages']:,} passages, {_REAL:,} of them embedded"
    return Row(what, f"{found['peak']:,} MiB ({found['seconds']:.0f} s)", "under 2,048 MiB", found["peak"] < 2048)


def section(title: str, intro: str, rows: Sequence[Row]) -> None:
    """Put the table of one part into docs/benchmarks.md in the place of what stood there."""
    path = ROOT / "docs" / "benchmarks.md"
    lines = ["| what | measured | wanted | met |", "| --- | --- | --- | --- |"]
    lines += [f"| {row.what} | {row.measured} | {row.wanted} | {'yes' if row.met else 'no'} |" for row in rows]
    machine = f"{torch.get_num_threads()} threads, {platform.machine()}, Python {platform.python_version()}"
    written = f"## {title}\n\n{date.today()}, {machine}. {intro}\n\n" + "\n".join(lines) + "\n"
    parts = re.split(r"(?m)^(?=## )", path.read_text(encoding="utf-8"))
    kept = [part.strip() + "\n" for part in parts if not part.startswith(f"## {title}\n")]
    path.write_text("\n".join([*kept, written]), encoding="utf-8")


def main() -> int:
    """Run everything; exit 1 where something wanted is not met."""
    silence_environment()
    if sys.argv[1:2] == ["memory"]:
        memory(Path(sys.argv[2]), int(sys.argv[3]))
        return 0
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        rows = [
            *throughput(place / "long", 60, 12),
            *throughput(place / "short", 120, 3),
            *repetition(place, 10_000),
            _peak(place, _MANY),
        ]
    section("Ingest", "All documents are synthetic letters.", rows)
    sys.stdout.write("".join(f"{row.what}: {row.measured} ({row.wanted})\n" for row in rows))
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
