"""Trains the matcher from questions to matters: `python -m eval.train_matcher`, a few minutes on two cores.

It reads the register, the training questions of eval/training and the development split of the competence suite, which
only chooses and reports; it never opens a test case. It writes the weights beside the matcher and a report.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from answer.matcher import NONE, OTHER, WEIGHTS
from corpus.matter import Matter, load_matters
from eval.cases import CompetenceCase, Split, tasks_of
from retriever.embedding import Embedder, Vectors
from settings import Settings, silence_environment

HERE = Path(__file__).resolve().parent
TRAINING = HERE / "training"
REPORT = HERE.parent / "docs" / "matcher.json"
TARGET = HERE.parent / "answer" / WEIGHTS

SCALE = 10.0
REGULARISATION = 10.0
_FOLDS = 3
_PLAIN = (
    "Who is responsible for {}?",
    "Which government decides on {}?",
    "Is {} devolved to Wales?",
    "Can the Welsh Government change {}?",
)
_PLAIN_CY = ("Pwy sy'n gyfrifol am {}?", "Pwy sy'n penderfynu ar {} yng Nghymru?")
_ON_POWERS = re.compile(
    r"\breserved\b|\brests?\b.{0,20}\bwith\b|\bresponsible for asylum\b|\bno role\b|\bnot made by\b"
)


@dataclass(frozen=True)
class Labelled:
    """A question with its class and status."""

    question: str
    name: str
    status: str


def labelled_questions(matters: Sequence[Matter], folder: Path = TRAINING) -> list[Labelled]:
    """The training questions; one about a matter that the register does not hold keeps its status alone.

    Their authors named some matters otherwise than the register does: aliases.json maps those.
    """
    known = {matter.id: matter.status.value for matter in matters}
    aliases = json.loads((folder / "aliases.json").read_text(encoding="utf-8"))
    found = []
    for path in sorted(folder.glob("questions-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            status, matter = row["status"], aliases.get(row["matter"], row["matter"])
            # Where the register has another status, the question is about a part without an entry of its own.
            name = NONE if status == NONE else matter if known.get(matter) == status else OTHER + status
            found.append(Labelled(row["question"], name, status))
    return found


def labelled_facts(folder: Path = TRAINING) -> list[Labelled]:
    """Questions about what the documents say, which are about no power unless a sentence on powers answers them."""
    rows = [
        json.loads(line)
        for name in ("answers.jsonl", "unanswerable.jsonl")
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
    ]
    return [Labelled(row["question"], NONE, NONE) for row in rows if not _ON_POWERS.search(row.get("answer", ""))]


def labelled_terms(matters: Iterable[Matter]) -> list[Labelled]:
    """The register's own names and terms in both languages, and the plainest questions about each name."""
    return [Labelled(text, matter.id, matter.status.value) for matter in matters for text in _texts(matter)]


def _texts(matter: Matter) -> Iterator[str]:
    yield from (matter.name, *matter.terms, *matter.terms_cy)
    yield from (plain.format(matter.name) for plain in _PLAIN)
    if matter.name_cy:
        yield matter.name_cy
        yield from (plain.format(matter.name_cy) for plain in _PLAIN_CY)


def train(settings: Settings) -> dict[str, object]:
    """Fit, save the weights and return the report."""
    matters = load_matters(settings.matters)
    embedder = Embedder.load(settings.embedding_model, settings.models, "float32")
    questions, terms = [*labelled_questions(matters), *labelled_facts()], labelled_terms(matters)
    vectors = embedder.queries([one.question for one in (*questions, *terms)])
    centre = vectors[: len(questions)].mean(axis=0)
    scaled = (vectors - centre) * SCALE
    names = np.array([one.name for one in (*questions, *terms)])
    statuses = {one.name: one.status for one in (*questions, *terms)}
    model = _classifier().fit(scaled, names)
    _save(model, centre, embedder.identity.weights)
    return {
        "trained": datetime.now(UTC).date().isoformat(),
        "questions": len(questions),
        "terms": len(terms),
        "classes": len(model.classes_),
        "data_sha256": data_hash(settings.matters),
        "weights_sha256": hashlib.sha256(TARGET.read_bytes()).hexdigest(),
        "embedding": embedder.identity.weights,
        "regularisation": REGULARISATION,
        "status_accuracy_in_folds": _in_folds(scaled, names, len(questions), statuses),
        "status_accuracy_on_development": _on_development(model, centre, embedder, statuses),
    }


def _classifier() -> LogisticRegression:
    return LogisticRegression(C=REGULARISATION, max_iter=2000)


def _save(model: LogisticRegression, centre: Vectors, embedding: str) -> None:
    facts = {"classes": list(model.classes_), "scale": SCALE, "embedding": embedding}
    # The file is written in the order of memory, and scikit-learn keeps its columns together.
    arrays = {
        "weights": np.ascontiguousarray(model.coef_, np.float16),
        "bias": np.ascontiguousarray(model.intercept_, np.float16),
        "centre": np.ascontiguousarray(centre, np.float16),
    }
    save_file(arrays, TARGET, {"facts": json.dumps(facts, ensure_ascii=False)})


def _in_folds(scaled: Vectors, names: NDArray[np.str_], questions: int, statuses: dict[str, str]) -> float:
    """Share of training questions whose status is right when their fold was held out; terms train in every fold."""
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    right = 0
    own = np.array([statuses[name] for name in names[:questions]])
    for kept, held in folds.split(scaled[:questions], own):
        rows = np.concatenate([kept, np.arange(questions, len(names))])
        model = _classifier().fit(scaled[rows], names[rows])
        right += int((_statuses(model, scaled[held], statuses) == own[held]).sum())
    return round(right / questions, 4)


def _on_development(model: LogisticRegression, centre: Vectors, embedder: Embedder, statuses: dict[str, str]) -> float:
    tasks = tasks_of(("competence",), (Split.DEVELOPMENT,))
    cases = [task.case for task in tasks if isinstance(task.case, CompetenceCase)]
    vectors = (embedder.queries([case.question for case in cases]) - centre) * SCALE
    wanted = np.array([str(case.expected.status) for case in cases])
    return round(float((_statuses(model, vectors, statuses) == wanted).mean()), 4)


def _statuses(model: LogisticRegression, vectors: Vectors, statuses: dict[str, str]) -> NDArray[np.str_]:
    """The status of the greatest summed probability for each row."""
    probabilities = model.predict_proba(vectors)
    of_class = np.array([statuses[name] for name in model.classes_])
    kinds = np.unique(of_class)
    sums = np.stack([probabilities[:, of_class == kind].sum(axis=1) for kind in kinds], axis=1)
    return np.asarray(kinds[sums.argmax(axis=1)])


def data_hash(register: Path) -> str:
    """One hash over the register and every file of training data."""
    digest = hashlib.sha256()
    for path in (register, *sorted(TRAINING.glob("*.json*"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def main() -> None:
    """Train with the settings of the environment and write the report."""
    silence_environment()
    report = train(Settings())
    REPORT.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
