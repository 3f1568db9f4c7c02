"""What runs along with the pages and is no part of the text: headers, footers and page numbers."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from ingest.cleaning.joining import STOP
from ingest.cleaning.lines import Line
from ingest.loaders.pdf.page_numbers import bare_number, in_margin, is_named, is_of_all, plausible, says_page
from ingest.loaders.pdf.running_shape import running_shape, series_number

HEADER = "running header"
FOOTER = "running footer"
PAGE_NUMBER = "page number"

_DEEPEST = 3
"""Lines from the edge of a page that may run."""
_NEAR_IDENTICAL = 0.9
_SHIFT = 6
"""Thousandths of a page's height by which a running line may stand higher or lower than on other pages."""
_YEARS = range(1900, 2101)
_FEWEST_BETWEEN = 10
"""Lines between two page numbers of a text without pages."""


def running_lines(lines: list[Line]) -> dict[int, str]:
    """Lines at the edges of neighbouring pages that repeat, page numbers aside, and stand apart from the text.

    From the edge inwards none is taken where the one outside of it is not.
    """
    pages = _by_page(lines)
    edges = {index for page in pages for index in (page[0], page[-1])}
    numbered = len(pages) == 2 and all(any(_is_number(lines, index) for index in (page[0], page[-1])) for page in pages)
    found: dict[int, str] = {}
    for place in (HEADER, FOOTER):
        groups = [_chosen(lines, group, place, edges) for group in _merged(_groups(lines, pages, place))]
        running = {index for group in _running(lines, groups, numbered=numbered) for index in group}
        reached = {index for page in pages for index in _from_the_edge(lines, page, running, place)}
        left = [[index for index in group if index in reached] for group in groups]
        found |= {index: place for group in _running(lines, left, numbered=numbered) for index in group}
    return found


def _running(lines: list[Line], groups: list[list[int]], *, numbered: bool) -> list[list[int]]:
    """The groups that run along with the pages, or with all left and all right pages by turns."""
    alternate = [group for group in groups if len(group) > 1 and _on_one_side(lines, group)]
    sides = {lines[group[0]].page % 2 for group in alternate}
    return [
        group
        for group in groups
        if _runs(lines, group, numbered=numbered)
        or (len(sides) == 2 and group in alternate and _numbers_run(lines, group) and not _is_series(lines, group))
    ]


def _from_the_edge(lines: list[Line], page: list[int], running: set[int], place: str) -> list[int]:
    """The running lines of a page down to the first that does not run; page numbers may stand among them."""
    reached: list[int] = []
    for index in page[:_DEEPEST] if place == HEADER else page[: -_DEEPEST - 1 : -1]:
        if index in running:
            reached.append(index)
        elif not _is_number(lines, index):
            break
    return reached


def page_numbers(lines: list[Line], reasons: dict[int, str], *, paged: bool) -> dict[int, str]:
    """Lines that are only a page number; a year or a figure alone on a line is none."""
    left = [index for index in range(len(lines)) if index not in reasons and _text_at(lines, index)]
    named = [index for index in left if says_page(_text_at(lines, index)) and _alone(lines, index)]
    bare = [index for index in left if bare_number(_text_at(lines, index)) and _alone(lines, index)]
    bare = _at_edges(lines, left, bare) if paged else _between_pages(lines, bare)
    return dict.fromkeys((*named, *bare), PAGE_NUMBER)


def _by_page(lines: list[Line]) -> list[list[int]]:
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.text.strip():
            pages[line.page].append(index)
    return list(pages.values())


def _text_at(lines: list[Line], index: int) -> str:
    return " ".join(lines[index].text.split()) if 0 <= index < len(lines) else ""


def _alone(lines: list[Line], index: int) -> bool:
    """Whether blank lines or edges of the page are around it."""
    around = (at for at in (index - 1, index + 1) if 0 <= at < len(lines))
    return all(not lines[at].text.strip() or lines[at].page != lines[index].page for at in around)


