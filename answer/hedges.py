"""How a text qualifies a figure: `almost 8,000` is not 8,000, and neither is `over 8,000`."""

import re

_HEDGES = (
    ("about", "around|about|approximately|roughly|circa|some|an estimated|tua|tuag|oddeutu|rhyw|o gwmpas"),
    ("nearly", "almost|nearly|just under|close to|bron i|bron|agos at"),
    ("least", "at least|no fewer than|no less than|a minimum of|o leiaf"),
    ("over", "more than|greater than|higher than|over|above|exceed(?:s|ed|ing)|mwy na|dros"),
    ("most", "up to|at most|no more than|a maximum of|hyd at|ar y mwyaf"),
    ("under", "less than|fewer than|lower than|under|below|llai na|o dan|dan"),
)
_BEFORE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in reversed(_HEDGES))
    + r")\s+(?:(?:only|just|the|a|an|y|yr)\s+)?[£$€]?$",
    re.IGNORECASE,
)
_LONGEST = 40


def hedge(text: str, start: int) -> str:
    """The kind of qualification that stands right before the figure at that place; empty where it stands bare."""
    match = _BEFORE.search(text, max(0, start - _LONGEST), start)
    return match.lastgroup or "" if match else ""
