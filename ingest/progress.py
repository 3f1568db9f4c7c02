"""How far an ingest has come."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """One step of a stage: `reading` counts documents, `embedding` passages, `verifying` runs once."""

    stage: str
    done: int
    total: int
    label: str


OnProgress = Callable[[Progress], None]
