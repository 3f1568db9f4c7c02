"""The harness over the real assistant: what it asks, and that it sees a planted fault."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from answer.answer import Citation
from answer.assembly import open_assistant
from answer.assistant import Assistant
from errors import BuildFailed, NotFound, UsageError
from eval.asking import respond
from eval.case import KnownQuote, Split
from eval.cases import FactsCase, OwnerCase, Task, tasks_of
from eval.gate import GATES, failures
from eval.report import EvaluationReport
from eval.run import evaluate, ingest, isolated, read_texts, run_evaluation
from eval.scores import score
from eval.texts import Texts
from settings import Settings

OWNER = tasks_of(["owner"])


def _ignore(label: str, done: int, total: int) -> None:
    """Nobody watches."""


def _evaluate(assistant: Assistant, settings: Settings, *tasks: Task) -> EvaluationReport:
    return evaluate(assistant, tasks, files=settings.catalogue.parent / "files", on_progress=_ignore)


@pytest.fixture(scope="module")
def texts(assistant: Assistant, settings: Settings) -> Texts:
    return read_texts(assistant, settings.catalogue.parent / "files")


def test_known_quotes_placed(texts: Texts) -> None:
    cases = [task.case for task in tasks_of(["facts"]) if isinstance(task.case, FactsCase)]
    assert all(texts.places(quote) for case in cases for quote in case.expected.quotes)


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("foi-atisn-24923.txt", "We hold no such words.", "does not stand in foi-atisn-24923.txt"),
        ("absent.txt", "words", "absent.txt is not indexed"),
    ],
)
def test_known_quote_unplaced(texts: Texts, file: str, text: str, message: str) -> None:
    with pytest.raises(NotFound, match=message):
        texts.places(KnownQuote(file=file, text=text))


def _shifted(one: Citation) -> Citation:
    return replace(one, start=one.start + 1, end=one.end + 1)


@pytest.mark.parametrize(
    "shift",
    [
        pytest.param(_shifted, id="offsets by one"),
        pytest.param(lambda one: replace(one, quote=one.quote[1:]), id="quote by one"),
        pytest.param(lambda one: replace(one, page=99), id="page"),
        pytest.param(lambda one: replace(one, version="0" * 64), id="version"),
        pytest.param(lambda one: replace(one, end=one.start), id="no words"),
    ],
)
def test_planted_shift_is_seen(assistant: Assistant, texts: Texts, shift: Callable[[Citation], Citation]) -> None:
    task = OWNER[0]
    assert isinstance(task.case, OwnerCase)
    response = respond(assistant, task.case)
    first, *others = response.answer.citations
    planted = replace(response, answer=replace(response.answer, citations=(shift(first), *others)))
    sound = score(task.suite, task.case, response, texts)
    assert sound.exact == sound.citations > 0
    assert score(task.suite, task.case, planted, texts).exact == sound.exact - 1


def test_planted_register_is_seen(assistant: Assistant, settings: Settings, tmp_path: Path) -> None:
    entries = yaml.safe_load(settings.matters.read_text(encoding="utf-8"))
    for entry in entries:
        if entry["id"] == "asylum-claims":
            entry["status"] = "devolved"
    flipped = tmp_path / "matters.yaml"
    flipped.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    with open_assistant(settings.model_copy(update={"matters": flipped})) as planted:
        before, after = (_evaluate(one, settings, *OWNER) for one in (assistant, planted))
    assert [row.marks["competence"] for row in before.scores] == [1, 1]
    assert 0 in [row.marks["competence"] for row in after.scores]
    assert any("is wrong in competence" in failure for failure in failures(after, GATES))


def test_evaluation_repeats(assistant: Assistant, settings: Settings) -> None:
    tasks = [task for suite in ("competence", "facts") for task in tasks_of([suite], [Split.DEVELOPMENT])[:3]]
    first, second = (_evaluate(assistant, settings, *tasks) for _ in range(2))
    assert first.metrics == second.metrics
    assert [row.case for row in first.scores] == [task.case.id for task in tasks]
    assert first.unscored == ()


def test_unplaced_quote_is_unscored(assistant: Assistant, settings: Settings) -> None:
    task = tasks_of(["facts"], [Split.DEVELOPMENT])[0]
    assert isinstance(task.case, FactsCase)
    absent = task.case.expected.model_copy(update={"quotes": (KnownQuote(file="absent.txt", text="words"),)})
    broken = replace(task, case=task.case.model_copy(update={"expected": absent}))
    report = _evaluate(assistant, settings, broken, *OWNER)
    assert [(one.case, len(report.scores)) for one in report.unscored] == [(task.case.id, 2)]
    assert any("is unscored" in failure for failure in failures(report, GATES))


def test_run_unknown_suite(settings: Settings) -> None:
    with pytest.raises(UsageError, match="no suite 'weather'"):
        run_evaluation(settings, ["weather"], on_progress=_ignore)


def test_ingest_incomplete(settings: Settings, tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue.toml"
    text = settings.catalogue.read_text(encoding="utf-8").replace("foi-atisn-24923.txt", "absent.txt")
    catalogue.write_text(text, encoding="utf-8")
    files = tmp_path / "files"
    files.symlink_to(settings.catalogue.parent / "files")
    own = isolated(
        settings.model_copy(update={"data_dir": tmp_path, "model_dir": settings.models, "catalogue": catalogue})
    )
    assert (own.data_dir, own.embedding_dtype, own.models) == (tmp_path / "eval", "float32", settings.models)
    with pytest.raises(BuildFailed, match="foi-atisn-24923"):
        ingest(own, _ignore)
