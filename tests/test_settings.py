"""The settings' table in the docs, and the silence that is forced on the environment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from settings import Settings, settings_table, silence_environment

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "settings.md"


def test_settings_page_has_the_table_of_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page[page.index("| variable |") :] == settings_table()


def test_settings_table_names_every_setting() -> None:
    rows = settings_table().splitlines()[2:]
    assert [row.split("`")[1] for row in rows] == [f"NODDFA_{name.upper()}" for name in Settings.model_fields]


def test_settings_read_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODDFA_PORT", "8123")
    assert Settings().port == 8123


def test_settings_refuse_a_port_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODDFA_PORT", "70000")
    with pytest.raises(ValidationError, match="port"):
        Settings()


@pytest.mark.parametrize("first", ["", "2026-12-02"], ids=["no-first-day", "later-first-day"])
def test_settings_refuse_a_pre_election_period_that_never_begins(monkeypatch: pytest.MonkeyPatch, first: str) -> None:
    monkeypatch.setenv("NODDFA_PRE_ELECTION_FROM", first)
    monkeypatch.setenv("NODDFA_PRE_ELECTION_TO", "2026-12-01")
    with pytest.raises(ValidationError, match="pre_election_to ends a period that has not begun"):
        Settings()


@pytest.mark.parametrize(
    ("name", "forced"),
    [
        ("LANGSMITH_TRACING", "false"),
        ("LANGCHAIN_TRACING_V2", "false"),
        ("HF_HUB_OFFLINE", "1"),
        ("ANONYMIZED_TELEMETRY", "False"),
    ],
)
def test_silence_overrides_the_environment(monkeypatch: pytest.MonkeyPatch, name: str, forced: str) -> None:
    monkeypatch.setattr(os, "environ", os.environ.copy() | {name: "true"})
    silence_environment()
    assert os.environ[name] == forced


def test_silence_turns_tracing_off_for_langchain() -> None:
    code = (
        "from settings import silence_environment; silence_environment(); "
        "from langsmith.utils import tracing_is_enabled; print(tracing_is_enabled())"
    )
    environment = os.environ | {"LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true"}
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.stdout == "False\n", run.stderr
