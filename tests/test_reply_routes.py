"""The JSON routes of claims and replies, over real records and verdicts that a test makes by hand."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk import Office, office
from drafts import CITATION
from fastapi.testclient import TestClient
from httpx2 import Response

from answer.assembly import open_assistant
from answer.assistant import Assistant
from api.app import create_app
from settings import Settings

POST = {"text": "Wales decides who gets asylum", "audience": "social"}


@pytest.fixture(scope="module")
def assistant(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """One without an index, since the verdicts are the test's own."""
    folder = tmp_path_factory.mktemp("bare")
    settings = Settings(_env_file=None, data_dir=folder, embedding_model=str(tiny), embedding_dtype="float32")
    with open_assistant(settings) as opened:
        yield opened


@pytest.fixture
def at(assistant: Assistant, tmp_path: Path) -> Iterator[tuple[TestClient, Office]]:
    with (
        office(tmp_path, assistant.embedder) as opened,
        TestClient(create_app(assistant, desk=opened.desk), base_url="http://localhost") as client,
    ):
        yield client, opened


@pytest.fixture
def client(at: tuple[TestClient, Office]) -> TestClient:
    return at[0]


def ok(response: Response) -> dict[str, Any]:
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def by(who: str) -> dict[bytes, bytes]:
    return {b"X-Noddfa-User": who.encode()}


def drafted(client: TestClient, who: str = "Ann", **fields: str) -> dict[str, Any]:
    return ok(client.post("/v1/replies", json={**POST, **fields}, headers=by(who)))


def approved(client: TestClient) -> dict[str, Any]:
    made = drafted(client)
    address = f"/v1/replies/{made['id']}"
    ok(client.post(f"{address}/submit", headers=by("Ann")))
    return ok(client.post(f"{address}/approve", headers=by("Bob"), json={"content_hash": made["content_hash"]}))


def test_claims_fields_are_those_of_the_contract(client: TestClient) -> None:
    reply = approved(client)
    body = ok(client.post("/v1/claims", json={"text": "  Cardiff Bay decides who is granted asylum "}))
    assert {"id", "claims", "citations", "warnings", "engine"} <= set(body)
    claim = body["claims"][0]
    assert set(claim) == {"claim", "span", "verdict", "explanation", "competence", "citations", "answered_before"}
    assert (claim["claim"], claim["span"]) == ("Cardiff Bay decides who is granted asylum", [0, 41])
    assert (claim["verdict"], claim["citations"]) == ("contradicted", [CITATION.key])
    before = claim["answered_before"][0]
    assert (before["reply_id"], before["approved"]) == (reply["id"], "2026-11-21")
    assert 0.5 <= before["score"] <= 1


def test_reply_fields_are_those_of_the_contract(client: TestClient) -> None:
    body = drafted(client)
    named = "id state advice refer_to audience language paragraphs claims citations checklist text warnings engine"
    assert set(named.split()) <= set(body)
    assert (body["state"], body["advice"], body["audience"], body["author"]) == ("draft", "reply", "social", "Ann")
    assert body["text"].startswith(body["paragraphs"][0]["text"])
    assert set(body["paragraphs"][0]) == {"text", "citations"}
    assert body["steps"] == ["edit", "submit", "withdraw"]


def test_reply_goes_from_hand_to_hand(client: TestClient) -> None:
    made = approved(client)
    address = f"/v1/replies/{made['id']}"
    assert made["state"] == "approved"
    assert ok(client.post(f"{address}/publish", headers=by("Cai"), json={"note": "Sent."}))["state"] == "published"
    listed = ok(client.get("/v1/replies", params={"state": "published", "q": "ASYLUM"}))["replies"]
    assert [(one["id"], one["author"]) for one in listed] == [(made["id"], "Ann")]
    assert ok(client.get("/v1/replies", params={"q": "hotels"}))["replies"] == []
    history = ok(client.post(f"{address}/withdraw", headers=by("Ŵyn")))["history"]
    assert [(step["action"], step["who"]) for step in history] == [
        ("create", "Ann"), ("submit", "Ann"), ("approve", "Bob"), ("publish", "Cai"), ("withdraw", "Ŵyn")
    ]  # fmt: skip
    assert history[3]["note"] == "Sent."


def test_edit_by_text_and_by_paragraphs(client: TestClient) -> None:
    made = drafted(client)
    address = f"/v1/replies/{made['id']}"
    text = made["text"].replace("each asylum claim", "every asylum claim")
    edited = ok(client.put(address, headers=by("Cai"), json={"content_hash": made["content_hash"], "text": text}))
    assert edited["text"] == text
    paragraphs = [{"text": "The Home Office decides. [1]", "citations": ["c1"]}]
    change = {"content_hash": edited["content_hash"], "paragraphs": paragraphs}
    again = ok(client.put(address, headers=by("Cai"), json=change))
    assert again["paragraphs"] == paragraphs
    stale = client.put(address, headers=by("Ann"), json={"content_hash": made["content_hash"], "text": "Mine."})
    assert stale.status_code == 409
    assert "Cai changed it last" in stale.json()["detail"]


