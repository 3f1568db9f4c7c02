"""Receipts by HTTP and on the command line, over a real index and real records."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from house import House

from answer.assembly import open_assistant, recording
from api.app import create_app
from cli import main
from settings import Settings

ASKED = "Does Wales decide who can claim asylum?"
SAYS = "Decisions on asylum claims are reserved to the UK Government"


@pytest.fixture
def lit(house: House) -> House:
    house.file("powers.txt", SAYS)
    house.catalogue("powers.txt")
    house.ingest()
    return house


@pytest.fixture
def client(lit: House) -> Iterator[TestClient]:
    with (
        recording(lit.settings) as recorder,
        open_assistant(lit.settings, today=lambda: date(2026, 11, 21), recorder=recorder) as assistant,
        TestClient(create_app(assistant, recorder), base_url="http://localhost") as client,
    ):
        yield client


def test_receipt_is_shown_replayed_and_deleted(client: TestClient) -> None:
    answer = client.post("/v1/ask", json={"question": ASKED}).json()
    assert answer["recorded"] is True
    address = f"/v1/receipts/{answer['id']}"
    receipt = client.get(address).json()
    assert (receipt["id"], receipt["kind"]) == (answer["id"], "ask")
    assert receipt["body"]["answer"]["headline"] == answer["headline"]
    replay = client.post(f"{address}/replay").json()
    assert (replay["id"], replay["same"], replay["same_generation"]) == (answer["id"], True, True)
    assert replay["differences"] == []
    assert replay["answer"]["headline"] == answer["headline"]
    assert replay["answer"]["recorded"] is False
    assert client.delete(address).json() == {"id": answer["id"], "deleted": True}
    for ended in (client.get(address), client.post(f"{address}/replay"), client.delete(address)):
        assert (ended.status_code, ended.headers["content-type"]) == (404, "application/problem+json")
    assert "no longer kept" in client.get(address).json()["detail"]


def test_receipt_unknown(client: TestClient) -> None:
    problem = client.get("/v1/receipts/none").json()
    assert (problem["status"], problem["detail"][:26]) == (404, "There is no receipt none. ")


def test_service_without_records_answers_and_says_why_there_are_none(lit: House) -> None:
    records = lit.settings.data_dir / "records"
    records.write_text("a file where the folder should be")
    with (
        recording(lit.settings) as recorder,
        open_assistant(lit.settings, recorder=recorder) as assistant,
        TestClient(create_app(assistant, recorder), base_url="http://localhost") as client,
    ):
        answer = client.post("/v1/ask", json={"question": ASKED}).json()
        problem = client.get(f"/v1/receipts/{answer['id']}").json()
    assert (answer["recorded"], problem["status"]) == (False, 500)
    assert "keeps no receipts" in problem["detail"]


def test_service_that_opens_itself_keeps_receipts(lit: House, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(lit.settings, monkeypatch)
    with TestClient(create_app(), base_url="http://localhost") as client:
        answer = client.post("/v1/ask", json={"question": ASKED}).json()
        assert client.get(f"/v1/receipts/{answer['id']}").status_code == 200


def test_routes_are_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert set(paths["/v1/receipts/{receipt_id}"]) == {"get", "delete"}
    assert set(paths["/v1/receipts/{receipt_id}/replay"]) == {"post"}


def set_up(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODDFA_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("NODDFA_EMBEDDING_MODEL", settings.embedding_model)
    monkeypatch.setenv("NODDFA_EMBEDDING_DTYPE", "float32")


def noddfa(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def test_commands(
    lit: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    set_up(lit.settings, monkeypatch)

    def said(*arguments: str, code: int = 0) -> str:
        capsys.readouterr()
        assert noddfa(*arguments) == code
        out, err = capsys.readouterr()
        return out if code == 0 else err

    id = json.loads(said("ask", ASKED, "--json"))["id"]
    assert json.loads(said("receipts", "show", id, "--json"))["body"]["asked"]["text"] == ASKED
    shown = said("receipts", "show", id)
    assert f"ask {id}" in shown
    assert f"  text: {ASKED}" in shown.splitlines()
    assert json.loads(said("receipts", "replay", id, "--json"))["same"] is True
    assert said("receipts", "replay", id).startswith("The same answer.\nAsked again on the same generation.")
    for number in range(lit.settings.generations_kept):
        lit.file("powers.txt", f"In year {number} decisions on asylum claims are reserved to the Home Office")
        lit.ingest()
    other = said("receipts", "replay", id)
    assert other.startswith("Another answer.")
    assert "engine.generation\n  before: 000001-" in other
    assert said("receipts", "purge") == "0 receipts older than 90 days were erased.\n"
    assert said("receipts", "delete", id) == f"Receipt {id} is erased.\n"
    assert "no longer kept" in said("receipts", "show", id, code=2)
    assert "no receipt none" in said("receipts", "show", "none", code=2)
