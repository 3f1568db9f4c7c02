"""The numbers that Word draws in front of the items of its lists, counted as it counts them."""

from dataclasses import dataclass

from lxml import etree

from ingest.loaders.office.markup import attribute, local
from ingest.loaders.office.word_package import Part, value_of
from ingest.loaders.ordinals import nested, written

_LEVELS = 9
_SIGNS = {
    "decimal": "1",
    "decimalZero": "1",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}


@dataclass(frozen=True)
class _Level:
    sign: str
    """As in HTML's `type`; empty for bullets and for formats that no reference is made in."""
    start: int


class Numbering:
    """Counts the items of every list in the order in which they are asked for."""

    def __init__(self, part: Part | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for element in part.root if part else ():
            if local(element) == "abstractNum":
                self._abstract[attribute(element, "abstractNumId") or ""] = _levels(element)
            elif local(element) == "num":
                self._add_list(element)

    def _add_list(self, element: etree._Element) -> None:
        name = attribute(element, "numId") or ""
        self._lists[name] = value_of(element, "abstractNumId") or ""
        for override in element:
            start = value_of(override, "startOverride")
            level = attribute(override, "ilvl") or ""
            if start and start.isdecimal() and level.isdecimal():
                self._starts[name, int(level)] = int(start)

    def ordinal(self, name: str, level: int) -> str:
        """The number of the next item of that list at that level; empty for a bullet or an unknown list."""
        levels = self._abstract.get(self._lists.get(name, ""), {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(name, {})
        counts[level] = counts.get(level, self._starts.get((name, level), levels[level].start) - 1) + 1
        for below in [one for one in counts if one > level]:
            del counts[below]
        number = written(counts[level], levels[level].sign)
        under = any(one < level and levels[one].sign for one in counts if one in levels)
        return nested(number) if under else number


def _levels(element: etree._Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in element:
        place = attribute(level, "ilvl") or ""
        if local(level) == "lvl" and place.isdecimal() and int(place) < _LEVELS:
            start = value_of(level, "start") or "1"
            sign = _SIGNS.get(value_of(level, "numFmt") or "", "")
            found[int(place)] = _Level(sign, int(start) if start.isdecimal() else 1)
    return found
