"""Names of private persons where a letter gives them: above it, under it, on its contact lines, behind a title."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from text.name_words import Run, run_at

_TITLED = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|MR|MRS|MISS)\.?"
_TITLE = re.compile(rf"(?<![\w’'-]){_TITLED}[ \u00a0]{{1,2}}(?:(?:and|a|&) {_TITLED}[ \u00a0]{{1,2}})?(?=[^\W\d_])")
_SALUTATION = re.compile(r"(?<!\w)(?:Dear|DEAR|Annwyl|ANNWYL)[ \u00a0\t]{1,3}")
_STYLED = re.compile(
    r"(?:Prof(?:essor)?|Rev(?:erend|d)?|Sir|Dame|Athro|Parch(?:edig)?)\b\.?[ \u00a0]{1,2}", re.IGNORECASE
)
_IN_SMALL_LETTERS = re.compile(
    r"(?<!\w)(?:[Dd]ear|[Aa]nnwyl)[ \u00a0]{1,2}(?P<who>(?:mr|mrs|ms|miss|mx|dr|prof)\.?[ \u00a0]{1,2}"
    r"[^\W\d_][\w’'-]{0,30}(?:[ \u00a0][^\W\d_][\w’'-]{0,30}){0,2})[ \u00a0]{0,2}(?=[,:\n]|\Z)"
)
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
_OF_ONE = re.compile(
    r"(?:(?:case|casework|handling) (?:officer|worker|owner)|caseworker|requester|requestor|applicant|complainant|"
    r"claimant|appellant|(?:dealt with|handled|signed) by|swyddog achos|ymgeisydd|llofnodwyd gan)",
    re.IGNORECASE,
)
"""Labels behind which a single word is a person's name too."""
_LINE_ENDS = re.compile(r"[ \u00a0\t]{0,3}(?:\n|\Z|[(<|;])|[ \u00a0](?:and|a|&)[ \u00a0]")
_INVERTED = re.compile(r",[ \u00a0]{1,2}")
_SPOKEN_OF = re.compile(
    r"\b(?:(?:signed|handled|dealt with|llofnodwyd) (?:by|gan)|(?:the|this|an?|our|your|yr|y) (?:applicant|requester|"
    r"requestor|complainant|claimant|appellant|caseworker|ymgeisydd|achwynydd)"
    r"(?:,| named| called| is|, sef| o[’']r enw)?)"
    r"[ \u00a0]{1,2}(?=[^\W\d_])",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r",? ?\n?(?:(?:Deputy|Senior|Assistant|Acting|Interim|Joint|Principal) ){0,2}(?:Head|Director|Manager|Team Leader|"
    r"Policy (?:Officer|Adviser|Advisor|Manager|Lead)|Information (?:Rights )?(?:Officer|Manager)|Caseworker|Pennaeth|"
    r"(?:Dirprwy )?Gyfarwyddwr|(?:Dirprwy )?Cyfarwyddwr|Rheolwr|Swyddog)\b[^\n]{0,80}(?=\n|\Z)"
)
_LAST_LINES = 900
"""Characters at the end of a letter in which whoever writes it signs."""
_LETTER = re.compile(r"(?<!\w)(?:Dear|DEAR|Annwyl|ANNWYL)\b|\b(?:Our ref|Ein cyf|Yours|Yn gywir)\b", re.IGNORECASE)
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
    runs = [
        *(run for named in (_saluted, _signed, _on_contact_lines, _spoken_of, _officials) for run in named(text)),
        *titled.values(),
    ]
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
        styled = _STYLED.match(text, salutation.end())
        runs = list(_row(text, styled.end() if styled else salutation.end()))
        if runs and _SALUTED.match(text, runs[-1].end):
            yield from (run for run in runs if not _is_public(text, run.start, run.end))
    for match in _IN_SMALL_LETTERS.finditer(text):
        words = tuple(match["who"].split())
        if not any(word.isalpha() and run_at(word.title(), 0) is None for word in words[1:]):
            yield Run(*match.span("who"), words)


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
            runs = [run for run in _row(text, label.end()) if not run.has_place]
            pairs = list(zip(runs[::2], runs[1::2], strict=False))
            if pairs and 2 * len(pairs) == len(runs) and all(_inverted(text, *pair) for pair in pairs):
                runs = [Run(one.start, two.end, (*one.words, *two.words)) for one, two in pairs]
            elif not _OF_ONE.match(label.group()):
                runs = [run for run in runs if len(run.words) > 1]
            elif runs and len(runs[-1].words) == 1 and not _LINE_ENDS.match(text, runs[-1].end):
                continue
            yield from (run for run in runs if not _is_public(text, run.start, run.end))


def _inverted(text: str, one: Run, two: Run) -> bool:
    """Whether a line has the family name first: `Smith, Jane`."""
    joined = _INVERTED.fullmatch(text, one.end, two.start)
    return joined is not None and len(one.words) == 1 == len(two.words) and bool(_LINE_ENDS.match(text, two.end))


def _spoken_of(text: str) -> Iterator[Run]:
    """`The applicant, Ahmed Hassan, …`, `signed by Carys Jones`."""
    for opened in _SPOKEN_OF.finditer(text):
        run = run_at(text, opened.end())
        if run and len(run.words) > 1 and not run.has_place and not _is_public(text, run.start, run.end):
            yield run


def _officials(text: str) -> Iterator[Run]:
    """Whoever signs a letter by name and post without a closing above: `Gareth Pugh, Head of Policy`."""
    if not _LETTER.search(text):
        return
    at = text.find("\n", max(0, len(text) - _LAST_LINES))
    while at >= 0:
        run = run_at(text, at + 1)
        if run and len(run.words) > 1 and not run.has_place and _OFFICIAL.match(text, run.end):
            yield run
        at = text.find("\n", at + 1)


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
