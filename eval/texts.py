"""The stored texts that quotes are held against."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from answer.answer import Citation
from corpus.version import Version
from errors import NotFound
from eval.case import KnownQuote
from eval.quotes import Place, QuoteFinder
from retriever.holding import HoldingDetail


class Texts:
    """The versions of one generation, by their id and by the file that each was read from."""

    def __init__(self, held: Sequence[HoldingDetail], files: Path) -> None:
        self._files = files
        self._versions = {one.version.id: one.version for one in held}
        self._documents = {one.version.id: one.holding.document.id for one in held}
        self._finders = {version.source: QuoteFinder(version) for version in self._versions.values()}

    def places(self, quote: KnownQuote) -> tuple[Place, ...]:
        """Where a known quote stands; raises NotFound where its file is not indexed or does not hold it."""
        finder = self._finders.get(self._source(quote.file))
        if finder is None:
            raise NotFound(f"The file {quote.file} is not indexed. Run the evaluation on a complete checkout.")
        found = finder.places(quote.text)
        if not found:
            raise NotFound(f"'{quote.text[:60]}' does not stand in {quote.file}. Correct the case or the reader.")
        return found

    def exact(self, citation: Citation) -> bool:
        """Whether the quote is the slice of the stored version at its offsets, of that document and on that page."""
        version = self._versions.get(citation.version)
        return (
            version is not None
            and self._documents[citation.version] == citation.document.id
            and _within(version, citation.start, citation.end)
            and version.quote(citation.start, citation.end) == citation.quote
            and version.page_at(citation.start) == citation.page
        )

    def _source(self, name: str) -> str:
        path = self._files / name
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _within(version: Version, start: int, end: int) -> bool:
    return 0 <= start < end <= len(version.text)
