"""The embedding model: text to unit vectors. The only module that runs it."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from sentence_transformers import SentenceTransformer
from torch import nn
from transformers import PreTrainedTokenizerBase

from corpus.passage import Passage
from corpus.version import Role
from errors import ModelUnavailable
from retriever.adapter import Adapter
from retriever.e5 import MODEL_NAME, e5_folder
from retriever.model_folder import check_seal, downloaded_folder, weights_sha256
from retriever.question_encoder import FEATURES, LIKENESS, VECTORS, QuestionEncoder, likened

Vectors = NDArray[np.float32]
Dtype = Literal["auto", "float32", "bfloat16"]

_BATCH = 32
_REMEMBERED = 128
_CPU_BFLOAT16 = ("avx512_bf16", "amx_bf16")


@dataclass(frozen=True)
class PassageVectors:
    """A passage's vector (d,) and those of its sentences (n, d), from one forward pass; all of length one."""

    passage: Vectors
    sentences: Vectors


@dataclass(frozen=True)
class EmbeddingIdentity:
    """What an index must share with its reader."""

    name: str
    weights: str
    """SHA-256 over the weight files."""
    dtype: str
    dimension: int
    likeness: str | None = None
    """SHA-256 of what past questions are read with; None for a model that no adapter was trained over."""

    def __str__(self) -> str:
        return f"{self.name} ({self.weights[:12]}, {self.dtype})"


