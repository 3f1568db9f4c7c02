"""A claim as it can be told once in a reply: nobody's insult, name or link, and no figure that no source gives."""

import re

from answer.answer import Citation
from answer.claim import Check, CheckedClaim
from answer.prose.rows import row_of
from answer.prose.verbs import straight
from answer.replies.quoting import grounded
from answer.replies.word_lists import pattern
from answer.splitting import split
from text.language import language

_LONGEST = 25
_SHORTEST = 3
_AROUND = " \t\n.!?…,;:-–—\"'“”‘’*#"
_LEADS = re.compile(r"(?:\s+(?:[@#][\w.]+|[a-z][a-z0-9+.-]{1,15}://\S+|www\.\S+)){1,20}\s*$", re.IGNORECASE)
_UNTELLABLE = re.compile(r"[\"“”«»()\[\]{}<>⟦⟧@#*_|/\\\n?!:]|[A-Z]{4,}|[^\x00-\u024f\u1e00-\u1eff\u2010-\u2026£€]")
_OPENING_WORDS = (
    "the a an all every each some most many no none councils people only almost over asylum refugees migrants "
    "immigrants ministers schools children families anyone everyone nobody mae nid does y yr pob roedd bydd"
)
_OPENERS = frozenset(_OPENING_WORDS.split())
_NAME_WORDS = "wales welsh uk britain british england english cardiff swansea newport senedd nhs ukrainians"
_NAMES = frozenset(_NAME_WORDS.split())


def retold(claim: CheckedClaim, check: Check, citations: tuple[Citation, ...], into: str) -> str | None:
    """The claim in one plain clause that can follow "some say that", in the language of the draft; else None.

    It is told as it reads on its own, or not at all: words are taken off its ends only, since a claim without its
    middle would be another claim.
    """
    said = _LEADS.sub("", _read_as(claim, check)).strip(_AROUND)
    said = " ".join(said.split())
    if not _SHORTEST <= len(said.split()) <= _LONGEST or _UNTELLABLE.search(said) or language(said, into) != into:
        return None
    if any(pattern(name, into).search(said) for name in ("insults", "speakers", "threats")):
        return None
    if pattern("hanging", into).match(said):
        return None
    return _lowered(said) if grounded(said, [one.quote for one in citations]) else None


def has_verb(said: str, into: str) -> bool:
    """Whether it is a clause of its own rather than a headline."""
    return any(row_of(straight(said), 0, len(said), into == "cy").finite)


def _read_as(claim: CheckedClaim, check: Check) -> str:
    """With what it needs to stand alone, where the text can be taken apart at the same place again."""
    for said in split(check.text):
        if (said.start, said.end) == (claim.start, claim.end):
            return said.read_as
    return claim.text


def _lowered(said: str) -> str:
    """With a small first letter where the word is known to be no name."""
    first = said.split(maxsplit=1)[0]
    return said[:1].lower() + said[1:] if first.casefold() in _OPENERS else said


def follows_that(said: str) -> bool:
    """Whether it can stand behind "that": a clause whose first letter is surely as it should be inside a sentence."""
    first = said.split(maxsplit=1)[0].removesuffix("'s").removesuffix("’s")
    return has_verb(said, "en") and (first[:1].islower() or first.casefold() in _NAMES)
