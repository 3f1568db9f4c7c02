"""One builder at a time on a data folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from errors import BuildFailed, BuildLocked

_LOCK = ".lock"


@contextmanager
def builders_kept_out(index: Path) -> Iterator[None]:
    """Hold the lock of an index folder; raises BuildLocked where another process has it, and BuildFailed."""
    lock = FileLock(index / _LOCK)
    try:
        index.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise BuildLocked from error
    except OSError as error:
        raise BuildFailed(
            f"The index folder {index} cannot be used: {error}. Make it a folder that may be written."
        ) from error
    try:
        yield
    finally:
        lock.release()
