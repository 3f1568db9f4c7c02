"""What stands in front of a plan's actions: forewords with their authors, and an introduction."""

import re
from dataclasses import dataclass, field

from corpus.contents import Foreword
from corpus.span import Span
from corpus.version import Role
from ingest.structure.paragraphs import Blocks, Paragraph, looks_like_heading

_FOREWORD = re.compile(
    r"(?:[\w’' ]{1,40} )?(?:Foreword|FOREWORD)|Foreword (?:by|from) [\w’', .-]{1,80}|"
    r"(?:Rhagair|RHAGAIR)(?: [\w’', .-]{1,80})?|Rhagymadrodd"
)
_KNOWN = re.compile(r"Introduction|Cyflwyniad|Background|Cefndir|Executive [Ss]ummary|Crynodeb [Gg]weithredol")
_IMPRINT = re.compile(
    r"(?:Digital )?(?:©|ISBN\b|Crown copyright|WG\d{5}|Mae’r ddogfen (?:hon|yma)|This document is also available)"
)
_STRAY = re.compile(r"\d{1,3}")
_PERSON = r"[A-Z][\w’'-]+(?: [A-Z][\w’'.-]+){1,3}"
_OFFICE = (
    r"[^.]{0,60}\b(?:Minister|Secretary|Representative|Director|Chair|Commissioner|Gweinidog|Ysgrifennydd)\b[^.]{0,60}"
)
_SIGNED = re.compile(rf"(?P<name>{_PERSON}),? (?P<office>{_OFFICE})")
_NAMED = re.compile(_PERSON)
_HELD = re.compile(_OFFICE)


@dataclass
class _Section:
    title: str | None = None
    author: str | None = None
    parts: list[tuple[Paragraph, Role]] = field(default_factory=list)

    def add_to(self, made: Blocks) -> None:
        path = [name for name in (self.title, self.author) if name]
        for part, role in self.parts:
            made.add(part, role, () if _IMPRINT.match(part.text) else path)

    def foreword(self) -> Foreword | None:
        """The section as a foreword, if its title says so."""
        if self.title is None or not _FOREWORD.fullmatch(self.title) or not self.parts:
            return None
        return Foreword(self.title, self.author, Span(self.parts[0][0].start, self.parts[-1][0].end))


def add_front(made: Blocks, parts: list[Paragraph], notes: frozenset[int] = frozenset()) -> tuple[Foreword, ...]:
    """Add the sections; a foreword's title may be printed below it, and its author names it too."""
    sections = _sections(parts, notes)
    for section in sections:
        section.add_to(made)
    return tuple(foreword for section in sections if (foreword := section.foreword()))


def _sections(parts: list[Paragraph], notes: frozenset[int]) -> list[_Section]:
    sections = [_Section()]
    for index, part in enumerate(parts):
        here = sections[-1]
        if _IMPRINT.match(part.text):
            if any(not _IMPRINT.match(above.text) for above, _ in here.parts):
                sections.append(_Section())
            sections[-1].parts.append((part, Role.FRONT))
        elif _STRAY.fullmatch(part.text):
            here.parts.append((part, Role.BOILERPLATE))
        elif author := _author(parts, index):
            here.author = author
            here.parts.append((part, Role.FRONT))
        elif _is_title(parts, index):
            if not _names_what_stands_above(parts, index, here):
                here = _Section()
                sections.append(here)
            here.title = part.text.lstrip("# ").rstrip(": ")
            here.parts.append((part, Role.HEADING))
        else:
            here.parts.append((part, Role.FOOTNOTE if index in notes else Role.BODY))
    return sections


def is_front_title(text: str) -> bool:
    """Whether a heading names a foreword or an introduction."""
    return _FOREWORD.fullmatch(text) is not None or _KNOWN.fullmatch(text) is not None


def _is_title(parts: list[Paragraph], index: int) -> bool:
    text = parts[index].text
    return is_front_title(text) or looks_like_heading(parts, index)


def _names_what_stands_above(parts: list[Paragraph], index: int, above: _Section) -> bool:
    """A foreword's title without text below it belongs to the text above."""
    following = index + 1
    while following < len(parts) and _STRAY.fullmatch(parts[following].text):
        following += 1
    ends = following == len(parts) or _is_title(parts, following)
    written = any(role is Role.BODY for _, role in above.parts)
    return ends and written and above.title is None and _FOREWORD.fullmatch(parts[index].text) is not None


def _author(parts: list[Paragraph], index: int) -> str | None:
    """Name and office, on one line or on two; both lines give the same."""
    text = parts[index].text
    if signed := _SIGNED.fullmatch(text):
        return f"{signed['name']}, {signed['office']}"
    for first, second in ((index, index + 1), (index - 1, index)):
        if first >= 0 and second < len(parts) and not parts[second].gap:
            name, office = parts[first].text.rstrip(","), parts[second].text
            if _NAMED.fullmatch(name) and _HELD.fullmatch(office):
                return f"{name}, {office}"
    return None
