"""Receipts of real answers: what they tell, what they never hold, and what happens where they cannot be kept."""

import json
import logging
import resource
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from house import House
from kept import NOON, Clock

from answer.answer import AnswerStatus, Question
from answer.assembly import open_assistant, open_recorder, open_records, recording
from answer.assistant import Assistant
from answer.receipts import Recorder
from answer.replay import replay
from corpus.document import Kind
from errors import IdTaken, NotFound, RecordsFailed, UsageError
from eval.run import run_evaluation
from records.receipts import ReceiptStore
from settings import Settings

TODAY = date(2026, 11, 21)
ASKED = "Does Wales decide who can claim asylum?"
SAYS = "Decisions on asylum claims are reserved to the UK Government"


@pytest.fixture
def lit(house: House) -> House:
    """A house with one document that says who decides, and another sentence."""
    house.file("powers.txt", SAYS, "The lighthouse of another harbour has no lamp at all")
    house.catalogue("powers.txt")
    house.ingest()
    return house


@contextmanager
def asking(settings: Settings, clock: Clock | None = None) -> Iterator[tuple[Assistant, Recorder]]:
    with (
        open_recorder(settings, now=clock or Clock()) as recorder,
        open_assistant(settings, today=lambda: TODAY, recorder=recorder) as assistant,
    ):
        yield assistant, recorder


def records_of(settings: Settings) -> Path:
    return settings.data_dir / "records" / "records.sqlite3"


def test_receipt_tells_how_the_answer_came_about(lit: House) -> None:
    question = Question(ASKED, "en", kinds=(Kind.GUIDANCE,), limit=2)
    with asking(lit.settings) as (assistant, recorder):
        answer = assistant.ask(question)
        receipt = recorder.receipt(answer.id)
    assert answer.recorded
    assert answer.statements
    assert answer.competence is not None
    body = receipt.body
    assert [one["id"] for one in body["matters"]] == [matter.id for matter in answer.competence.matters]
    asked = {"text": ASKED, "masked": 0, "language": "en", "as_of": None, "kinds": ["guidance"], "limit": 2}
    assert (receipt.kind, receipt.created, body["asked"]) == ("ask", NOON, asked)
    assert body["answer"]["status"] == answer.status
    assert body["answer"]["headline"] == answer.headline
    assert [one["text"] for one in body["answer"]["statements"]] == [one.text for one in answer.statements]
    assert body["engine"]["generation"] == answer.engine.generation
    assert body["engine"]["prompts"] == answer.engine.prompts
    assert body["model"] is None
    assert {"match", "search", "read", "select", "write", "total"} <= body["times"].keys()
    assert body["times"]["total"] >= body["times"]["search"] >= 0


def test_receipt_names_every_hit_by_its_place(lit: House) -> None:
    with asking(lit.settings) as (assistant, recorder):
        answer = assistant.ask(Question(ASKED))
        body = recorder.receipt(answer.id).body
        hits = assistant.search(ASKED, limit=20)
        texts = [assistant.holding(hit["document"]).version.quote(hit["start"], hit["end"]) for hit in body["hits"]]
    assert texts == [hit.passage.text for hit in hits]
    assert [hit["keyword"] for hit in body["hits"]] == [round(hit.scores.keyword, 6) for hit in hits]
    kept = [one for one in body["read"]["sentences"] if one["kept"]]
    assert len(body["read"]["sentences"]) > len(kept)
    assert [one["key"] for one in body["answer"]["citations"]] == [one.key for one in answer.citations] != []
    quoted = {(one["version"], one["start"], one["end"]) for one in body["answer"]["citations"]}
    assert quoted <= {(one["version"], one["start"], one["end"]) for one in kept}
    assert SAYS not in json.dumps({**body, "answer": None})


@pytest.mark.parametrize(
    ("asked", "secret", "left"),
    [
        pytest.param(
            "Dear Sir, Mrs Unlikely-Surname asks: who runs the lighthouse?", "Unlikely", "runs the light", id="title"
        ),
        pytest.param(
            "Who runs the lighthouse? Write to zeinab.q@example.org", "zeinab", "runs the lighthouse", id="e-mail"
        ),
        pytest.param("Who runs the lighthouse? Ring 07700 900123 tonight", "900123", "tonight", id="telephone"),
        pytest.param("What is the home address of Zeinab Qualsworthy?", "Qualsworthy", "home address", id="private"),
        pytest.param(
            "Beth yw cyfeiriad cartref Zeinab Qualsworthy?", "Qualsworthy", "cyfeiriad", id="private-in-welsh"
        ),
    ],
)
def test_receipt_holds_no_personal_data_of_the_question(lit: House, asked: str, secret: str, left: str) -> None:
    with asking(lit.settings) as (assistant, recorder):
        body = recorder.receipt(assistant.ask(Question(asked)).id).body
    assert body["asked"]["masked"] == 1
    assert left in body["asked"]["text"]
    assert secret not in json.dumps(body)
    assert secret.encode() not in records_of(lit.settings).read_bytes()


