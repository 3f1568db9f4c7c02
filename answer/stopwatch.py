"""Times the stages of one answer, for its receipt."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


class Stopwatch:
    """Of one answer on one thread."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()
        self._stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time of the block to the stage, also where the block fails."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self._stages[name] = self._stages.get(name, 0.0) + time.perf_counter() - begun

    @property
    def times(self) -> Mapping[str, float]:
        """Milliseconds by stage, and of everything since the start as `total`."""
        stages = {**self._stages, "total": time.perf_counter() - self._begun}
        return {name: round(seconds * 1000, 2) for name, seconds in stages.items()}
