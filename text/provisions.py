"""Provisions of statutes with their limbs, in English and Welsh: section 36(2)(b)(i), rheoliad 12(4)(e)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = {
    "section": r"sections?|ss?\.|s(?=\s?\d)|h?adran(?:nau)?|exemptions?|esemptiad(?:au)?|eithriad(?:au)?",
    "regulation": r"regulations?|regs?\.?|rh?eoliad(?:au)?|EIRs?|exceptions?",
    "article": r"articles?|arts?\.|erthygl(?:au)?",
    "schedule": r"schedules?|schs?\.|h?atodlen(?:ni)?",
    "paragraph": r"paragraphs?|paras?\.?|b?p?h?aragraff?(?:au)?",
}
_MANY = re.compile(
    r"(?:sections|ss\.|adrannau|regulations|regs|rh?eoliadau|exemptions|exceptions|articles|EIRs?)", re.I
)
_BRACKETS = r"[(\[](?:\d{1,2}[A-Z]{0,2}|[a-z]{1,2}|[ivx]{1,5})[)\]]"
_LIMB = rf"\s?{_BRACKETS}"
_ONE = rf"\d{{1,3}}[A-Z]{{0,2}}(?![\w%]|[.,:/]\d)(?:{_LIMB}){{0,5}}"
_JOINT = r"(?:,\s?|,?\s(?:and|or|to|&|a|ac|neu|i)\s|\s?[–-]\s?(?=[(\[]))"
_THROUGH = re.compile(r"\s?(?:to|i|[–-])\s?", re.IGNORECASE)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ALPHABET = tuple("abcdefghijklmnopqrstuvwxyz")
_FEWEST, _MOST = 2, 12
_PROVISION = re.compile(
    r"(?<![\w.])(?:"
    + "|".join(f"(?P<{unit}>{words})" for unit, words in _UNITS.items())
    + rf")\s{{0,2}}(?P<list>{_ONE}(?:{_JOINT}(?:{_ONE}|(?:{_BRACKETS}){{1,4}})){{0,8}})",
    re.IGNORECASE,
)
_ITEM = re.compile(rf"(?P<number>\d{{1,3}}[A-Z]{{0,2}})?(?P<limb>(?:{_LIMB}){{0,5}})", re.IGNORECASE)

FREEDOM_OF_INFORMATION = "Freedom of Information Act 2000"
ENVIRONMENTAL_INFORMATION = "Environmental Information Regulations 2004"
_FOI = r"freedom of information act|foi act|\bfoia\b|d?deddf rhyddid gwybodaeth"
_EIR = r"environmental information regulations|\beirs?\b|rheoliadau gwybodaeth amgylcheddol"
_OTHER = (
    r"[A-Z][\w’'()&-]{1,30}(?:\s[\w’'()&-]{1,30}){0,8}?\s(?:Act|Regulations|Order|Measure|Rules)(?:\s(?:19|20)\d\d)?"
)
_WELSH_OTHER = r"(?:D?Deddf|Rheoliadau|Gorchymyn|Mesur)\s[A-Z][\w’'()-]{1,30}(?:\s[\w’'()-]{1,30}){0,6}?\s(?:19|20)\d\d"
_BEHIND = re.compile(
    r"\s?(?:\([^()\n]{1,60}\)\s?)?,?\s?(?:of|in|under|o|o['’]r|yn)\s(?:the\s|y\s|yr\s)?"
    rf"(?:(?P<foi>(?i:{_FOI}))|(?P<eir>(?i:{_EIR}))|(?P<other>{_OTHER}|{_WELSH_OTHER}))"
)
_AHEAD = re.compile(
    rf"(?:(?P<foi>(?i:{_FOI}))|(?P<eir>(?i:{_EIR}))|(?P<other>{_OTHER}))(?:\s(?:19|20)\d\d)?,?\s?[–-]?\s?$"
)


@dataclass(frozen=True)
class Provision:
    """A provision where it stands; the first of several also covers the word in front of it."""

    start: int
    end: int
    unit: str
    """`section`, `regulation`, `article`, `schedule` or `paragraph`."""
    number: str
    """`36`, `22A`."""
    limb: str | None
    """`(2)(b)(i)`, without spaces; None where there is none."""
    law: str | None
    """The statute's name where it is named next to the provision."""


def provisions(text: str) -> list[Provision]:
    """Every provision in order: `Sections 40(2) and 41` are two; `(b)` of `(a) to (c)` stands in all of that."""
    return [one for match in _PROVISION.finditer(text) for one in _provisions(text, match)]


def _provisions(text: str, match: re.Match[str]) -> Iterator[Provision]:
    unit = next(unit for unit in _UNITS if match.group(unit))
    word = match.group(unit)
    law = _law(text, match)
    if word.upper().startswith("EIR"):
        law = ENVIRONMENTAL_INFORMATION
    number, limb, first, end = "", "", match.start("list"), match.start("list")
    for place, item in enumerate(_announced(match)):
        lead = len(item.group()) - len(item.group().lstrip())
        start = first + item.start() + lead if place else match.start()
        number = (item["number"] or number).upper()
        named = re.sub(r"\s", "", item["limb"]).replace("[", "(").replace("]", ")")
        above, limb = limb, named if item["number"] else _beside(limb, named)
        if not item["number"] and _THROUGH.fullmatch(text, end, start):
            opening = max(text.rfind("(", 0, end), text.rfind("[", 0, end))
            for between in _between(above, limb):
                yield Provision(opening, first + item.end(), unit, number, between, law)
        end = first + item.end()
        yield Provision(start, end, unit, number, limb or None, law)


def _between(first: str, last: str) -> Iterator[str]:
    """The limbs that `(a) to (c)` leaves unsaid."""
    above, _, start = first.rpartition("(")
    beside, _, stop = last.rpartition("(")
    for names in (_ROMAN, _ALPHABET, tuple(map(str, range(1, 30)))):
        if above == beside and start[:-1] in names and stop[:-1] in names:
            at, to = names.index(start[:-1]), names.index(stop[:-1])
            if _FEWEST <= to - at <= _MOST:
                yield from (f"{above}({name})" for name in names[at + 1 : to])
            return


def _beside(above: str, limb: str) -> str:
    """`(c)` behind `(2)(b)(i)` is `(2)(c)`: it takes the place of the last of its sort, the one that it follows."""
    parts, first = re.findall(r"\(\w+\)", above), limb[: limb.index(")") + 1]
    same = [at for at, part in enumerate(parts) if part[1].isdigit() == first[1].isdigit()]
    beside = [at for at in same if parts[at] == first or ord(parts[at][1]) + 1 == ord(first[1])]
    beside = [at for at in beside if len(parts[at]) == len(first)] or same
    return "".join(parts[: beside[-1]]) + limb if beside else above + limb


def _announced(match: re.Match[str]) -> list[re.Match[str]]:
    """The items of the list; a bare number behind a singular is one only in front of an item with a limb."""
    items = [item for item in _ITEM.finditer(match.group("list")) if item.group().strip()]
    if not _MANY.fullmatch(next(filter(None, (match.group(unit) for unit in _UNITS)))):
        while len(items) > 1 and not items[-1]["limb"]:
            items.pop()  # "section 12 and 24 hours"
    return items


def _law(text: str, match: re.Match[str]) -> str | None:
    named = _BEHIND.match(text, match.end()) or _AHEAD.search(text, max(0, match.start() - 90), match.start())
    if not named:
        return None
    if named["foi"]:
        return FREEDOM_OF_INFORMATION
    return ENVIRONMENTAL_INFORMATION if named["eir"] else str(named["other"])
