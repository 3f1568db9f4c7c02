"""Names of private persons where a letter gives them: above it, under it, on its contact lines, behind a title."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from text.name_words import Run, run_at

_TITLED = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|MR|MRS|MISS)\.?"
_TITLE = re.compile(rf"(?<![\w’'-]){_TITLED}[ \u00a0]{{1,2}}(?:(?:and|a|&) {_TITLED}[ \u00a0]{{1,2}})?(?=[^\W\d_])")
_SALUTATION = re.compile(r"(?<!\w)(?:Dear|DEAR|Annwyl|ANNWYL)[ \u00a0\t]{1,3}")
_AND = re.compile(r"[ \u00a0]?(?:,|;|&|/|and|a|ac)[ \u00a0]")
_SALUTED = re.compile(r"[ \u00a0\t]{0,3}(?:[,:;]|\n|\Z)")
_INITIALS = re.compile(
    r"(?:request|complaint|letter|correspondence|e-?mail|cais|llythyr|cwyn)[ \u00a0](?:from|by|gan|oddi wrth)[ \u00a0]"
    r"(?P<who>(?!U\.[KSN]\.|E\.[UCA]\.)(?:[A-Z]\.[ \u00a0]?){1,3}[A-Z]\b\.?)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?<![\w-])(?:(?:contact|case|casework|handling|policy|responsible) (?:officer|name|person|worker|owner)|contact|"
    r"caseworker|name|requester|requestor|applicant|complainant|dealt with by|handled by|ask for|please contact|"
    r"from|to|cc|copied to|sent by|signed(?: by)?|enw(?: cyswllt)?|cyswllt|swyddog(?: achos| cyswllt)?|ymgeisydd|"
    r"oddi wrth|at|copi at|llofnodwyd(?: gan)?) ?:[ \u00a0\t]{0,3}",
    re.IGNORECASE,
)
_CLOSING = (
    r"(?:yours (?:sincerely|faithfully|truly)|(?:kind(?:est)?|best|warm(?:est)?) (?:regards|wishes)|with best wishes|"
    r"yn gywir(?: iawn)?|yr eiddoch(?:,? yn (?:gywir|ffyddlon|bur))?|cofion (?:cynnes|gorau|caredig)|dymuniadau gorau)"
)
_SHORT_CLOSING = r"(?:regards|yours|many thanks|thanks|cofion|diolch(?: yn fawr)?|gyda diolch|cyfarchion)"
_CLOSED = re.compile(rf"(?<!\w){_CLOSING}(?: ?/ ?{_CLOSING})?(?!\w)[ \u00a0\t]{{0,3}}[,.]?", re.IGNORECASE)
_CLOSED_SHORTLY = re.compile(rf"(?:(?<=\n)|\A)[ \t]{{0,3}}{_SHORT_CLOSING}[ \t]{{0,3}}(?:,|(?=\n))", re.IGNORECASE)
_SIGNED = re.compile(r"\s{0,12}(?:\(?(?:signed|llofnodwyd)\)?:?\s{0,4})?(?:pp\.? |p\.p\. )?", re.IGNORECASE)
_BLOCK_LINES, _LONGEST_LINE, _MOST_IN_A_ROW = 5, 80, 8
_BEHIND_NAME = re.compile(r"[ \u00a0\t]{0,3}(?:[,(|/;–-]|\.?[ \t]{0,3}(?:\n|\Z))")

_CAPITALISED = re.compile(r"(?<![\w'’-])[^\W\d_](?:\.|(?:[^\W\d_]{0,30}(?:['’-][^\W\d_]{1,30}){0,3}))")

_OFFICE_WORDS = "justice speaker president chair chairman deputy llywydd minister secretary universe"
_OFFICES = frozenset(_OFFICE_WORDS.split())
_MEMBER = r"(?:MS|AS|AM|AC|MP|MSP|MLA|TD)\b"
_OFFICE = (
    r"(?:(?:the|y|yr|then) ){0,2}(?:(?:First|Deputy|Prime|Shadow|Junior|Dirprwy|Prif) ){0,2}(?:Minister|"
    r"Cabinet Secretary|Home Secretary|Foreign Secretary|Secretary of State|Counsel General|Chief Whip|Llywydd|"
    r"Presiding Officer|Permanent Secretary|Member of the Senedd|Information Commissioner|Weinidog|Gweinidog|"
    r"Ysgrifennydd|Cwnsler Cyffredinol|Aelod o|Comisiynydd Gwybodaeth)\b"
)
_HOLDS = re.compile(rf",?\s{{0,2}}[(]?{_MEMBER}|[\s,(–-]{{1,4}}{_OFFICE}")
_HELD_BY = re.compile(
    r"(?:Hon\.?|Minister|(?:Cabinet|Home|Foreign) Secretary|Gweinidog|Weinidog|Ysgrifennydd y Cabinet|"
    r"(?:Minister|Secretary) (?:for|of State for) [\w ,]{1,50}|Commissioner),?[ \u00a0]{1,2}\Z"
)
# Looked for first, because it is quick.
_ANY_OFFICE = ("Hon", "Minister", "Secretary", "einidog", "Ysgrifennydd", "Commissioner")
_PUBLIC = re.compile(
    rf"(?<![\w’'-])(?P<before>[^\W\d_][\w’'-]{{1,30}}),? (?:{_MEMBER}|{_OFFICE})"
    r"|(?:Minister|Secretary),? (?:[^\W\d_][\w’'-]{1,30} )?(?P<behind>[^\W\d_][\w’'-]{1,30})"
)


def people(text: str) -> list[tuple[int, int]]:
    """The range of each name with its title; a full name that is found once is found wherever it stands."""
    titled = dict(_titled(text))
    runs = [*titled.values(), *_saluted(text), *_signed(text), *_on_contact_lines(text)]
    found = {(start, run.end) for start, run in titled.items()} | {(run.start, run.end) for run in runs}
    found |= {match.span("who") for match in _INITIALS.finditer(text)}
    return sorted(found | set(_again(text, runs)))


def _titled(text: str) -> Iterator[tuple[int, Run]]:
    """Where each title begins, and the name behind it."""
    public: set[str] | None = None
    for title in _TITLE.finditer(text):
        run = run_at(text, title.end(), titled=True)
        if run is None or run.words[0].lower() in _OFFICES or _is_public(text, title.start(), run.end):
            continue
        public = _public_surnames(text) if public is None else public
        if run.words[-1] not in public:
            yield title.start(), run


def _saluted(text: str) -> Iterator[Run]:
    """`Dear Jane and Tom,`; a word such as Sir or Colleague makes it nobody's name."""
    for salutation in _SALUTATION.finditer(text):
        runs = list(_row(text, salutation.end()))
        if runs and _SALUTED.match(text, runs[-1].end):
            yield from (run for run in runs if not _is_public(text, run.start, run.end))


