"""The cells beside an action: who leads it, which objectives it serves, and by when."""

import re
from collections.abc import Collection
from enum import Enum, auto

ORGANISATION = re.compile(
    r"(?:Welsh Government|Llywodraeth Cymru)\s?[–—-](?!\w)\s?|"
    r"(?:lead(?:ing|s)?(?: organisations?| body| bodies| partners?| officers?| departments?)?|led by|owners?|"
    r"responsib(?:le|ility)(?: organisations?| body| for delivery)?|organisations?|delivery (?:lead|partners?)|"
    r"partners?|"
    r"arweinydd|arweinir gan|(?:prif )?sefydliad(?:au)?(?: arweiniol)?|cyfrifoldeb|yn gyfrifol|partneriaid):\s?",
    re.IGNORECASE,
)
_OBJECTIVES = (
    r"(?<![(‘'“])(?:PFA|SEP)\s[Oo]bj|Prosperity\sfor\sAll\s(?:objective|–)|Strategic\sEquality\sPlan\sobjective|"
    r"Amcan(?:ion)?\s(?:Ffyniant\si\sBawb|FfiB|CCS)"
)
_OBJECTIVE = re.compile(_OBJECTIVES)
_OBJECTIVE_LABEL = re.compile(
    r"(?:(?:links? to |linked |related )?(?:objectives?|goals?|outcomes?)|well-being goals?|"
    r"(?:cysylltiad|cyswllt|dolen)(?: ag?| â| i)? (?:r )?amcanion|amcan(?:ion)?|nod(?:au)?|canlyniad(?:au)?):\s?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:by when|timescales?|time ?frames?|timelines?|deadlines?|target dates?|due(?: date)?|completion(?: date)?|"
    r"dates?|erbyn pryd|amserlen|dyddiad(?: targed| cwblhau)?|terfyn amser):\s?",
    re.IGNORECASE,
)
_COLUMN_NAMES = {
    "action": r"(?:key |priority )?actions?|commitments?|what (?:we|will).{0,40}|cam(?:au)?(?: gweithredu)?|"
    r"ymrwymiad(?:au)?",
    "organisation": r"(?:lead |delivery |responsible )?(?:organisations?|leads?|owners?|bod(?:y|ies)|partners?)|"
    r"divisions?|responsib\w{2,6}|who|led by|sefydliad(?:au)?(?: arweiniol)?|arweinydd|cyfrifoldeb|pwy",
    "objective": r"(?:links? to |linked )?(?:objectives?|goals?|outcomes?)|(?:cysylltiad|cyswllt|dolen)\b.{0,20}|"
    r"amcan(?:ion)?|nod(?:au)?|canlyniad(?:au)?",
    "time": r"by when|timescales?|time ?frames?|timelines?|deadlines?|target dates?|due(?: date)?|dates?|when|"
    r"erbyn pryd|amserlen|dyddiad(?: targed)?|pryd",
    "number": r"no\.?|number|ref(?:erence)?\.?|#|rhif|cyf\.?",
}
_COLUMNS = {sort: re.compile(names, re.IGNORECASE) for sort, names in _COLUMN_NAMES.items()}
_HEAD = re.compile(
    r"\b(?:Division|Directorate|Department|Groups?|Boards?|Trusts?|Councils?|[Aa]uthorit(?:y|ies)|Office|Team|Unit|"
    r"Forum|Wales|Cymru|Government|Partnership|Association|Services?|Commission|Agency|[Pp]artners|[Cc]onsortia|"
    r"Is-adran|Adran|Bwrdd|Cyngor)$"
)
_GOES_ON = re.compile(r"(?:&|\band|\bof|\bfor|\bthe|\btheir|\ba|\bac|[–,/-]|[’']s)$")
_BEGINS = re.compile(r"(?:Local|National|All|NHS|Welsh|Public|Arts|Sports?|Wales|Third|Home|Business)\b")
# A division’s name ends an entry of the list even where the source marks a wrap behind it.
_ENTRY_END = re.compile(r"(?<=Division) (?=[A-Z])|(?<=Directorate) (?=[A-Z])|(?<=Trusts) (?=[A-Z])|;\s?")
_LONGEST_LINE = 90


class Sort(Enum):
    """What a line beside an action is."""

    ORGANISATION = auto()
    OBJECTIVE = auto()
    TIME = auto()


def sort_of(text: str) -> Sort | None:
    """What a line opens; null for a line that opens no cell."""
    if ORGANISATION.match(text):
        return Sort.ORGANISATION
    if _OBJECTIVE.match(text) or _OBJECTIVE_LABEL.match(text):
        return Sort.OBJECTIVE
    return Sort.TIME if _TIME.match(text) else None


def continues(text: str) -> bool:
    """Whether a line can go on in a cell that another opened: cells are short and hold no sentences."""
    return len(text) <= _LONGEST_LINE and not text.endswith((".", ":", "?"))


def columns(cells: Collection[str]) -> dict[str, int] | None:
    """What each column of a table of actions holds, from its header; null where the table has no actions."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        for sort, pattern in _COLUMNS.items():
            if pattern.fullmatch(cell.strip(" :")) and sort not in found:
                found[sort] = at
                break
    return found if "action" in found and len(found) > 1 else None


def first_objective(cell: str) -> int | None:
    """Where objectives begin in a cell of organisations that they were run together with."""
    found = _OBJECTIVE.search(cell)
    return found.start() if found else None


def objectives(cell: str) -> list[tuple[int, int]]:
    """The range of each objective in a cell, in the order of the cell."""
    label = _OBJECTIVE_LABEL.match(cell)
    first = label.end() if label else 0
    starts = sorted({first, *(found.start() for found in _OBJECTIVE.finditer(cell, first))})
    ends = [*starts[1:], len(cell)]
    return [
        (start, start + len(cell[start:end].rstrip()))
        for start, end in zip(starts, ends, strict=True)
        if cell[start:end].strip()
    ]


def organisations(cell: str, known: Collection[str] = ()) -> list[str]:
    """The names in a cell, lines of one name joined; `known` are names that stand alone elsewhere in the plan."""
    lines = [" ".join(line.split()) for line in ORGANISATION.sub("", cell, count=1).split("\n") if line.strip()]
    names: list[str] = []
    for entry in (piece for line in lines for piece in _ENTRY_END.split(line)):
        if names and entry and _belongs(names[-1], entry, known):
            names[-1] = f"{names[-1]} {entry}"
        elif entry:
            names.append(entry)
    return [piece for name in names for piece in _listed(name)]


def _belongs(last: str, line: str, known: Collection[str]) -> bool:
    """Whether a line goes on with the name above it."""
    if _GOES_ON.search(last) or line[0].islower() or line[0] == "&":
        return True
    if _HEAD.search(last) or line in known or _BEGINS.match(line):
        return False
    return _HEAD.search(line) is not None and not line.isupper()


def _listed(name: str) -> list[str]:
    """A list on one line, where each piece of it is plainly the name of a body."""
    pieces = re.split(r", | and (?=(?:the )?[A-Z])", name)
    if len(pieces) > 1 and all(_is_body(piece) for piece in pieces):
        return pieces
    apart = [re.sub(r"^(?:and|a|ac) ", "", piece) for piece in name.split(", ")]
    if _is_body(apart[0]) and all(_is_body(piece) or " " in piece for piece in apart):
        return apart
    return [name]


def _is_body(piece: str) -> bool:
    """Whether words alone are plainly the name of a body: by their last word, or as an abbreviation."""
    named = " " in piece and _HEAD.search(piece) is not None
    return named or (piece.isalpha() and piece.isupper() and 2 <= len(piece) <= 6)
