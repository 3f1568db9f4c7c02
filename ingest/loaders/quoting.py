"""Which lines of an e-mail quote an earlier message, so that they are somebody else's words."""

import re
from collections.abc import Sequence

_SIGN = re.compile(r"\s{0,3}>")
_DIVIDER = re.compile(
    r"\s{0,9}[-_*]{2,40}\s{0,3}(?:original message|neges wreiddiol)\s{0,3}[-_*]{0,40}\s{0,9}", re.IGNORECASE
)
_FROM = re.compile(r"\s{0,3}\W{0,3}(?:from|oddi wrth|o|gan)\W{0,3}:\W{0,3}\S", re.IGNORECASE)
_SENT = re.compile(
    r"\s{0,3}\W{0,3}(?:sent|date|anfonwyd|dyddiad|to|at|cc|copi|subject|pwnc|testun)\W{0,3}:", re.IGNORECASE
)
_DATED = re.compile(r"\s{0,3}\W{0,3}(?:sent|date|anfonwyd|dyddiad)\W{0,3}:\W{0,3}\S", re.IGNORECASE)
_WROTE = re.compile(r"\s{0,3}\S.{0,300}\b(?:wrote|ysgrifennodd(?: .{0,100})?)\s?:\s{0,9}", re.IGNORECASE)
_MOST_HEADERS = 8
_MOST_OF_ATTRIBUTION = 3
"""Lines over which a mail program may wrap the line that says who wrote what follows."""


def quoted_lines(lines: Sequence[str]) -> frozenset[int]:
    """By index; a message without words of its own in front of those it quotes, such as one sent on, quotes none."""
    start = next((at for at in range(len(lines)) if _opens_original(lines, at)), len(lines))
    signed = {at for at in range(start) if _SIGN.match(lines[at])}
    found = {*signed, *_attributions(lines, signed), *range(start, len(lines))}
    own = any(lines[at].strip() for at in range(start) if at not in found)
    return frozenset(found) if own else frozenset()


def _opens_original(lines: Sequence[str], at: int) -> bool:
    """Whether all below is the message that this one answers: a divider says so, or the headers of that message."""
    if _DIVIDER.fullmatch(lines[at]):
        return True
    if not _FROM.match(lines[at]):
        return False
    headers = [line for line in lines[at + 1 : at + 1 + 2 * _MOST_HEADERS] if line.strip()][:_MOST_HEADERS]
    named = 0
    while named < len(headers) and _SENT.match(headers[named]):
        named += 1
    return named > 1 and any(_DATED.match(line) for line in headers[:named])


def _attributions(lines: Sequence[str], signed: set[int]) -> set[int]:
    """Lines such as `On Monday somebody wrote:` above the first quoted line."""
    found: set[int] = set()
    for at in sorted(signed):
        if at - 1 in signed:
            continue
        above = at - 1
        while above >= 0 and not lines[above].strip() and at - above < _MOST_OF_ATTRIBUTION:
            above -= 1
        for first in range(above, max(above - _MOST_OF_ATTRIBUTION, -1), -1):
            if _WROTE.fullmatch(" ".join(lines[first : above + 1])) and _begins(lines[first]):
                found |= {*range(first, above + 1)}
                break
    return found


def _begins(line: str) -> bool:
    return line.lstrip()[:3].lower().startswith(("on ", "ar ", "am ")) or "@" in line
