"""What a running header or footer looks like, whatever varies in it from page to page."""

import re

from ingest.loaders.pdf.page_numbers import bare_number, is_named

_LONGEST = 160
_ADDRESS = re.compile(r"https?://\S")
_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?:,? \d{1,2}:\d\d)?")

_SERIES = re.compile(r"(?!(?:page|tudalen)\b)[^\W\d_]{1,20} (\d{1,3})\b", re.IGNORECASE)


def series_number(text: str) -> str | None:
    """The number of a heading that counts itself, such as Question 2; None for other lines, such as Page 2."""
    match = _SERIES.match(text)
    return match.group(1) if match else None


def running_shape(text: str) -> str:
    """The line without its numbers and signs; empty for page numbers, figures, and what begins or ends as sentences do.

    The text has single spaces.
    """
    if not text or len(text) > _LONGEST or bare_number(text) or is_named(text) or text[-1] in ".,;:!?":
        return ""
    if not (text[0].isupper() or text[0].isdigit() or text[0] == "©" or _ADDRESS.match(text)):
        return ""
    if not _DATE.fullmatch(text) and sum(map(str.isalpha, text)) < 2:
        return ""
    return re.sub(r"\d+", "#", re.sub(r"[^\w ]", "", text.casefold())).strip()
