"""Text that does nothing where it is pasted or opened: no hidden marks, no control characters, no formulas."""

import re
import unicodedata
from urllib.parse import urlsplit

_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# The flags of Wales, Scotland and England are spelt in marks that are hidden anywhere else.
_FLAG = re.compile("\U0001f3f4[\U000e0061-\U000e007a]{1,6}\U000e007f")
_JOINERS = "\u200c\u200d"
"""They shape letters and emoji, and turn no text around."""
# What a spreadsheet takes for a formula at the head of a cell: a sign, then a function or a command.
_FORMULA = re.compile(r"^(?==|[+@-]\S*[(|!]|[+@-] ?[A-Z]{2,}\()", re.MULTILINE)
_REPLACEMENT = "\ufffd"
_OUT_OF_PLACE_IN_A_LINK = re.compile(r"[\s<>\"'`{}|\\^]")


def inert(text: str) -> str:
    """The same words; lines lose the blanks at their ends, and a line that a spreadsheet would run begins with a '."""
    kept, at = [], 0
    text = _LINE_BREAKS.sub("\n", text)
    for flag in _FLAG.finditer(text):
        kept += [_visible(text[at : flag.start()]), flag.group()]
        at = flag.end()
    lines = "".join([*kept, _visible(text[at:])]).split("\n")
    return _FORMULA.sub("'", "\n".join(line.strip() for line in lines)).strip("\n")


def in_one_line(text: str) -> str:
    """The same words without line breaks."""
    return " ".join(inert(text).split("\n"))


def is_web_address(url: str) -> bool:
    """Whether it can be followed from anywhere and is nothing but an address of the web."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    plain = inert(url) == url and not _OUT_OF_PLACE_IN_A_LINK.search(url)
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def _visible(text: str) -> str:
    return "".join(map(_mark, text))


def _mark(mark: str) -> str:
    category = unicodedata.category(mark)
    if mark == "\t":
        return " "
    if category == "Cs" or ord(mark) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(mark) <= 0xFDEF:
        return _REPLACEMENT
    hidden = (category == "Cc" and mark != "\n") or (category == "Cf" and mark not in _JOINERS)
    return "" if hidden else mark
