"""Who published a document, where its own text says it plainly, and whether that is a public body."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.contents import Particulars
from corpus.document import Kind
from text.places import COUNCILS, HEALTH_BOARDS

_WELSH_GOVERNMENT = "Welsh Government"
_SENEDD = "Senedd Cymru / Welsh Parliament"
_UK_GOVERNMENT = "UK Government"
_BODIES = {
    _WELSH_GOVERNMENT: "Welsh (?:Assembly )?Government|Llywodraeth (?:Cynulliad )?Cymru",
    _SENEDD: "Senedd Cymru|Welsh Parliament|National Assembly for Wales|Cynulliad Cenedlaethol Cymru|"
    "Senedd (?:Commission|Research)|Comisiwn y Senedd|Ymchwil y Senedd",
    _UK_GOVERNMENT: "UK Government|Government of the United Kingdom|HM Government|H(?:is|er) Majesty[’']s Government|"
    "Llywodraeth y (?:DU|Deyrnas Unedig)",
    "Home Office": "(?:UK )?Home Office|(?:Y )?Swyddfa Gartref|UK Visas and Immigration|Border Force|"
    "Immigration Enforcement",
    "Ministry of Justice": "Ministry of Justice|(?:Y )?Weinyddiaeth Gyfiawnder",
    "Department for Work and Pensions": "Department for Work (?:and|&) Pensions|DWP|Adran Gwaith a Phensiynau",
    "Ministry of Housing, Communities and Local Government": "Ministry of Housing,? "
    "Communities (?:and|&) Local Government",
    "Department for Levelling Up, Housing and Communities": "Department for Levelling Up,? "
    "Housing (?:and|&) Communities",
    "Office for National Statistics": "Office for National Statistics|Swyddfa Ystadegau Gwladol",
    "Information Commissioner's Office": "Information Commissioner[’']s Office|Swyddfa[’']r Comisiynydd Gwybodaeth",
    "Wales Office": "(?:Wales Office|Office of the Secretary of State for Wales|Swyddfa Cymru)",
    "UK Parliament": "UK Parliament|House of Commons(?: Library)?|House of Lords(?: Library)?",
    "Scottish Government": "Scottish Government",
    "Audit Wales": "Audit Wales|Archwilio Cymru|Wales Audit Office|Swyddfa Archwilio Cymru",
    "Public Health Wales": "Public Health Wales|Iechyd Cyhoeddus Cymru",
    "Estyn": "Estyn",
    "Equality and Human Rights Commission": "Equality (?:and|&) Human Rights Commission",
    "Children's Commissioner for Wales": "Children[’']s Commissioner for Wales|Comisiynydd Plant Cymru",
    "Public Services Ombudsman for Wales": "Public Services Ombudsman for Wales",
    "Future Generations Commissioner for Wales": "Future Generations Commissioner for Wales",
    "South Wales Police": "South Wales Police|Heddlu De Cymru",
    "North Wales Police": "North Wales Police|Heddlu Gogledd Cymru",
    "Gwent Police": "Gwent Police|Heddlu Gwent",
    "Dyfed-Powys Police": "Dyfed-Powys Police|Heddlu Dyfed-Powys",
}
_BODIES |= {
    f"{english} Council": rf"(?:The )?{english} (?:City |County |County Borough )?Council|"
    rf"(?:The )?City and County of {english}|Cyngor (?:Sir |Dinas |Bwrdeistref Sirol )?(?:{welsh})"
    for english, welsh in COUNCILS.items()
}
_BODIES |= {
    f"{english} Health Board": rf"{english} (?:University |Teaching )?Health Board|"
    rf"Bwrdd Iechyd (?:Prifysgol |Addysgu )?(?:{welsh})"
    for english, welsh in HEALTH_BOARDS.items()
}
_NAMES = tuple(_BODIES)
_BODY = re.compile(
    r"(?<![\w’'-])(?:" + "|".join(f"(?P<b{at}>{shape})" for at, shape in enumerate(_BODIES.values())) + r")(?![\w-])",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:the|a|y|yr|by|from|gan|o|is|written|oral|statement|datganiad|ysgrifenedig|issued|published|publisher|"
    r"cyhoeddwyd|cyhoeddwr|crown|copyright|hawlfraint|goron|commission|(?:19|20)\d\d)\b|[\W_]",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\b(?:WAQ|OAQ|WQ)\s?\d{4,6}\b")
_HANDLING = re.compile(r"[’']s? (?:handling of|response to) your (?:request|complaint)", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright ©?)\s{0,2}(?:copyright\s)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?,?\s)?"
    r"(?!crown\b|hawlfraint\b|copyright\b)(?P<who>[^\W\d_][^\d\n©|.]{2,60}?)(?:,?\s(?:19|20)\d\d)?\.?",
    re.IGNORECASE,
)
_HOSTS = {
    "gov.wales": _WELSH_GOVERNMENT,
    "llyw.cymru": _WELSH_GOVERNMENT,
    "senedd.wales": _SENEDD,
    "senedd.cymru": _SENEDD,
    "assembly.wales": _SENEDD,
    "parliament.uk": "UK Parliament",
    "ons.gov.uk": "Office for National Statistics",
    "ico.org.uk": "Information Commissioner's Office",
}
_ADDRESSED = re.compile(
    r"(?:please |you can |or )?(?:(?:write|send|post|return|contact|complain|respond|reply|object|appeal|apply|talk|"
    r"speak|e-?mail|lobby|tell|ask|petition|addressed|ysgrifennwch|anfonwch|cysylltwch|ysgrifennu|anfon|cwyno|ymateb)\b"
    r".{0,60}|(?:(?:postal )?address|by post|to|for the attention of|fao|c/o|at|cyfeiriad|drwy[’']r post)\b.{0,30})",
    re.IGNORECASE,
)
"""A line that opens the address of somebody else."""
_OF_ADDRESS = re.compile(
    r".{0,60}\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\W{0,3}|"
    r".{0,30}\b(?:Cathays Park|Parc Cathays|Street|Road|Avenue|Square|House|PO Box|Stryd|Heol|Ffordd)\b.{0,20}|"
    r"(?:Cardiff|Caerdydd|London|Llundain|Swansea|Abertawe|Newport|Casnewydd)(?: Bay)?\W{0,3}"
)
_ISSUED = re.compile(r"(?:published|issued|produced|prepared|written) by:?|cyhoeddwyd gan:?", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|at|contact|with)\s?:$", re.IGNORECASE)
_MOST_OF_ADDRESS = 6
_EDGE_LINES, _LONGEST_LINE = 14, 110
_DEPARTMENTS = frozenset((_UK_GOVERNMENT, "UK Parliament"))
"""Names of the whole that stand beside that of a part."""


@dataclass(frozen=True)
class Publisher:
    """A publisher by its usual name."""

    name: str
    official: bool
    """Whether it is a public body that we know."""


def publisher_of(kind: Kind, text: str, said: Particulars, url: str | None) -> Publisher | None:
    """The first plain sign: the reference's family, a minister, a letterhead, an imprint, the page's own address."""
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    head, foot = lines[:_EDGE_LINES], lines[_EDGE_LINES:][-_EDGE_LINES:]
    name = (
        _of_reference(kind, said.reference)
        or (_SENEDD if kind is Kind.WRITTEN_QUESTION and _QUESTION.search(text) else None)
        or _of_minister(kind, said.author)
        or _only(_letterheads(_own(head, kind)))
        or _only(_letterheads(_own(foot, kind)))
        or (_only(_handlers(text)) if kind is Kind.FOI_RESPONSE else None)
        or _of_address(url)
    )
    if name:
        return Publisher(name, official=True)
    owner = next((match["who"].strip() for line in (*head, *foot) if (match := _COPYRIGHT.fullmatch(line))), None)
    return Publisher(owner, official=False) if owner else None


def _of_reference(kind: Kind, reference: str | None) -> str | None:
    """Each family of references is one body's own."""
    if reference and re.match(r"ATISN\s?\d|WG-?\d{4}", reference):
        return _WELSH_GOVERNMENT
    if reference and kind is Kind.WRITTEN_QUESTION and re.match(r"(?:WQ|WAQ|OAQ|OQ|TQ|EQ)\s?\d", reference):
        return _SENEDD
    return None


