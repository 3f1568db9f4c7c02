"""The cross-encoder: reads a question and a passage together and ranks the best passages again."""

import threading
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from sentence_transformers import CrossEncoder

from corpus.passage import Passage
from errors import ModelUnavailable
from retriever.embedding import encodable
from retriever.fusion import UNOFFICIAL_PENALTY
from retriever.hit import Hit
from retriever.model_folder import downloaded_folder

# Each of them costs a pass through the model, while the question waits.
RERANKED = 20
# Scores closer than this are one score: what parts them is the rounding of 32-bit numbers.
_LEAST_SPREAD = 1e-6
_NEXT_STEP = "set NODDFA_RERANKER to the folder of a sentence-transformers cross-encoder, or unset it."


class Reranker:
    """A loaded cross-encoder; safe to use from several threads."""

    def __init__(self, model: CrossEncoder) -> None:
        self._model = model
        # The tokeniser's padding and truncation are its own state: two threads at once can make it raise.
        self._lock = threading.Lock()

    @classmethod
    def load(cls, name: str) -> "Reranker":
        """Load by name or folder, from this machine only; raises ModelUnavailable."""
        folder = downloaded_folder(name, what="cross-encoder", otherwise=_NEXT_STEP)
        try:
            model = CrossEncoder(
                str(folder), device="cpu", local_files_only=True, model_kwargs={"dtype": "float32"}
            ).eval()
        except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
            raise ModelUnavailable(
                f"The cross-encoder in {folder} cannot be loaded: {error}. Mend it, or {_NEXT_STEP}"
            ) from error
        if model.num_labels != 1:
            raise ModelUnavailable(
                f"The model in {folder} gives {model.num_labels} scores for a pair, and one is needed. "
                f"Choose another: {_NEXT_STEP}"
            )
        if not _scores_pairs(model):
            raise ModelUnavailable(
                f"The model in {folder} was not trained to score pairs. Choose another: {_NEXT_STEP}"
            )
        return cls(model)

    def rank(self, query: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """The same hits, the first twenty by their z-scores less the penalty of fusion; ties by passage id."""
        if not hits:
            return ()
        first = hits[:RERANKED]
        pairs = [(encodable(query), _read(hit.passage)) for hit in first]
        with self._lock:
            # Without the sigmoid: near its ends scores hardly differ, and the penalty would outweigh what they say.
            logits = self._model.predict(
                pairs, batch_size=RERANKED, activation_fn=lambda logits: logits, show_progress_bar=False
            )
        penalty = np.array([0.0 if hit.document.official else UNOFFICIAL_PENALTY for hit in first])
        scores = _z_scores(logits.astype(np.float64)) - penalty
        scored = [replace(hit, score=float(score)) for hit, score in zip(first, scores, strict=True)]
        scored.sort(key=lambda hit: (-hit.score, hit.passage.id))
        return tuple(replace(hit, rank=rank) for rank, hit in enumerate([*scored, *hits[RERANKED:]], 1))


def _read(passage: Passage) -> str:
    return encodable(f"{passage.context}\n{passage.text}")


def _z_scores(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray((logits - logits.mean()) / max(float(logits.std()), _LEAST_SPREAD))


def _scores_pairs(model: CrossEncoder) -> bool:
    """Whether the head was trained: a model of one module without one is given a head of random numbers."""
    kinds = (model.config and model.config.architectures) or []
    return len(model) > 1 or any(kind.endswith("ForSequenceClassification") for kind in kinds)