def _groups(lines: list[Line], pages: list[list[int]], place: str) -> dict[str, list[int]]:
    """Lines of one shape at one edge of their pages, that no sentence goes through."""
    groups: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        for index in page[:_DEEPEST] if place == HEADER else page[-_DEEPEST:]:
            shape = running_shape(_text_at(lines, index))
            if shape and not _in_sentence(lines, index):
                groups[shape].append(index)
    return groups


def _in_sentence(lines: list[Line], index: int) -> bool:
    """Whether the line goes on in the next one without a gap, or the one before goes on in it."""
    above, below = _beside(lines, index - 1, index), _beside(lines, index + 1, index)
    if above and above.soft and not running_shape(" ".join(above.text.split())):
        return True
    return below is not None and (lines[index].soft or below.text.lstrip()[:1].islower())


def _beside(lines: list[Line], at: int, index: int) -> Line | None:
    """The line at a place, if it has words and is on the same page as the other one."""
    inside = 0 <= at < len(lines) and lines[at].page == lines[index].page
    return lines[at] if inside and lines[at].text.strip() else None


def _chosen(lines: list[Line], group: list[int], place: str, edges: set[int]) -> list[int]:
    """Those at the usual height that stand apart, or all of an outermost line that is on nearly every page."""
    group = _at_one_height(lines, group)
    outermost = [index for index in group if index in edges]
    everywhere = len(edges) > 6 and len(outermost) >= 0.4 * len(edges)
    return outermost if everywhere else [index for index in group if _is_apart(lines, index, place)]


def _at_one_height(lines: list[Line], group: list[int]) -> list[int]:
    """Those that stand where most of the group do, as far as places are known."""
    heights = Counter(height for index in group if (height := lines[index].mark.height) is not None)
    if not heights:
        return group
    usual = max(heights, key=lambda one: sum(count for two, count in heights.items() if abs(one - two) <= _SHIFT))
    return [index for index in group if abs((lines[index].mark.height or 0) - usual) <= _SHIFT]


def _runs(lines: list[Line], group: list[int], *, numbered: bool) -> bool:
    """Three pages are needed; two where the line counts them, or where both of all pages have a page number."""
    pages = len({lines[index].page for index in group})
    if pages < 2 or not _numbers_run(lines, group) or _is_series(lines, group):
        return False
    return pages > 2 or numbered or _counts(lines, group)


def _is_series(lines: list[Line], group: list[int]) -> bool:
    """Whether the lines are headings that count themselves, such as Question 1 and Question 2."""
    numbers = {series_number(_text_at(lines, index)) for index in group}
    return None not in numbers and len(numbers) > 1


def _is_number(lines: list[Line], index: int) -> bool:
    text = _text_at(lines, index)
    return (
        bool(bare_number(text)) or is_named(text) or ("/" in text and is_of_all(text, lines[index].page, _last(lines)))
    )


def _last(lines: list[Line]) -> int:
    """The number of pages."""
    return lines[-1].page + 1


def _on_one_side(lines: list[Line], group: list[int]) -> bool:
    """Whether left pages alone bear the line, or right pages alone, one like the next."""
    pages = sorted({lines[index].page for index in group})
    return len(pages) > 1 and all(two - one == 2 for one, two in itertools.pairwise(pages))


def _merged(groups: dict[str, list[int]]) -> Iterable[list[int]]:
    """Groups of one shape, with those that differ by a letter or two put together."""
    merged: list[tuple[str, list[int]]] = []
    for shape, indexes in sorted(groups.items(), key=lambda item: -len(item[1]))[:500]:
        like = next((group for known, group in merged[:20] if _near_identical(known, shape)), None)
        if like is None:
            merged.append((shape, list(indexes)))
        else:
            like.extend(indexes)
    return [sorted(indexes) for _, indexes in merged]


def _near_identical(one: str, two: str) -> bool:
    if min(len(one), len(two)) < 12 or abs(len(one) - len(two)) > 4:
        return False
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _NEAR_IDENTICAL


def _is_apart(lines: list[Line], index: int, place: str) -> bool:
    """Whether a blank line parts it, and at most two other lines beside it, from the text of its page."""
    step = 1 if place == HEADER else -1
    for at in range(index + step, index + _DEEPEST * step + step, step):
        if not 0 <= at < len(lines) or lines[at].page != lines[index].page:
            return False
        if not lines[at].text.strip():
            return True
    return False


