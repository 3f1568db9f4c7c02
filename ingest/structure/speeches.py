"""Debates: whose words each speech is, since only a minister speaks for the government."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.version import Role
from ingest.structure.headings import heading_levels
from ingest.structure.ministers import HELD, LETTERS, NAME, OFFICE, Signatory, office, signatory
from ingest.structure.paragraphs import Blocks, Paragraph

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


def is_transcript(parts: Sequence[Paragraph]) -> bool:
    """Whether several people speak in turn, each named firmly: by office, letters or the time."""
    found = turns(parts)
    return len(found) >= _LEAST_TURNS and len({turn.speaker for turn in found}) >= _LEAST_SPEAKERS


def add_speeches(made: Blocks, parts: list[Paragraph], above: Sequence[str] = ()) -> None:
    """Add each speech under its speaker's name; what stands in front of the first is front matter."""
    found = turns(parts)
    levels = heading_levels(parts)
    begins = {turn.first: turn for turn in found}
    turn: Turn | None = None
    topic: tuple[str, ...] = ()
    for index, part in enumerate(parts):
        turn = begins.get(index, turn)
        if index not in begins and part.level and levels[index]:
            topic, turn = (part.text.rstrip(": "),), None
            made.add(part, Role.HEADING, [*above, *topic])
        elif turn is None:
            made.add(part, Role.BODY if topic else Role.FRONT, [*above, *topic])
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


def turns(parts: Sequence[Paragraph]) -> list[Turn]:
    """Every place where another speaker is named; offices named once hold for all speeches of that person."""
    opened = list(_opened(parts))
    # Once it is sure that people speak in turn, a bare name before a colon is one of them: a member's words must never
    # pass for those of the minister above.
    several = sum(sure for *_, sure in opened) >= _LEAST_SPEAKERS
    offices = {who.name: who.office for _, _, _, who, _ in opened if who.office}
    found = []
    for first, words, start, who, sure in opened:
        if sure or several:
            known = Signatory(who.name, who.letters, who.office or offices.get(who.name))
            found.append(Turn(first, words, start, str(known), _role(known)))
    return found


def first_minister_to_speak(parts: Sequence[Paragraph]) -> str | None:
    """The first speaker with an office in a debate; null where there is no debate."""
    return (
        next((turn.speaker for turn in turns(parts) if turn.role is Role.BODY), None) if is_transcript(parts) else None
    )


def _role(who: Signatory) -> Role:
    if who.letters is None and re.fullmatch(_CHAIR, who.name):
        return Role.BOILERPLATE
    return Role.BODY if who.office else Role.QUESTION


def _opened(parts: Sequence[Paragraph]) -> Iterator[tuple[int, int, int, Signatory, bool]]:
    index = 0
    while index < len(parts):
        part = parts[index]
        below = parts[index + 1].text if index + 1 < len(parts) else ""
        if part.bullet or part.row:
            pass
        elif (match := _INLINE.match(part.text)) and (who := _speaker(match)):
            yield index, index, part.start + match.end(), who, bool(who.office or who.letters or match["chair"])
        elif (match := _ALONE.fullmatch(part.text)) and below and (match["time"] or match["chair"] or match["letters"]):
            if who := _speaker(match):
                held = office(below) if not who.office else None
                words = index + (2 if held else 1)
                if words < len(parts):
                    sure = bool(match["time"] or match["chair"]) or _SAID.search(parts[words].text) is not None
                    yield index, words, parts[words].start, Signatory(who.name, who.letters, who.office or held), sure
                    index = words - 1
        elif (who := signatory(part.text)) and below:
            yield index, index + 1, parts[index + 1].start, who, False
        index += 1


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