def _row(text: str, at: int) -> Iterator[Run]:
    """Names one after the other, with a comma or an "and" between them."""
    for _ in range(_MOST_IN_A_ROW):
        run = run_at(text, at)
        if run is None:
            return
        yield run
        joined = _AND.match(text, run.end)
        if joined is None:
            return
        at = joined.end()


def _on_contact_lines(text: str) -> Iterator[Run]:
    """`Contact: Jane Smith`; a single word may be anything."""
    for label in _CONTACT.finditer(text):
        if label.group()[0].isupper():
            runs = (run for run in _row(text, label.end()) if len(run.words) > 1 and not run.has_place)
            yield from (run for run in runs if not _is_public(text, run.start, run.end))


def _signed(text: str) -> Iterator[Run]:
    """The first name below each closing, or behind it where a letter has lost its lines."""
    for closing in (*_CLOSED.finditer(text), *_CLOSED_SHORTLY.finditer(text)):
        if closing.group().lstrip()[0].isupper():
            run = _signature(text, closing.end())
            if run and not _is_public(text, run.start, run.end):
                yield run


def _signature(text: str, at: int) -> Run | None:
    for number, (start, end) in enumerate(_lines_below(text, at)):
        signed = _SIGNED.match(text, start)
        run = run_at(text, signed.end() if signed else start)
        if end - start > _LONGEST_LINE and number:
            return None
        if run is None:
            continue
        whole = _BEHIND_NAME.match(text, run.end) is not None
        if (whole or len(run.words) > 1) if number == 0 else (whole and len(run.words) > 1 and not run.has_place):
            return run
    return None


def _lines_below(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The rest of the line, where there is one, and the next few that are not blank."""
    found = 0
    while found < _BLOCK_LINES and at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if text[at : min(end, at + 200)].strip():
            found += 1
            yield at, end
        elif end == len(text):
            return
        at = end + 1


def _is_public(text: str, start: int, end: int) -> bool:
    """Whether an office is named in front of the name or behind it: ministers and members act in public."""
    before = text[max(0, start - 90) : start]
    named = any(office in before for office in _ANY_OFFICE)
    return bool(_HOLDS.match(text, end) or (named and _HELD_BY.search(before)))


def _public_surnames(text: str) -> set[str]:
    return {name for match in _PUBLIC.finditer(text) for name in match.groups() if name}


def _again(text: str, runs: Iterable[Run]) -> Iterator[tuple[int, int]]:
    """Every place of each name of two words or more."""
    known: dict[str, set[str]] = defaultdict(set)
    for run in runs:
        if len(run.words) > 1:
            known[run.words[0]].add(text[run.start : run.end])
    for first in _CAPITALISED.finditer(text) if known else ():
        for name in known.get(first.group(), ()):
            end = first.start() + len(name)
            if (
                text.startswith(name, first.start())
                and not text[end : end + 1].isalnum()
                and not _HOLDS.match(text, end)
            ):
                yield first.start(), end
