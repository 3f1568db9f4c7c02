"""Puts the assistant together from the settings."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from datetime import UTC, date, datetime
from typing import TypeVar

from answer.assistant import Assistant
from answer.chat_model import PROMPTS, ChatWriter, open_chat_model
from answer.checking import ClaimChecker
from answer.extractive import ExtractiveEngine
from answer.foi.desk import FoiDesk, Shelve
from answer.foi.drafting import LetterWriter
from answer.foi.examiner import RequestExaminer
from answer.foi.finder import PrecedentFinder
from answer.foi.frame import read_frames
from answer.foi.sameness import ByWords, Sameness
from answer.foi.wanting import Wanting
from answer.judging import Judge
from answer.library import ReplyLibrary
from answer.matcher import TrainedMatcher, load_weights
from answer.matching import MatterMatcher
from answer.model import ModelEngine
from answer.named_terms import NamedTerms
from answer.phrasing import Phrasing
from answer.receipts import Recorder
from answer.reply_desk import ReplyDesk
from answer.replying import PreElection, ReplyWriter
from answer.tally import Prices
from answer.verdicts import Settler
from corpus.matter import Matter, load_matters
from corpus.store import VersionStore
from errors import RecordsFailed
from prompts.wording import load_prompt, load_wording
from records.database import Database
from records.letters import LetterStore
from records.receipts import ReceiptStore
from records.replies import ReplyStore
from retriever.embedding import Embedder
from retriever.index_folder import IndexFolder
from retriever.passage_reader import PassageReader
from retriever.reranker import Reranker
from retriever.search import Retriever
from settings import Settings

Opened = TypeVar("Opened")

# Seconds: an answer waits no longer for another process that writes the records, and goes without a receipt.
_PATIENCE = 5.0


def _now() -> datetime:
    return datetime.now(UTC)


def _today() -> date:
    return _now().date()


def open_records(settings: Settings) -> Database:
    """The records of the settings' data folder, made where there are none; raises RecordsFailed."""
    return Database(settings.data_dir / "records" / "records.sqlite3", patience=_PATIENCE)


@contextmanager
def open_recorder(settings: Settings, *, now: Callable[[], datetime] = _now) -> Iterator[Recorder]:
    """A recorder over the settings' records; raises RecordsFailed."""
    with closing(open_records(settings)) as database:
        yield Recorder(ReceiptStore(database), now, settings.receipt_days)


@contextmanager
def recording(settings: Settings, *, now: Callable[[], datetime] = _now) -> Iterator[Recorder | None]:
    """The same for who answers with or without receipts: none, and a line in the log, where it cannot be opened."""
    with _where_records_open(open_recorder(settings, now=now), "Answers are given without receipts.") as recorder:
        yield recorder


@contextmanager
def _where_records_open(opening: AbstractContextManager[Opened], fact: str) -> Iterator[Opened | None]:
    """What is opened over the records; none, and the fact in the log, where they cannot be."""
    with ExitStack() as stack:
        opened = None
        try:
            opened = stack.enter_context(opening)
        except RecordsFailed as error:
            logging.getLogger(__name__).warning("%s %s", fact, error)
        yield opened


@contextmanager
def open_desk(settings: Settings, assistant: Assistant, *, now: Callable[[], datetime] = _now) -> Iterator[ReplyDesk]:
    """The desk of replies over the settings' records and the assistant's index; raises RecordsFailed."""
    wording = load_wording()
    writer = ReplyWriter(
        wording,
        election=settings.election_date,
        today=lambda: now().date(),
        pre_election=PreElection(settings.pre_election_from, settings.pre_election_to),
    )
    with closing(open_records(settings)) as database:
        replies = ReplyStore(database)
        library = ReplyLibrary(replies, assistant.embedder)
        yield ReplyDesk(
            assistant, writer, replies, library, wording=wording, now=now, organisation=settings.organisation
        )


@contextmanager
def open_foi_desk(
    settings: Settings, assistant: Assistant, shelve: Shelve, *, now: Callable[[], datetime] = _now
) -> Iterator[FoiDesk]:
    """The desk of requests over the same, with what takes sent letters into the documents.

    Raises RecordsFailed and CatalogueError.
    """
    wording = load_wording()
    with closing(open_records(settings)) as database:
        yield FoiDesk(
            assistant,
            LetterWriter(read_frames(settings.letter_frames), wording),
            LetterStore(database),
            wording=wording,
            now=now,
            folder=settings.data_dir / "responses",
            shelve=shelve,
        )


@contextmanager
def with_foi_desk(settings: Settings, assistant: Assistant, shelve: Shelve) -> Iterator[FoiDesk | None]:
    """The same for a service that answers with or without letters: none where the records cannot be opened."""
    with _where_records_open(open_foi_desk(settings, assistant, shelve), "No letters are drafted.") as desk:
        yield desk


@contextmanager
def with_desk(settings: Settings, assistant: Assistant) -> Iterator[ReplyDesk | None]:
    """The same for a service that answers with or without replies: none where the records cannot be opened."""
    fact = "Texts are not checked, and no replies are kept."
    with _where_records_open(open_desk(settings, assistant), fact) as desk:
        yield desk


def open_assistant(
    settings: Settings, *, today: Callable[[], date] = _today, recorder: Recorder | None = None
) -> Assistant:
    """The assistant over the settings' data folder; without a recorder no receipts are kept.

    Raises ModelUnavailable and CatalogueError; a missing index is raised by the first question, so that a service can
    start without one.
    """
    matters = load_matters(settings.matters)
    embedder = Embedder.load(settings.embedding_model, settings.models, settings.embedding_dtype)
    versions = VersionStore(settings.data_dir / "versions")
    reranker = Reranker.load(settings.reranker) if settings.reranker else None
    retriever = Retriever(IndexFolder(settings.data_dir / "index"), versions, embedder, today, reranker)
    wording = load_wording()
    phrasing = Phrasing.load(embedder)
    matcher = _matcher(matters, embedder, phrasing)
    finder = PrecedentFinder(Sameness.load(embedder) or ByWords(), versions)
    return Assistant(
        retriever,
        matcher,
        PassageReader.load(embedder),
        ExtractiveEngine(versions, wording),
        _model(settings),
        ClaimChecker(
            matcher,
            Judge.load(embedder),
            Settler.load(),
            phrasing,
            wording=wording,
            versions=versions,
            election=settings.election_date,
            today=today,
        ),
        RequestExaminer(Wanting(phrasing), finder, matcher, wording, today),
        wording=wording,
        versions=versions,
        election=settings.election_date,
        today=today,
        recorder=recorder,
    )


def _prices(settings: Settings) -> Prices | None:
    if settings.model_price_in is None or settings.model_price_out is None:
        return None
    return Prices(settings.model_price_in, settings.model_price_out)


def _model(settings: Settings) -> ModelEngine | None:
    if not settings.model:
        return None
    chat = open_chat_model(settings.model, settings.model_timeout, settings.model_base_url)
    writer = ChatWriter(chat, {name: load_prompt(name) for name in PROMPTS})
    return ModelEngine(settings.model, writer, settings.model_timeout, _prices(settings))


def _matcher(matters: Sequence[Matter], embedder: Embedder, phrasing: Phrasing | None) -> MatterMatcher:
    """The trained matcher, which knows one embedding model only."""
    weights = load_weights()
    if weights.adapter != embedder.features_adapter:
        return NamedTerms(matters)
    return TrainedMatcher(matters, weights, embedder, phrasing)
