"""What every structure reader gives."""

from dataclasses import dataclass, field

from corpus.contents import Contents
from corpus.version import Block


@dataclass(frozen=True)
class Structured:
    """The blocks of a text, in order and without overlap, and the facts found in it."""

    blocks: tuple[Block, ...]
    contents: Contents = field(default_factory=Contents)
