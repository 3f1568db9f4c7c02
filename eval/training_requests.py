"""The pieces of the training requests, each with whether it asks for information."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from answer.foi.letter_lines import lines
from answer.foi.units import Unit, units
from eval.case import Split
from eval.cases import tasks_of
from eval.text_cases import RequestCase
from eval.training_passages import TRAINING, rows

_LEAST = 4
_LONGER = 1.4


@dataclass(frozen=True)
class Piece:
    """A unit of a request."""

    unit: Unit
    wants: bool
    author: str


def pieces(folder: Path = TRAINING / "requests") -> Iterator[Piece]:
    """Those of the training files and of the development split."""
    for path in sorted(folder.glob("*.jsonl")):
        for row in rows(path):
            yield from _pieces(row["request"], row["questions"], f"requests {path.stem}")
    for task in tasks_of(("requests",), (Split.DEVELOPMENT,)):
        if isinstance(task.case, RequestCase):
            yield from _pieces(task.case.request, task.case.expected.questions, "development")


def _pieces(request: str, questions: Sequence[str], author: str) -> Iterator[Piece]:
    asked = [_plain(question) for question in questions]
    for unit in units(lines(request)):
        text = _plain(unit.text)
        yield Piece(unit, any(_is_of(text, question) for question in asked), author)


def _is_of(text: str, question: str) -> bool:
    """Whether a unit is a question, a part of it, or the question with little beside it."""
    if not text:
        return False
    longest = len(question.split()) * _LONGER
    around = len(question.split()) >= _LEAST and f" {question} " in f" {text} " and len(text.split()) < longest + _LEAST
    return f" {text} " in f" {question} " or around


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
