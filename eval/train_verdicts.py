"""Trains when a claim gets its verdict: `python -m eval.train_verdicts`, ten minutes on two cores.

Every post of eval/training/posts and of the development split of the claims is checked over the catalogue, and it is
fitted how what the sentences say is weighed. No test case is ever opened. The report says how it does on the posts of
each author when fitted on the others.
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file

from answer.alignment import align
from answer.assembly import open_assistant
from answer.check_trace import ClaimTrace
from answer.claim import Check, Post, Verdict
from answer.judging import Judgement
from answer.phrasing import Phrasing
from answer.verdicts import CASES, SURE, WEIGHTS, Judged, Settler, features
from eval.asking import AS_OF
from eval.case import Split
from eval.cases import tasks_of
from eval.claim_matching import match_claims
from eval.run import ingest, isolated
from eval.text_cases import ClaimsCase, ExpectedClaim
from eval.training_passages import TRAINING, rows
from retriever.embedding import Embedder
from settings import Settings, silence_environment

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "answer" / WEIGHTS
REPORT = ROOT / "docs" / "verdicts.json"
DEVELOPMENT = "development"
L2 = 0.03
_STEPS = 200
_SETTLING = CASES[:2]

Arrays = dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Example:
    """A claim that was found in a post, with what the sentences say of it and the verdict that is right."""

    author: str
    given: NDArray[np.float32]
    verdict: Verdict


def posts(folder: Path = TRAINING) -> Iterator[tuple[str, ClaimsCase]]:
    """Every post with its author, those of the development split among them."""
    yield from (
        (DEVELOPMENT, task.case)
        for task in tasks_of(("claims",), (Split.DEVELOPMENT,))
        if isinstance(task.case, ClaimsCase)
    )
    for path in sorted((folder / "posts").glob("*.jsonl")):
        for number, row in enumerate(rows(path)):
            expected = tuple(
                ExpectedClaim(claim=one["claim"], verdict=one["verdict"], quotes=(), competence="none")
                for one in row["claims"]
            )
            yield (
                path.stem,
                ClaimsCase(
                    id=f"{path.stem}-{number}",
                    split=Split.DEVELOPMENT,
                    text=row["text"],
                    language=row["language"],
                    style=row["style"],
                    expected=expected,
                ),
            )


def collected(settings: Settings, embedder: Embedder) -> list[Example]:
    """The claims that a check finds in the posts; what is a further piece of one teaches nothing."""
    own = isolated(settings)
    found: list[Example] = []
    ingest(own, lambda *_: None)
    phrasing = Phrasing.load(embedder)
    with open_assistant(own) as assistant:
        for author, case in posts():
            check, trace = assistant.examined(Post(case.text, as_of=AS_OF))
            judged = [(one.searched, judged_again(one)) for one in trace.claims]
            found += examples(author, case, check, judged, phrasing)
    return found


def judged_again(trace: ClaimTrace) -> list[Judged]:
    """What was judged of a claim, with its alignment."""
    return [
        Judged(
            one.evidence,
            Judgement(
                one.scores["supports"],
                one.scores["contradicts"],
                align(trace.searched, one.evidence.text, one.evidence.document),
            ),
        )
        for one in trace.judged
    ]


def examples(
    author: str,
    case: ClaimsCase,
    check: Check,
    judged: Sequence[tuple[str, list[Judged]]],
    phrasing: Phrasing | None,
) -> Iterator[Example]:
    """Each claim of the check with its right verdict; one that nobody expected is settled by nothing."""
    matching = match_claims(case.expected, check.claims, case.language)
    expected = {id(claim): one.verdict for one, claim in matching.pairs}
    pieces = {id(claim) for _, claim in matching.pieces}
    for claim, (text, sentences) in zip(check.claims, judged, strict=True):
        if sentences and id(claim) not in pieces:
            kinds = phrasing.kinds(text) if phrasing else {}
            yield Example(author, features(text, sentences, kinds), expected.get(id(claim), Verdict.NOT_COVERED))


def fit(found: Sequence[Example]) -> Arrays:
    """A multinomial logistic regression with an L2 penalty, by L-BFGS."""
    given = np.array([one.given for one in found])
    mean, scale = given.mean(axis=0), given.std(axis=0) + 1e-3
    x = torch.tensor((given - mean) / scale)
    y = torch.tensor([CASES.index(one.verdict) if one.verdict in _SETTLING else len(_SETTLING) for one in found])
    weights = torch.zeros(x.shape[1], len(CASES), requires_grad=True)
    bias = torch.zeros(len(CASES), requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=_STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = torch.nn.functional.cross_entropy(x @ weights + bias, y) + L2 * (weights**2).sum()
        torch.autograd.backward(loss)
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    return {
        "weights": weights.detach().numpy(),
        "bias": bias.detach().numpy(),
        "mean": mean.astype(np.float32),
        "scale": scale.astype(np.float32),
    }


def by_author(found: Sequence[Example]) -> dict[str, dict[str, float | int]]:
    """For each author, fitted on the others: the share right of verdicts given, and of settled claims that got one."""
    report: dict[str, dict[str, float | int]] = {}
    for author in sorted({one.author for one in found}):
        settler = Settler(fit([one for one in found if one.author != author]))
        own = [one for one in found if one.author == author]
        told = [settler.chances(one.given) for one in own]
        given = [
            (CASES[int(chances[:2].argmax())], one.verdict)
            for chances, one in zip(told, own, strict=True)
            if chances[:2].max() >= SURE
        ]
        settled = sum(one.verdict in _SETTLING for one in own)
        report[author] = {
            "given": len(given),
            "right": round(sum(said is truly for said, truly in given) / max(1, len(given)), 4),
            "settled": settled,
            "covered": round(sum(truly in _SETTLING for _, truly in given) / max(1, settled), 4),
        }
    return report


def ship(found: Sequence[Example], reader: str) -> Mapping[str, object]:
    """Fit on everything, save the weights and return the report; `reader` is the hash of what judged the sentences."""
    save_file(fit(found), TARGET, {"facts": json.dumps({"reader": reader})})
    return {
        "trained": datetime.now(UTC).date().isoformat(),
        "claims": len(found),
        "data": {
            path.relative_to(TRAINING).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(TRAINING.glob("posts/*.jsonl"))
        },
        "weights_sha256": hashlib.sha256(TARGET.read_bytes()).hexdigest(),
        "judge_sha256": reader,
        "l2": L2,
        "sure": SURE,
        "on_other_authors": by_author(found),
    }


def judge_sha256() -> str:
    """The hash of the weights by which sentences are judged."""
    return hashlib.sha256((ROOT / "answer" / "judge.safetensors").read_bytes()).hexdigest()


def main() -> None:
    """Train with the settings of the environment and write the report."""
    silence_environment()
    settings = Settings()
    embedder = Embedder.load(settings.embedding_model, settings.models, "float32")
    report = ship(collected(settings, embedder), judge_sha256())
    REPORT.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
