"""A whole answer with a language model: when it is asked, and what the answer says of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from scripted import Scripted, engine, replying

from answer.answer import AnswerStatus, Question
from answer.assistant import Assistant
from answer.checking import ClaimChecker
from answer.extractive import ExtractiveEngine
from answer.foi.examiner import RequestExaminer
from answer.foi.finder import PrecedentFinder
from answer.foi.sameness import ByWords
from answer.foi.wanting import Wanting
from answer.judging import Judge
from answer.named_terms import NamedTerms
from answer.verdicts import Settler
from corpus.matter import load_matters
from corpus.store import VersionStore
from prompts.wording import load_wording
from retriever.embedding import Embedder
from retriever.index_folder import IndexFolder
from retriever.passage_reader import PassageReader
from retriever.search import Retriever
from settings import Settings

ASKED = "Does Wales decide who can claim asylum?"


def today() -> date:
    return date(2026, 11, 21)


@pytest.fixture(scope="module")
def chat() -> Scripted:
    return Scripted(replies=[])


@pytest.fixture(scope="module")
def with_model(settings: Settings, models: Path, chat: Scripted) -> Iterator[Assistant]:
    embedder = Embedder.load(settings.embedding_model, settings.models, settings.embedding_dtype)
    versions, wording = VersionStore(settings.data_dir / "versions"), load_wording()
    retriever = Retriever(IndexFolder(settings.data_dir / "index"), versions, embedder, today)
    matcher = NamedTerms(load_matters(settings.matters))
    election = settings.election_date
    checker = ClaimChecker(
        matcher,
        Judge.load(embedder),
        Settler.load(),
        wording=wording,
        versions=versions,
        election=election,
        today=today,
    )
    with Assistant(
        retriever,
        matcher,
        PassageReader.load(embedder),
        ExtractiveEngine(versions, wording),
        engine(chat),
        checker,
        RequestExaminer(Wanting(None), PrecedentFinder(ByWords(), versions), matcher, wording, today),
        wording=wording,
        versions=versions,
        election=election,
        today=today,
    ) as opened:
        yield opened


def test_declined_question_never_reaches_the_model(with_model: Assistant, chat: Scripted) -> None:
    asked = len(chat.asked)
    answer = with_model.ask(Question("What is the phone number of the person who made the FOI request?"))
    assert answer.status is AnswerStatus.DECLINED
    assert len(chat.asked) == asked


def test_answer_by_a_model_says_so(with_model: Assistant, chat: Scripted) -> None:
    said = "Asylum decisions rest entirely with the UK Government."
    chat.replies = [*[""] * len(chat.asked), replying((said, ["c1"]))]
    answer = with_model.ask(Question(ASKED))
    assert answer.headline.startswith("No")
    assert (answer.engine.mode, answer.engine.model) == ("model", "scripted:1")
    assert set(answer.engine.prompts) == {"en", "answer", "answer-request", "answer-again"}
    assert [statement.text for statement in answer.statements] == [said]


def test_answer_without_its_model_is_extracted(with_model: Assistant, chat: Scripted) -> None:
    chat.replies = [*[""] * len(chat.asked), ConnectionError("refused")]
    answer = with_model.ask(Question(ASKED))
    assert (answer.engine.mode, answer.engine.model) == ("extractive", None)
    assert set(answer.engine.prompts) == {"en"}
    assert answer.statements
