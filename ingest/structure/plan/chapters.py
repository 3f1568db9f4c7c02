"""The chapters of a plan: which one each action belongs to."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from ingest.cleaning.clean import Cleaned
from ingest.cleaning.leftovers import CHAPTER
from ingest.structure.paragraphs import Paragraph, looks_like_heading
from ingest.structure.plan.actions import Opening, opens_list
from ingest.structure.plan.cells import sort_of

_COUNTED = re.compile(
    r"(?:chapter|theme|part|section|goal|priority(?: area)?|pillar|pennod|thema|rhan|nod|(?:maes )?blaenoriaeth)"
    r" (?:\d{1,2}|[A-Z]|[IVX]{1,4})\b.{0,100}",
    re.IGNORECASE,
)
_FRONT = re.compile(
    r"(?:.{0,40} )?(?:foreword|introduction|background|context|executive summary|summary|contents|glossary|"
    r"rhagair|cyflwyniad|cefndir|cyd-destun|crynodeb(?: gweithredol)?|cynnwys|geirfa)",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:annex|appendix|atodiad)(?:e?s|au)?(?: (?:\d{1,2}|[A-Z]|[IVX]{1,4})\b)?(?:\s?[:.–—-]?\s.{1,90})?|"
    r"(?:glossary|geirfa|references|bibliography|cyfeiriadau|endnotes|footnotes|contact(?: us| details)?|cysylltu|"
    r"monitoring|evaluation|governance|next steps|y camau nesaf|monitro)(?: (?:of|and|a|ac|of the) .{1,60})?",
    re.IGNORECASE,
)
LISTING = re.compile(r"(?:key |our )?(?:actions?|commitments?)|camau(?: gweithredu)?|ymrwymiadau", re.IGNORECASE)
"""Headings of a list, which name no chapter."""
_LONGEST = 110
_DEEPEST = 10
"""Below every level that a format gives."""

Path = tuple[str, ...]


def chapters(cleaned: Cleaned, parts: Sequence[Paragraph], found: Sequence[Opening]) -> list[Path]:
    """The path above each action, from names that cleaning took off the pages, else from headings in the text."""
    names = [(gone.at, " ".join(gone.text.split())) for gone in cleaned.deletions if gone.reason == CHAPTER]
    if names:
        return _printed(names, [parts[opening.first].start for opening in found], found)
    return _headed(parts, found)


def headings(parts: Sequence[Paragraph], found: Sequence[Opening]) -> frozenset[int]:
    """Indices of the paragraphs that head a chapter or another section of the plan."""
    at = {opening.first for opening in found}
    restarts = {two.first for one, two in pairwise(found) if (two.number or 0) <= (one.number or 0)}
    restarts |= {opening.first for opening in found[:1]}
    every = list(parts)
    return frozenset(
        index for index, part in enumerate(every) if index not in at and _heads(every, index, part, restarts)
    )


def _heads(parts: list[Paragraph], index: int, part: Paragraph, restarts: set[int]) -> bool:
    if part.level:
        return True
    if part.bullet or part.row or not part.gap or len(part.text) > _LONGEST or sort_of(part.text):
        return False
    if _BACK.fullmatch(part.text) and not part.text.endswith((".", ";", ",")):
        return True
    if LISTING.fullmatch(part.text) or (_COUNTED.fullmatch(part.text) and part.text[-1] not in ".;:,"):
        return True
    plain = part.text[0].isupper() and not re.search(r"[.!?;:,]$|://", part.text)
    if plain and (index + 1 in restarts or (index + 1 < len(parts) and opens_list(parts, index + 1))):
        return True
    return not (index + 1 < len(parts) and parts[index + 1].bullet) and looks_like_heading(parts, index)


def _printed(names: list[tuple[int, str]], starts: list[int], found: Sequence[Opening]) -> list[Path]:
    """A name repeated on each page may stand above its table or below: numbers that start again tell which."""
    stands = [at for at, _ in names]
    places = [bisect_right(stands, start) for start in starts]
    below = [names[min(place, len(names) - 1)][1] for place in places]
    above = [names[max(place - 1, 0)][1] for place in places]
    best = max((below, above), key=lambda assigned: _agrees(assigned, found))
    return [(name,) for name in best]


def _agrees(assigned: list[str], found: Sequence[Opening]) -> int:
    changes = [one != two for one, two in pairwise(assigned)]
    restarts = [(two.number or 0) <= (one.number or 0) for one, two in pairwise(found)]
    return sum(change == restart for change, restart in zip(changes, restarts, strict=True))


def _headed(parts: Sequence[Paragraph], found: Sequence[Opening]) -> list[Path]:
    heads = headings(parts, found)
    only = [index for index in heads if parts[index].level == 1]
    title = only[0] if len(only) == 1 and found and only[0] < found[0].first else None
    firsts = {opening.first for opening in found}
    path: list[tuple[int, str]] = []
    paths: list[Path] = []
    for index, part in enumerate(parts):
        if index in firsts:
            paths.append(tuple(name for _, name in path if not _FRONT.fullmatch(name)))
        elif index in heads and index != title:
            lists = LISTING.fullmatch(part.text.strip(" :")) is not None
            level = part.level or (_DEEPEST if lists else _DEEPEST - 1)
            path = [one for one in path if one[0] < level] + ([] if lists else [(level, heading_name(part))])
    return paths


def heading_name(part: Paragraph) -> str:
    """A heading without the signs of a format around it."""
    return part.text.lstrip("# ").rstrip(": ")
