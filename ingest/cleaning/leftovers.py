"""What is no part of a document: site chrome, running headers and footers, residue of word processors."""

import re
from collections import Counter

from ingest.cleaning.lines import Line
from ingest.cleaning.running import page_numbers, running_lines

_CHROME = re.compile(
    r"(?:skip to (?:main )?content|neidio i'?r? prif gynnwy[sy]|print this page|share this page|"
    r"cookies?(?: on .{0,40})?|back to top)",
    re.IGNORECASE,
)
# Words that a list of languages or of headings may consist of as well.
_DOUBTFUL = re.compile(r"cymraeg|english|menu", re.IGNORECASE)
_EMPTY_LABEL = re.compile(r"(?:last updated|diweddarwyd ddiwethaf|share|rhannu):", re.IGNORECASE)
_TABLE_HEADER = "Actions Organisation Link to Objectives"
_LINK = re.compile(r"https?://\S{10,}")

CHROME = "site chrome"
CHAPTER = "chapter name at the foot of a page"


def leftovers(lines: list[Line], *, paged: bool) -> dict[int, str]:
    """Reason by index for every line that is left out."""
    reasons = {index: reason for index in range(len(lines)) if (reason := _residue(lines, index))}
    reasons |= _beside_chrome(lines, reasons)
    headers = _table_headers(lines)
    reasons |= headers | _chapter_names(lines, headers) | _repeated_links(lines)
    if paged:
        reasons |= running_lines(lines)
    return reasons | page_numbers(lines, reasons, paged=paged)


def _residue(lines: list[Line], index: int) -> str | None:
    line = lines[index]
    text = line.text.strip()
    if text and (said := line.mark.gone or (line.mark.chrome and CHROME)):
        return said
    if line.leftover:
        return "leftover of a word processor"
    if not text or len(text) > 200:
        return None
    # A format that ends its lines itself has said what is chrome.
    if not line.mark.closed and _CHROME.fullmatch(text):
        return CHROME
    if _EMPTY_LABEL.fullmatch(text) and not _text_at(lines, index + 1):
        return "label with nothing after it"
    return "tags run together" if _are_tags(lines, index, text) else None


def _beside_chrome(lines: list[Line], reasons: dict[int, str]) -> dict[int, str]:
    """Links to another language or a menu, at the very top or beside what is surely the site's."""
    filled = [index for index in range(len(lines)) if lines[index].text.strip()]
    found: dict[int, str] = {}
    for indices, first in ((filled, True), (filled[::-1], False)):
        beside = first
        for index in indices:
            doubtful = not lines[index].mark.closed and _DOUBTFUL.fullmatch(_text_at(lines, index))
            beside = reasons.get(index) == CHROME or bool(beside and doubtful)
            if beside and doubtful:
                found[index] = CHROME
    return found


def _are_tags(lines: list[Line], index: int, text: str) -> bool:
    alone = not _text_at(lines, index - 1) and not _text_at(lines, index + 1)
    seams = len(re.findall(r"[a-z][A-Z]", text))
    return alone and seams >= 3 and seams >= text.count(" ") and not re.search(r"[.,;:?!/@\d]", text)


def _text_at(lines: list[Line], index: int) -> str:
    return " ".join(lines[index].text.split()) if 0 <= index < len(lines) else ""


def _table_headers(lines: list[Line]) -> dict[int, str]:
    """The plan's table header, on one line or wrapped over up to four."""
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        text = _text_at(lines, index)
        if not text.startswith("Actions") or line.mark.level:
            continue
        end = index
        while len(text) < len(_TABLE_HEADER) and _TABLE_HEADER.startswith(text + " ") and end - index < 4:
            end += 1
            text = " ".join((text, _text_at(lines, end))).strip()
        if text == _TABLE_HEADER:
            found |= dict.fromkeys(range(index, end + 1), "repeated table header")
    return found


def _chapter_names(lines: list[Line], headers: dict[int, str]) -> dict[int, str]:
    """Lines that stand in front of the table header again and again, and each other line like them."""
    before = Counter(_line_before(lines, index) for index in headers if index - 1 not in headers)
    names = {
        name for name, count in before.items() if count > 1 and 2 < len(name) < 60 and name[-1] not in ".,;:0123456789"
    }
    return {index: CHAPTER for index in range(len(lines)) if _text_at(lines, index) in names}


def _repeated_links(lines: list[Line]) -> dict[int, str]:
    """Addresses alone on a line that some line above has already: what a PDF keeps behind a link."""
    found: dict[int, str] = {}
    above = ""
    for index in range(len(lines)):
        text = _text_at(lines, index)
        if _LINK.fullmatch(text) and text in above:
            found[index] = "link repeated"
        elif "://" in text or above:
            # An address may be wrapped: what follows one is kept as far as an address can be long.
            above = (above + text)[-4000:]
    return found


def _line_before(lines: list[Line], index: int) -> str:
    while index > 0 and not _text_at(lines, index - 1):
        index -= 1
    return _text_at(lines, index - 1)
