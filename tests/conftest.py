"""The real parts that tests share: one index of the five documents and one assistant over it."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from settings import Settings, silence_environment

silence_environment()
for name in [name for name in os.environ if name.startswith("NODDFA_")]:
    del os.environ[name]

import pytest  # noqa: E402 the environment is silenced before anything reads it
from house import House  # noqa: E402
from shop import Add  # noqa: E402
from tiny import tiny_model  # noqa: E402

from answer.assembly import open_assistant  # noqa: E402
from answer.assistant import Assistant  # noqa: E402
from corpus.store import VersionStore  # noqa: E402
from ingest.assembly import open_ingestor  # noqa: E402
from ingest.ingestor import Ingestor  # noqa: E402
from ingest.report import Report  # noqa: E402
from retriever.embedding import Embedder  # noqa: E402
from retriever.index_folder import IndexFolder  # noqa: E402
from retriever.search import Retriever  # noqa: E402

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def models() -> Path:
    """The prepared model, shared with the checkout: making it takes seconds and it is checked by its hash."""
    return Settings(_env_file=None).models


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Settings:
    """Settings of a data folder that holds an index of the five documents."""
    data_dir = tmp_path_factory.mktemp("data")
    settings = Settings(_env_file=None, data_dir=data_dir, model_dir=models, embedding_dtype="float32")
    report = open_ingestor(settings).ingest(on_progress=lambda progress: None)
    assert not report.failed, report
    return settings


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Iterator[Assistant]:
    """The assistant over that index, on a fixed day."""
    with open_assistant(settings, today=lambda: TODAY) as opened:
        yield opened


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that embeds a thousand passages in a second or two."""
    return tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def house(tmp_path: Path, tiny: Path) -> House:
    """An empty catalogue's place, over a data folder of the test's own."""
    folder = tmp_path / "files"
    folder.mkdir()
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path / "data",
        catalogue=folder / "catalogue.toml",
        embedding_model=str(tiny),
        embedding_dtype="float32",
    )
    return House(folder, settings)


@pytest.fixture
def shop(tmp_path: Path, tiny: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path / "data", embedding_model=str(tiny))


@pytest.fixture
def ingestor(shop: Settings) -> Ingestor:
    return open_ingestor(shop, now=lambda: NOON)


@pytest.fixture
def index(shop: Settings) -> IndexFolder:
    return IndexFolder(shop.data_dir / "index")


@pytest.fixture
def add(ingestor: Ingestor, tmp_path: Path) -> Add:
    """Writes a file of that name and number of passages, and ingests it."""

    def added(name: str, passages: int = 3, words: str = "sanctuary") -> Report:
        path = tmp_path / f"{name}.txt"
        path.write_text("\n\n".join(f"{name} {at} says {words}{' and so on' * 45}." for at in range(passages)))
        return ingestor.ingest([path], on_progress=lambda at: None)

    return added


@pytest.fixture
def retriever(shop: Settings, index: IndexFolder) -> Iterator[Retriever]:
    embedder = Embedder.load(shop.embedding_model, shop.models)
    opened = Retriever(index, VersionStore(shop.data_dir / "versions"), embedder, lambda: date(2026, 11, 21))
    yield opened
    opened.close()
