"""The JSON routes over the real assistant and the five documents."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from answer.answer import Answer, AnswerStatus, Basis, Competence, Engine
from answer.assembly import open_assistant
from answer.assistant import Assistant
from api.app import create_app
from api.contract import ask_response
from corpus.matter import load_matters
from settings import ROOT, Settings

DAY = date(2026, 11, 21)
ASYLUM = "does Wales decide who can claim asylum?"


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(create_app(assistant), base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="module")
def empty_client(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    empty = settings.model_copy(update={"data_dir": tmp_path_factory.mktemp("empty"), "model_dir": settings.models})
    with (
        open_assistant(empty) as assistant,
        TestClient(create_app(assistant), base_url="http://localhost") as client,
    ):
        yield client


def test_ask_answers(client: TestClient) -> None:
    body = client.post("/v1/ask", json={"question": ASYLUM}).json()
    assert (body["status"], body["language"], body["reason"]) == ("answered", "en", None)
    assert body["competence"]["status"] == "reserved"
    assert any("Home Office" in name for name in body["competence"]["matters"][0]["decided_by"])
    keys = {citation["key"] for citation in body["citations"]}
    assert keys
    assert {key for statement in body["statements"] for key in statement["citations"]} <= keys


def fields(names: str) -> set[str]:
    return set(names.split())


def test_ask_fields_are_those_of_the_contract(client: TestClient) -> None:
    body = client.post("/v1/ask", json={"question": ASYLUM}).json()
    citation, matter = body["citations"][0], body["competence"]["matters"][0]
    assert set(body) == fields(
        "id question language status reason headline competence statements citations warnings related withheld "
        "engine as_of recorded"
    )
    assert set(citation) == fields("key quote passage document version section page start end score")
    assert set(citation["document"]) == fields(
        "id title kind publisher date reference url rights language status valid_from valid_to"
    )
    assert set(matter) == fields("id name status decided_by legal_basis wales_can wales_cannot language")


def test_ask_quotes_are_in_the_documents(client: TestClient, assistant: Assistant) -> None:
    for citation in client.post("/v1/ask", json={"question": ASYLUM}).json()["citations"]:
        version = assistant.holding(citation["document"]["id"]).version
        assert citation["quote"] == version.quote(citation["start"], citation["end"])
        assert citation["version"] == version.id


def test_ask_in_welsh_names_matters_in_welsh(client: TestClient) -> None:
    english, welsh = (
        client.post("/v1/ask", json={"question": ASYLUM, "language": language}).json() for language in ("en", "cy")
    )
    assert (english["language"], welsh["language"]) == ("en", "cy")
    pairs = list(zip(english["competence"]["matters"], welsh["competence"]["matters"], strict=True))
    assert all(one["id"] == other["id"] and one["name"] != other["name"] for one, other in pairs)
    assert {(one["language"], other["language"]) for one, other in pairs} == {("en", "cy")}
    assert all(one[key] != other[key] for one, other in pairs for key in ("wales_can", "wales_cannot"))


@pytest.mark.parametrize(
    ("removed", "said_in"),
    [
        pytest.param((), "cy", id="both-in-welsh"),
        pytest.param(("wales_can_cy",), "en", id="half-in-welsh"),
        pytest.param(("wales_can_cy", "wales_cannot_cy"), "en", id="none-in-welsh"),
    ],
)
def test_answer_in_welsh_mixes_no_languages(removed: tuple[str, ...], said_in: str) -> None:
    whole = next(matter for matter in load_matters(ROOT / "corpus" / "matters.yaml") if matter.id == "asylum-claims")
    matter = whole.model_copy(update=dict.fromkeys(removed))
    competence = Competence(matter.status, (matter,), (), Basis.REGISTER)
    engine = Engine("extractive", None, "tiny", "1", {})
    status, none = AnswerStatus.ANSWERED, ()
    answer = Answer("1", "?", "cy", status, None, "!", competence, none, none, none, none, none, engine, DAY)
    shown = ask_response(answer).competence
    assert shown is not None
    said = [(entry.name, entry.language, entry.wales_can, entry.wales_cannot) for entry in shown.matters]
    welsh = (whole.wales_can_cy, whole.wales_cannot_cy)
    english = (whole.wales_can, whole.wales_cannot)
    assert said == [(whole.name_cy, said_in, *(welsh if said_in == "cy" else english))]


def test_ask_keeps_the_limit(client: TestClient) -> None:
    body = client.post("/v1/ask", json={"question": ASYLUM, "limit": 1}).json()
    assert len(body["citations"]) == 1


def test_ask_as_of_is_repeated(client: TestClient) -> None:
    body = client.post("/v1/ask", json={"question": ASYLUM, "as_of": "2026-03-01"}).json()
    assert body["as_of"] == "2026-03-01"


@pytest.mark.parametrize(
    ("request_body", "pointer"),
    [
        pytest.param({"question": ""}, "/question", id="empty"),
        pytest.param({"question": " \n\t "}, "/question", id="blank"),
        pytest.param({"question": "a" * 2001}, "/question", id="over-long"),
        pytest.param({"question": "\ud800"}, "/question", id="half-a-character"),
        pytest.param({}, "/question", id="missing"),
        pytest.param({"question": "a", "colour": "red"}, "/colour", id="unknown-field"),
        pytest.param({"question": "a", "limit": 21}, "/limit", id="limit-too-high"),
        pytest.param({"question": "a", "limit": True}, "/limit", id="limit-not-a-number"),
        pytest.param({"question": "a", "kinds": ["novel"]}, "/kinds/0", id="unknown-kind"),
        pytest.param({"question": "a", "language": "fr"}, "/language", id="unknown-language"),
        pytest.param({"question": "a", "as_of": "2026-02-30"}, "/as_of", id="no-such-day"),
        pytest.param({"question": "a", "as_of": 1}, "/as_of", id="seconds-for-a-date"),
    ],
)
def test_ask_refuses_bad_field(client: TestClient, request_body: dict[str, object], pointer: str) -> None:
    response = client.post("/v1/ask", content=json.dumps(request_body), headers={"Content-Type": "application/json"})
    problem = response.json()
    assert response.status_code == problem["status"] == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert problem["type"] == "about:blank"
    assert problem["title"]


def test_ask_takes_the_longest_question(client: TestClient) -> None:
    question = ("Who decides on asylum? " * 87)[:2000]
    assert client.post("/v1/ask", json={"question": f"  {question[:-1]}?  "}).status_code == 200


def test_ask_refuses_bad_json(client: TestClient) -> None:
    response = client.post("/v1/ask", content=b"{", headers={"Content-Type": "application/json"})
    assert response.status_code == 422
    assert response.json()["errors"] == [{"detail": "The body is not valid JSON", "pointer": ""}]


def test_search_ranks(client: TestClient) -> None:
    hits = client.post("/v1/search", json={"query": "ATISN 24923", "limit": 3}).json()["hits"]
    assert [hit["rank"] for hit in hits] == [1, 2, 3]
    assert hits[0]["score"] >= hits[1]["score"] >= hits[2]["score"]
    assert set(hits[0]) == fields("rank score passage document version section page start end scores")
    assert set(hits[0]["scores"]) == {"vector", "sentence", "keyword"}


def test_search_keeps_to_kinds(client: TestClient) -> None:
    request = {"query": "asylum", "kinds": ["written_statement"]}
    kinds = {hit["document"]["kind"] for hit in client.post("/v1/search", json=request).json()["hits"]}
    assert kinds == {"written_statement"}


def test_documents_listed_with_reduced_dates(client: TestClient) -> None:
    documents = client.get("/v1/documents").json()["documents"]
    dates = {document["kind"]: document["date"] for document in documents}
    assert len(documents) == 5
    assert dates["foi_response"] == "2025-07-10"
    assert dates["plan"] in {"2019", "2019-01"}
    assert all(document["passages"] > 0 and document["version"] for document in documents)


def test_document_shown_in_parts(client: TestClient) -> None:
    listed = client.get("/v1/documents").json()["documents"][0]
    body = client.get(f"/v1/documents/{listed['id']}").json()
    assert body["document"]["title"] == listed["title"]
    assert [(version["id"], version["current"]) for version in body["versions"]] == [(listed["version"], True)]
    assert len(body["passages"]) == listed["passages"]
    ends = [section["end"] for section in body["sections"]]
    assert ends == sorted(ends)
    assert ends[-1] <= body["versions"][0]["characters"]
    paths = [section["path"] for section in body["sections"]]
    assert all(one != two for one, two in pairwise(paths))


def test_document_unknown(client: TestClient) -> None:
    response = client.get("/v1/documents/none")
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")
    assert "none" in response.json()["detail"]


def test_health_ready(client: TestClient, assistant: Assistant) -> None:
    body = client.get("/v1/health").json()
    assert (body["live"], body["ready"], body["detail"]) == (True, True, None)
    assert body["generation"] == assistant.state().generation
    assert body["counts"] == {"documents": 5, "passages": assistant.state().passages}


def test_health_without_index(empty_client: TestClient) -> None:
    response = empty_client.get("/v1/health")
    assert response.status_code == 200
    assert (response.json()["live"], response.json()["ready"], response.json()["generation"]) == (True, False, None)
    assert "noddfa ingest" in response.json()["detail"]


@pytest.mark.parametrize(("method", "path"), [("POST", "/v1/ask"), ("POST", "/v1/search"), ("GET", "/v1/documents")])
def test_route_without_index(empty_client: TestClient, method: str, path: str) -> None:
    body = {"/v1/ask": {"question": ASYLUM}, "/v1/search": {"query": "asylum"}}.get(path)
    response = empty_client.request(method, path, json=body)
    assert response.status_code == 503
    assert response.json()["type"] == "/problems/index-missing"
    assert "noddfa ingest" in response.json()["detail"]


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("GET", "/v1/ask", 405)])
def test_route_unknown(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert response.json()["status"] == status


def test_body_too_large(client: TestClient) -> None:
    content = b'{"question": "a"' + b" " * 800_000 + b"}"
    headers = {"Content-Type": "application/json"}
    assert client.post("/v1/ask", content=content, headers=headers).status_code == 413
    in_chunks = client.post("/v1/ask", content=iter([content[:400_000], content[400_000:]]), headers=headers)
    assert in_chunks.status_code == 413
    assert in_chunks.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("host", ["example.org", "localhost.example.org", "127.0.0.1.example.org:8000"])
def test_host_elsewhere_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/v1/health", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]", "[::1]:8000"])
def test_host_of_this_machine_is_served(client: TestClient, host: str) -> None:
    assert client.get("/v1/health", headers={"Host": host}).status_code == 200


def test_unforeseen_error_says_nothing(assistant: Assistant) -> None:
    app = create_app(assistant)

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("a secret")

    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        response = client.get("/broken")
    assert response.status_code == 500
    assert set(response.json()) == {"type", "title", "status"}
    assert response.headers["x-content-type-options"] == "nosniff"


def test_service_reads_no_telemetry_settings(
    monkeypatch: pytest.MonkeyPatch, assistant: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    # Telemetry that reads this complains of it in the log, since it names no scheme.
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "collector.example")
    with TestClient(create_app(assistant), base_url="http://localhost") as client:
        assert client.get("/v1/health").status_code == 200
    assert "telemetry" not in caplog.text


def test_openapi_declares_problems(client: TestClient) -> None:
    openapi = client.get("/openapi.json").json()
    assert "HTTPValidationError" not in openapi["components"]["schemas"]
    ask = openapi["paths"]["/v1/ask"]["post"]["responses"]
    assert ask["200"]["content"]["application/json"]["schema"]["$ref"].endswith("/AskResponse")
    assert ask["422"]["content"]["application/problem+json"]["schema"]["$ref"].endswith("/Problem")
    assert {"404", "500", "503"} <= set(openapi["paths"]["/v1/documents/{document_id}"]["get"]["responses"])


def test_service_opens_what_settings_name(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, assistant: Assistant, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NODDFA_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("NODDFA_MODEL_DIR", str(settings.models))
    monkeypatch.setenv("NODDFA_EMBEDDING_DTYPE", settings.embedding_dtype)
    with TestClient(create_app(), base_url="http://localhost") as client:
        assert client.get("/v1/health").json()["generation"] == assistant.state().generation


def test_answer_dates_are_iso(client: TestClient) -> None:
    body = client.post("/v1/ask", json={"question": ASYLUM}).json()
    assert date.fromisoformat(body["as_of"])
