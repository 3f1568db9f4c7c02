"""Which questions an answer names: `For your first question`, `Points 1 and 2`, `O ran cwestiwn 3`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from text.sentences import sentences

_NUMBER = r"\d{1,2}(?:\.\d{1,2})?(?:\s?\([a-z]{1,4}\)|[a-h]\b)?"
_LIST = rf"{_NUMBER}(?:(?:\s?,\s?|\s?[–-]\s?|,?\s(?:and|&|to|or|a|ac|i|hyd)\s){_NUMBER}){{0,12}}"
_THING = (
    r"(?:questions?|points?|items?|parts?|requests?|q|"
    r"cwestiwn|gwestiwn|cwestiynau|gwestiynau|pwynt|bwynt|pwyntiau|rhan)"
)
_LEAD = (
    r"(?:(?:and )?(?:in|with|as|for|to|on|o ran|mewn)\b[\w ]{0,40}?\b|regarding |concerning |regards |ynghylch |"
    r"(?:the )?(?:answer|response|information)s? (?:to|for) )?(?:(?:your|the|eich|of your) )?"
)
_ORDINALS = {
    "first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5, "seventh": 6, "eighth": 7, "ninth": 8,
    "tenth": 9, "last": -1, "final": -1, "cyntaf": 0, "gyntaf": 0, "ail": 1, "trydydd": 2, "pedwerydd": 3, "pumed": 4,
    "chweched": 5, "olaf": -1,
}  # fmt: skip
_EN_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final"
_CY_BEFORE = "ail|trydydd|pedwerydd|pumed|chweched"
_NAMED = re.compile(rf"{_LEAD}{_THING}\s?(?:nos?\.?\s|numbers?\s|rhif\s)?(?P<list>{_LIST})(?![\d%])", re.IGNORECASE)
_COUNTED = re.compile(
    rf"{_LEAD}(?:(?P<en>{_EN_ORDINAL})(?:\s(?:and|&)\s(?P<en2>{_EN_ORDINAL}))?\s{_THING}\b|"
    rf"(?P<before>{_CY_BEFORE})\s(?:g?cwestiwn|gwestiwn|p?bwynt|pwynt)\b|(?:cwestiwn|gwestiwn|"
    rf"pwynt)\s(?P<behind>cyntaf|olaf)\b)",
    re.IGNORECASE,
)
_ALL = re.compile(rf"{_LEAD}(?:all|both|each)\s(?:of\s)?(?:your\s|the\s)?(?:\w+\s)?{_THING}\b", re.IGNORECASE)
_PIECE = re.compile(
    r"(?P<join>[–-]|to|i|hyd)?\s?(?P<number>\d{1,2}(?:\.\d{1,2})?)(?P<limb>\s?\([a-z]{1,4}\)|[a-h]\b)?", re.I
)
_REACH = 90
_LONGEST_LABEL = 120


@dataclass(frozen=True)
class Segment:
    """A part of an answer, as offsets in its text, and what it answers."""

    start: int
    end: int
    about: tuple[int, ...] | None
    """Indexes of the questions; empty for all of them, None where it names none."""


def segments(text: str, numbers: Sequence[str | None]) -> list[Segment]:
    """An answer cut where a sentence turns to another question; `numbers` are those of the questions in order."""
    starts: list[tuple[int, tuple[int, ...] | None]] = []
    for one in sentences(text):
        named = _about(text[one.start : one.start + _REACH], numbers)
        if named is not None:
            starts.append((one.start, named))
    if not starts or starts[0][0] > 0:
        starts.insert(0, (0, None))
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return [
        Segment(start, start + len(text[start:end].rstrip()), about)
        for (start, about), end in zip(starts, ends, strict=True)
    ]


def label(text: str, numbers: Sequence[str | None]) -> tuple[int, ...] | None:
    """The questions that a line names and says nothing more of: `Questions 1-3`, `Response to point 4:`."""
    words = text.strip("#*_ \t").rstrip(" :.–-")
    if len(words) > _LONGEST_LABEL:
        return None
    if _ALL.fullmatch(words):
        return ()
    if _COUNTED.fullmatch(words) or _NAMED.fullmatch(words):
        return _about(words, numbers)
    return None


def _about(text: str, numbers: Sequence[str | None]) -> tuple[int, ...] | None:
    if _ALL.match(text):
        return ()
    if counted := _COUNTED.match(text):
        words = [word.lower() for word in counted.groups() if word]
        return _within([_ORDINALS[word] for word in words], len(numbers))
    if named := _NAMED.match(text):
        return of_numbers(_listed(named["list"]), numbers) or None
    return None


def _within(places: list[int], count: int) -> tuple[int, ...] | None:
    found = tuple(place % count for place in places if count and -count <= place < count)
    return found if len(found) == len(places) else None


def _listed(text: str) -> list[str]:
    """`1, 2(a) and 4-6` as single numbers."""
    found: list[str] = []
    for piece in _PIECE.finditer(text):
        number, limb = piece["number"], (piece["limb"] or "").strip(" ()")
        if piece["join"] and found and found[-1].isdigit() and number.isdigit() and not limb:
            found += [str(between) for between in range(int(found[-1]) + 1, int(number))]
        found.append(number + (f"({limb})" if limb else ""))
    return found


def of_numbers(wanted: Sequence[str], numbers: Sequence[str | None]) -> tuple[int, ...]:
    """Indexes of the questions of those numbers, and of what stands under them; unnumbered ones count by place."""
    if not any(numbers):
        return tuple(int(one) - 1 for one in wanted if one.isdigit() and 0 < int(one) <= len(numbers))
    found = tuple(
        index for index, number in enumerate(numbers) if number and any(_under(number, one) for one in wanted)
    )
    whole = [one.split("(")[0] for one in wanted]
    return found or (of_numbers(whole, numbers) if whole != list(wanted) else ())


def _under(number: str, wanted: str) -> bool:
    return number == wanted or number.startswith((f"{wanted}(", f"{wanted}."))
