"""Puts the assistant together from the settings."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from answer.assistant import Assistant
from answer.extractive import ExtractiveEngine
from answer.matcher import TrainedMatcher, load_weights
from answer.matching import MatterMatcher
from answer.model import ModelEngine, open_chat_model
from answer.named_terms import NamedTerms
from corpus.matter import Matter, load_matters
from corpus.store import VersionStore
from prompts.wording import load_prompt, load_wording
from retriever.embedding import Embedder
from retriever.index_folder import IndexFolder
from retriever.passage_reader import PassageReader
from retriever.reranker import Reranker
from retriever.search import Retriever
from settings import Settings


def _today() -> date:
    return datetime.now(UTC).date()


def open_assistant(settings: Settings, *, today: Callable[[], date] = _today) -> Assistant:
    """The assistant over the settings' data folder.

    Raises ModelUnavailable and CatalogueError; a missing index is raised by the first question, so that a service can
    start without one.
    """
    matters = load_matters(settings.matters)
    embedder = Embedder.load(settings.embedding_model, settings.models, settings.embedding_dtype)
    versions = VersionStore(settings.data_dir / "versions")
    reranker = Reranker.load(settings.reranker) if settings.reranker else None
    retriever = Retriever(IndexFolder(settings.data_dir / "index"), versions, embedder, today, reranker)
    wording = load_wording()
    model = None
    if settings.model:
        chat = open_chat_model(settings.model, settings.model_timeout)
        model = ModelEngine(settings.model, chat, load_prompt("answer"), settings.model_timeout)
    return Assistant(
        retriever,
        _matcher(matters, embedder),
        PassageReader.load(embedder),
        ExtractiveEngine(versions, wording),
        model,
        wording=wording,
        versions=versions,
        election=settings.election_date,
        today=today,
    )


def _matcher(matters: Sequence[Matter], embedder: Embedder) -> MatterMatcher:
    """The trained matcher, which knows one embedding model only."""
    weights = load_weights()
    if weights.adapter != embedder.features_adapter:
        return NamedTerms(matters)
    return TrainedMatcher(matters, weights, embedder)
