"""Clean text from loaded pages: blocks and formulas may go, each listed, and white space may change; no more."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.version import Deletion, Page
from ingest.cleaning.joining import joins, splits_word
from ingest.cleaning.leftovers import leftovers
from ingest.cleaning.lines import Line, lines_of, wraps
from ingest.cleaning.page_breaks import rearranged
from ingest.loaders.loaded import Loaded, Mark
from text.formulas import FORMULA_CALL


@dataclass(frozen=True)
class Marked:
    """A line of which the format itself says something."""

    start: int
    end: int
    mark: Mark


@dataclass(frozen=True)
class Cleaned:
    """Clean text, one paragraph a line; a blank line stands where the source had one."""

    text: str
    pages: tuple[Page, ...]
    deletions: tuple[Deletion, ...]
    marked: tuple[Marked, ...] = ()


NAME = "clean/4"
FORMULA = "formula of a spreadsheet"


def clean(loaded: Loaded) -> Cleaned:
    """Join wrapped lines and leave out what is no part of the document; pages are kept as ranges of the result."""
    lines = lines_of(loaded)
    reasons = leftovers(lines, paged=loaded.paged)
    if loaded.paged:
        lines, reasons = rearranged(lines, reasons)
    return _Writer(wrapped=loaded.paged or wraps(lines)).write(loaded, lines, reasons)


class _Writer:
    """Puts the kept lines together, and notes where everything came to stand."""

    def __init__(self, *, wrapped: bool) -> None:
        self._wrapped = wrapped
        self._parts: list[str] = []
        self._length = 0
        self._last: Line | None = None
        self._blank = False
        self._deletions: list[Deletion] = []
        self._marked: list[Marked] = []
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}

    def write(self, loaded: Loaded, lines: list[Line], reasons: dict[int, str]) -> Cleaned:
        """Walk all lines once; `reasons` says by index which are left out."""
        for index, line in enumerate(lines):
            if index in reasons:
                self._delete(line, reasons[index])
            elif not line.text.strip():
                self._blank = True
            elif not FORMULA_CALL.sub("", line.text).strip():
                self._delete(line, FORMULA)
            else:
                self._keep(line)
        text = "".join(self._parts)
        pages = self._pages(loaded) if loaded.paged else ()
        return Cleaned(text, pages, tuple(self._deletions), tuple(self._marked))

    def _delete(self, line: Line, reason: str) -> None:
        """List a line; it goes to the line before where both are parts of one wrapped block."""
        gone = Deletion(self._length, " ".join(line.text.split()), reason)
        last = self._deletions[-1] if self._deletions else gone
        if last is not gone and (last.at, last.reason) == (gone.at, gone.reason):
            self._deletions[-1] = Deletion(last.at, f"{last.text}\n{gone.text}", reason)
        else:
            self._deletions.append(gone)

    def _keep(self, line: Line) -> None:
        self._put("" if self._last is None else self._gap(self._last, line))
        start = self._length
        self._starts.setdefault(line.page, start)
        for part, formula in _without_formulas(_spaced(line)):
            self._put(part)
            if formula:
                self._deletions.append(Deletion(self._length, formula, FORMULA))
        self._ends[line.page] = self._length
        if line.mark.speaks:
            self._marked.append(Marked(start, self._length, line.mark))
        self._last, self._blank = line, False

    def _put(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)

    def _gap(self, last: Line, line: Line) -> str:
        if self._wrapped and joins(last, line, blank=self._blank):
            return "" if splits_word(last.text.rstrip(), line.text.lstrip()) else " "
        return "\n\n" if self._blank else "\n"

    def _pages(self, loaded: Loaded) -> tuple[Page, ...]:
        """A page of which nothing is left is an empty range where the next one begins."""
        pages: list[Page] = []
        at = self._length
        for index in reversed(range(len(loaded.pages))):
            page = loaded.pages[index]
            at = self._starts.get(index, at)
            pages.append(Page(page.number, page.label, at, self._ends.get(index, at)))
        return tuple(reversed(pages))


def _without_formulas(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a line, each with the formula that stood behind it; empty behind the last."""
    at = 0
    for match in FORMULA_CALL.finditer(text):
        yield _beside(text, at, match.start()).rstrip(" "), match.group()
        at = match.end()
    yield _beside(text, at, len(text)), ""


def _beside(text: str, start: int, end: int) -> str:
    """A part of a line, without the blank that a formula at its head leaves."""
    part = text[start:end]
    return part if text[:start].strip() and FORMULA_CALL.sub("", text[:start]).strip() else part.lstrip(" ")


def _spaced(line: Line) -> str:
    """Single spaces; in a row of a table the tabs between its cells stay, also behind an empty first one."""
    if not line.mark.row:
        return " ".join(line.text.split())
    return "\t".join(" ".join(cell.split()) for cell in line.text.rstrip().split("\t"))
