"""Debates: whose words each speech is, since only a minister speaks for the government."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.version import Role
from ingest.structure.headings import heading_levels
from ingest.structure.ministers import HELD, LETTERS, NAME, OFFICE, Signatory, office, signatory
from ingest.structure.paragraphs import Blocks, Paragraph
from text.name_words import run_at

_TIME = r"(?:\s{1,3}\(?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\)?)"
_CHAIR = (
    r"(?:(?:The |Y )?(?:(?:Acting |Temporary )?(?:Deputy |Dirprwy )?(?:Presiding Officer|Llywydd|Lywydd)|Chair|"
    r"Cadeirydd|Speaker|Clerk|Clerc)(?: \([^()\n]{1,60}\)|,? [^:,\n]{0,40})?)"
)
_WHO = (
    rf"(?:(?P<chair>{_CHAIR})|(?P<held>{HELD}) \((?P<holder>{NAME}(?:,? {LETTERS})?)\)|"
    rf"(?P<name>{NAME})(?:,? (?P<letters>{LETTERS}))?(?:,? \((?P<bracket>[^()\n]{{1,100}})\)|, (?P<office>{OFFICE}))?)"
)
_INLINE = re.compile(rf"(?:\d{{1,4}}\.? )?{_WHO}{_TIME}?:\s{{1,4}}(?=\S)")
_ALONE = re.compile(rf"{_WHO}(?P<time>{_TIME})?:?")
# Words that open headings and labels, not names.
_NO_NAME = re.compile(
    r"(?:statement|question|item|motion|amendment|debate|vote|votes|title|date|time|note|next|annex|part|chapter|table|"
    r"figure|action|topic|subject|background|welsh|home|government|local|written|oral|first|last|published|updated|"
    r"datganiad|cwestiwn|eitem|cynnig|gwelliant|dadl|pleidlais|teitl|dyddiad)\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"[.!?][’”\"')]?$")
_CLOCK = re.compile(r"\(?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\)?")
"""A line that only says when somebody began to speak."""
_LEAST_TURNS = 3
_LEAST_SPEAKERS = 2


@dataclass(frozen=True)
class Turn:
    """Where somebody begins to speak."""

    first: int
    """Index of the paragraph that names the speaker."""
    words: int
    """Index of the first paragraph of the speech."""
    start: int
    """Where the speech begins in it."""
    speaker: str
    role: Role
    """Of the speech: a minister's is the government's word; a member's asks or asserts; the chair's is procedure."""


@dataclass(frozen=True)
class _Opener:
    """A place where somebody may begin to speak."""

    first: int
    words: int
    start: int
    who: Signatory
    sure: bool
    """Whether an office, letters, the time or the chair tell that a speech begins here."""
    bare: bool = False
    """Whether it is a name alone on its line, which may be any heading."""


def is_transcript(parts: Sequence[Paragraph], opened_by: str | None = None) -> bool:
    """Whether several people speak in turn: named by office, letters or the time, or one of them again after another.

    `opened_by` names who speaks first where the speech begins in front of these paragraphs.
    """
    opened = list(_opened(parts))
    named = [*([_bare(opened_by)] if opened_by else []), *(opener.who.name for opener in opened)]
    if _alternate(named):
        return True
    found = [opener.who.name for opener in opened if not opener.bare] if _several(opened) else []
    return len(found) >= _LEAST_TURNS and len(set(found)) >= _LEAST_SPEAKERS


def add_speeches(made: Blocks, parts: list[Paragraph], above: Sequence[str] = (), opened_by: str | None = None) -> None:
    """Add each speech under its speaker's name; what stands in front of the first is front matter."""
    found = turns(parts, opened_by)
    levels = heading_levels(parts)
    begins = {turn.first: turn for turn in found}
    named = opened_by is not None
    turn = Turn(-1, -1, -1, opened_by, Role.BODY) if opened_by else None
    topic: tuple[str, ...] = ()
    for index, part in enumerate(parts):
        turn = begins.get(index, turn)
        if index not in begins and part.level and levels[index]:
            topic, turn = (part.text.rstrip(": "),), None
            made.add(part, Role.HEADING, [*above, *topic])
        elif turn is None:
            made.add(part, Role.BODY if topic or named else Role.FRONT, [*above, *topic])
        elif _CLOCK.fullmatch(part.text):
            made.add(part, Role.BOILERPLATE, [*above, *topic])
        else:
            _add(made, part, index, turn, [*above, *topic, turn.speaker])


def _add(made: Blocks, part: Paragraph, index: int, turn: Turn, section: list[str]) -> None:
    if index < turn.words:
        made.add(part, Role.BOILERPLATE, section)
    elif index == turn.words and turn.start > part.start:
        named = part.text[: turn.start - part.start].rstrip()
        made.add_range(part.start, part.start + len(named), Role.BOILERPLATE, section)
        made.add_range(turn.start, part.end, turn.role, section)
    else:
        made.add(part, turn.role, section)


