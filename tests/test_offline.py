"""Nothing leaves the machine: ingest, ask and eval with every other socket refused and tracing asked for."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from settings import ROOT, Settings

# Loaded by every Python process that finds it on its path, before anything else is imported.
_GUARD = """
import os, socket

def _local(address):
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    return host.startswith("127.") or host in ("::1", "localhost", "", "0.0.0.0", "::")

def _guarded(name, address_of):
    original = getattr(socket.socket, name)
    def call(self, *arguments):
        address = address_of(arguments)
        if self.family not in (socket.AF_INET, socket.AF_INET6) or _local(address):
            return original(self, *arguments)
        _refuse(name, address)
    setattr(socket.socket, name, call)

def _refuse(name, what):
    with open(os.environ["ATTEMPTS"], "a") as file:
        file.write(f"{name} {what}\\n")
    raise OSError(f"refused: {name} {what}")

_guarded("connect", lambda arguments: arguments[0])
_guarded("connect_ex", lambda arguments: arguments[0])
_guarded("sendto", lambda arguments: arguments[-1])
_guarded("sendmsg", lambda arguments: arguments[3] if len(arguments) > 3 else "")

def _lookup(name):
    original = getattr(socket, name)
    def call(host, *arguments, **named):
        if host is None or _local((host if isinstance(host, str) else host.decode(),)):
            return original(host, *arguments, **named)
        _refuse(name, host)
    setattr(socket, name, call)

for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr"):
    _lookup(name)
"""
_COMMANDS = """
import sys
from cli import main
for arguments in (
    ["ingest", sys.argv[1]],
    ["ask", "does Wales decide who can claim asylum?"],
    ["eval", "--suite", "owner", "--json", sys.argv[2]],
):
    try:
        main(arguments)
    except SystemExit as ended:
        print("ended", arguments[0], ended.code or 0, flush=True)
"""
# Ends with the first attempt, or after ten seconds without one.
_TRACED = """
import os, time
from langchain_core.runnables import RunnableLambda
RunnableLambda(str).invoke(1)
for _ in range(100):
    if os.path.exists(os.environ["ATTEMPTS"]):
        os._exit(0)
    time.sleep(0.1)
"""
_TRACING = {
    "LANGSMITH_TRACING": "true",
    "LANGSMITH_TRACING_V2": "true",
    "LANGCHAIN_TRACING": "true",
    "LANGCHAIN_TRACING_V2": "true",
    "LANGSMITH_API_KEY": "not-a-key",
    "LANGCHAIN_API_KEY": "not-a-key",
    "ANONYMIZED_TELEMETRY": "True",
    "HF_HUB_OFFLINE": "0",
    "TRANSFORMERS_OFFLINE": "0",
}


@pytest.fixture
def attempts(tmp_path: Path) -> Path:
    return tmp_path / "attempts.txt"


def _run(code: str, *arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """One process under the guard, whose attempts to reach anything are written down."""
    (folder / "guard").mkdir()
    (folder / "guard" / "sitecustomize.py").write_text(_GUARD)
    path = os.pathsep.join([str(folder / "guard"), str(ROOT)])
    own = {"PYTHONPATH": path, "ATTEMPTS": str(folder / "attempts.txt"), **_TRACING, **environment}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env=os.environ | own,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize(
    "planted",
    [
        pytest.param("socket.create_connection(('192.0.2.1', 80), 2)", id="connect"),
        pytest.param("socket.socket().connect_ex(('192.0.2.1', 80))", id="connect_ex"),
        pytest.param("socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))", id="datagram"),
        pytest.param("socket.getaddrinfo('example.org', 443)", id="look-up"),
        pytest.param("__import__('urllib.request').request.urlopen('http://example.org')", id="urllib"),
    ],
)
def test_guard_refuses_and_records(planted: str, tmp_path: Path, attempts: Path) -> None:
    ended = _run(f"import socket; {planted}", folder=tmp_path)
    assert ended.returncode == 1
    assert "refused" in ended.stderr
    assert len(attempts.read_text().splitlines()) == 1


def test_guard_lets_loopback_pass(tmp_path: Path, attempts: Path) -> None:
    code = "import socket; s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname())"
    assert _run(code, folder=tmp_path).returncode == 0
    assert not attempts.exists()


def test_tracing_would_be_recorded(tmp_path: Path, attempts: Path) -> None:
    """Without our silence LangChain does try to reach its tracing service, so that the next test proves something."""
    _run(_TRACED, folder=tmp_path)
    assert "langchain" in attempts.read_text()


def test_nothing_leaves_the_machine(settings: Settings, tmp_path: Path, attempts: Path) -> None:
    # What the index costs to make is spent once; each command still opens and uses it.
    data, report = tmp_path / "data", tmp_path / "report.json"
    for target in (data, data / "eval"):
        for part in ("index", "versions"):
            shutil.copytree(settings.data_dir / part, target / part)
    note = tmp_path / "note.txt"
    note.write_text("The Home Office decides who is granted asylum in the United Kingdom.\n")
    ended = _run(
        _COMMANDS,
        str(note),
        str(report),
        folder=tmp_path,
        NODDFA_DATA_DIR=str(data),
        NODDFA_MODEL_DIR=str(settings.models),
        NODDFA_EMBEDDING_DTYPE="float32",
    )
    lines = [line for line in ended.stdout.splitlines() if line.startswith("ended")]
    assert lines == ["ended ingest 0", "ended ask 0", "ended eval 0"], ended.stderr
    assert "Home Office" in ended.stdout
    assert report.is_file()
    assert not attempts.exists(), attempts.read_text()
