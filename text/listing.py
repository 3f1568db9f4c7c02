"""The items of a list that stand one behind the other in a line."""

import re

_BULLETED = re.compile(r"(?:^|(?<=\s))[•»●▪◦·–-]\s+")
_STARTED = re.compile(r"(?<=[.?;:]\s)[•»●▪◦·–-]\s+(?=[A-Z])|(?<=\s)[•»●▪◦]\s+")
_NUMBER = re.compile(r"(?:^|(?<=\s))\(?(?P<number>\d{1,2}|[a-h])[.)]\s+")


def items(text: str, *, bullet: bool) -> list[tuple[int, int]]:
    """The questions that stand one behind the other in a line; the line itself where it is one."""
    starts = _bullets(text) if not bullet else [0, *(match.end() for match in _STARTED.finditer(text))]
    if len(starts) < 2:
        starts = _numbers(text)
    if len(starts) < 2:
        return [(0, len(text))]
    ends = [_before(text, start) for start in starts[1:]] + [len(text)]
    head = [(0, _before(text, starts[0]))] if text[: starts[0]].strip(" •»●▪◦·–-") else []
    return head + list(zip(starts, ends, strict=True))


def _bullets(text: str) -> list[int]:
    found = [match.end() for match in _BULLETED.finditer(text)]
    return found if text[:1] in "•»●▪◦·–-" and len(found) > 1 else []


def _numbers(text: str) -> list[int]:
    """Starts of `1. … 2. …`; a number counts only where the one before it stood in front of it."""
    starts: list[int] = []
    wanted = ""
    for match in _NUMBER.finditer(text):
        number = match["number"]
        if (not starts and number in ("1", "a") and match.start() == 0) or number == wanted:
            starts.append(match.start())
            wanted = str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)
    return starts


def _before(text: str, start: int) -> int:
    """End of the words in front of an item, without its bullet."""
    return len(text[:start].rstrip(" •»●▪◦·–-"))
