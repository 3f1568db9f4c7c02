"""The passages that training questions are asked of: those of the catalogue and those of invented texts."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.passage import Passage
from corpus.span import Span
from corpus.version import Role
from eval.quotes import squeezed
from retriever.generation import Generation
from text.language import language
from text.sentences import sentences

TRAINING = Path(__file__).resolve().parent / "training"
INVENTED = "invented"
_TOGETHER = 4


@dataclass(frozen=True, order=True)
class Gold:
    """A sentence that answers."""

    passage: int
    sentence: int


@dataclass(frozen=True)
class Asked:
    """A training question with the sentences that answer it."""

    question: str
    language: str
    gold: tuple[Gold, ...]
    """Empty where nothing answers."""
    pool: str
    """The text that it is asked of, or `documents` for all of the catalogue."""
    why: str | None = None
    """Why nothing answers."""
    file: str = ""
    """The name of the file of training data that it stands in."""


DOCUMENTS = "documents"


class TrainingPassages:
    """All passages with the questions asked of them."""

    def __init__(self, generation: Generation, folder: Path = TRAINING) -> None:
        self.passages: list[Passage] = []
        self.pools: dict[str, list[int]] = {DOCUMENTS: []}
        self.asked: list[Asked] = []
        self.unplaced = 0
        """Questions left out because an answer of theirs stands in no passage."""
        for holding in generation.holdings.values():
            stored = (item.passage for item in generation.passages.of_document(holding.document.id))
            self._add(DOCUMENTS, [passage for passage in stored if passage.role is not Role.QUESTION])
        self._squeezed: dict[int, list[str]] = {}
        self._file = ""
        for path in sorted(folder.glob("*answer*.jsonl")):
            self._file = path.name
            if path.name.startswith("synthetic"):
                self._of_short_texts(path)
            else:
                self._of_documents(path)
        for path in sorted(folder.glob("synthetic-passages*.jsonl")):
            self._file = path.name
            self._of_long_texts(path)

    def _add(self, pool: str, passages: Sequence[Passage]) -> None:
        first = len(self.passages)
        self.passages += passages
        self.pools.setdefault(pool, []).extend(range(first, len(self.passages)))

    def _of_documents(self, path: Path) -> None:
        for row in rows(path):
            answers = row.get("answers") or ([row["answer"]] if row.get("answer") else [])
            files = row.get("files") or [row.get("file")] * len(answers)
            within = row.get("within") or [""] * len(answers)
            self._ask(
                row["question"],
                row["language"],
                DOCUMENTS,
                list(zip(answers, files, within, strict=True)),
                row.get("why"),
            )

    def _of_short_texts(self, path: Path) -> None:
        for row in rows(path):
            pool = self._text(row["passage"], "", language(row["passage"]))
            answers = [(row["answer"], None, "")] if row["answer"] else []
            self._ask(row["question"], row["language"], pool, answers, "near miss")

    def _of_long_texts(self, path: Path) -> None:
        for row in rows(path):
            context = " — ".join(part for part in (row["title"], row.get("date")) if part)
            pool = self._text(row["passage"], context, row["language"])
            for one in row["questions"]:
                self._ask(
                    one["q"], one["language"], pool, [(answer, None, "") for answer in one["answers"]], one.get("why")
                )

    def _text(self, text: str, context: str, read_in: str) -> str:
        """Cut an invented text into passages, once."""
        pool = f"{INVENTED}: {text}"
        if pool not in self.pools:
            spans = [Span(one.start, one.end) for one in sentences(text)]
            groups = [spans[at : at + _TOGETHER] for at in range(0, len(spans), _TOGETHER)]
            self._add(pool, [_invented(text, context, read_in, group) for group in groups])
        return pool

    def _ask(
        self,
        question: str,
        read_in: str,
        pool: str,
        answers: Sequence[tuple[str, str | None, str]],
        why: str | None,
    ) -> None:
        placed = [self._places(answer, pool, file, within) for answer, file, within in answers]
        if not all(placed):
            self.unplaced += 1
            return
        gold = tuple(dict.fromkeys(place for places in placed for place in places))
        self.asked.append(Asked(question, read_in, gold, pool, None if gold else why or "not covered", self._file))

    def _places(self, answer: str, pool: str, file: str | None, within: str) -> list[Gold]:
        """Where the answer stands; `within` are other words of its passage, given where it stands in several."""
        wanted, document, beside = squeezed(answer), file.removesuffix(".txt") if file else None, squeezed(within)
        found = []
        for at in self.pools[pool]:
            if document in (None, self.passages[at].document) and beside in "".join(self._squeezed_of(at)):
                found += [Gold(at, number) for number in _overlapping(self._squeezed_of(at), wanted)]
        return found

    def _squeezed_of(self, at: int) -> list[str]:
        if at not in self._squeezed:
            passage = self.passages[at]
            self._squeezed[at] = [squeezed(passage.slice(span)) for span in passage.sentences]
        return self._squeezed[at]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a file of training data."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _invented(text: str, context: str, read_in: str, spans: Sequence[Span]) -> Passage:
    start, end = spans[0].start, spans[-1].end
    return Passage(INVENTED, INVENTED, start, end, text[start:end], context, Role.BODY, (), None, read_in, tuple(spans))


def _overlapping(parts: Sequence[str], wanted: str) -> Iterator[int]:
    """Numbers of the sentences in which the wanted text stands, or which stand in it whole."""
    at, begin = "".join(parts).find(wanted), 0
    for number, part in enumerate(parts):
        inside = at >= 0 and begin < at + len(wanted) and at < begin + len(part)
        if inside or (at < 0 and len(part) >= 15 and part in wanted):
            yield number
        begin += len(part)
