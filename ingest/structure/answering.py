"""Who asks and who answers a written question, as lines name them."""

import re

from ingest.structure.ministers import LETTERS, OFFICE, Signatory, member, office, signatory
from ingest.structure.ministers import NAME as PERSON

_CAPITALISED = re.compile(r"(?:[^\W\d_][\w’'.-]{0,30})(?:[ ,]{1,3}(?:[^\W\d_][\w’'.-]{0,30}|\([^()\n]{2,60}\))){1,8}")
_SMALL = frozenset(("of", "and", "the", "y", "yr", "a", "ac", "de", "ap", "ab", "ferch", "an", "o"))
_GIVEN = re.compile(
    r"(?P<who>[^\n:]{3,160}?),? (?:answered|replied|responded|(?:a )?atebodd)"
    r"(?: (?:this question )?(?:on|ar) [^\n:]{3,40})?\s?:?",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"(?P<who>{PERSON}(?:,? {LETTERS})?)\s?:\s{{1,4}}(?=\S)")
_HOLDER = re.compile(
    rf"(?:(?P<held>{OFFICE}?) \((?P<holder>{PERSON}(?:,? {LETTERS})?)\)|"
    rf"(?P<name>{PERSON}(?:,? {LETTERS})?),? \((?P<office>{OFFICE})\))"
)
_LONGEST_LINE = 200


def giver(text: str) -> str | None:
    """Who answers, where a line says no more than that and when: `The Minister for Housing, A Name, answered on …:`."""
    match = _GIVEN.fullmatch(text) if len(text) <= _LONGEST_LINE else None
    who = match["who"] if match else ""
    return who if who and (signatory(who) or office(who) or member(who)) else None


def answers_by_name(text: str) -> re.Match[str] | None:
    """A name without a seat behind it, then words that ask nothing: below a member's question it is the minister."""
    named = _NAMED.match(text)
    return named if named and not text.endswith("?") else None


def is_member_with_seat(text: str) -> bool:
    """`A Name South Wales East`, the member and the seat run together as pages print them."""
    words = text.split()
    short = 2 <= len(words) <= 8 and _CAPITALISED.fullmatch(text) is not None
    return short and all(word.strip("(")[:1].isupper() or word in _SMALL for word in words)


def holder(words: str) -> str:
    """`Jane Hutt, Minister for Social Justice`, in whichever order it is printed."""
    if match := _HOLDER.fullmatch(words):
        return str(Signatory(match["holder"] or match["name"], None, office(match["held"] or match["office"])))
    return str(signatory(words) or office(words) or words)
