"""Which words between quotation marks are a source's: only those that stand in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from answer.answer import Citation
from answer.likeness import plain, stands_in

# A mark without its partner opens nothing: what follows it counts as our own words.
_BETWEEN_MARKS = re.compile(
    r"“(?P<curly>[^“”]{1,6000})”|\"(?P<straight>[^\"]{1,6000})\"|«(?P<angle>[^«»]{1,6000})»"
    r"|(?<!\w)‘(?P<single>(?:[^‘’]|’(?=\w)){1,6000})’(?!\w)"
)
_LEFT_OUT = re.compile(r"\[\s?(?:…|\.\.\.)\s?\]|…")
_AT_THE_ENDS = " .,;:"


@dataclass(frozen=True)
class SourceQuotation:
    """A quotation of a source where it stands, its marks included."""

    start: int
    end: int
    words: str
    language: str
    """The language of the document that it is from."""


class Quotations:
    """Finds the quotations of some sources in a text."""

    def __init__(self, citations: Iterable[Citation]) -> None:
        self._sources = [(citation.document.language, _quotable(citation)) for citation in citations]

    def find(self, text: str) -> Iterator[SourceQuotation]:
        """In order; words between quotation marks that stand in no source are passed over."""
        for match in _BETWEEN_MARKS.finditer(text):
            words = next(part for part in match.groups() if part)
            language = self._language(words)
            if language is not None:
                yield SourceQuotation(match.start(), match.end(), words, language)

    def _language(self, words: str) -> str | None:
        parts = [plain(part).strip(_AT_THE_ENDS) for part in _LEFT_OUT.split(words)]
        parts = [part for part in parts if part]
        for language, source in self._sources:
            if parts and all(any(stands_in(part, line) for line in source) for part in parts):
                return language
        return None


def _quotable(citation: Citation) -> list[str]:
    """What a draft may quote of a source: its words, its title and the headings that the words stand under."""
    headings = [*citation.section, ", ".join(citation.section)]
    return [plain(line) for line in (citation.quote, citation.passage, citation.document.title, *headings)]
