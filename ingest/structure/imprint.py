"""What a document says of itself in its first and last lines: title, dates of publication, reference."""

import re
from collections.abc import Sequence

from corpus.contents import Particulars
from ingest.publishers import names_only_bodies
from ingest.structure.ministers import member, signatory
from ingest.structure.paragraphs import Paragraph
from text.dates import dates
from text.references import references

_PUBLISHED = re.compile(
    r"(?:(?:first |originally )?published|publication date|date published|date of publication|issued|"
    r"cyhoeddwyd(?: gyntaf| yn wreiddiol)?|dyddiad cyhoeddi)(?: on| in| ar| ym| yn)?\b\s{0,2}:?\s{0,2}",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:(?:page )?last (?:updated|modified|reviewed)|updated|diweddarwyd(?: ddiwethaf)?|"
    r"(?:y )?diweddariad diwethaf)(?: on| ar)?\b\s{0,2}:?\s{0,2}",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"©.{0,60}?\b((?:19|20)\d\d)\b|\bCrown copyright ((?:19|20)\d\d)\b")
# What sort of paper it is, or the label of one of its facts: never what it is called.
_SORT = re.compile(
    r"(?:(?:first |annual |quarterly )?statistical (?:first )?(?:release|bulletin|article|headline)s?|"
    r"(?:national|(?:accredited )?official) statistics|(?:datganiad|bwletin|erthygl) ystadegol|ystadegau (?:swyddogol|"
    r"gwladol)|(?:statutory |practice |policy |non-statutory )?guidance|canllawiau(?: statudol)?|canllaw|"
    r"(?:research )?briefing(?: paper)?|papur (?:briffio|ymchwil)|press release|news(?: release| story)?|newyddion|"
    r"datganiad i[’']r wasg|policy paper|consultation(?: document)?|ymgynghoriad|(?:written|oral|cabinet|topical)? ?"
    r"(?:assembly |senedd )?(?:statements?|questions?(?: answers?)?)|datganiad(?:au)?(?: (?:ysgrifenedig|llafar))?|"
    r"cwestiynau? ysgrifenedig|report|adroddiad|letter|llythyr|contents|cynnwys|menu|html|pdf|"
    r"official(?:[ -]sensitive)?|draft|drafft)",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"(?:written question[ :–-]{0,3})?(?:WAQ|OAQ|WQ|OQ|TQ|EQ)\s?\d{4,6}\b.{0,120}|"
    r"(?:date|dyddiad|(?:our |your )?ref(?:erence)?|ein cyf(?:eirnod)?|eich cyf(?:eirnod)?|cyf(?:eirnod)?|to|at|from|"
    r"oddi wrth|version|fersiwn|status|statws|author|awdur|tel(?:ephone)?|ff[oô]n|e-?mail|e-?bost|isbn|published by|"
    r"cyhoeddwyd gan)\s?(?:[:.]|/\s?\w{2,5} ref).{0,200}",
    re.IGNORECASE,
)
_LONGEST_TITLE = 150
_HEAD = 12
"""Paragraphs at the top among which the title is looked for, and a date without a label."""
_EDGE = 40
"""Paragraphs at the top and at the end in which the lines about publication stand."""


def particulars(parts: Sequence[Paragraph]) -> Particulars:
    """Title and date of a document of any kind."""
    return Particulars(title=title(parts), date=published(parts))


def title(parts: Sequence[Paragraph]) -> str | None:
    """The first heading of the highest level, else the first line if it is short and stands by itself."""
    called = next((part for part in parts if part.level == 1 and not is_label(part.text)), None)
    if called:
        return one_line(called.text)
    at, first = next(((at, part) for at, part in enumerate(parts[:_HEAD]) if not is_label(part.text)), (0, None))
    if first is None or first.bullet or first.row or len(first.text) > _LONGEST_TITLE or len(parts) < 2:
        return None
    if at and re.match(r"\d", first.text):  # the first section's
        return None
    return None if re.search(r"[.!?:;,]$|://|@", first.text) else one_line(first.text)


def published(parts: Sequence[Paragraph]) -> str | None:
    """The day of first publication, else that of the last change; ISO 8601 with reduced precision."""
    for label in (_PUBLISHED, _UPDATED):
        for index in (*range(min(_EDGE, len(parts))), *range(max(_EDGE, len(parts) - _EDGE), len(parts))):
            if found := labelled_date(parts, index, label):
                return found
    return next((found for part in parts[:_HEAD] if (found := only_date(part.text))), None)


def labelled_date(parts: Sequence[Paragraph], index: int, label: re.Pattern[str]) -> str | None:
    """The date behind a label, on the label's line or alone on the next."""
    match = label.match(parts[index].text)
    if not match:
        return None
    rest = parts[index].text[match.end() :]
    if not rest:
        return only_date(parts[index + 1].text) if index + 1 < len(parts) else None
    found = dates(rest)
    return found[0].iso if found and found[0].start == 0 and not found[0].iso.startswith("--") else None


def only_date(text: str) -> str | None:
    """The date that a line consists of; a year alone is none, it may be a figure."""
    found = dates(text) if len(text) <= _LONGEST_TITLE else []
    if len(found) != 1 or found[0].end - found[0].start != len(text.rstrip(". ")):
        return None
    return found[0].iso if "-" in found[0].iso and not found[0].iso.startswith("--") else None


def copyright_year(parts: Sequence[Paragraph]) -> str | None:
    """The year of the copyright line, where all such lines name one year."""
    years = {year for part in parts for found in _COPYRIGHT.finditer(part.text) for year in found.groups() if year}
    return years.pop() if len(years) == 1 else None


def reference(parts: Sequence[Paragraph], *kinds: str) -> str | None:
    """The only reference of these kinds in the text, as people write it."""
    values = {found.value for part in parts for found in references(part.text) if found.kind in kinds}
    return values.pop() if len(values) == 1 else None


def one_line(text: str) -> str:
    """The words of a line with single spaces and without the signs of a format around them."""
    return " ".join(text.split()).strip("# *_")


def is_label(text: str) -> bool:
    """Whether a line only names the sort of paper, its publisher, author or date, or labels another fact of it."""
    line = one_line(text)[: _LONGEST_TITLE + 1]
    if names_only_bodies(line) or member(line) or signatory(line):
        return True
    named = _SORT.fullmatch(line.rstrip(":")) or _FACT.fullmatch(line)
    return bool(named or _PUBLISHED.match(text) or _UPDATED.match(text) or only_date(text))
