"""The lines of a page as they grow while a tree is walked."""

import re

from ingest.loaders.decoding import require_length, require_text, storable
from ingest.loaders.loaded import LoadedPage, Mark

MOST_SPANNED = 50
"""Columns or rows that one cell may say it spans."""
HIDDEN = "hidden in the source"
RAISED = re.compile(r"[\[(]?\d{1,3}[\])]?(?:[,–-]\d{1,3}){0,5}|[*†‡§]{1,3}")
"""A footnote mark, and neither the letters of an ordinal nor a unit's power, which stands behind letters."""


class PageLines:
    """Collects running text, ends lines, and notes what the format says of each."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._marks: list[Mark] = []
        self._open: list[str] = []
        self._links: list[str] = []
        self._item = False
        self._ordinal = ""
        self._row = False
        self._note = False
        self._raised = False
        self._aside: list[str] = []
        self._characters = 0
        self._written = 0

    @property
    def written(self) -> int:
        """Characters that can be seen so far; tells whether anything stood between two moments."""
        return self._written

    @property
    def in_row(self) -> bool:
        """Whether a table's row is open, inside which no line ends."""
        return self._row

    def add(self, text: str | None) -> None:
        """Append running text; raises UnreadableSource when there is more than one source may have."""
        if text:
            if self._raised and self._would_grow(text):
                self._open.append(" ")
            self._raised = self._raised and text.isspace()
            self._open.append(text.replace("\t", " ") if self._row else text)
            self._characters += len(text)
            self._written += not text.isspace()
            require_length(self._characters)

    def raised(self, begins: bool = True) -> None:
        """Let what is added next be raised: a mark behind a figure is kept apart from it, by a space."""
        self._raised = begins

    def _would_grow(self, text: str) -> bool:
        """Whether a raised mark would become a part of the figure that it stands behind."""
        before = next((part for part in reversed(self._open) if part), "")
        return before[-1:].isdigit() and RAISED.match(text.strip()) is not None

    def leave_out(self, text: str) -> None:
        """List words that the format hides, behind the line that is open; they part no line."""
        if words := " ".join(text.split()):
            self._aside.append(words)
            require_length(self._characters + sum(map(len, self._aside)))

    def notes(self) -> None:
        """Let all lines from here on be those of footnotes and endnotes."""
        self._note = True

    def link(self, url: str | None) -> None:
        """Note an address behind words of the open line, or of the next one that has any."""
        if url and url not in self._links:
            self._links.append(url)

    def unlink(self, url: str | None) -> None:
        """Forget an address that turned out to stand behind no words."""
        if url in self._links:
            self._links.remove(url)

    def item(self, begins: bool = True, ordinal: str = "") -> None:
        """Let the next line with text be a list's item, or take that back where the item ended without any."""
        self._item, self._ordinal = begins, ordinal

    def gap(self) -> None:
        """Leave a blank line, unless a line is open or one is left already."""
        if not self._row and self._done and self._done[-1] and not "".join(self._open).strip():
            self._done.append("")

    def begin_row(self) -> None:
        """Begin a row of a table; the line before it must be ended."""
        self._row = True

    def cell(self) -> None:
        """Begin another cell of the row."""
        self._open.append("\t")

    def end_row(self, *, chrome: bool = False) -> None:
        """End the row; one without any text leaves no line."""
        cells = [" ".join(cell.split()) for cell in "".join(self._open).split("\t")]
        self._open, self._row = [], False
        if any(cells):
            self._finish("\t".join(cells).rstrip("\t"), level=0, chrome=chrome, row=True, closed=True)

    def end(self, *, level: int = 0, chrome: bool = False, gap: bool = False, closed: bool = True) -> None:
        """End the line, inside a row only the word; a gap leaves a blank line behind it."""
        if self._row:
            self._open.append(" ")
            return
        line = " ".join("".join(self._open).split())
        self._open = []
        if line:
            self._finish(line, level=level, chrome=chrome, row=False, closed=closed)
        if gap:
            self.gap()

    def _finish(self, line: str, *, level: int, chrome: bool, row: bool, closed: bool) -> None:
        item = self._item and not level
        ordinal = self._ordinal if item else ""
        mark = Mark(
            len(self._done), level, chrome, item, row, tuple(self._links), closed, ordinal=ordinal, note=self._note
        )
        if mark.speaks:
            self._marks.append(mark)
        self._done.append(line)
        self._links, self._item, self._ordinal = [], False, ""
        self._list_hidden()

    def _list_hidden(self) -> None:
        for words in self._aside:
            self._marks.append(Mark(len(self._done), gone=HIDDEN))
            self._done.append(words)
        self._aside = []

    def page(self, *, needed: str) -> LoadedPage:
        """Everything as one page; raises UnreadableSource with the sentence needed where only chrome has text."""
        self.end()
        self._list_hidden()
        chrome = {mark.line for mark in self._marks if mark.chrome or mark.gone}
        text = storable("\n".join(self._done))
        require_text("\n".join(line for number, line in enumerate(self._done) if number not in chrome), needed)
        return LoadedPage(text, 1, marks=tuple(self._marks))
