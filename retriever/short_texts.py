"""A search over any set of short texts, such as claims or titles of fact checks: by meaning and by words at once."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from textwrap import wrap
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from errors import UsageError
from retriever.analysis import tokens
from retriever.bm25 import Bm25
from retriever.embedding import Embedder, Vectors
from text.language import language
from text.posts import running_text
from text.sentences import sentences

# Of the two scores, each scaled over the candidates, the embedding's share. Chosen among five with the posts of the
# development split of the suite claims.
MEANING_SHARE = 0.6
# So many of the best by meaning and by words are ranked together.
_CANDIDATES = 100
# The model reads about this many characters; what is longer is read in pieces, so many of them at most.
_PIECE = 1200
_PIECES = 12
# Between two batches others may have the model.
_BATCH = 512


class Match(NamedTuple):
    """A text that was found, and how well it fits; it unpacks as `id, score`."""

    id: str
    score: float


class ShortTexts:
    """Texts with their vectors and words, made once and then only read: safe to search from several threads."""

    def __init__(self, texts: Sequence[tuple[str, str]], embedder: Embedder, *, cache: Path | None = None) -> None:
        """Index the texts, given as pairs of id and text; posts are read as `text.posts` reads them.

        `cache` is a file of vectors, written where it is missing or of other texts or another model, so that a second
        start embeds nothing. Raises UsageError where two texts have one id.
        """
        self._ids = [id for id, _ in texts]
        if len(set(self._ids)) < len(self._ids):
            raise UsageError("Two of the short texts have one id. Give each text an id of its own.")
        self._embedder = embedder
        plain = [running_text(text) for _, text in texts]
        pieces = [_pieces(text) for text in plain]
        self._owner = np.array([at for at, cut in enumerate(pieces) for _ in cut], np.int64)
        self._vectors = _kept([piece for cut in pieces for piece in cut], embedder, cache)
        self._words = Bm25([_tokens(text) for text in plain])

    def __len__(self) -> int:
        return len(self._ids)

    def search(self, query: str, limit: int = 10) -> list[Match]:
        """The best texts for a query of any length, best first; a score of 0 to 1 compares within one search only."""
        return self.search_many([query], limit)[0]

    def search_many(self, queries: Sequence[str], limit: int = 10) -> list[list[Match]]:
        """The same for many queries, which go through the model together."""
        plain = [running_text(query) for query in queries]
        return [
            self._fused(near, self._words.scores(_tokens(query)), limit)
            for query, near in zip(plain, self._nearness(plain), strict=True)
        ]

    def nearest(self, query: str, limit: int = 10) -> list[Match]:
        """The nearest texts in whatever language, by meaning alone, nearest first; the score is a cosine."""
        near = self._nearness([running_text(query)])[0]
        return [Match(self._ids[at], float(near[at])) for at in _best(near, limit)]

    def _fused(self, near: NDArray[np.float64], worded: NDArray[np.float64], limit: int) -> list[Match]:
        count = max(_CANDIDATES, limit)
        said = [at for at in _best(worded, count) if worded[at] > 0]
        candidates = np.array(sorted({*_best(near, count), *said}), np.int64)
        if not candidates.size:
            return []
        by_words = worded[candidates] / max(float(worded.max()), 1e-9)
        fused = MEANING_SHARE * _scaled(near[candidates]) + (1 - MEANING_SHARE) * by_words
        return [Match(self._ids[int(candidates[at])], float(fused[at])) for at in _best(fused, limit)]

    def _nearness(self, queries: Sequence[str]) -> list[NDArray[np.float64]]:
        """For each query the cosine of every text: of its nearest piece to the nearest piece of the query."""
        pieces = [_pieces(query) for query in queries]
        vectors = _embedded([piece for cut in pieces for piece in cut], self._embedder)
        found, start = [], 0
        for cut in pieces:
            near = np.full(len(self._ids), -1.0)
            if len(self._ids):
                cosines = (self._vectors @ vectors[start : start + len(cut)].T).max(axis=1)
                np.maximum.at(near, self._owner, cosines)
            found.append(near)
            start += len(cut)
        return found


def _best(scores: NDArray[np.float64], limit: int) -> list[int]:
    """Places of the highest scores, highest first; the earlier text where two are equal."""
    return [int(at) for at in np.argsort(-scores, kind="stable")[: max(limit, 0)]]


def _scaled(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    spread = float(scores.max() - scores.min())
    return (scores - scores.min()) / spread if spread else np.ones_like(scores)


def _tokens(text: str) -> list[str]:
    return tokens(text, language(text))


def _pieces(text: str) -> list[str]:
    """The text whole where the model can read it whole, else runs of its sentences; at least one."""
    if len(text) <= _PIECE:
        return [text]
    pieces, start, end = [], 0, 0
    for sentence in sentences(text):
        if sentence.end - start > _PIECE and end > start:
            pieces.append(text[start:end])
            start = sentence.start
        end = sentence.end
    # A text may be one sentence throughout, or none.
    return [cut for piece in (*pieces, text[start:]) for cut in wrap(piece, 2 * _PIECE)][:_PIECES] or [""]


def _embedded(texts: Sequence[str], embedder: Embedder) -> Vectors:
    """Both sides as queries: the model was taught likeness, which goes both ways, with one prompt for both."""
    batches = [embedder.queries(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
    return np.concatenate(batches) if batches else np.zeros((0, embedder.identity.dimension), np.float32)


def _kept(texts: Sequence[str], embedder: Embedder, cache: Path | None) -> Vectors:
    if cache is None:
        return _embedded(texts, embedder)
    name = hashlib.sha256(str(embedder.identity).encode())
    for text in texts:
        name.update(f"{len(text)}:{text}".encode("utf-8", "replace"))
    found = _read(cache, name.hexdigest(), (len(texts), embedder.identity.dimension))
    if found is not None:
        return found
    vectors = _embedded(texts, embedder)
    cache.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=cache.parent, delete=False) as file:
        np.savez(file, vectors=vectors, name=np.array(name.hexdigest()))
    # Whole or not at all: another process may read it, and this one may end at any moment.
    Path(file.name).replace(cache)
    return vectors


def _read(cache: Path, name: str, shape: tuple[int, int]) -> Vectors | None:
    """What the file holds, or None where it is missing, of something else or no such file at all."""
    try:
        with cache.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            vectors = np.asarray(kept["vectors"], np.float32)
            return vectors if str(kept["name"]) == name and vectors.shape == shape else None
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None
