"""The pairs of evidence and claim that the judgement of claims is trained on, and what is made of them."""

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from answer.claim import Verdict
from corpus.catalogue import load_catalogue
from eval.claim_changes import opposites
from eval.training_passages import rows
from retriever.claim_reader import Beside, source_of
from retriever.embedding import Embedder
from text.language import language

PAIRS = Path(__file__).resolve().parent / "training" / "pairs"
MINIMAL = Path(__file__).resolve().parent / "suites" / "minimal-pairs.jsonl"
VERDICTS = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_COVERED)
_OF = {"supported": 0, "contradicted": 1, "not_settled": 2}
_OF_SUITE = {"supported": 0, "contradicted": 1, "not_covered": 2, "not_settled": 2}
_HELD_EVERY = 10
_NEAREST = 12
_ALIKE = 4
"""Of the evidence nearest to a claim's own, this many may say the same."""


@dataclass(frozen=True)
class TrainingPair:
    """A claim beside some words of a document, with what these make of it."""

    beside: Beside
    verdict: int
    """Its place in VERDICTS."""
    language: str
    change: str
    """What was changed to make the claim; `made` where it was changed by rule."""
    file: str
    """Of the catalogue's documents, where the evidence is of one; else empty."""
    held: bool
    """Whether its evidence is kept out of training, with everything said about it."""


def load_pairs(catalogue: Path, folder: Path = PAIRS) -> list[TrainingPair]:
    """Every pair of the folder, one in ten pieces of evidence held out."""
    sources = _sources(catalogue)
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for row in rows(path):
            source = sources[row["file"]] if "file" in row else ""
            found.append(
                TrainingPair(
                    Beside(row["claim"], row["evidence"], source),
                    _OF[row["verdict"]],
                    row["language"],
                    row["change"],
                    row.get("file", ""),
                    _held(row["evidence"]),
                )
            )
    return found


def minimal_pairs(catalogue: Path) -> list[TrainingPair]:
    """The development split of the suite of minimal pairs, both claims of a pair after each other."""
    sources = _sources(catalogue)
    found = []
    for case in rows(MINIMAL):
        if case["split"] == "development":
            text, file = case["evidence"]["text"], case["evidence"]["file"]
            for one in ("a", "b"):
                verdict = _OF_SUITE[case[f"verdict_{one}"]]
                beside = Beside(case[f"claim_{one}"], text, sources[file])
                found.append(TrainingPair(beside, verdict, language(beside.claim), case["change"], file, held=True))
    return found


def _sources(catalogue: Path) -> dict[str, str]:
    return {entry.file.name: source_of(entry.document) for entry in load_catalogue(catalogue).entries}


def _held(evidence: str) -> bool:
    """By the words alone, so that every file holds the same evidence out."""
    digest = hashlib.sha256(" ".join(evidence.split()).casefold().encode()).digest()
    return digest[0] % _HELD_EVERY == 0


def made_from(pairs: Sequence[TrainingPair], seed: int) -> list[TrainingPair]:
    """What supported claims become by one change, and the evidence as a claim of its own, changed and unchanged."""
    chance = random.Random(seed)  # noqa: S311 no secret is drawn
    said = {pair.beside.evidence: pair for pair in pairs}
    made = []
    for pair in pairs:
        if pair.verdict == 0:
            made += [_with(pair, claim, 1) for claim in _some(pair.beside.claim, pair.language, chance, 2)]
    for evidence, pair in said.items():
        tongue = language(evidence)
        made.append(_with(pair, evidence, 0))
        made += [_with(pair, claim, 1) for claim in _some(evidence, tongue, chance, 1)]
    return made


def _some(claim: str, tongue: str, chance: random.Random, most: int) -> Iterator[str]:
    able = list(opposites(claim, tongue, chance))
    yield from chance.sample(able, min(most, len(able)))


def _with(pair: TrainingPair, claim: str, verdict: int) -> TrainingPair:
    beside = Beside(claim, pair.beside.evidence, pair.beside.source)
    return TrainingPair(beside, verdict, pair.language, "made", pair.file, pair.held)


def strange_evidence(embedder: Embedder, pairs: Sequence[TrainingPair]) -> dict[Beside, list[tuple[str, str]]]:
    """For each pair, evidence and source near to its claim that are not its own and do not say the same."""
    places = sorted({(pair.beside.evidence, pair.beside.source) for pair in pairs})
    number = {place: at for at, place in enumerate(places)}
    vectors = embedder.texts([evidence for evidence, _ in places])
    claims = embedder.queries([pair.beside.claim for pair in pairs])
    same: NDArray[np.float32] = vectors @ vectors.T
    found = {}
    for pair, claim in zip(pairs, claims, strict=True):
        own = number[(pair.beside.evidence, pair.beside.source)]
        alike = set(np.argsort(-same[own])[:_ALIKE].tolist())
        near = [at for at in np.argsort(-(vectors @ claim))[: _NEAREST + _ALIKE].tolist() if at not in alike]
        found[pair.beside] = [places[at] for at in near[:_NEAREST]]
    return found
