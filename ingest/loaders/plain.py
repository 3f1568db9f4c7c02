"""Plain text and Markdown."""

import re

from ingest.loaders.decoding import decode
from ingest.loaders.loaded import Loaded, LoadedPage, Mark

NAME = "text/1"
MARKDOWN_NAME = "markdown/1"

_HEADING = re.compile(r"(#{1,6}) +\S")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")


def load(data: bytes) -> Loaded:
    """One page as it stands; raises UnreadableSource."""
    return Loaded(NAME, (LoadedPage(decode(data), 1),), paged=False)


def load_markdown(data: bytes) -> Loaded:
    """One page whose `#` lines are marked as headings; no sign is removed. Raises UnreadableSource."""
    text = decode(data)
    marks, fenced = [], False
    for number, line in enumerate(text.split("\n")):
        fenced ^= _FENCE.match(line) is not None
        if not fenced and (heading := _HEADING.match(line)):
            marks.append(Mark(number, level=len(heading.group(1))))
    return Loaded(MARKDOWN_NAME, (LoadedPage(text, 1, marks=tuple(marks)),), paged=False)
