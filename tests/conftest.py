"""The real parts that tests share: one index of the five documents and one assistant over it."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from settings import Settings, silence_environment

silence_environment()
for name in [name for name in os.environ if name.startswith("NODDFA_")]:
    del os.environ[name]

import pytest  # noqa: E402 the environment is silenced before anything reads it
from house import House  # noqa: E402
from tiny import tiny_model  # noqa: E402

from answer.assembly import open_assistant  # noqa: E402
from answer.assistant import Assistant  # noqa: E402
from ingest.assembly import open_ingestor  # noqa: E402

TODAY = date(2026, 11, 21)


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
