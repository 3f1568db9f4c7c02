"""Sentences of English and Welsh text, as ranges of characters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A mark, what may close behind it, perhaps a footnote mark stuck to it, then white space or the end.
_STOP = re.compile(
    r"[.!?…]{1,6}[\"'”’)\]]{0,4}(?:(?:(?<=[^\d\W][.!?])|(?<=[^\d.,](?:19|20)\d\d[.!?])|(?<=[)%][.!?]))\d{1,2})?(?=\s|$)"
)
_IS_NUMBER = re.compile(r"\d|[A-Z]{1,6}[ /-]?\d")
"""A number, or a reference such as `WG36317`."""
_BULLET = re.compile(r"[ \t]*(?:[»•●▪◦*·–-]|\(?[0-9a-z]{1,2}[.)])(?=\s)", re.IGNORECASE)
_MARKER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]", re.IGNORECASE)

# `Annex A.` is no initial of a name.
_NAMED_BY_LETTER = re.compile(
    r"\b(?:annex|appendix|table|figure|part|section|atodiad|tabl|ffigur|rhan|adran) [A-Z]\Z", re.IGNORECASE
)

# A full stop behind these never ends a sentence.
_TITLES_WORDS = "rt hon mr mrs ms messrs dr prof rev revd parch st sr cllr e.g i.e e.e h.y viz cf vs v approx gol gw"
_TITLES = frozenset(_TITLES_WORDS.split())
# A full stop behind these ends one unless a number, or nothing but a capital, follows.
_COUNTED_WORDS = (
    "s ss no nos para paras par art arts sch reg regs sec sect ch cl cls p pp pt vol fig obj rhif adr atod tud ed t "
    "civ crim admin cyf ref "
    "jan feb mar apr jun jul aug sep sept oct nov dec ion chwef maw ebr meh gorff medi hyd tach rhag"
)
_COUNTED = frozenset(_COUNTED_WORDS.split())


@dataclass(frozen=True)
class Sentence:
    """A half-open range of characters without white space at its ends."""

    start: int
    end: int


def sentences(text: str) -> list[Sentence]:
    """Every character that is not white space belongs to exactly one of the sentences, in order."""
    found, start = [], 0
    for end in [*sorted({*_stops(text), *_line_ends(text)}), len(text)]:
        piece = text[start:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            found.append(Sentence(start + lead, start + len(piece.rstrip())))
        start = end
    return found


def _stops(text: str) -> Iterator[int]:
    for match in _STOP.finditer(text):
        behind = text[match.end() : match.end() + 40].lstrip(" \t\n\u00a0\"'“‘([|")
        if not behind or _ends(text, match, behind):
            yield match.end()


def _ends(text: str, match: re.Match[str], behind: str) -> bool:
    if behind[0].islower():
        return False
    if match.group()[0] != ".":
        return True
    word = _word_before(text, match.start())
    plain = word.lstrip("(\"'“‘[").lower()
    if plain in _TITLES or _is_marker(text, match, word):
        return False
    if plain in _COUNTED:
        return not _IS_NUMBER.match(behind)
    if len(plain) == 1 and word[-1:].isupper() and plain != "i":
        return _NAMED_BY_LETTER.search(text, max(0, match.start() - 20), match.start()) is not None
    return not _is_initials(plain)


def _word_before(text: str, stop: int) -> str:
    """At most 30 characters back, so that a long run without spaces costs nothing."""
    return (text[max(0, stop - 30) : stop].split() or [""])[-1]


def _is_marker(text: str, match: re.Match[str], word: str) -> bool:
    """Whether `1.` or `(a).` stands at the head of its line."""
    head = match.start() - len(word)
    line = text.rfind("\n", 0, head) + 1
    if head - line > 8 or text[line:head].strip("»•- \t"):
        return False
    return _MARKER.fullmatch(word + ".") is not None


def _is_initials(plain: str) -> bool:
    parts = plain.split(".")
    return len(parts) > 1 and all(len(part) == 1 and part.isalpha() for part in parts) and plain not in ("p.m", "a.m")


def _line_ends(text: str) -> Iterator[int]:
    """Ends of lines that end a sentence without a full stop: before a blank line or bullet, or behind a short line."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        after = text.find("\n", end + 1)
        follower = text[end + 1 : after if after >= 0 else len(text)]
        if _line_ends_sentence(text[start:end].strip(), follower):
            yield end
        start = end + 1


def _line_ends_sentence(line: str, follower: str) -> bool:
    if not follower.strip() or _BULLET.match(follower) or line.endswith(":"):
        return True
    return len(line) < 40 and not follower.lstrip()[:1].islower()
