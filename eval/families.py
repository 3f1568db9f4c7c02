"""Questions in several wordings, and what only looks like them: the training data of likeness."""

from dataclasses import dataclass
from pathlib import Path

from eval.training_passages import TRAINING, rows


@dataclass(frozen=True)
class Family:
    """A question, other wordings of it, and questions that only look like it."""

    past: str
    same: tuple[str, ...]
    near: tuple[str, ...]
    author: str
    """The file that it stands in: each has one author."""


def families(folder: Path = TRAINING / "likeness") -> list[Family]:
    """All of them, in the order of the files."""
    return [
        Family(row["past"], tuple(one["q"] for one in row["same"]), tuple(one["q"] for one in row["near"]), path.stem)
        for path in sorted(folder.glob("*.jsonl"))
        for row in rows(path)
    ]


def plain_wordings(past: str) -> tuple[str, str]:
    """The question itself as a requester might send it, so that its own words are never held against it."""
    words = past[:1].lower() + past[1:]
    return past, f"Please tell me this: {words}"
