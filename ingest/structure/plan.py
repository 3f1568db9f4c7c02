"""Action plans: chapters and numbered actions, each with its commitments, lead organisations and objectives."""

import re
from itertools import groupby

from corpus.version import Role
from ingest.cleaning import Cleaned
from ingest.leftovers import CHAPTER
from ingest.structure.front import add_front
from ingest.structure.paragraphs import Blocks, Paragraph, paragraphs
from ingest.structure.plain import add_sections
from ingest.structure.structured import Structured
from text.sentences import sentences

NAME = "plan/1"

NUMBER = re.compile(r"(\d{1,2})\. +(?=\S)")
_LEAD_IN = re.compile(r"(?:The )?(?:Welsh Government|Llywodraeth Cymru|We|Bydd)\b.{0,40}:")
ORGANISATION = re.compile(r"(?:Welsh Government|Llywodraeth Cymru) ?[–-]")
OBJECTIVE = re.compile(r"(?:PFA|SEP) [Oo]bj|Prosperity for All(?: objective| –)|Strategic Equality Plan objective")
_FOOTNOTE = re.compile(r"\d{1,2} +[‘“\"A-Z]")
_ADDRESS = re.compile(r"https?://\S+")
_MARK = re.compile(r"(?<=[^\W\d])\d$|(?<=[)’”])\d\b")

_ROLES = {"footnote": Role.FOOTNOTE, "address": Role.BOILERPLATE}


def read(cleaned: Cleaned) -> Structured:
    """Front matter, then one section for each action; a plan without actions is read plainly."""
    parts = paragraphs(cleaned)
    starts = [index for index in range(len(parts)) if _starts_action(parts, index)]
    made = Blocks(cleaned)
    if not starts:
        add_sections(made, parts)
        return Structured(made.done())
    add_front(made, parts[: starts[0]])
    for start, end in zip(starts, [*starts[1:], len(parts)], strict=True):
        _add_action(made, cleaned, parts[start:end])
    return Structured(made.done())


def label(title: str) -> str:
    """An action's name in a section path: number and first sentence, without footnote marks and full stop."""
    first = sentences(title)[0]
    return _MARK.sub("", title[first.start : first.end]).rstrip(".")


def _starts_action(parts: list[Paragraph], index: int) -> bool:
    below = parts[index + 1 : index + 4]
    return NUMBER.match(parts[index].text) is not None and any(_LEAD_IN.fullmatch(part.text) for part in below)


def _add_action(made: Blocks, cleaned: Cleaned, parts: list[Paragraph]) -> None:
    section = (*_chapter(cleaned, parts[0].start), label(parts[0].text))
    made.add(parts[0], Role.ACTION, section)
    sort, sorts = "", []
    for part in parts[1:]:
        sort = _sort(part, sort)
        sorts.append((sort, part))
    for group, members in groupby(sorts, key=lambda pair: pair[0]):
        same = [part for _, part in members]
        if group in ("organisation", "objective"):
            made.add_range(same[0].start, same[-1].end, Role.ACTION, section)
            continue
        for part in same:
            made.add(part, _ROLES.get(group, Role.ACTION), section)


def _sort(part: Paragraph, last: str) -> str:
    """What a paragraph of an action is; the lines of a table's cell follow its first."""
    if part.bullet or _LEAD_IN.fullmatch(part.text):
        return "commitment"
    for sort, pattern in (
        ("address", _ADDRESS),
        ("organisation", ORGANISATION),
        ("objective", OBJECTIVE),
        ("footnote", _FOOTNOTE),
    ):
        if pattern.match(part.text):
            return sort
    return last if last in ("organisation", "objective") else "commitment"


def _chapter(cleaned: Cleaned, start: int) -> tuple[str, ...]:
    """The chapter's name is printed behind its table, so the next one names the action."""
    names = [(deletion.at, deletion.text) for deletion in cleaned.deletions if deletion.reason == CHAPTER]
    ahead = [name for at, name in names if at > start]
    return (" ".join(ahead[0].split()),) if ahead else (names[-1][1],) if names else ()
