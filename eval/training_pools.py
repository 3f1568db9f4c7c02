"""Training questions with the passages that lie nearest to them, and what of it is held out."""

import hashlib
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpus.passage import Passage
from eval.run import ingest, isolated
from eval.training_passages import DOCUMENTS, TRAINING, Asked, Gold, TrainingPassages
from retriever.embedding import Embedder, Vectors
from retriever.generation import Generation
from retriever.index_folder import IndexFolder
from settings import Settings

SEED = 1
HELD = 0.06
"""The share of passages of the documents, and of invented texts, that are held out with every question on them."""
_UNMISTAKABLE = 2
"""An answer that stands in more passages than this, such as a name in a table, is taken for the nearest one alone."""


class Pools:
    """Passages, questions and the order in which the plain embedding model would find the one for the other."""

    def __init__(self, found: TrainingPassages, embedder: Embedder, data: Mapping[str, str]) -> None:
        self.passages: Sequence[Passage] = found.passages
        self.unplaced = found.unplaced
        self.data = data
        """SHA-256 of each file that was read, by its name."""
        self._members = {name: np.array(members) for name, members in found.pools.items()}
        self.vectors = embedder.passages(found.passages)
        self.questions = embedder.queries([one.question for one in found.asked])
        self.asked = tuple(self._narrowed(number, one) for number, one in enumerate(found.asked))
        self.kept, self.held = self._split()

    def nearest(self, number: int, count: int) -> list[int]:
        """Numbers of the nearest passages of the question's own text, nearest first."""
        return self.nearest_to(self.questions[number], self.asked[number].pool, count)

    def nearest_to(self, question: Vectors, pool: str, count: int) -> list[int]:
        """The same for a question's vector and the name of a pool."""
        members = self._members[pool]
        scores = np.array([self.nearness(question, int(at)) for at in members])
        return [int(members[at]) for at in np.argsort(-scores)[:count]]

    def nearness(self, question: Vectors, passage: int) -> float:
        """Cosine with the passage and with its nearest sentence, together."""
        vectors = self.vectors[passage]
        return float(vectors.passage @ question + (vectors.sentences @ question).max())

    def _narrowed(self, number: int, one: Asked) -> Asked:
        places = {gold.passage for gold in one.gold}
        if len(places) <= _UNMISTAKABLE:
            return one
        best = max(places, key=lambda at: self.nearness(self.questions[number], at))
        return replace(one, gold=tuple(gold for gold in one.gold if gold.passage == best))

    def _split(self) -> tuple[list[int], list[int]]:
        """Questions that are trained on, and those of held-out passages and texts; no passage is on both sides."""
        drawn = random.Random(SEED)  # noqa: S311 no secret is drawn
        documents = [int(at) for at in self._members[DOCUMENTS]]
        texts = sorted(name for name in self._members if name != DOCUMENTS)
        passages = set(drawn.sample(documents, int(HELD * len(documents))))
        pools = set(drawn.sample(texts, int(HELD * len(texts))))
        held = [at for at, one in enumerate(self.asked) if one.pool in pools or _any(one.gold, passages)]
        # Questions that nothing answers belong to no passage: a share of them by their words.
        empty = [at for at, one in enumerate(self.asked) if not one.gold and one.pool == DOCUMENTS]
        held += drawn.sample(empty, int(HELD * len(empty)))
        out = set(held)
        return [at for at in range(len(self.asked)) if at not in out], sorted(out)


def _any(gold: Iterable[Gold], passages: set[int]) -> bool:
    return any(one.passage in passages for one in gold)


def load_pools(settings: Settings, embedder: Embedder, folder: Path = TRAINING) -> Pools:
    """Ingest the catalogue into the evaluation's own data folder and read the training data over it."""
    own = isolated(settings)
    ingest(own, lambda *_: None)
    index = IndexFolder(own.data_dir / "index")
    generation = Generation.inspect(index.generation(index.require_current()))
    try:
        return Pools(TrainingPassages(generation, folder), embedder, hashes(evidence_files(folder)))
    finally:
        generation.close()


def evidence_files(folder: Path = TRAINING) -> list[Path]:
    """The files that say which sentences answer."""
    return [
        path for path in sorted(folder.glob("*.jsonl")) if "answer" in path.name or path.name.startswith("synthetic")
    ]


def hashes(paths: Iterable[Path]) -> dict[str, str]:
    """SHA-256 of each file by its name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
