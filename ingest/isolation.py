"""Reads sources in a process of its own, so that a hostile file costs no more than its limits."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Self

from pydantic import TypeAdapter

from errors import UnreadableSource
from ingest.reading import Reading, Wanted

_ROOT = Path(__file__).resolve().parents[1]
_LENGTH = 8


@dataclass(frozen=True)
class Limits:
    """What reading one source may cost."""

    seconds: float = 300.0
    memory: int = 4 << 30
    """Bytes of address space; not limited where the system has no such limit."""


@dataclass(frozen=True)
class Reply:
    """What came of one source: a reading, or what is wrong with it."""

    reading: Reading | None
    fault: str | None


def send(stream: IO[bytes], *parts: bytes) -> None:
    """Write parts, each with its length in front."""
    for part in parts:
        stream.write(len(part).to_bytes(_LENGTH, "big") + part)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one part; None where the other side has gone."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    part = stream.read(length)
    return part if len(part) == length else None


class IsolatedReader:
    """One reading process, started when first needed and again after each source that killed it."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._reply = TypeAdapter(Reply)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def read(self, data: bytes, wanted: Wanted) -> Reading:
        """As `reading.read`; raises UnreadableSource also where a limit was met."""
        answer = self._ask(data, wanted)
        if answer.reading is None:
            raise UnreadableSource(answer.fault or "")
        return answer.reading

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close_quietly(pipe)

    def _ask(self, data: bytes, wanted: Wanted) -> Reply:
        process = self._running()
        expired = threading.Event()

        def stop() -> None:
            expired.set()
            process.kill()

        timer = threading.Timer(self._limits.seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            body = _exchange(process, json.dumps(asdict(wanted)).encode(), data)
        finally:
            timer.cancel()
        if body is not None and not expired.is_set():
            return self._reply.validate_json(body)
        self.close()
        return Reply(None, self._ended(timed_out=expired.is_set()))

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            path = os.pathsep.join((str(_ROOT), *filter(None, (os.environ.get("PYTHONPATH"),))))
            self._process = subprocess.Popen(  # noqa: S603 our own module, by this very interpreter
                [sys.executable, "-m", "ingest.reader_process", str(self._limits.memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
            )
        return self._process

    def _ended(self, *, timed_out: bool) -> str:
        if timed_out:
            return (
                f"Reading it took more than {self._limits.seconds:g} seconds. "
                "Save it as a new, simpler file, or split it and supply the parts."
            )
        return "The file brought its reader down. Save or print it as a new file and supply that."


def _exchange(process: subprocess.Popen[bytes], *parts: bytes) -> bytes | None:
    if process.stdin is None or process.stdout is None:
        return None
    try:
        send(process.stdin, *parts)
        return receive(process.stdout)
    except OSError:
        return None


def _close_quietly(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        # What was not yet written when the process ended.
        return
