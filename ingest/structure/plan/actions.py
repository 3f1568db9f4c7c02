"""Where the actions of a plan begin: by their number, in a list, or in the rows of a table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.span import Span
from ingest.structure.paragraphs import Paragraph
from ingest.structure.plan.cells import columns, sort_of

LEAD_IN = re.compile(
    r"(?:(?:The )?(?:Welsh Government|Llywodraeth Cymru|We|Bydd)\b.{0,40}|(?:[A-Z][^.:;]{0,60} )?[Ww]ill(?: also)?|"
    r"Byddwn(?: ni)?(?: hefyd)?(?: yn)?|(?:To (?:do|achieve|deliver) this,? )?[Ww]e will(?: also)?|"
    r"(?:Our |Ein )?(?:[Cc]ommitments?|[Yy]mrwymiad(?:au)?)):"
)
_NUMBER = re.compile(r"(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)]|(?<=\.\d)|(?<=\.\d\d))\s{1,4}(?=[^\W\d_]|[‘“'\"])")
_NAMED = re.compile(
    r"(?:(?:key|priority) )?(?:actions?|commitment|camau gweithredu|cam gweithredu|cam|gweithred|ymrwymiad)"
    r"(?: point| number| no\.?| rhif)? (?P<label>\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)"
    r"(?:\s?[:.–—-]\s*|\s+(?=(?-i:[A-Z])|[‘“])|$)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?:(?:our |the |key |priority )?(?:actions|commitments)(?: points)?(?: we will take)?|action points|"
    r"what (?:we|the welsh government) will do|we will|(?:the )?welsh government will|"
    r"(?:y |ein )?(?:prif )?(?:camau gweithredu|camau|gweithredoedd|ymrwymiadau)|"
    r"(?:beth|yr hyn) (?:fyddwn ni[’']n|y byddwn (?:ni )?yn|fydd llywodraeth cymru yn) ei wneud|"
    r"byddwn(?: ni)?(?: yn)?|bydd llywodraeth cymru(?: yn)?)\s?:?",
    re.IGNORECASE,
)
_NEAR = 3
"""Paragraphs below a title in which the words that open its commitments are looked for."""
_FULL_LINE = 45
_LEAST = 2
"""One numbered paragraph called an action, or a list of one, is not yet a plan's shape."""


@dataclass(frozen=True)
class Opening:
    """Where an action begins."""

    first: int
    """Index of its first paragraph."""
    below: int
    """Index of the paragraph behind its title."""
    title: Span
    """The title's paragraph without the number."""
    label: str
    """The number as printed, or nothing."""
    listed: bool = False
    """Whether it is an item of a list, its own commitment."""
    columns: tuple[tuple[str, int], ...] = ()
    """Of a row of a table: which cell holds what."""

    @property
    def number(self) -> int | None:
        """The last part of the printed number."""
        digits = re.search(r"(\d+)\D?$", self.label)
        return int(digits.group(1)) if digits else None


def openings(parts: Sequence[Paragraph], header: Sequence[str] = ()) -> list[Opening]:
    """Every action's beginning; `header` names the columns of a table whose own header cleaning left out."""
    numbered = [found for index in range(len(parts)) if (found := _named(parts, index) or _numbered(parts, index))]
    if numbered and (len(numbered) >= _LEAST or _NUMBER.match(parts[numbered[0].first].text)):
        return numbered
    for shape in (_rows(parts, header), _items(parts)):
        if len(shape) >= _LEAST:
            return shape
    return []


def _named(parts: Sequence[Paragraph], index: int) -> Opening | None:
    """`Action 3: title`, `Action 1.2 Title`, or `Action 3` with its title below it."""
    part = parts[index]
    match = _NAMED.match(part.text)
    if not match or part.row:
        return None
    if match.end() < len(part.text):
        return Opening(index, index + 1, Span(part.start + match.end(), part.end), match["label"])
    if index + 1 < len(parts) and _can_be_title(parts[index + 1]):
        title = parts[index + 1]
        return Opening(index, index + 2, Span(title.start, title.end), match["label"])
    return None


def _can_be_title(part: Paragraph) -> bool:
    return not (part.bullet or part.row or sort_of(part.text) or LEAD_IN.fullmatch(part.text))


def _numbered(parts: Sequence[Paragraph], index: int) -> Opening | None:
    """`3. Title` with `Welsh Government will:` close below it."""
    part = parts[index]
    match = _NUMBER.match(part.text)
    if not match or part.row or not any(LEAD_IN.fullmatch(one.text) for one in parts[index + 1 : index + 1 + _NEAR]):
        return None
    below = index + 1
    while _goes_on(parts[below - 1], parts[below]):
        below += 1
    return Opening(index, below, Span(part.start + match.end(), parts[below - 1].end), match["label"])


def _goes_on(above: Paragraph, part: Paragraph) -> bool:
    """Whether a title runs over a line that was not joined: the line above is full, and no sentence ends in it."""
    if part.gap or part.bullet or LEAD_IN.fullmatch(part.text) or sort_of(part.text):
        return False
    return len(above.text) >= _FULL_LINE and above.text[-1] not in ".!?:;"


def _rows(parts: Sequence[Paragraph], header: Sequence[str]) -> list[Opening]:
    """Rows below a header that names a column of actions and another that goes with it."""
    found: list[Opening] = []
    here = columns(header)
    for index, part in enumerate(parts):
        if not part.row:
            continue
        cells = list(part.cells)
        if named := columns(cells):
            here = named
        elif here and len(cells) > here["action"] and cells[here["action"]].strip():
            found.append(_row(index, part, cells, here))
    return found


def _row(index: int, part: Paragraph, cells: list[str], here: dict[str, int]) -> Opening:
    cell = cell_span(part, here["action"])
    number = _NUMBER.match(cells[here["action"]]) or _NAMED.match(cells[here["action"]])
    counted = cells[here["number"]].strip(" .") if here.get("number", len(cells)) < len(cells) else ""
    title = Span(cell.start + (number.end() if number and number.end() < len(cells[here["action"]]) else 0), cell.end)
    return Opening(index, index + 1, title, number["label"] if number else counted, columns=tuple(here.items()))


def cell_span(part: Paragraph, column: int) -> Span:
    """The range of one cell of a row."""
    cells = part.cells
    # The row's own range begins behind the empty cells in front.
    line = part.start - (sum(len(cell) + 1 for cell in cells) - 1 - len(part.text))
    start = line + sum(len(cell) + 1 for cell in cells[:column])
    return Span(start, start + len(cells[column].rstrip())) if column < len(cells) else Span(part.end, part.end)


def _items(parts: Sequence[Paragraph]) -> list[Opening]:
    """The items of lists under `Actions` or `We will:`."""
    found: list[Opening] = []
    listing = False
    for index, part in enumerate(parts):
        number = _NUMBER.match(part.text)
        if _LIST.fullmatch(part.text) and not part.row:
            listing = opens_list(parts, index)
        elif listing and (part.bullet or number):
            behind = number.end() if number else 0
            label = number["label"] if number else ""
            found.append(Opening(index, index + 1, Span(part.start + behind, part.end), label, listed=True))
        elif not sort_of(part.text):
            listing = False
    return found


def opens_list(parts: Sequence[Paragraph], index: int) -> bool:
    """Whether a line such as `Actions` or `We will:` stands above the first item of a list."""
    part, below = parts[index], parts[index + 1 : index + 2]
    return bool(_LIST.fullmatch(part.text) and below and (below[0].bullet or _NUMBER.match(below[0].text)))
