"""Papers that disagree, have ended or are out of date: each case over its own papers alone, and what must be said."""

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from answer.answer import Answer, Question
from answer.assembly import open_assistant
from answer.assistant import Assistant
from errors import BuildFailed
from eval.quotes import mentions
from eval.scores import Score
from eval.text_cases import ConflictPaper, ConflictsCase
from eval.texts import Texts
from ingest.assembly import open_ingestor
from ingest.progress import Progress
from settings import Settings
from text.language import language

_DAY = date(2026, 11, 21)
"""The day of the question where a case names none: the one that the suites were written for."""
_PUBLISHER = "Welsh Government"


def score_conflicts(settings: Settings, case: ConflictsCase) -> Score:
    """Ask one case over its papers; raises BuildFailed where one of them cannot be ingested, and what asking raises."""
    with _alone(settings, case) as (assistant, folder):
        begun = time.perf_counter()
        answer = assistant.ask(Question(case.question, as_of=case.as_of))
        seconds = time.perf_counter() - begun
        texts = Texts([assistant.holding(one.document.id) for one in assistant.holdings()], folder)
        exact = sum(texts.exact(citation) for citation in answer.citations)
    marks = conflict_marks(case, answer)
    return Score(
        suite="conflicts",
        case=case.id,
        split=case.split,
        language=language(case.question),
        style="-or-".join(case.expected.warnings_any) or "no-warning",
        expected=" or ".join(case.expected.warnings_any) or "no warning",
        got=", ".join(dict.fromkeys(warning.code for warning in answer.warnings)) or "no warning",
        marks={name: float(mark) for name, mark in marks.items()},
        headline=answer.headline,
        first_citation=answer.citations[0].quote if answer.citations else None,
        citations=len(answer.citations),
        exact=exact,
        seconds=seconds,
    )


def conflict_marks(case: ConflictsCase, answer: Answer) -> dict[str, bool]:
    """`right` always; `warned`, `unwarned`, `shown`, `hidden` and `status` where the case asks for them."""
    codes = {warning.code for warning in answer.warnings}
    said = _said(answer)
    wanted = case.expected
    parts = {}
    if wanted.warnings_any:
        parts["warned"] = bool(codes.intersection(wanted.warnings_any))
    if wanted.forbidden_warnings:
        parts["unwarned"] = not codes.intersection(wanted.forbidden_warnings)
    if wanted.must_show_all:
        parts["shown"] = all(any(mentions(text, words) for text in said) for words in wanted.must_show_all)
    if wanted.must_not_show:
        parts["hidden"] = not any(mentions(text, words) for text in said for words in wanted.must_not_show)
    if wanted.status_any:
        parts["status"] = answer.status in wanted.status_any
    return {"right": all(parts.values()), **parts}


def _said(answer: Answer) -> list[str]:
    """Everything that a reader reads: a figure that stands only in a warning is shown as well."""
    return [
        answer.headline,
        *(statement.text for statement in answer.statements),
        *(citation.quote for citation in answer.citations),
        *(warning.text for warning in answer.warnings),
    ]


@contextmanager
def _alone(settings: Settings, case: ConflictsCase) -> Iterator[tuple[Assistant, Path]]:
    """An assistant over the papers of the case and nothing else, with the folder of their files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(case.documents, folder)
        own = settings.model_copy(
            update={
                "data_dir": folder / "data",
                "catalogue": folder / "catalogue.toml",
                "model_dir": settings.models,
                "embedding_dtype": "float32",
                **({"election_date": case.election_date} if case.election_date else {}),
            }
        )
        report = open_ingestor(own).ingest(on_progress=_unwatched)
        if report.failed:
            raise BuildFailed(f"A paper of the case {case.id} cannot be ingested. Correct the case or the reader.")
        with open_assistant(own, today=lambda: case.as_of or _DAY) as assistant:
            yield assistant, folder


def _write(papers: tuple[ConflictPaper, ...], folder: Path) -> None:
    rows = []
    for number, paper in enumerate(papers, 1):
        file = f"paper-{number}.txt"
        (folder / file).write_text(paper.text, encoding="utf-8")
        facts = paper.model_dump(mode="json", exclude={"text"}, exclude_none=True, exclude_defaults=True)
        common = {"id": f"paper-{number}", "publisher": _PUBLISHER, "language": language(paper.text)}
        row = {**common, **facts, "file": file, "rights": "Synthetic"}
        rows.append("\n".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in row.items()))
    catalogue = "".join(f"[[document]]\n{row}\n\n" for row in rows)
    (folder / "catalogue.toml").write_text(catalogue, encoding="utf-8")


def _unwatched(progress: Progress) -> None:
    """Nobody watches the papers of one case being read."""
