"""Ingests in processes of their own, quickly started, for tests that kill them or run them side by side."""

import multiprocessing
from collections.abc import Sequence
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.synchronize import Event
from pathlib import Path

from errors import BuildLocked
from ingest.assembly import open_ingestor
from settings import Settings


def context() -> ForkServerContext:
    """Processes are forked from one that has imported everything and has run nothing."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["builders"])
    return made


def build(settings: Settings, paths: Sequence[Path], begun: Event) -> None:
    """One ingest; `begun` is set when the first document was read. Exit code 3 where another one was running."""
    try:
        open_ingestor(settings).ingest(paths, on_progress=lambda at: begun.set())
    except BuildLocked:
        raise SystemExit(3) from None


def rewrite_and_build(settings: Settings, file: Path, rounds: int) -> None:
    """One document edited and published again and again."""
    ingestor = open_ingestor(settings)
    for number in range(1, rounds + 1):
        file.write_text(f"Edition {number} speaks of sanctuary.", encoding="utf-8")
        ingestor.ingest([file], on_progress=lambda at: None)


def started(settings: Settings, paths: Sequence[Path]) -> tuple[ForkServerProcess, Event]:
    """A process that ingests, and the event that it has begun."""
    server = context()
    begun = server.Event()
    process = server.Process(target=build, args=(settings, list(paths), begun))
    process.start()
    return process, begun
