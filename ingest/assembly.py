"""Puts the ingest together from the settings."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

from corpus.store import VersionStore
from ingest.ingestor import Ingestor
from retriever.embedding import Embedder
from retriever.index_folder import IndexFolder
from settings import Settings


def _utc_now() -> datetime:
    return datetime.now(UTC)


def open_ingestor(
    settings: Settings, *, now: Callable[[], datetime] = _utc_now, load: Callable[[], Embedder] | None = None
) -> Ingestor:
    """An ingestor over the settings' data folder; the model is loaded when it is first needed, or got from `load`."""

    @cache
    def embedder() -> Embedder:
        return Embedder.load(settings.embedding_model, settings.models, settings.embedding_dtype)

    return Ingestor(
        IndexFolder(settings.data_dir / "index"),
        VersionStore(settings.data_dir / "versions"),
        load or embedder,
        catalogue=settings.catalogue,
        now=now,
        kept=settings.generations_kept,
    )
