"""`noddfa ingest` as a person meets it: what is proposed, asked, taken and told."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from documents import source_text
from letters import synthetic_letter

from cli import main
from corpus.catalogue import load_catalogue
from corpus.document import Kind
from settings import ROOT

_LETTER = synthetic_letter(3)


@pytest.fixture
def files(tmp_path: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a synthetic letter, and settings of the environment for an index of its own."""
    monkeypatch.setenv("NODDFA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("NODDFA_EMBEDDING_MODEL", str(tiny))
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "letter.txt").write_text(_LETTER.text, encoding="utf-8")
    return folder


def _run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


def test_proposed_entries_are_a_catalogue(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NODDFA_CATALOGUE", str(tmp_path / "catalogue.toml"))
    (tmp_path / "statement.txt").write_text(source_text("written-statement-2023-09-25"), encoding="utf-8")
    assert _run("ingest", "--propose", files, tmp_path / "statement.txt") == 0
    (tmp_path / "catalogue.toml").write_text(capsys.readouterr().out, encoding="utf-8")
    entries = load_catalogue(tmp_path / "catalogue.toml").entries
    assert [(entry.document.kind, entry.file.name) for entry in entries] == [
        (Kind.FOI_RESPONSE, "letter.txt"),
        (Kind.WRITTEN_STATEMENT, "statement.txt"),
    ]
    assert entries[0].document.reference == _LETTER.reference
    assert not (tmp_path / "data" / "index" / "current").exists()


def test_table_tells_what_was_taken_for_what(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = "Dear Mrs Jones\n\nYou can write to carys.jones@example.org about this synthetic note.\n"
    (files / "note.txt").write_text(note, encoding="utf-8")
    assert _run("ingest", files) == 0
    told = capsys.readouterr().out
    assert "personal data: 1 e-mail address, 1 name" in told
    assert "foi_response" in told
    assert _LETTER.reference in told


def test_report_of_a_log_as_json(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ["reference,request,response", "ATISN 7,How many?,There were 12.", "ATISN 8,,", "ATISN 9,Why?,Not held."]
    (files / "log.csv").write_text("\n".join(rows), encoding="utf-8")
    assert _run("ingest", "--json", files / "log.csv") == 1
    found = json.loads(capsys.readouterr().out)["documents"]
    assert [(one["outcome"], "line 3" in one["document"]) for one in found] == [
        ("failed", True),
        ("created", False),
        ("created", False),
    ]


def test_private_address_is_refused(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("ingest", "http://127.0.0.1/letter", files / "letter.txt") == 1
    told = capsys.readouterr().out
    assert "failed" in told
    assert "created" in told
    assert _run("ingest", "ftp://example.org/letter") == 2


@pytest.mark.parametrize(("answer", "taken"), [(b"n\n", False), (b"y\n", True)])
def test_facts_are_confirmed_on_a_terminal(files: Path, tmp_path: Path, answer: bytes, taken: bool) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from cli import main; main()", "ingest", str(files)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    while b"facts right?" not in shown:
        shown += os.read(ours, 4096)
    assert _LETTER.reference.encode() in shown
    os.write(ours, answer)
    try:
        while os.read(ours, 4096):
            pass
    except OSError:
        pass  # the other side has gone
    os.close(ours)
    assert process.wait(60) == 0
    assert (tmp_path / "data" / "index" / "current").exists() == taken
