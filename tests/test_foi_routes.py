"""The JSON routes and the commands of requests, over the real index."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import NOON
from fastapi.testclient import TestClient
from httpx2 import Response
from test_cli import Run, noddfa  # noqa: F401 a fixture

from answer.assembly import open_foi_desk
from answer.assistant import Assistant
from api.app import create_app
from settings import Settings

REQUEST = (
    "Dear Sir,\n\n1. How many migrants with criminal records have entered Wales?\n"
    "2. How many cattle entered Wales in 2023?\n\nYours faithfully, B."
)
BODY = {"request": REQUEST, "received": "2026-11-02"}


@pytest.fixture(scope="module")
def client(settings: Settings, assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    own = settings.model_copy(update={"data_dir": tmp_path_factory.mktemp("letters")})
    with (
        open_foi_desk(own, assistant, lambda path: None, now=lambda: NOON) as desk,
        TestClient(create_app(assistant, foi=desk), base_url="http://localhost") as opened,
    ):
        yield opened


def ok(response: Response) -> dict[str, Any]:
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def test_precedents_question_by_question(client: TestClient) -> None:
    body = ok(client.post("/v1/precedents", json=BODY))
    first, second = body["questions"]
    start, end = first["span"]
    assert REQUEST[start:end] == first["text"] == "How many migrants with criminal records have entered Wales?"
    best = first["precedents"][0]
    assert (best["reference"], best["date"], best["outcome"]) == ("ATISN 24923", "2025-07-10", "not_held")
    assert best["referred_to"] == ["Home Office", "Ministry of Justice"]
    assert first["refer_to"][:2] == ["Home Office", "Ministry of Justice"]
    cited = {one["key"]: one["quote"] for one in body["citations"]}
    assert cited[best["answer"]["citation"]] == best["answer"]["quote"]
    assert "does not bind" in best["why"]
    assert second["precedents"] == []
    assert (body["deadline"], body["regimes"]) == ("2026-12-01", ["foi"])


def test_draft_is_kept_and_exported(client: TestClient) -> None:
    made = ok(client.post("/v1/foi-drafts", json=BODY))
    assert ok(client.get(f"/v1/foi-drafts/{made['id']}")) == made
    assert "[OFFICER TO COMPLETE]" in made["markdown"]
    for kind, media in (
        ("docx", "application/vnd"),
        ("md", "text/markdown"),
        ("txt", "text/plain"),
        ("ics", "text/cal"),
    ):
        found = client.get(f"/v1/foi-drafts/{made['id']}/export", params={"format": kind})
        assert found.headers["content-type"].startswith(media)
        assert f"foi-draft-2026-11-21.{kind}" in found.headers["content-disposition"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"request": ""}, "/request"),
        ({"request": " \n "}, "/request"),
        ({"request": "x" * 20_001}, "/request"),
        ({**BODY, "received": "2 November"}, "/received"),
        ({**BODY, "outcomes": ["lost"]}, "/outcomes/0"),
        ({**BODY, "language": "fr"}, "/language"),
        ({**BODY, "requester": "A"}, "/requester"),
    ],
)
def test_bad_field_is_named(client: TestClient, body: dict[str, Any], pointer: str) -> None:
    response = client.post("/v1/precedents", json=body)
    assert response.status_code == 422
    assert [one["pointer"] for one in response.json()["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"received": "2099-01-05"}, "bank holidays of 2099 are not known"),
        ({"asked_back": "2026-10-01"}, "before the request came"),
        ({"received": None, "clarified": "2026-10-01"}, "Say when the request was received"),
    ],
)
def test_days_that_cannot_be_counted(client: TestClient, change: dict[str, Any], said: str) -> None:
    response = client.post("/v1/precedents", json={**BODY, **change})
    assert response.status_code == 422
    assert said in response.json()["detail"]


def test_letter_that_cannot_be_read_is_refused(client: TestClient) -> None:
    made = ok(client.post("/v1/foi-drafts", json=BODY))
    response = client.post(f"/v1/foi-drafts/{made['id']}/sent", json={"text": "A letter that nobody can read. " * 3})
    assert response.status_code == 422
    assert "could not be read" in response.json()["detail"]
    assert client.get("/v1/foi-drafts/nowhere").status_code == 404


def test_command_prints_precedents(noddfa: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    path = tmp_path / "request.txt"
    path.write_text(REQUEST, encoding="utf-8")
    assert noddfa("precedents", str(path), "--received", "2026-11-02") == 0
    shown = capsys.readouterr().out
    assert "ATISN 24923, 10 July 2025" in shown
    assert "not later than 1 December 2026" in shown
    assert "No good precedent." in shown
    assert noddfa("precedents", str(path), "--json") == 0
    assert json.loads(capsys.readouterr().out)["questions"][1]["precedents"] == []


def test_command_drafts_and_writes_files(noddfa: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    path, letter, day = tmp_path / "request.txt", tmp_path / "letter.docx", tmp_path / "day.ics"
    path.write_text(REQUEST, encoding="utf-8")
    arguments = ("foi-draft", str(path), "--received", "2026-11-02", "--docx", str(letter), "--ics", str(day))
    assert noddfa(*arguments) == 0
    assert "[OFFICER TO COMPLETE]" in capsys.readouterr().out
    assert letter.read_bytes()[:2] == b"PK"
    assert b"20261201" in day.read_bytes()
    assert noddfa("precedents", str(tmp_path / "nothing.txt")) == 2
    assert "cannot be read as text" in capsys.readouterr().err
