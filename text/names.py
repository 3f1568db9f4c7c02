"""Proper names and bodies in running text, and what acronyms stand for."""

import re
from dataclasses import dataclass

from text.sentences import sentences

_TOKEN = re.compile(r"[^\W\d_][\w’'&-]{0,40}|&")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]{0,12}[A-Z]s?")
_IN_BRACKETS = re.compile(r"\(\s?[‘“'\"]?([A-Za-z&][^()\n]{1,120}?)[’”'\"]?\s?\)")
_LINKS_WORDS = "of the for and & on to in with y yr a ac o ar i dros"
_LINKS = frozenset(_LINKS_WORDS.split())
_PLAIN_OPENERS_WORDS = (
    "the a an this that these those it its we our i he she they you your who what when where why how which is are was "
    "were do does did can could will would should may as at by for from in of on to with if although however there "
    "all any many most some through over and but or not no yes so while please thank dear also additional each mae pwy "
    "beth pryd ble pam sut faint sawl a'r yr y yn i o ar am os ond nid"
)
_PLAIN_OPENERS = frozenset(_PLAIN_OPENERS_WORDS.split())


@dataclass(frozen=True)
class Name:
    """A name where it stands."""

    start: int
    end: int
    text: str


def names(text: str) -> list[Name]:
    """Runs of capitalised words and acronyms, in order; a lone ordinary word that opens a sentence is none."""
    openers = {sentence.start for sentence in sentences(text)}
    found: list[Name] = []
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if run and not _continues(text, run[-1], token):
            found += _named(text, run, openers)
            run = []
        if run or _is_capital(token.group()):
            run.append(token)
    return found + _named(text, run, openers)


def abbreviations(text: str) -> dict[str, str]:
    """Acronym to expansion for each `No Recourse to Public Funds (NRPF)` and `NRPF (No Recourse to Public Funds)`."""
    found: dict[str, str] = {}
    for match in _IN_BRACKETS.finditer(text):
        inside, before = match.group(1).strip(), text[max(0, match.start() - 160) : match.start()].rstrip()
        if _ACRONYM.fullmatch(inside):
            short, long = inside, _expansion(inside, before)
        else:
            short = (before.split() or [""])[-1]
            long = _expansion(short, inside) if _ACRONYM.fullmatch(short) else None
        if long:
            found.setdefault(short, long)
    return found


def _expansion(short: str, before: str) -> str | None:
    """The end of `before` whose words spell the acronym from right to left, its first letter beginning a word."""
    letters = [letter.lower() for letter in short.rstrip("s") if letter.isalpha()]
    at = len(before)
    for number, letter in enumerate(reversed(letters), 1):
        at -= 1
        while at >= 0 and not _spells(before, at, letter, first=number == len(letters)):
            at -= 1
        if at < 0:
            return None
    long = before[_first_word(before, at) :]
    words = long.split()
    return " ".join(words) if len(words) > 1 and len(words) <= 2 * len(letters) + 3 and "." not in long else None


def _first_word(before: str, at: int) -> int:
    """One word further back where that begins with the same capital: `Asylum Accommodation … (AASC)`."""
    earlier = before.rfind(" ", 0, max(at - 1, 0)) + 1
    same = at > 0 and before[earlier] == before[at] and before[at].isupper()
    return earlier if same and earlier < at else at


def _spells(text: str, at: int, letter: str, *, first: bool) -> bool:
    if text[at].lower() != letter:
        return False
    return not first or at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "’'")


def _is_capital(word: str) -> bool:
    return word[0].isupper()


def _continues(text: str, last: re.Match[str], token: re.Match[str]) -> bool:
    between = text[last.end() : token.start()]
    word = token.group()
    return between in (" ", "\u00a0") and (_is_capital(word) or word in _LINKS) and "." not in between


def _named(text: str, run: list[re.Match[str]], openers: set[int]) -> list[Name]:
    while run and run[-1].group() in _LINKS:
        run = run[:-1]
    if run and run[0].start() in openers and run[0].group().lower() in _PLAIN_OPENERS:
        run = run[1:]
    while run and run[0].group() in _LINKS:
        run = run[1:]
    if not run:
        return []
    alone = run[0].group()
    if len(run) == 1 and (run[0].start() in openers or alone == "I") and not _ACRONYM.fullmatch(alone):
        return []
    start, end = run[0].start(), run[-1].end()
    if text[start:end].endswith(("’s", "'s")):
        end -= 2
    return [Name(start, end, text[start:end])]