def _numbers_run(lines: list[Line], group: list[int]) -> bool:
    """Whether the pages are neighbours, and each number of the line is the same on all of them or counts them."""
    pages = sorted({lines[index].page for index in group})
    close = sum(two - one <= 2 for one, two in itertools.pairwise(pages))
    return close >= min(2, len(pages) - 1) and all(
        max(same, counting) >= 0.7 for same, counting in _columns(lines, group)
    )


def _counts(lines: list[Line], group: list[int]) -> bool:
    return any(counting > 0.7 and same < 0.7 for same, counting in _columns(lines, group))


def _columns(lines: list[Line], group: list[int]) -> list[tuple[float, float]]:
    """Of each number in a repeated line, the share of pages on which it is the same, and on which it counts them."""
    rows = [(lines[index].page, [int(n[:9]) for n in re.findall(r"\d+", lines[index].text)]) for index in group]
    most = Counter(len(numbers) for _, numbers in rows).most_common(1)[0][0]
    rows = [row for row in rows if len(row[1]) == most]
    shares = []
    for at in range(most):
        same = Counter(numbers[at] for _, numbers in rows).most_common(1)[0][1]
        counting = Counter(numbers[at] - page for page, numbers in rows).most_common(1)[0][1]
        shares.append((same / len(rows), counting / len(rows)))
    return shares


def _at_edges(lines: list[Line], left: list[int], bare: list[int]) -> list[int]:
    """Numbers in the margins that count the pages, from whatever page they begin, or that the file gives its pages."""
    outer = _outermost(lines, left)
    many = _last(lines) if lines else 1
    values = {index: bare_number(_text_at(lines, index)) for index in bare if index in outer}
    offsets = {
        index: (value - lines[index].page, _text_at(lines, index).isalpha())
        for index, value in values.items()
        if plausible(value, lines[index].page, many) and not _is_year(lines, index)
    }
    counts = Counter(offsets.values())
    chosen = [index for index in outer if is_of_all(_text_at(lines, index), lines[index].page, many)]
    chosen += [index for index in outer if _is_counted(_text_at(lines, index))]
    chosen += [index for index in values if lines[index].label == _text_at(lines, index)]
    for index, (offset, roman) in offsets.items():
        placed = lines[index].mark.height is not None
        needed = min(3, many) if placed and many > 1 and not roman else 2 if roman else 3
        if counts[offset, roman] >= needed or (offset == 1 and not roman and (placed or many > 1)):
            chosen.append(index)
    return chosen


def _is_counted(text: str) -> bool:
    return is_named(text) and not says_page(text)


def _outermost(lines: list[Line], left: list[int]) -> list[int]:
    """The first and last line of each page, where places are known those in the margin only, that stand alone."""
    pages: dict[int, list[int]] = defaultdict(list)
    for index in left:
        pages[lines[index].page].append(index)
    edges = {index for page in pages.values() for index in (page[0], page[-1])}
    return sorted(index for index in edges if _alone(lines, index) and in_margin(lines[index].mark.height))


def _between_pages(lines: list[Line], bare: list[int]) -> list[int]:
    """Numbers that grow by one or two, pages apart, or that stand inside a sentence."""
    numbers = [index for index in bare if _text_at(lines, index).isdigit() and not _is_year(lines, index)]
    chosen = {index for index in numbers if _inside_sentence(lines, index)}
    for one, two in itertools.pairwise(numbers):
        grown = bare_number(_text_at(lines, two)) - bare_number(_text_at(lines, one))
        if 1 <= grown <= 2 and two - one > _FEWEST_BETWEEN:
            chosen |= {one, two}
    return sorted(chosen)


def _is_year(lines: list[Line], index: int) -> bool:
    return bare_number(_text_at(lines, index)) in _YEARS


def _inside_sentence(lines: list[Line], index: int) -> bool:
    above = next((text for at in range(index - 1, -1, -1) if (text := _text_at(lines, at))), "")
    below = next((text for at in range(index + 1, len(lines)) if (text := _text_at(lines, at))), "")
    return bool(above) and not STOP.search(above) and below[:1].islower()
