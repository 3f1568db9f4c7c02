"""The order of a page's lines where its footnotes would part a sentence that goes on over the page."""

import re
from dataclasses import replace

from ingest.cleaning.joining import joins
from ingest.cleaning.lines import Line

_NOTE = re.compile(r"(\d{1,3}|[*†‡§]{1,3})[.)]? ?\S")
_SOURCE = re.compile(r"(?:source|sources|ffynhonnell|ffynonellau|note|nodyn)\s?:\s{0,3}\S", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?][\"”’)]{0,2}\d{0,2} +(?=[^\W\da-z_])")
_MOST_LINES = 30
_MOST_OF_SOURCE = 4
"""Lines that a source named at the foot may have."""

_Marked = list[tuple[Line, str | None]]


def rearranged(lines: list[Line], reasons: dict[int, str]) -> tuple[list[Line], dict[int, str]]:
    """All lines and reasons; footnotes go in front of a paragraph, or at least a sentence, that they would cut.

    So the sentence stays whole, and each footnote on its page.
    """
    made: _Marked = []
    for start, end in _pages(lines):
        following = next((lines[at] for at in range(end, len(lines)) if _is_kept(lines, reasons, at)), None)
        page = [(lines[at], reasons.get(at)) for at in range(start, end)]
        made += _page(page, following) if following else page
    return [line for line, _ in made], {at: reason for at, (_, reason) in enumerate(made) if reason}


def _is_kept(lines: list[Line], reasons: dict[int, str], at: int) -> bool:
    return at not in reasons and bool(lines[at].text.strip())


def _pages(lines: list[Line]) -> list[tuple[int, int]]:
    if not lines:
        return []
    starts = [at for at, line in enumerate(lines) if not at or lines[at - 1].page != line.page]
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))


def _page(page: _Marked, following: Line) -> _Marked:
    lines = [line for line, _ in page]
    kept = [at for at, (line, reason) in enumerate(page) if reason is None and line.text.strip()]
    notes = _notes(lines, kept)
    body = [at for at in kept if notes is not None and at < notes]
    if notes is None or not body or not joins(lines[body[-1]], following, blank=False):
        return page
    rest = kept[-1] + 1
    blank: _Marked = [(Line("", lines[0].page), None)]
    first = _paragraph(lines, body)
    if first > body[0]:
        return [*page[:first], *blank, *page[notes:rest], *blank, *page[first:notes], *page[rest:]]
    cut = _sentence(lines, body)
    if cut is None:
        return page
    at, offset = cut
    before, behind = (replace(lines[at], text=text) for text in (lines[at].text[:offset], lines[at].text[offset:]))
    ended: _Marked = [*page[:at], (before, None), *blank, *page[notes:rest], *blank]
    return [*ended, (behind, None), *page[at + 1 : notes], *page[rest:]]


def _paragraph(lines: list[Line], body: list[int]) -> int:
    """Where the last paragraph begins."""
    first = body[-1]
    for above, here in zip(body[-2::-1], body[:0:-1], strict=True):
        if here - above > 1 or not joins(lines[above], lines[here], blank=False):
            break
        first = above
    return first


def _sentence(lines: list[Line], body: list[int]) -> tuple[int, int] | None:
    """Where the last sentence begins: a line, and a place inside it."""
    for at in body[: -_MOST_LINES - 1 : -1]:
        ends = [match.end() for match in _SENTENCE.finditer(lines[at].text)]
        if ends and not lines[at].mark.whole:
            return at, ends[-1]
    return None


def _notes(lines: list[Line], kept: list[int]) -> int | None:
    """The first line of the notes at a page's foot: each has a mark that some word above bears, or names a source."""
    found = None
    for place in range(len(kept) - 1, max(len(kept) - _MOST_LINES, 0), -1):
        at = kept[place]
        if lines[at - 1].text.strip():
            continue
        if place > len(kept) - _MOST_OF_SOURCE and _SOURCE.match(lines[at].text.strip()):
            found = at
        elif match := _NOTE.match(lines[at].text.strip()):
            above = " ".join(lines[index].text for index in kept[:place])
            if re.search(rf"[^\W\d_][.,;:)\]”’\"'%]{{0,2}}{re.escape(match.group(1))}(?![\w*])", above):
                found = at
    return found
