"""The cross-encoder of the settings: its order of the best passages, and what cannot be one."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import CrossEncoder

from answer.assembly import open_assistant
from corpus.store import VersionStore
from errors import ModelUnavailable
from ingest.assembly import open_ingestor
from retriever.embedding import Embedder
from retriever.fusion import UNOFFICIAL_PENALTY
from retriever.hit import Hit
from retriever.index_folder import IndexFolder
from retriever.reranker import Reranker
from retriever.search import Retriever, Search
from settings import Settings

TODAY = date(2026, 11, 21)
_QUERY = "Who decides who can claim asylum?"
_MANY = 30


def _cross_encoder(tiny: Path, folder: Path, *, labels: int = 1, spread: float = 1.0) -> Path:
    """A folder of the tiny model with a random head; without spread it gives every pair one score."""
    torch.manual_seed(0)
    model = CrossEncoder(str(tiny), device="cpu", local_files_only=True, num_labels=labels)
    torch.nn.init.normal_(model[0].model.classifier.weight, std=spread)
    model.save_pretrained(str(folder))
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Path:
    return _cross_encoder(tiny, tmp_path_factory.mktemp("cross-encoder"))


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Settings:
    """Settings of an index of the five documents by the tiny model."""
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path_factory.mktemp("data"),
        embedding_model=str(tiny),
        embedding_dtype="float32",
    )
    assert not open_ingestor(settings).ingest(on_progress=lambda progress: None).failed
    return settings


@contextmanager
def _open(settings: Settings, reranker: Reranker | None) -> Iterator[Search]:
    index, versions = IndexFolder(settings.data_dir / "index"), VersionStore(settings.data_dir / "versions")
    embedder = Embedder.load(settings.embedding_model, settings.models, settings.embedding_dtype)
    retriever = Retriever(index, versions, embedder, lambda: TODAY, reranker)
    with retriever.open() as search:
        yield search
    retriever.close()


@pytest.fixture(scope="module")
def plain(indexed: Settings) -> Iterator[Search]:
    with _open(indexed, None) as search:
        yield search


@pytest.fixture(scope="module")
def ranked_again(indexed: Settings, folder: Path) -> Iterator[Search]:
    with _open(indexed, Reranker.load(str(folder))) as search:
        yield search


def _ids(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.passage.id for hit in hits]


def _scores(hits: tuple[Hit, ...]) -> dict[str, float]:
    return {hit.passage.id: hit.score for hit in hits}


def _outside(hits: tuple[Hit, ...], *places: int) -> tuple[Hit, ...]:
    """The same hits, those at these places from unofficial sources and all others from official ones."""
    return tuple(replace(hit, document=replace(hit.document, official=at not in places)) for at, hit in enumerate(hits))


def test_first_twenty_follow_the_cross_encoder(plain: Search, ranked_again: Search, folder: Path) -> None:
    before, after = plain.search(_QUERY, limit=_MANY), ranked_again.search(_QUERY, limit=_MANY)
    pairs = [(_QUERY, f"{hit.passage.context}\n{hit.passage.text}") for hit in before[:20]]
    scored = CrossEncoder(str(folder), device="cpu").predict(pairs, activation_fn=torch.nn.Identity()).astype(float)
    penalty = [0.0 if hit.document.official else UNOFFICIAL_PENALTY for hit in before[:20]]
    standard = (scored - np.mean(scored)) / np.std(scored) - penalty
    scores = dict(zip(_ids(before[:20]), standard.tolist(), strict=True))
    assert _ids(after[:20]) == sorted(scores, key=lambda found: (-scores[found], found)) != _ids(before[:20])
    assert _scores(after[:20]) == pytest.approx(scores)


def test_every_hit_survives(plain: Search, ranked_again: Search) -> None:
    before, after = plain.search(_QUERY, limit=_MANY), ranked_again.search(_QUERY, limit=_MANY)
    assert len(after) == _MANY
    assert after[20:] == before[20:]
    assert set(_ids(after)) == set(_ids(before))
    assert [hit.rank for hit in after] == list(range(1, _MANY + 1))


def test_few_are_the_best_of_twenty(plain: Search, ranked_again: Search) -> None:
    few = ranked_again.search(_QUERY, limit=3)
    assert few == ranked_again.search(_QUERY, limit=_MANY)[:3]
    assert not set(_ids(few)) <= set(_ids(plain.search(_QUERY, limit=3)))


def test_echoed_questions_keep_their_order(plain: Search, ranked_again: Search) -> None:
    asked = plain.questions(_QUERY)
    assert len(asked) > 1
    assert ranked_again.questions(_QUERY) == asked


def test_equal_scores_by_passage_id(indexed: Settings, plain: Search, tiny: Path, tmp_path: Path) -> None:
    even = Reranker.load(str(_cross_encoder(tiny, tmp_path, spread=0.0)))
    with _open(indexed, even) as search:
        found = search.search(_QUERY, limit=20)
    assert set(_ids(found)) == set(_ids(plain.search(_QUERY, limit=20)))
    assert list(found) == sorted(found, key=lambda hit: (not hit.document.official, hit.passage.id))


def test_unofficial_ranks_below_an_equal(plain: Search, tiny: Path, tmp_path: Path) -> None:
    even = Reranker.load(str(_cross_encoder(tiny, tmp_path, spread=0.0)))
    hits = tuple(sorted(plain.search(_QUERY, limit=20), key=lambda hit: hit.passage.id))
    *official, last = even.rank(_QUERY, _outside(hits, 0))
    assert [hit.passage for hit in [*official, last]] == [hit.passage for hit in [*hits[1:], hits[0]]]
    assert official[-1].score - last.score == pytest.approx(UNOFFICIAL_PENALTY)


def test_unofficial_far_ahead_stays_ahead(plain: Search, folder: Path) -> None:
    reranker = Reranker.load(str(folder))
    before = reranker.rank(_QUERY, _outside(plain.search(_QUERY, limit=20)))
    after = reranker.rank(_QUERY, _outside(before, *range(10)))
    due = {hit.passage.id: hit.score - UNOFFICIAL_PENALTY * (hit.rank <= 10) for hit in before}
    assert _scores(after) == pytest.approx(due, abs=0.01)
    assert _ids(after).index(before[0].passage.id) < _ids(after).index(before[-1].passage.id)
    assert [hit.score for hit in after] == sorted((hit.score for hit in after), reverse=True)


def test_scores_at_the_end_of_the_sigmoid_still_rank(plain: Search, folder: Path, tiny: Path, tmp_path: Path) -> None:
    hits = plain.search(_QUERY, limit=20)
    steep = Reranker.load(str(_cross_encoder(tiny, tmp_path, spread=1000.0))).rank(_QUERY, hits)
    assert _scores(steep) == pytest.approx(_scores(Reranker.load(str(folder)).rank(_QUERY, hits)), abs=0.05)


@pytest.mark.parametrize("query", ["", "\ud800 lone", "asylum " * 2000], ids=["empty", "half-a-character", "long"])
def test_any_query_is_ranked(plain: Search, ranked_again: Search, query: str) -> None:
    assert set(_ids(ranked_again.search(query, limit=20))) == set(_ids(plain.search(query, limit=20)))


def test_nothing_found_is_nothing_ranked(ranked_again: Search) -> None:
    assert ranked_again.search(_QUERY, kinds=()) == ()


def test_two_threads_at_once(plain: Search, folder: Path) -> None:
    reranker = Reranker.load(str(folder))
    queries = [_QUERY, "Sanctuary", _QUERY * 10, "How many people came from Ukraine to Wales?"] * 6
    hits = {query: plain.search(query, limit=20) for query in queries}
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda query: _ids(reranker.rank(query, hits[query])), queries))
    assert together == [_ids(reranker.rank(query, hits[query])) for query in queries]


@pytest.mark.parametrize("name", ["nobody/no-such-model", "no such folder"])
def test_cross_encoder_missing(name: str, indexed: Settings) -> None:
    told = f"'{name}' is neither a folder nor .* Download it first, or set NODDFA_RERANKER to the folder"
    with pytest.raises(ModelUnavailable, match=told):
        open_assistant(indexed.model_copy(update={"reranker": name}))


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json"])
def test_cross_encoder_broken(name: str, tiny: Path, tmp_path: Path) -> None:
    (_cross_encoder(tiny, tmp_path) / name).write_bytes(b"{")
    with pytest.raises(ModelUnavailable, match=r"cannot be loaded: .* Mend it, or set NODDFA_RERANKER"):
        Reranker.load(str(tmp_path))


@pytest.mark.parametrize(
    ("make", "fact"),
    [
        pytest.param(lambda tiny, folder: tiny, "was not trained to score pairs", id="embedding-model"),
        pytest.param(
            lambda tiny, folder: _cross_encoder(tiny, folder, labels=3), "gives 3 scores for a pair", id="three-labels"
        ),
    ],
)
def test_no_cross_encoder(make: Callable[[Path, Path], Path], fact: str, tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=rf"{fact}.* Choose another: set NODDFA_RERANKER .* or unset it"):
        Reranker.load(str(make(tiny, tmp_path)))


def test_assistant_ranks_again_only_where_set(
    indexed: Settings, plain: Search, ranked_again: Search, folder: Path
) -> None:
    with open_assistant(indexed, today=lambda: TODAY) as without:
        assert without.search(_QUERY) == plain.search(_QUERY)
    with open_assistant(indexed.model_copy(update={"reranker": str(folder)}), today=lambda: TODAY) as assistant:
        assert assistant.search(_QUERY) == ranked_again.search(_QUERY) != plain.search(_QUERY)