def test_assistant_without_a_recorder_writes_nothing(lit: House) -> None:
    with open_assistant(lit.settings, today=lambda: TODAY) as assistant:
        assert not assistant.ask(Question(ASKED)).recorded
    assert not records_of(lit.settings).parent.exists()


def test_evaluation_keeps_no_receipts(lit: House) -> None:
    report = run_evaluation(lit.settings, ["owner"], on_progress=lambda *step: None)
    assert len(report.scores) + len(report.unscored) > 1
    assert [path.name for path in lit.settings.data_dir.rglob("records*")] == []


def test_answer_is_given_where_its_receipt_cannot_be_written(lit: House, caplog: pytest.LogCaptureFixture) -> None:
    open_records(lit.settings).close()
    with asking(lit.settings) as (assistant, recorder), closing(sqlite3.connect(records_of(lit.settings))) as other:
        other.execute("BEGIN IMMEDIATE")
        with caplog.at_level(logging.WARNING):
            answer = assistant.ask(Question(ASKED))
        other.rollback()
        assert answer.status in AnswerStatus
        assert not answer.recorded
        assert f"No receipt was kept of ask {answer.id}" in caplog.text
        assert "Another process keeps the records" in caplog.text
        with pytest.raises(NotFound):
            recorder.receipt(answer.id)
        assert assistant.ask(Question(ASKED)).recorded


def test_answer_is_given_where_the_disk_is_full(lit: House, caplog: pytest.LogCaptureFixture) -> None:
    with asking(lit.settings) as (assistant, recorder):
        # Chroma writes when it opens, and would fail first.
        assert assistant.ask(Question(ASKED)).recorded
        most = resource.getrlimit(resource.RLIMIT_FSIZE)
        # As on a full disk: no page of the records but the first part of one can be written.
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, most[1]))
        try:
            answer = assistant.ask(Question(ASKED))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, most)
        assert (answer.recorded, f"No receipt was kept of ask {answer.id}" in caplog.text) == (False, True)
        assert recorder.receipt(assistant.ask(Question(ASKED)).id)


def test_records_that_cannot_be_opened_are_done_without(lit: House, caplog: pytest.LogCaptureFixture) -> None:
    records_of(lit.settings).parent.mkdir()
    records_of(lit.settings).write_text("Minutes of the meeting. " * 50)
    with caplog.at_level(logging.WARNING), recording(lit.settings) as recorder:
        assert recorder is None
    assert "Answers are given without receipts." in caplog.text
    assert "is no database" in caplog.text
    with pytest.raises(RecordsFailed), open_recorder(lit.settings):
        pass


def test_fault_while_recording_is_not_taken_for_one_of_opening(shop: Settings) -> None:
    with pytest.raises(RecordsFailed, match="planted"), recording(shop):
        raise RecordsFailed("planted")


@contextmanager
def recorder_at(settings: Settings, clock: Clock) -> Iterator[Recorder]:
    with open_recorder(settings, now=clock) as recorder:
        yield recorder


def test_old_receipts_go_on_opening(shop: Settings) -> None:
    clock = Clock()
    with recorder_at(shop, clock) as recorder:
        recorder.keep("ask", "old", {})
        clock.now += timedelta(days=shop.receipt_days, seconds=-1)
        recorder.keep("ask", "new", {})
    with recorder_at(shop, clock) as recorder:
        assert recorder.receipt("old").id == "old"
    clock.now += timedelta(seconds=2)
    with recorder_at(shop, clock) as recorder:
        assert recorder.receipt("new").id == "new"
        with pytest.raises(NotFound, match="no longer kept"):
            recorder.receipt("old")


