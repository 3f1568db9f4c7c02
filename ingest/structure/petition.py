"""What petitioners ask for in a paper that quotes their petition: their words, never a government's."""

import re
from collections.abc import Mapping, Sequence

from ingest.structure.paragraphs import Paragraph

_HEADING = re.compile(
    r"(?:(?:the )?(?:full )?(?:text|wording) of (?:the |this )?petition|petition (?:text|wording|details)|the petition|"
    r"petition|what the petition (?:says|asks for|calls for)|(?:geiriad|testun) y ddeiseb|y ddeiseb|deiseb):?",
    re.IGNORECASE,
)
_MORE = re.compile(r"(?:additional information|more details?|gwybodaeth ychwanegol|mwy o fanylion):?", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:petition|deiseb)?\s?P-\d{2}-\d{1,5}\b.{0,300}", re.IGNORECASE)
_CALLS = re.compile(
    r"(?:we,? the undersigned|we call (?:on|upon)|this petition (?:calls|urges|asks)|"
    r"rydym(?: ni)?,? sydd wedi llofnodi|rydym(?: ni)? yn galw ar|mae[’']r ddeiseb hon yn (?:galw|annog|gofyn))\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"(?:(?:the )?(?:welsh |uk )?(?:government|minister|cabinet secretary)[’']?s?(?: formal| written)? "
    r"(?:response|reply|position)|(?:response|reply)(?: (?:of|from|by) .{1,80})?|"
    r"ymateb(?: (?:y |gan ).{1,80})?|(?:debate|background|briefing|next steps|cefndir|y camau nesaf).{0,60}):?",
    re.IGNORECASE,
)


def petition_text(parts: Sequence[Paragraph], levels: Mapping[int, int]) -> frozenset[int]:
    """Indices of the paragraphs that a petition speaks in; empty where the paper is about no petition."""
    opens = [_opens(part) for part in parts]
    if not any(opens):
        return frozenset()
    asked, inside, answered = set(), False, False
    for index, part in enumerate(parts):
        if _ANSWERS.fullmatch(part.text):
            inside, answered = False, True
        elif opens[index]:
            inside, answered = True, False
        elif index in levels and not _MORE.fullmatch(part.text):
            inside = False
        if (inside and index not in levels) or (not answered and _CALLS.match(part.text)):
            asked.add(index)
    return frozenset(asked)


def _opens(part: Paragraph) -> bool:
    return _HEADING.fullmatch(part.text) is not None or _NUMBERED.fullmatch(part.text) is not None
