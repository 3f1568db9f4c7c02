"""Which lines of a wrapped text belong to one paragraph."""

import re

from ingest.cleaning.lines import BULLET, ROUND, Line

STOP = re.compile(r"[.!?…:;][\"'”’)\]]*\d{0,2}$")
"""The end of a sentence, a footnote mark behind it included."""
_WORD = re.compile(r"[^\W\d_]{2}")
# What always begins a paragraph of its own, also where a PDF leaves no blank line in front of it.
_OPENER = re.compile(r"(?:Welsh Government(?: will:$| ?–)|(?:PFA|SEP) Obj|Prosperity for All objective)")


def joins(last: Line, line: Line, *, blank: bool) -> bool:
    """Whether a line goes on with the paragraph of the one before; `blank`: a blank line stands between them."""
    above, below = last.text.strip(), line.text.strip()
    if last.mark.quoted != line.mark.quoted:
        return False
    if last.mark.whole or line.mark.whole or _is_item(line.text.lstrip(), above) or _OPENER.match(below):
        return False
    if below.startswith(("http://", "https://")) and blank:
        return False
    if blank or last.page != line.page:
        return _goes_over(last, line, above, below)
    return last.soft or below[0].islower() or _runs_on(last, above, below)


def _is_item(text: str, above: str) -> bool:
    """Whether a line begins an item of a list; a lone `o` does below another, or below a colon."""
    if BULLET.match(text):
        return True
    return ROUND.match(text) is not None and (above.endswith(":") or ROUND.match(above) is not None)


def splits_word(above: str, below: str) -> bool:
    """Whether a line ends inside a hyphenated word or an address of the web."""
    if above.endswith(("-", "\u00ad", "\u2010")):
        return above[-2:-1].isalnum() and below[0].isalnum()
    tail = above.rsplit(maxsplit=1)[-1]
    return "://" in tail and (tail[-1] in "/_=&" or re.search(r"%[0-9A-F]{2}$", tail) is not None)


def _goes_over(last: Line, line: Line, above: str, below: str) -> bool:
    """Only a sentence that is plainly unfinished goes on over a blank line or a page."""
    if STOP.search(above) or not _WORD.search(above):
        return False
    if below[0].islower():
        return True
    full = len(above) >= 0.7 * last.width and (above[-1].islower() or above[-1] == ",")
    text = len(below) >= 0.6 * line.width or STOP.search(below) is not None
    return last.page != line.page and full and text


def _runs_on(last: Line, above: str, below: str) -> bool:
    """Whether a line that marks no wrap of its own is full, or ends where no paragraph does."""
    if last.marked or above.endswith(":"):
        return splits_word(above, below)
    if STOP.search(above):
        return len(above) >= 0.8 * last.width
    return len(above) >= 0.6 * last.width or above.endswith((",", " –", " &", " and", " of", " the"))