def test_old_receipts_go_once_a_day_while_serving(shop: Settings) -> None:
    clock = Clock()
    with recorder_at(shop.model_copy(update={"receipt_days": 1}), clock) as recorder:
        recorder.keep("ask", "old", {})
        clock.now += timedelta(hours=23)
        recorder.keep("ask", "newer", {})
        clock.now += timedelta(hours=2)
        recorder.keep("ask", "newest", {})
        with pytest.raises(NotFound):
            recorder.receipt("old")
        clock.now += timedelta(hours=23)
        recorder.keep("ask", "last", {})
        assert recorder.receipt("newer").id == "newer"
        assert [recorder.purge(), recorder.purge()] == [1, 0]


def test_receipt_of_an_id_that_is_taken_is_refused(shop: Settings) -> None:
    with recorder_at(shop, Clock()) as recorder:
        recorder.keep("ask", "a1", {"first": 1})
        with pytest.raises(IdTaken):
            recorder.keep("check", "a1", {"second": 2})
        assert recorder.receipt("a1").body == {"first": 1}


def test_questions_at_once_have_a_receipt_each(lit: House) -> None:
    asked = [f"Does Wales decide who can claim asylum in town {number}?" for number in range(24)]
    with asking(lit.settings) as (assistant, recorder):
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda text: assistant.ask(Question(text)), asked))
        kept = {answer.id: recorder.receipt(answer.id).body["asked"]["text"] for answer in answers}
    assert len(kept) == len(asked)
    assert [kept[answer.id] for answer in answers] == asked


def test_replay_on_the_kept_generation_is_the_same(lit: House) -> None:
    with asking(lit.settings) as (assistant, recorder):
        first = assistant.ask(Question(ASKED))
        lit.file("powers.txt", "Nobody at all says anything of that any more")
        lit.ingest()
        now = assistant.ask(Question(ASKED))
        again = replay(recorder.receipt(first.id), assistant)
        with closing(sqlite3.connect(records_of(lit.settings))) as records:
            count = records.execute("SELECT COUNT(*) FROM receipts").fetchone()[0]
    assert now.engine.generation != first.engine.generation
    assert now.citations != first.citations
    assert again.same_generation
    assert again.answer.engine.generation == first.engine.generation
    assert again.differences == ()
    assert again.answer.id != first.id
    assert count == 2


def test_replay_without_its_generation_shows_what_changed(lit: House) -> None:
    with asking(lit.settings) as (assistant, recorder):
        first = assistant.ask(Question(ASKED))
        for number in range(lit.settings.generations_kept):
            lit.file("powers.txt", f"Asylum claims are not made in Wales: decisions are reserved ({number})")
            lit.ingest()
        again = replay(recorder.receipt(first.id), assistant)
        now = assistant.ask(Question(ASKED))
    assert not again.same_generation
    changed = {one.field: one for one in again.differences}
    assert changed["engine.generation"].before == first.engine.generation
    assert changed["engine.generation"].after == now.engine.generation
    assert {one["version"] for one in changed["citations"].before} == {one.version for one in first.citations}
    assert {one["version"] for one in changed["citations"].after} == {one.version for one in now.citations}


def test_replay_asks_as_on_the_day_of_the_receipt(lit: House) -> None:
    clock = Clock()
    with asking(lit.settings, clock) as (assistant, recorder):
        first = assistant.ask(Question(ASKED))
        kept = recorder.receipt(first.id)
    with open_assistant(lit.settings, today=lambda: date(2030, 1, 1)) as later:
        again = replay(kept, later)
    assert again.answer.as_of == first.as_of == TODAY
    assert again.differences == ()


def test_replay_of_a_masked_question_says_so(lit: House) -> None:
    with asking(lit.settings) as (assistant, recorder):
        answer = assistant.ask(Question("Mrs Unlikely-Surname asks: who runs the lighthouse?"))
        again = replay(recorder.receipt(answer.id), assistant)
    assert again.masked
    assert "Unlikely" not in again.answer.question


def test_replay_of_another_kind_is_refused(lit: House) -> None:
    with asking(lit.settings) as (assistant, recorder):
        recorder.keep("check", "k1", {"format": 1})
        with pytest.raises(UsageError, match="k1 is not of a question"):
            replay(recorder.receipt("k1"), assistant)


def test_open_records_are_those_of_the_data_folder(shop: Settings) -> None:
    with closing(open_records(shop)) as database:
        ReceiptStore(database).put("a1", "ask", {}, datetime(2026, 1, 1, tzinfo=UTC))
    assert records_of(shop).is_file()
