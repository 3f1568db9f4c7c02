"""Plain text, page by page where form feeds part the pages."""

from ingest.loaders.decoding import decode
from ingest.loaders.loaded import Loaded, LoadedPage

NAME = "text/2"


def load(data: bytes) -> Loaded:
    """The text as it stands; a form feed ends a page, as programs that print PDF as text write it.

    Raises UnreadableSource.
    """
    text = decode(data)
    sheets = text.split("\f")
    if len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    pages = tuple(LoadedPage(sheet, number) for number, sheet in enumerate(sheets, 1))
    return Loaded(NAME, pages, paged="\f" in text)
