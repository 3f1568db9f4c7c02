"""Clean text from loaded pages: whole blocks may go, each listed, and white space may change; nothing else does."""

import re
from dataclasses import dataclass

from corpus.version import Deletion, Page
from ingest.leftovers import leftovers
from ingest.lines import Line, lines_of, wraps
from ingest.loaders.loaded import PLAIN, Loaded, Mark

_BULLET = re.compile(r"(?:[»•●▪◦·]|[*–-]\s|\(?\d{1,2}[.)]\s|\([a-z]{1,3}\)\s)")
_STOP = re.compile(r"[.!?…:;][\"'”’)\]]*\d{0,2}$")
# What always begins a paragraph of its own, also where a PDF leaves no blank line in front of it.
_OPENER = re.compile(r"(?:Welsh Government(?: will:$| ?–)|(?:PFA|SEP) Obj|Prosperity for All objective)")


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


NAME = "clean/2"


def clean(loaded: Loaded) -> Cleaned:
    """Join wrapped lines and leave out what is no part of the document; pages are kept as ranges of the result."""
    lines = lines_of(loaded)
    return _Writer(wrapped=loaded.paged or wraps(lines)).write(loaded, lines, leftovers(lines, paged=loaded.paged))


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
        self._put(_spaced(line))
        self._ends[line.page] = self._length
        if line.mark is not PLAIN:
            self._marked.append(Marked(start, self._length, line.mark))
        self._last, self._blank = line, False

    def _put(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)

    def _gap(self, last: Line, line: Line) -> str:
        if self._joins(last, line):
            return "" if _splits_word(last.text.rstrip(), line.text.lstrip()) else " "
        return "\n\n" if self._blank else "\n"

    def _joins(self, last: Line, line: Line) -> bool:
        above, below = last.text.strip(), line.text.strip()
        if not self._wrapped or last.mark.whole or line.mark.whole or _BULLET.match(below) or _OPENER.match(below):
            return False
        if below.startswith(("http://", "https://")) and self._blank:
            return False
        if self._blank or last.page != line.page:
            # Only a sentence that is plainly unfinished goes on over a blank line or a page.
            full = (
                last.page != line.page and len(above) >= 0.7 * last.width and (above[-1].islower() or above[-1] == ",")
            )
            return not _STOP.search(above) and (below[0].islower() or full)
        if last.soft:
            return True
        return below[0].islower() or _runs_on(last, above, below)

    def _pages(self, loaded: Loaded) -> tuple[Page, ...]:
        """A page of which nothing is left is an empty range where the next one begins."""
        pages: list[Page] = []
        at = self._length
        for index in reversed(range(len(loaded.pages))):
            page = loaded.pages[index]
            at = self._starts.get(index, at)
            pages.append(Page(page.number, page.label, at, self._ends.get(index, at)))
        return tuple(reversed(pages))


def _spaced(line: Line) -> str:
    """Single spaces; in a row of a table the tabs between its cells stay."""
    if not line.mark.row:
        return " ".join(line.text.split())
    return "\t".join(" ".join(cell.split()) for cell in line.text.strip().split("\t"))


def _splits_word(above: str, below: str) -> bool:
    """Whether a line ends inside a hyphenated word or an address of the web."""
    if above.endswith("-"):
        return above[-2:-1].isalnum() and below[0].isalnum()
    tail = above.rsplit(maxsplit=1)[-1]
    return "://" in tail and (tail[-1] in "/_=&" or re.search(r"%[0-9A-F]{2}$", tail) is not None)


def _runs_on(last: Line, above: str, below: str) -> bool:
    """Whether a line that marks no wrap of its own is full, or ends where no paragraph does."""
    if last.marked or above.endswith(":"):
        return _splits_word(above, below)
    if _STOP.search(above):
        return len(above) >= 0.8 * last.width
    return len(above) >= 0.6 * last.width or above.endswith((",", " –", " &", " and", " of", " the"))
