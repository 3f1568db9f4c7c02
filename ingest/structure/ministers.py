"""People who speak in official papers: ministers by their office, members of the parliaments by their letters."""

import re
from dataclasses import dataclass

_WORD = r"(?!(?:MS|AS|AM|AC|MP)\b)[^\W\d_a-zŵŷâêîôûïäëöáéíóúàèìòù][^\W\d_’'-]{0,20}(?:[’'-][^\W\d_]{1,20}){0,2}"
_STYLE = r"(?:Rt\.? Hon\.? |Dr\.? |Mrs?\.? |Ms\.? |Miss |Professor |Baroness |Lord )"
NAME = rf"(?:{_STYLE}?{_WORD}(?: (?:ap |ab |ferch )?{_WORD}){{1,3}})"
LETTERS = r"(?:MS|AS|AM|AC|MP|AS/MS|MS/AS)"
OFFICE = (
    r"(?:(?:[Tt]he |[Yy]r? )?(?:Acting |Former )?(?:Deputy |Dirprwy )?(?:First Minister|Minister|Cabinet Secretary|"
    r"Counsel General|Chief Whip|Secretary of State|Home Secretary|Leader of the House|Trefnydd|Prif Weinidog|"
    r"Brif Weinidog|Weinidog|Gweinidog|Ysgrifennydd y Cabinet|Ysgrifennydd|Cwnsler Cyffredinol|Prif Chwip)\b"
    r"(?: (?!said\b|dywedodd\b)[^.:;\n()]{1,110})?)"
)
HELD = OFFICE.replace("[^.:;", "[^.:;,")
"""An office in front of its holder's name in brackets: without a comma."""
_SIGNED = re.compile(
    rf"(?:Statement by |Datganiad gan |By:? |Gan:? |BY:? |GAN:? )?(?P<name>{NAME})(?:,? (?P<letters>{LETTERS}))?"
    rf"(?:(?:,| -| –)\s{{0,2}}|(?<=\b[A-Z][A-Z]) )(?P<office>{OFFICE})\.?"
)
_REVERSED = re.compile(
    rf"(?:Statement by |Datganiad gan |By:? |Gan:? |BY:? |GAN:? )?(?P<office>{OFFICE}?)(?:,| -| –)\s{{0,2}}"
    rf"(?P<name>{NAME})(?:,? (?P<letters>{LETTERS}))?\.?"
)
_NAMED = re.compile(
    rf"(?:Statement by |Datganiad gan |By:? |Gan:? |BY:? |GAN:? )?(?P<name>{NAME})(?:,? (?P<letters>{LETTERS}))?,?"
)
_HELD = re.compile(rf"(?P<office>{OFFICE})\.?")
_LONGEST = 220


@dataclass(frozen=True)
class Signatory:
    """Somebody who signs or speaks."""

    name: str
    letters: str | None
    """Of a member of a parliament: `MS`, `AM`, `MP`."""
    office: str | None

    def __str__(self) -> str:
        """`Jane Hutt MS, Minister for Social Justice and Chief Whip`."""
        named = " ".join(part for part in (self.name, self.letters) if part)
        return ", ".join(part for part in (named, self.office) if part)


def signatory(line: str, below: str = "") -> Signatory | None:
    """The minister whose name and office fill a line, or this line and the one below; null for anything else."""
    line = " ".join(line.split())
    if len(line) > _LONGEST:
        return None
    if match := _SIGNED.fullmatch(line) or _REVERSED.fullmatch(line):
        return Signatory(match["name"], match["letters"], _bare(match["office"]))
    named, held = _NAMED.fullmatch(line), _HELD.fullmatch(" ".join(below[: _LONGEST + 1].split()))
    if named and held and len(below) <= _LONGEST:
        return Signatory(named["name"], named["letters"], _bare(held["office"]))
    return None


def signs_over(line: str, below: str) -> bool:
    """Whether a name fills one line and its office the next."""
    return signatory(line) is None and signatory(line, below) is not None


def member(line: str) -> Signatory | None:
    """Somebody whose name and letters fill a line, without an office."""
    match = _NAMED.fullmatch(" ".join(line.split())) if len(line) <= _LONGEST else None
    return Signatory(match["name"], match["letters"], None) if match and match["letters"] else None


def office(line: str) -> str | None:
    """The office that a line consists of."""
    match = _HELD.fullmatch(" ".join(line.split())) if len(line) <= _LONGEST else None
    return _bare(match["office"]) if match else None


def _bare(words: str) -> str:
    return re.sub(r"^[Tt]he ", "", words.strip(" ,"))
