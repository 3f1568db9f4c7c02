"""Ships the training questions on the documents as known questions: `python -m eval.known_questions`, a few minutes.

`eval.train_questions` calls it, since the vectors are made by the adapter which that trains.
"""

import json
import sys
from pathlib import Path

import torch

from eval.lora import ship
from eval.training_passages import DOCUMENTS, TRAINING, rows
from eval.training_pools import Pools, load_pools
from retriever.embedding import Embedder
from retriever.known_questions import NAME, words_key
from settings import Settings, silence_environment

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "retriever" / NAME
REPORT = ROOT / "docs" / "questions.json"
WITHDRAWN = TRAINING / "withdrawn.jsonl"
"""Questions that were written as unanswerable and that a later reader found an answer to."""


def ship_known(embedder: Embedder, pools: Pools) -> int:
    """Write vectors and places beside the retriever; gives the number of questions."""
    withdrawn = {row["question"] for row in rows(WITHDRAWN)}
    asked = [one for one in pools.asked if one.pool == DOCUMENTS and one.question not in withdrawn]
    golds = sorted({gold for one in asked for gold in one.gold})
    column = {gold: at for at, gold in enumerate(golds)}
    passages = pools.passages
    facts = {
        "adapter": embedder.question_adapter,
        "places": [
            [passages[gold.passage].document, words_key(passages[gold.passage].text), gold.sentence] for gold in golds
        ],
        "answers": [[column[gold] for gold in one.gold] for one in asked],
    }
    vectors = torch.stack([torch.tensor(embedder.question(one.question)) for one in asked])
    ship(TARGET, {"vectors": vectors}, facts)
    return len(asked)


def main() -> None:
    """Read the data again, write them and say in the report how many they are."""
    silence_environment()
    settings = Settings()
    embedder = Embedder.load(settings.embedding_model, settings.models, "float32")
    known = ship_known(embedder, load_pools(settings, embedder))
    report = json.loads(REPORT.read_text(encoding="utf-8"))
    REPORT.write_text(json.dumps({**report, "known_questions": known}, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"{known} known questions\n")


if __name__ == "__main__":
    main()
