"""Checking a text and bringing a reply to its end on the command line, over a real index and real records."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from house import House

from cli import main

CLAIM = "The Welsh Government decides who is granted asylum."
SAYS = "Decisions on asylum claims are reserved to the UK Government"

Run = Callable[..., Any]


@pytest.fixture
def noddfa(house: House, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command that is to end with an exit code; what it printed, read where it is JSON."""
    house.file("powers.txt", SAYS)
    house.catalogue("powers.txt")
    house.ingest()
    monkeypatch.chdir(house.folder)
    for name in ("data_dir", "embedding_model", "embedding_dtype"):
        monkeypatch.setenv(f"NODDFA_{name.upper()}", str(getattr(house.settings, name)))

    def run(*arguments: str, ends: int = 0) -> Any:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        printed = capsysbinary.readouterr()
        assert (ended.value.code or 0) == ends, printed.err.decode()
        out = (printed.err if ends else printed.out).decode()
        return json.loads(out) if "--json" in arguments and not ends else out

    return run


def test_check_prints_claims_and_json(noddfa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = noddfa("check", CLAIM, "--json")
    assert [claim["claim"] for claim in checked["claims"]] == [CLAIM]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(CLAIM.encode())))
    printed = noddfa("check", "-")
    assert CLAIM in printed
    assert "indexed documents" in printed


def test_reply_goes_from_draft_to_file(noddfa: Run, tmp_path: Path) -> None:
    made = noddfa("reply", CLAIM, "--audience", "social", "--who", "Ann", "--json")
    assert (made["state"], made["author"]) == ("draft", "Ann")
    id, digest = made["id"], made["content_hash"]
    assert digest in noddfa("replies", "show", id)
    noddfa("replies", "submit", id, "--who", "Ann")
    refused = noddfa("replies", "approve", id, "--who", "Ann", "--hash", digest, ends=1)
    assert "cannot approve it" in refused
    approved = noddfa("replies", "approve", id, "--who", "Bob", "--hash", digest, "--json")
    assert approved["state"] == "approved"
    before = noddfa("check", "Cardiff Bay decides who gets asylum.", "--json")["claims"][0]["answered_before"]
    assert [one["reply_id"] for one in before] == [id]
    assert noddfa("replies", "publish", id, "--who", "Cai", "--json")["history"][-1]["who"] == "Cai"
    assert id in noddfa("replies", "list", "asylum", "--state", "published")
    noddfa("replies", "export", id, "--format", "md", "--to", str(tmp_path / "reply.md"))
    assert "Approved by this organisation" in (tmp_path / "reply.md").read_text(encoding="utf-8")
    assert noddfa("replies", "withdraw", id, "--who", "Cai", "--json")["steps"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("check", " "), "text must not be empty", id="blank"),
        pytest.param(("reply", CLAIM, "--audience", "king"), "king", id="unknown-audience"),
        pytest.param(("replies", "submit", "r9", "--who", "Ann"), "There is no reply r9", id="unknown-reply"),
        pytest.param(("replies", "submit", "r9"), "who", id="nobody"),
        pytest.param(("reply", CLAIM, "--audience", "social", "--who", "-"), "no name was given", id="no-name"),
    ],
)
def test_wrong_use_is_told(noddfa: Run, arguments: tuple[str, ...], said: str) -> None:
    assert said in noddfa(*arguments, ends=2)