def _of_minister(kind: Kind, author: str | None) -> str | None:
    """A written statement by a member of the Senedd who holds an office is the Welsh Government's."""
    if kind is not Kind.WRITTEN_STATEMENT or not author:
        return None
    if re.search(r"\b(?:MS|AS|AM|AC)\b", author):
        return _WELSH_GOVERNMENT
    return _UK_GOVERNMENT if re.search(r"\bMP\b", author) else None


def _own(lines: Sequence[str], kind: Kind) -> Iterator[str]:
    """The lines that can name who speaks: not those of an address to write to, and of an own one only in a letter."""
    last = -_MOST_OF_ADDRESS
    for index, line in enumerate(lines):
        if _ADDRESSED.fullmatch(line.rstrip(" .")) or _TO.search(line):
            last = index
        issued = index > 0 and _ISSUED.fullmatch(lines[index - 1]) is not None
        lodged = kind is not Kind.FOI_RESPONSE and any(map(_OF_ADDRESS.fullmatch, lines[index + 1 : index + 4]))
        if issued or not (lodged or index - last < _MOST_OF_ADDRESS):
            yield line


def _letterheads(lines: Iterable[str]) -> Iterator[str]:
    """Bodies on lines that say nothing else."""
    for line in lines:
        if len(line) <= _LONGEST_LINE and not _FILLER.sub("", _BODY.sub("", line)):
            yield from _named(line)


def names_only_bodies(line: str) -> bool:
    """Whether a line names public bodies that we know and says nothing else."""
    return any(True for _ in _letterheads([" ".join(line.split())]))


def _handlers(text: str) -> Iterator[str]:
    """Who handled the request, as the rights of appeal have it."""
    for match in _HANDLING.finditer(text):
        yield from _named(text[max(0, match.start() - 60) : match.start()].rpartition("\n")[2])


def _named(line: str) -> Iterator[str]:
    for match in _BODY.finditer(line):
        if match.lastgroup:
            yield _NAMES[int(match.lastgroup[1:])]


def _only(names: Iterable[str]) -> str | None:
    """One body, or the part where a part and the whole are named; two leave it open."""
    found = set(names)
    if len(found) > 1:
        found -= _DEPARTMENTS
    return found.pop() if len(found) == 1 else None


def _of_address(url: str | None) -> str | None:
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if host == "gov.uk":
        return _UK_GOVERNMENT
    return next((name for end, name in _HOSTS.items() if host == end or host.endswith(f".{end}")), None)
