"""Providers that fail over real HTTP: the embedded answer stands, in time."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from model_statements import quoted
from scripted import engine, extracted, findings

from answer.chat_model import open_chat_model
from answer.draft import Draft

EXTRACTED = extracted(quoted("entirely"))
GOOD = "Immigration and asylum decisions rest entirely with the UK Government."
PATIENCE = 6.0


class Request(BaseHTTPRequestHandler):
    """One request, and what was asked in it."""

    asked: dict[str, Any]


Answering = Callable[[Request, threading.Event], None]


@contextmanager
def provider(answering: Answering) -> Iterator[str]:
    """A server on loopback that answers every request in that way, until the block ends."""
    ended = threading.Event()

    class Handler(Request):
        def do_POST(self) -> None:
            self.asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.close_connection = True
            with suppress(ConnectionError):  # the client has had enough
                answering(self, ended)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


def sent(handler: Request, body: bytes, status: int = 200, kind: str = "application/json") -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def completion(content: object) -> bytes:
    """A reply of the OpenAI protocol that says this."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    return json.dumps(
        {"id": "x", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], "usage": usage}
    ).encode()


def saying(body: bytes, status: int = 200, kind: str = "application/json") -> Answering:
    return lambda handler, ended: sent(handler, body, status, kind)


def hanging(handler: Request, ended: threading.Event) -> None:
    ended.wait(30)


def dripping(handler: Request, ended: threading.Event) -> None:
    """Sends a space now and then, which resets the client's own timeout each time."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    while not ended.wait(0.1):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def closing(handler: Request, ended: threading.Event) -> None:
    handler.connection.close()


def garbage(handler: Request, ended: threading.Event) -> None:
    """A stream of events that are none."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"data: {\x00\xff\xfe[[[}\n\n")


def asked(address: str, patience: float = PATIENCE) -> Draft:
    chat = open_chat_model("openai:any", patience, address)
    return engine(chat, patience).draft(findings("Who decides?"), EXTRACTED)


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")


@pytest.mark.parametrize(
    "answering",
    [
        pytest.param(saying(b'{"error": {"message": "overloaded"}}', 500), id="500"),
        pytest.param(saying(b"<html>Bad gateway</html>", 502, "text/html"), id="502 in HTML"),
        pytest.param(saying(b"", 503), id="503"),
        pytest.param(saying(b'{"error": {"message": "slow down"}}', 429), id="429"),
        pytest.param(saying(b'{"error": {"message": "no such key"}}', 401), id="401"),
        pytest.param(saying(b'{"error": {"message": "no response_format"}}', 400), id="400"),
        pytest.param(saying(b"{"), id="half a brace"),
        pytest.param(saying(b"null"), id="null"),
        pytest.param(saying(b"<html>It works</html>", 200, "text/html"), id="a page"),
        pytest.param(saying(b'{"choices": []}'), id="no choice"),
        pytest.param(saying(completion(None)), id="no content"),
        pytest.param(saying(completion("I cannot help with that.")), id="prose"),
        pytest.param(saying(completion("\x00\ufffd" * 500)), id="noughts"),
        pytest.param(saying(completion('{"statements": [{"text": "Wales decides.", "citations": ["c1"]}]}')), id="lie"),
        pytest.param(saying(completion('{"statements": [{"text": "' + GOOD + '", "citations": ["c1"]}]}')), id="guess"),
        pytest.param(garbage, id="garbage in a stream"),
        pytest.param(closing, id="closed connection"),
    ],
)
def test_provider_fails_and_the_embedded_answer_stands(answering: Answering) -> None:
    with provider(answering) as address:
        draft = asked(address)
    assert not draft.by_model
    assert (draft.statements, draft.citations) == (EXTRACTED.statements, EXTRACTED.citations)
    assert (draft.status, draft.headline) == (EXTRACTED.status, EXTRACTED.headline)


@pytest.mark.parametrize("answering", [hanging, dripping])
def test_provider_never_ends_and_the_reader_waits_no_longer_than_set(answering: Answering) -> None:
    began = time.monotonic()
    with provider(answering) as address:
        draft = asked(address, patience=0.5)
        assert time.monotonic() - began < 5
    assert draft == EXTRACTED


def test_provider_is_not_there() -> None:
    assert asked("http://127.0.0.1:9/v1") == EXTRACTED


def test_provider_that_reads_its_evidence_is_shown_and_counted() -> None:
    forms: list[str] = []

    def reading(handler: Request, ended: threading.Event) -> None:
        forms.append(handler.asked["response_format"]["type"])
        human = handler.asked["messages"][1]["content"]
        evidence = json.loads(human[human.index("<evidence>") + len("<evidence>") : human.index("</evidence>")])
        reply = {"statements": [{"text": GOOD, "citations": [evidence[0]["key"]]}]}
        sent(handler, completion(json.dumps(reply)))

    with provider(reading) as address:
        draft = asked(address)
    assert [statement.text for statement in draft.statements] == [GOOD]
    assert forms == ["json_schema"]
    assert draft.usage is not None
    assert (draft.usage.input_tokens, draft.usage.output_tokens) == (100, 20)
