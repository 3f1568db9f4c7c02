"""How deep each item of a list stands, told by how it is counted."""

from collections.abc import Sequence

from answer.foi.letter_lines import Line

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def levels(found: Sequence[Line]) -> list[int]:
    """The level of each line: 0 for what is no item, 1 for the outermost items, more for what stands under them.

    A way of counting that was not seen since the list began stands under the one above it.
    """
    numbers: list[int] = []
    ways: list[tuple[str, int]] = []
    roman = 0
    for line in found:
        if line.mark is None:
            ways, roman = [], 0
            numbers.append(0)
            continue
        way, roman = _way(line, roman)
        ways = ways[: ways.index(way) + 1] if way in ways else [*ways, way]
        numbers.append(len(ways))
    return numbers


def _way(line: Line, roman: int) -> tuple[tuple[str, int], int]:
    """How the item is counted, and how many small Roman numerals have counted on up to it."""
    mark = line.mark or ""
    inner = mark.strip("()")
    if mark == "•":
        return (line.text[:1], line.indent), roman
    if mark[:1].isdigit():
        return ("1" + "." * mark.count(".") + "(" * mark.count("("), 0), 0
    if inner.isupper():
        return ("A", 0), 0
    if inner == ROMAN[roman % len(ROMAN)]:
        return ("i", 0), roman + 1
    return ("a", 0), roman
