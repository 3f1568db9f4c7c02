"""Trains how the reader of claims and alignment are weighed: `python -m eval.train_judge`, a minute.

It fits on what the reader was not trained on: held-out evidence and the development minimal pairs; no test case is
ever opened. What the report gives is of evidence left out in turn.
"""

import hashlib
import json
import random
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file

from answer.alignment import align
from answer.judging import WEIGHTS, Stated, beside, features
from corpus.catalogue import load_catalogue
from corpus.document import Document
from errors import ModelUnavailable
from eval.metrics import rounded_mean
from eval.training_pairs import TrainingPair, load_pairs, minimal_pairs, strange_evidence
from retriever.claim_reader import Beside, ClaimReader
from retriever.embedding import Embedder
from settings import Settings, silence_environment

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "answer" / WEIGHTS
REPORT = ROOT / "docs" / "claim-judge.json"
L2 = 0.01
_STRANGE_WEIGHS = 0.3
"""What is near and strange: a search finds more of it than of what settles, and it is easily told."""
_FOLDS = 5
_STEPS = 60
STRANGE = "strange"
_STRANGE = 2

Arrays = dict[str, NDArray[np.float32]]


def fit(given: NDArray[np.float32], verdicts: NDArray[np.int64], weighs: NDArray[np.float32]) -> Arrays:
    """A multinomial logistic regression with an L2 penalty, by L-BFGS; each example weighs what `weighs` says."""
    mean, scale = given.mean(axis=0), np.maximum(given.std(axis=0), 1e-3)
    x, y, weight = torch.tensor((given - mean) / scale), torch.tensor(verdicts), torch.tensor(weighs)
    weights = torch.zeros(x.shape[1], 3, requires_grad=True)
    bias = torch.zeros(3, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=_STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        each = torch.nn.functional.cross_entropy(x @ weights + bias, y, reduction="none")
        loss = (each * weight).sum() / weight.sum() + L2 * (weights**2).sum()
        torch.autograd.backward(loss)
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    return {
        "weights": weights.detach().numpy(),
        "bias": bias.detach().numpy(),
        "mean": mean.astype(np.float32),
        "scale": scale.astype(np.float32),
    }


def told(arrays: Arrays, given: NDArray[np.float32]) -> NDArray[np.int64]:
    """The likeliest verdicts."""
    logits = (given - arrays["mean"]) / arrays["scale"] @ arrays["weights"] + arrays["bias"]
    return np.asarray(logits.argmax(axis=1))


def _given(reader: ClaimReader, pairs: Sequence[TrainingPair], documents: dict[str, Document]) -> NDArray[np.float32]:
    stated = [Stated(pair.beside.evidence, documents.get(pair.file)) for pair in pairs]
    read = reader.read([beside(pair.beside.claim, one) for pair, one in zip(pairs, stated, strict=True)])
    aligned = [align(pair.beside.claim, one.text, one.document) for pair, one in zip(pairs, stated, strict=True)]
    return features(read, aligned)


def train(settings: Settings) -> dict[str, object]:
    """Fit, save the weights and return the report."""
    embedder = Embedder.load(settings.embedding_model, settings.models, "float32")
    reader = ClaimReader.load(embedder)
    if reader is None:
        raise ModelUnavailable("The reader of claims was trained over another model. Train it first.")
    documents = {entry.file.name: entry.document for entry in load_catalogue(settings.catalogue).entries}
    minimal = minimal_pairs(settings.catalogue)
    written = load_pairs(settings.catalogue)
    pairs = [*_with_strange(embedder, written), *minimal]
    given = _given(reader, pairs, documents)
    verdicts = np.array([pair.verdict for pair in pairs])
    weighs = np.array([_STRANGE_WEIGHS if pair.change == STRANGE else 1.0 for pair in pairs], np.float32)
    arrays = fit(given, verdicts, weighs)
    save_file(arrays, TARGET, {"facts": json.dumps({"reader": reader.sha256})})
    right, alone = _across(given, verdicts, weighs, pairs), given[:, :3].argmax(axis=1) == verdicts
    return {
        "trained": datetime.now(UTC).date().isoformat(),
        "pairs": len(pairs),
        "weights_sha256": hashlib.sha256(TARGET.read_bytes()).hexdigest(),
        "reader_sha256": reader.sha256,
        "l2": L2,
        "right": _shares(right, pairs),
        "right_by_reader_alone": _shares(alone, pairs),
        "minimal_pairs_told_apart": _apart(right, minimal),
        "minimal_pairs_told_apart_by_reader_alone": _apart(alone, minimal),
    }


def _with_strange(embedder: Embedder, written: Sequence[TrainingPair]) -> list[TrainingPair]:
    """What is held out, and each of its claims beside evidence that is near to it and strange, as a search finds it."""
    chance = random.Random(0)  # noqa: S311 no secret is drawn
    strange = strange_evidence(embedder, written)
    found = []
    for pair in written:
        if pair.held:
            found.append(pair)
            able = strange.get(pair.beside, [])
            for evidence, source in chance.sample(able, min(_STRANGE, len(able))):
                beside = Beside(pair.beside.claim, evidence, source)
                file = next((one.file for one in written if one.beside.evidence == evidence), "")
                found.append(TrainingPair(beside, 2, pair.language, STRANGE, file, held=True))
    return found


def _across(
    given: NDArray[np.float32],
    verdicts: NDArray[np.int64],
    weighs: NDArray[np.float32],
    pairs: Sequence[TrainingPair],
) -> NDArray[np.bool_]:
    """Whether each is right when fitted without its evidence."""
    folds = (
        np.array([int(hashlib.sha256(pair.beside.evidence.encode()).hexdigest()[:6], 16) for pair in pairs]) % _FOLDS
    )
    right = np.zeros(len(pairs), bool)
    for fold in range(_FOLDS):
        out = folds == fold
        right[out] = told(fit(given[~out], verdicts[~out], weighs[~out]), given[out]) == verdicts[out]
    return right


def _shares(right: NDArray[np.bool_], pairs: Sequence[TrainingPair]) -> dict[str, float]:
    groups: dict[str, list[bool]] = {}
    for pair, one in zip(pairs, right, strict=True):
        for name in ("all", pair.language, pair.change):
            groups.setdefault(name, []).append(bool(one))
    return {name: rounded_mean(values) for name, values in sorted(groups.items())}


def _apart(right: NDArray[np.bool_], minimal: Sequence[TrainingPair]) -> float:
    own = right[-len(minimal) :]
    return rounded_mean(own[::2] & own[1::2])


def main() -> None:
    """Train with the settings of the environment and write the report."""
    silence_environment()
    report = train(Settings())
    REPORT.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