def turns(parts: Sequence[Paragraph], opened_by: str | None = None) -> list[Turn]:
    """Every place where another speaker is named; offices named once hold for all speeches of that person."""
    opened = list(_opened(parts))
    # Once it is sure that people speak in turn, a bare name is one of them: a member's words must never pass for those
    # of the minister above.
    every = _several(opened) or is_transcript(parts, opened_by)
    offices = {opener.who.name: opener.who.office for opener in opened if opener.who.office}
    if opened_by and (held := opened_by.partition(", ")[2]):
        offices.setdefault(_bare(opened_by), held)
    found = []
    for opener in opened:
        if opener.sure or every:
            who = opener.who
            known = Signatory(who.name, who.letters, who.office or offices.get(who.name))
            found.append(Turn(opener.first, opener.words, opener.start, str(known), _role(known)))
    return found


def _several(opened: Sequence[_Opener]) -> bool:
    return sum(opener.sure for opener in opened) >= _LEAST_SPEAKERS


def _alternate(names: Sequence[str]) -> bool:
    """Whether somebody speaks again after somebody else: no list of people or of headings does that."""
    runs = [name for name, before in zip(names, [None, *names], strict=False) if name != before]
    return len(set(runs)) >= _LEAST_SPEAKERS and len(runs) > len(set(runs))


def _bare(speaker: str) -> str:
    """The name without letters and office."""
    return re.sub(rf",? {LETTERS}$", "", speaker.partition(", ")[0])


def first_minister_to_speak(parts: Sequence[Paragraph]) -> str | None:
    """The first speaker with an office in a debate; null where there is no debate."""
    return (
        next((turn.speaker for turn in turns(parts) if turn.role is Role.BODY), None) if is_transcript(parts) else None
    )


def _role(who: Signatory) -> Role:
    if who.letters is None and re.fullmatch(_CHAIR, who.name):
        return Role.BOILERPLATE
    return Role.BODY if who.office else Role.QUESTION


def _opened(parts: Sequence[Paragraph]) -> Iterator[_Opener]:
    index = 0
    while index < len(parts):
        part = parts[index]
        timed = index > 0 and _CLOCK.fullmatch(parts[index - 1].text) is not None
        if part.bullet or part.row:
            pass
        elif (match := _INLINE.match(part.text)) and (who := _speaker(match)):
            sure = timed or bool(who.office or who.letters or match["chair"])
            if sure or _is_person(who.name):
                yield _Opener(index, index, part.start + match.end(), who, sure)
        elif opener := _alone(parts, index, timed=timed):
            yield opener
            index = max(index, opener.words - 1)
        index += 1


def _alone(parts: Sequence[Paragraph], index: int, *, timed: bool) -> _Opener | None:
    """A speaker's name on a line of its own, the office behind it or on the next line, the speech below."""
    part, below = parts[index], parts[index + 1].text if index + 1 < len(parts) else ""
    match = _ALONE.fullmatch(part.text)
    who = _speaker(match) if match and below else None
    if match is None or who is None:
        listed = signatory(part.text) if below else None
        return _Opener(index, index + 1, parts[index + 1].start, listed, sure=False) if listed else None
    held = office(below) if not who.office else None
    words = index + (2 if held else 1)
    if words >= len(parts):
        return None
    said = _SAID.search(parts[words].text) is not None
    marked = timed or bool(match["time"] or match["chair"])
    # Ministers with their offices are also listed on pages where nobody speaks.
    firm = marked or bool(match["letters"])
    known = Signatory(who.name, who.letters, who.office or held)
    bare = not (firm or known.office)
    if bare and not (said and _is_person(who.name)):
        return None
    return _Opener(index, words, parts[words].start, known, sure=firm and (marked or said), bare=bare)


def _is_person(name: str) -> bool:
    """Whether every word of it can be one of a person's name."""
    run = run_at(name, 0)
    return run is not None and run.end == len(name) and len(run.words) > 1 and not run.has_place


def _speaker(match: re.Match[str]) -> Signatory | None:
    if match["chair"]:
        return Signatory(" ".join(match["chair"].split()), None, None)
    if match["held"]:
        name, _, letters = match["holder"].rpartition(" ")
        split = re.fullmatch(LETTERS, letters) is not None
        return Signatory(name.rstrip(",") if split else match["holder"], letters if split else None, match["held"])
    if _NO_NAME.match(match["name"]):
        return None
    return Signatory(match["name"], match["letters"], match["office"] or office(match["bracket"] or ""))
