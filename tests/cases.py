"""Small houses of a test's own documents, asked one question; every text is synthetic."""

import json
from dataclasses import dataclass
from datetime import date

from house import House

from answer.answer import Answer, Question, Warning, WarningCode
from answer.assembly import open_assistant

TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Paper:
    """One document of a case."""

    text: str
    date: str | None = "2025-03-03"
    title: str = ""
    kind: str = "guidance"
    language: str = "en"
    publisher: str = "Nobody Council"
    more: tuple[tuple[str, object], ...] = ()
    """Further fields of the catalogue."""


def asked(house: House, question: str, *papers: Paper, as_of: date | None = None, limit: int = 5) -> Answer:
    """The answer over these documents and no other."""
    rows = []
    for number, paper in enumerate(papers, 1):
        name = f"paper-{number}"
        (house.folder / f"{name}.txt").write_text(paper.text, encoding="utf-8")
        facts = {
            "id": name, "file": f"{name}.txt", "kind": paper.kind, "publisher": paper.publisher,
            "language": paper.language, "rights": "Synthetic", "title": paper.title or f"Paper {'ABCDEF'[number - 1]}",
            "date": paper.date, **dict(paper.more),
        }  # fmt: skip
        rows.append("\n".join(f"{key} = {json.dumps(value)}" for key, value in facts.items() if value is not None))
    house.settings.catalogue.write_text("".join(f"[[document]]\n{row}\n\n" for row in rows), encoding="utf-8")
    report = house.ingest()
    assert not report.failed, report
    with open_assistant(house.settings, today=lambda: TODAY) as assistant:
        return assistant.ask(Question(question, as_of=as_of, limit=limit))


def warned(answer: Answer, code: WarningCode) -> list[Warning]:
    return [warning for warning in answer.warnings if warning.code is code]