class Embedder:
    """A loaded embedding model."""

    def __init__(self, model: SentenceTransformer, identity: EmbeddingIdentity) -> None:
        self._model = model
        self.identity = identity
        self._searching, self._telling = self._adapted(VECTORS), self._adapted(FEATURES)
        self._likening = self._adapted(LIKENESS)
        if self._likening:
            self.identity = replace(identity, likeness=self._likening.adapter.sha256)
        self._remembered = lru_cache(_REMEMBERED)(self._question)
        # The tokeniser's padding and truncation are its own state: two threads at once make it raise.
        self.lock = threading.Lock()

    @classmethod
    def load(cls, name: str, models: Path, dtype: Dtype = "auto") -> "Embedder":
        """Load by name or folder, from this machine only; raises ModelUnavailable.

        `models` is where the default model is prepared on first use.
        """
        folder = _folder(name, models)
        number = _number_type(dtype)
        try:
            model = SentenceTransformer(
                str(folder), device="cpu", local_files_only=True, model_kwargs={"dtype": getattr(torch, number)}
            )
        except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
            raise ModelUnavailable(
                f"The embedding model in {folder} cannot be loaded: {error}. "
                "Mend it, or set NODDFA_EMBEDDING_MODEL to a sentence-transformers folder."
            ) from error
        dimension = model.get_embedding_dimension()
        if dimension is None:
            raise ModelUnavailable(f"The model in {folder} gives no fixed size of vector. Choose another model.")
        return cls(model.eval(), EmbeddingIdentity(name, weights_sha256(folder), number, dimension))

    @property
    def transformer(self) -> nn.Module:
        """The model of tokens inside, as it reads passages."""
        return cast(nn.Module, self._model[0].auto_model)

    @property
    def tokenizer(self) -> PreTrainedTokenizerBase:
        """Cuts text into the model's tokens; to be used under `lock` only."""
        return cast(PreTrainedTokenizerBase, self._model.tokenizer)

    @property
    def question_adapter(self) -> str | None:
        """SHA-256 of what questions are searched with; None for a model that no adapter was trained over."""
        return self._searching.adapter.sha256 if self._searching else None

    @property
    def features_adapter(self) -> str | None:
        """SHA-256 of what makes the features; None for a model that no adapter was trained over."""
        return self._telling.adapter.sha256 if self._telling else None

    def _adapted(self, name: str) -> QuestionEncoder | None:
        adapter = Adapter.load(name)
        if adapter.base != self.identity.weights:
            return None
        return QuestionEncoder(self.transformer, self.tokenizer, adapter)

    def question(self, text: str) -> Vectors:
        """The unit vector of a question to search with, (d,); the last few are remembered, as several parts ask."""
        return self._remembered(text)

    def _question(self, text: str) -> Vectors:
        if self._searching is None:
            vector: Vectors = self.queries([text])[0]
            vector.setflags(write=False)
            return vector
        with self.lock:
            return self._searching.vector(encodable(text))

    def features(self, text: str) -> Vectors | None:
        """What tells the matter of a question, (d,); None for a model that no adapter was trained over."""
        if self._telling is None:
            return None
        with self.lock:
            return self._telling.features(encodable(text))

    def likenesses(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of questions, (n, d): near to each other where they ask the same, in either language."""
        if self._likening is None:
            return self.queries(texts)
        with self.lock:
            return self._likening.vectors([likened(encodable(text)) for text in texts])

    def likeness(self, text: str) -> Vectors:
        """The same of one question, (d,)."""
        vector: Vectors = self.likenesses([text])[0]
        return vector

    def plain(self, text: str) -> Vectors:
        """The unit vector of a question as the plain model reads it, (d,): near to questions like it."""
        vector: Vectors = self.queries([text])[0]
        return vector

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of questions as the plain model reads them, (n, d)."""
        prompt = self._model.prompts.get("query") or ""
        return self._encode([prompt + text for text in texts])

    def texts(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of short texts on the side of the documents, (n, d)."""
        return self._encode([self._passage_prompt + text for text in texts])

    def passages(
        self, passages: Sequence[Passage], *, on_batch: Callable[[int], None] = lambda count: None
    ) -> list[PassageVectors]:
        """Vectors of passages with their context in front, and of their sentences, in the order given.

        A question that a document echoes takes the vector that tells who asked the same, without its context.
        Passages of like length go through the model together; `on_batch` is told how many went.
        """
        order = sorted(range(len(passages)), key=lambda at: len(passages[at].context) + len(passages[at].text))
        found: dict[int, PassageVectors] = {}
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            with self.lock:
                vectors = self._forward([passages[at] for at in batch])
            found.update(zip(batch, vectors, strict=True))
            on_batch(len(batch))
        asked = [at for at, passage in enumerate(passages) if passage.role is Role.QUESTION]
        if asked:
            for at, vector in zip(asked, self.likenesses([passages[at].asked for at in asked]), strict=True):
                found[at] = replace(found[at], passage=vector)
        return [found[at] for at in range(len(passages))]

    @property
    def _passage_prompt(self) -> str:
        return self._model.prompts.get("document") or self._model.prompts.get("passage") or ""

    def _encode(self, texts: list[str]) -> Vectors:
        with self.lock:
            vectors = self._model.encode(
                [encodable(text) for text in texts],
                batch_size=_BATCH,
                normalize_embeddings=True,
                convert_to_tensor=True,
                show_progress_bar=False,
                prompt="",
            )
        return np.asarray(vectors.float().cpu().numpy(), np.float32)

    def _forward(self, passages: list[Passage]) -> list[PassageVectors]:
        fronts = [
            f"{self._passage_prompt}{passage.context}\n" if passage.context else self._passage_prompt
            for passage in passages
        ]
        features = self._model.tokenizer(
            [encodable(front + passage.text) for front, passage in zip(fronts, passages, strict=True)],
            padding=True,
            truncation=True,
            max_length=self._model.max_seq_length,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        offsets = features.pop("offset_mapping").numpy()
        with torch.inference_mode():
            out = self._model(dict(features))
        tokens = out["token_embeddings"].float().numpy()
        whole = _unit(out["sentence_embedding"].float().numpy())
        return [
            PassageVectors(vector, _sentence_vectors(passage, len(front), offset, token, vector))
            for passage, front, offset, token, vector in zip(passages, fronts, offsets, tokens, whole, strict=True)
        ]


def encodable(text: str) -> str:
    """The text at equal length without halves of surrogate pairs, which the tokeniser refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _sentence_vectors(
    passage: Passage, front: int, offsets: NDArray[np.int64], tokens: Vectors, whole: Vectors
) -> Vectors:
    """The mean of each sentence's token vectors; a sentence cut off by the model's limit takes the passage's vector."""
    rows = []
    for sentence in passage.sentences:
        start, end = sentence.start - passage.start + front, sentence.end - passage.start + front
        inside = (offsets[:, 0] < end) & (offsets[:, 1] > start)
        rows.append(tokens[inside].mean(axis=0) if inside.any() else whole)
    return _unit(np.stack(rows))


def _unit(vectors: NDArray[np.float32]) -> Vectors:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12), np.float32)


def _folder(name: str, models: Path) -> Path:
    if name == MODEL_NAME:
        folder = e5_folder(models)
        check_seal(folder)
        return folder
    return downloaded_folder(name, what="embedding model", otherwise="set NODDFA_EMBEDDING_MODEL to a folder.")


def _number_type(dtype: Dtype) -> str:
    if dtype != "auto":
        return dtype
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "float32"
    return "bfloat16" if any(flag in flags for flag in _CPU_BFLOAT16) else "float32"