@pytest.mark.parametrize("path", ["", "/{id}/submit", "/{id}/approve", "/{id}/publish", "/{id}/withdraw", "/{id}"])
@pytest.mark.parametrize(
    "headers", [{}, {"X-Noddfa-User": "  "}, {"X-Noddfa-User": "-"}], ids=["none", "blank", "dash"]
)
def test_step_of_nobody_is_refused(client: TestClient, path: str, headers: dict[str, str]) -> None:
    made = drafted(client)
    method = "PUT" if path == "/{id}" else "POST"
    body = POST if not path else {"content_hash": made["content_hash"]} if path[-4:] in ("rove", "{id}") else {}
    response = client.request(method, f"/v1/replies{path.format(id=made['id'])}", json=body, headers=headers)
    assert (response.status_code, response.headers["content-type"]) == (400, "application/problem+json")
    assert "X-Noddfa-User" in response.json()["detail"]


def test_author_cannot_approve(client: TestClient) -> None:
    made = drafted(client)
    address = f"/v1/replies/{made['id']}"
    ok(client.post(f"{address}/submit", headers=by("Ann")))
    refused = client.post(f"{address}/approve", headers=by("ANN"), json={"content_hash": made["content_hash"]})
    assert refused.status_code == 409
    assert "Ask somebody who did neither" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        pytest.param("/v1/claims", {"text": " "}, "/text", id="blank-text"),
        pytest.param("/v1/claims", {"text": "a" * 5001}, "/text", id="over-long"),
        pytest.param("/v1/claims", {"text": "a", "audience": "social"}, "/audience", id="unknown-field"),
        pytest.param("/v1/replies", {**POST, "audience": "king"}, "/audience", id="unknown-audience"),
        pytest.param("/v1/replies", {**POST, "language": "fr"}, "/language", id="unknown-language"),
        pytest.param("/v1/replies/r1/approve", {}, "/content_hash", id="approval-of-what"),
        pytest.param("/v1/replies/r1/approve", {"content_hash": "x"}, "/content_hash", id="no-hash"),
    ],
)
def test_bad_field_is_named(client: TestClient, path: str, body: dict[str, str], pointer: str) -> None:
    response = client.post(path, content=json.dumps(body), headers={b"Content-Type": b"application/json", **by("Ann")})
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("into", "media_type", "name"),
    [
        pytest.param("txt", "text/plain; charset=utf-8", "reply-social-2026-11-21.txt", id="text"),
        pytest.param("claimreview", "application/ld+json", "reply-social-2026-11-21.jsonld", id="claim-review"),
    ],
)
def test_export_is_a_file(client: TestClient, into: str, media_type: str, name: str) -> None:
    made = approved(client)
    response = client.get(f"/v1/replies/{made['id']}/export", params={"format": into})
    assert (response.status_code, response.headers["content-type"]) == (200, media_type)
    assert response.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert response.content


def test_unapproved_reply_is_no_claim_review(client: TestClient) -> None:
    response = client.get(f"/v1/replies/{drafted(client)['id']}/export", params={"format": "claimreview"})
    assert response.status_code == 409
    assert client.get("/v1/replies/none").status_code == 404


def test_reply_is_reopened_when_its_source_is_gone(at: tuple[TestClient, Office]) -> None:
    client, opened = at
    made = approved(client)
    opened.verdicts.hold()
    refused = client.post(f"/v1/replies/{made['id']}/publish", headers=by("Cai"))
    assert refused.status_code == 409
    shown = ok(client.get(f"/v1/replies/{made['id']}"))
    assert (shown["state"], shown["history"][-1]["action"]) == ("in_review", "reopen")
    assert shown["history"][-1]["who"] is None


def test_service_without_records_says_so(assistant: Assistant) -> None:
    with TestClient(create_app(assistant), base_url="http://localhost") as client:
        response = client.post("/v1/claims", json={"text": "Wales decides who gets asylum"})
    assert response.status_code == 500
    assert "keeps no replies" in response.json()["detail"]


def test_routes_are_described(client: TestClient) -> None:
    paths = ok(client.get("/openapi.json"))["paths"]
    assert {"/v1/claims", "/v1/replies", "/v1/replies/{reply_id}", "/v1/replies/{reply_id}/export"} <= set(paths)
    problem = paths["/v1/replies"]["post"]["responses"]["400"]["content"]
    assert set(problem) == {"application/problem+json"}
