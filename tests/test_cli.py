"""The command line over the real index, called as the console script calls it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from answer.assistant import Assistant
from api.app import create_app
from cli import main
from cli.serve import is_loopback
from settings import ROOT, Settings

ASYLUM = "does Wales decide who can claim asylum?"

Run = Callable[..., int]


@pytest.fixture
def noddfa(monkeypatch: pytest.MonkeyPatch, settings: Settings, assistant: Assistant, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NODDFA_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("NODDFA_MODEL_DIR", str(settings.models))
    monkeypatch.setenv("NODDFA_EMBEDDING_DTYPE", settings.embedding_dtype)

    def run(*arguments: str) -> int:
        with pytest.raises(SystemExit) as exit_info:
            main(arguments)
        code = exit_info.value.code
        return code if isinstance(code, int) else 0

    return run


def test_ask_prints_cited_answer(noddfa: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert noddfa("ask", ASYLUM) == 0
    printed = capsys.readouterr().out
    assert "Home Office" in printed
    assert "Reserved" in printed
    assert "[1]" in printed
    assert "ATISN 24923" in printed


def test_ask_into_pipe_is_plain(noddfa: Run, capsys: pytest.CaptureFixture[str]) -> None:
    noddfa("ask", ASYLUM)
    lines = capsys.readouterr().out.splitlines()
    assert all("\x1b" not in line and line == line.rstrip() for line in lines)
    assert max(map(len, lines)) > 100


def test_ask_json_is_the_service_body(noddfa: Run, assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    noddfa("ask", ASYLUM, "--json", "--limit", "2", "--as-of", "2026-03-01")
    printed = json.loads(capsys.readouterr().out)
    with TestClient(create_app(assistant), base_url="http://localhost") as client:
        request = {"question": ASYLUM, "limit": 2, "as_of": "2026-03-01"}
        served = client.post("/v1/ask", json=request).json()
    # The service of this test has no recorder.
    own = {"id": None, "recorded": None}
    assert (printed["recorded"], {**printed, **own}) == (True, {**served, **own})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("ask", "  "), "question must not be empty", id="blank"),
        pytest.param(("ask", "a" * 2001), "question must have at most 2000 characters", id="over-long"),
        pytest.param(("ask", ASYLUM, "--as-of", "soon"), "as_of must be a date like 2025-07-10", id="no-date"),
        pytest.param(("ask", ASYLUM, "--limit", "0"), "limit", id="limit"),
        pytest.param(("ask", ASYLUM, "--kind", "novel"), "novel", id="unknown-kind"),
        pytest.param(("documents", "show", "none"), "none", id="unknown-document"),
        pytest.param(("serve", "--host", "0.0.0.0"), "0.0.0.0 is not a loopback address", id="open-host"),
    ],
)
def test_wrong_use_exits_2(
    noddfa: Run, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert noddfa(*arguments) == 2
    assert said in capsys.readouterr().err


def test_ask_without_index_exits_3(settings: Settings, tmp_path: Path) -> None:
    # A process of its own: only there is stderr what a person sees, whatever was imported before.
    own = {"NODDFA_DATA_DIR": str(tmp_path), "NODDFA_MODEL_DIR": str(settings.models)}
    code = "import cli; cli.main()"
    ended = subprocess.run(
        [sys.executable, "-c", code, "ask", ASYLUM],
        check=False,
        cwd=ROOT,
        env=os.environ | own,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 3
    assert ended.stderr == "There is no index yet. Run 'noddfa ingest' to make one.\n"
    assert ended.stdout == ""


def test_unknown_variable_is_named(
    noddfa: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NODDFA_DATADIR", "x")
    assert noddfa("documents") == 2
    assert capsys.readouterr().err == "NODDFA_DATADIR is not a setting. Did you mean NODDFA_DATA_DIR?\n"


def test_unknown_variable_in_file_is_named(noddfa: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".env").write_text("NODDFA_COLOUR=red\n")
    assert noddfa("documents") == 2
    assert "NODDFA_COLOUR" in capsys.readouterr().err


def test_bad_setting_is_named(noddfa: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("NODDFA_PORT", "high")
    assert noddfa("documents") == 2
    assert "NODDFA_PORT has the value 'high'" in capsys.readouterr().err


def test_search_json_keeps_the_limit(noddfa: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert noddfa("search", "ATISN 24923", "--limit", "2", "--json") == 0
    assert [hit["rank"] for hit in json.loads(capsys.readouterr().out)["hits"]] == [1, 2]


def test_search_prints_passages(noddfa: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert noddfa("search", "ATISN 24923", "--kind", "foi_response") == 0
    assert "Freedom of Information response, Welsh Government, 10 July 2025" in capsys.readouterr().out


def test_documents_listed_and_shown(noddfa: Run, capsys: pytest.CaptureFixture[str]) -> None:
    noddfa("documents", "--json")
    documents = json.loads(capsys.readouterr().out)["documents"]
    assert len(documents) == 5
    assert noddfa("documents", "show", documents[0]["id"], "--json") == 0
    assert json.loads(capsys.readouterr().out)["document"]["id"] == documents[0]["id"]
    assert noddfa("documents", "show", documents[0]["id"]) == 0
    assert documents[0]["version"] in capsys.readouterr().out


def test_index_listed_and_sound(noddfa: Run, assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    assert noddfa("index", "list") == 0
    assert f"*  {assistant.state().generation}" in capsys.readouterr().out
    assert noddfa("index", "verify") == 0


def test_ingest_reports_failure_and_the_rest(
    noddfa: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NODDFA_DATA_DIR", str(tmp_path / "data"))
    good = tmp_path / "good.txt"
    good.write_text("The Home Office decides who is granted asylum in the United Kingdom.\n")
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"")
    assert noddfa("ingest", str(good), str(bad), "--json") == 1
    report = json.loads(capsys.readouterr().out)
    outcomes = sorted(document["outcome"] for document in report["documents"])
    assert outcomes == ["created", "failed"]
    assert report["generation"]
    assert noddfa("ingest", str(good)) == 0
    assert "unchanged" in capsys.readouterr().out


def test_ingest_missing_catalogue_exits_2(noddfa: Run) -> None:
    assert noddfa("ingest", "--catalogue", "none.toml") == 2


def test_eval_unknown_suite_exits_2(noddfa: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert noddfa("eval", "--suite", "poetry") == 2
    assert "poetry" in capsys.readouterr().err


def test_commands_import_nothing_heavy() -> None:
    heavy = "{'torch', 'chromadb', 'sentence_transformers', 'fastapi', 'langchain_core', 'tantivy'}"
    code = f"import sys, cli; print(sorted({heavy} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.2", False),
        ("example.org", False),
        ("", False),
    ],
)
def test_loopback(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback
