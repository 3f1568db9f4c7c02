"""Cells of an HTML table that reach over several columns or rows."""

from lxml import html

from ingest.loaders.page_lines import MOST_SPANNED


class Spans:
    """Counts the columns of one table, row by row."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}
        self._here: dict[int, int] = {}
        self._column = self._begun = 0

    def row(self) -> None:
        """Begin a row: what reaches into it from above takes its columns."""
        left = {column: rows - 1 for column, rows in self._above.items() if rows > 1}
        self._above = {**left, **self._here}
        self._here = {}
        self._column = self._begun = 0

    def cell(self, cell: html.HtmlElement) -> int:
        """How many cells must be begun until this one stands in its column."""
        while self._above.get(self._column):
            self._column += 1
        needed, self._begun = self._column - self._begun, self._column
        wide, rows = _spanned(cell, "colspan"), _spanned(cell, "rowspan") - 1
        for _ in range(wide):
            if rows:
                self._here[self._column] = rows
            self._column += 1
        return needed


def _spanned(cell: html.HtmlElement, name: str) -> int:
    said = (cell.get(name) or "").strip()
    return max(1, min(int(said), MOST_SPANNED)) if said.isdecimal() and len(said) < 5 else 1
