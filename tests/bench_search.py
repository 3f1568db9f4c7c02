"""Measures searching and asking over 100,000 passages: python tests/bench_search.py, or `make bench`.

The five documents of the catalogue and as many invented passages as are wanted, of words drawn as often as the
documents use them, with vectors scattered as theirs are. In one run, question by question in turn: the plain model's
`encode` with Chroma's `query`, a search, and an answer.
"""

import hashlib
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from bench_ingest import Row, section
from numpy.typing import NDArray

from answer.answer import Question
from answer.assembly import open_assistant
from corpus.document import Document, Kind
from corpus.passage import Passage
from corpus.span import Span
from corpus.store import VersionStore
from corpus.version import Role, Version
from eval.asking import AS_OF
from eval.case import Split
from eval.cases import FactsCase, tasks_of
from eval.run import ingest, isolated
from retriever.embedding import Embedder, PassageVectors
from retriever.generation import DocumentChange, Generation
from retriever.holding import Holding
from retriever.index_folder import IndexFolder
from retriever.manifest import FILE
from retriever.passage_store import StoredPassage
from settings import Settings, silence_environment

MANY = 100_000
_TOGETHER = 50
_GROUP = 40
_SENTENCES = 3
_LONG = 22


def grow(settings: Settings, count: int) -> None:
    """Add invented passages to the published index."""
    index = IndexFolder(settings.data_dir / "index")
    name = index.require_current()
    shutil.copytree(index.generation(name), index.building)
    generation, store = Generation.edit(index.building), VersionStore(settings.data_dir / "versions")
    try:
        passages = [item for holding in generation.holdings for item in generation.passages.of_document(holding)]
        vectors = np.stack([item.vectors.passage for item in passages])
        invented = _changes(" ".join(item.passage.text for item in passages).split(), vectors, count, store)
        group: list[DocumentChange] = []
        for change in invented:
            group.append(change)
            if len(group) == _GROUP:
                generation.apply(group)
                group = []
        generation.apply(group)
    finally:
        generation.close()
    facts = json.loads((index.building / FILE).read_text(encoding="utf-8"))
    grown = f"{index.next_number():06}-grown"
    (index.building / FILE).write_text(json.dumps({**facts, "name": grown}), encoding="utf-8")
    index.publish(grown)


def _changes(
    words: list[str], vectors: NDArray[np.float32], count: int, store: VersionStore
) -> Iterator[DocumentChange]:
    """Documents of fifty passages each, their versions stored."""
    drawn, chance = random.Random(0), np.random.default_rng(0)
    centre, spread = vectors.mean(axis=0), vectors.std(axis=0)
    for number in range(count // _TOGETHER):
        name = f"invented-{number:05}"
        sentences = [" ".join(drawn.choices(words, k=_LONG)) + "." for _ in range(_TOGETHER * _SENTENCES)]
        version = Version(hashlib.sha256(name.encode()).hexdigest(), "bench/1", " ".join(sentences), (), ())
        store.put(version)
        document = Document(name, name, Kind.OTHER, "Welsh Government", "en", "OGL")
        holding = Holding(document, version.id, version.source, version.reader, _TOGETHER)
        added, at = [], 0
        for first in range(0, len(sentences), _SENTENCES):
            spans = []
            for sentence in sentences[first : first + _SENTENCES]:
                spans.append(Span(at, at + len(sentence)))
                at += len(sentence) + 1
            text = version.text[spans[0].start : spans[-1].end]
            passage = Passage(
                name, version.id, spans[0].start, spans[-1].end, text, name, Role.BODY, (), None, "en", tuple(spans)
            )
            rows = centre + spread * chance.standard_normal((1 + _SENTENCES, len(centre)))
            rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
            added.append(StoredPassage(passage, PassageVectors(rows[0], rows[1:])))
        yield DocumentChange(holding, (), added)


def measure(settings: Settings) -> list[Row]:
    """Seconds of the three, question by question in turn."""
    cases = [task.case for task in tasks_of(("facts",), (Split.DEVELOPMENT,))]
    questions = [case.question for case in cases if isinstance(case, FactsCase)]
    embedder = Embedder.load(settings.embedding_model, settings.models, settings.embedding_dtype)
    index = IndexFolder(settings.data_dir / "index")
    generation = Generation.inspect(index.generation(index.require_current()))
    bare, search, ask = [], [], []
    with open_assistant(settings) as assistant:
        assistant.ask(Question(questions[0], as_of=AS_OF))
        for question in questions[1:]:
            bare.append(_seconds(partial(_bare, embedder, generation, question)))
            search.append(_seconds(partial(assistant.search, question, as_of=AS_OF)))
            # Another text, so that the search's vector is not remembered.
            ask.append(_seconds(partial(assistant.ask, Question(f"{question} ", as_of=AS_OF))))
    generation.close()
    return [_row("search", search, bare, 1.5), _row("ask", ask, bare, 2.5)]


def _bare(embedder: Embedder, generation: Generation, question: str) -> None:
    generation.vectors.nearest("evidence-en", embedder.plain(question), 10)


def _seconds(call: Callable[[], object]) -> float:
    begun = perf_counter()
    call()
    return perf_counter() - begun


def _row(what: str, seconds: list[float], bare: list[float], most: float) -> Row:
    ratio = median(seconds) / median(bare)
    return Row(
        f"{what} over {MANY:,} passages, p50, to `encode` and `query` in the same run",
        f"{ratio:.2f} ({1000 * median(seconds):.0f} ms to {1000 * median(bare):.0f} ms)",
        f"at most {most}",
        ratio <= most,
    )


def main() -> int:
    """Run everything and write the section; exit 1 where something wanted is not met."""
    silence_environment()
    with tempfile.TemporaryDirectory() as name:
        settings = isolated(Settings()).model_copy(update={"data_dir": Path(name), "embedding_dtype": "auto"})
        ingest(settings, lambda *_: None)
        grow(settings, MANY)
        rows = measure(settings)
    section("Search", "Five real documents among invented passages.", rows)
    sys.stdout.write("".join(f"{row.what}: {row.measured} ({row.wanted})\n" for row in rows))
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
