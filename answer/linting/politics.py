"""Parties and politicians named in a draft, and governments praised or blamed."""

import re
from collections.abc import Iterator
from functools import cache

from answer.linting.own_words import QUOTED, OwnWords
from answer.linting.word_lists import part_of, pattern

# A capitalised word that belongs to a person's name and not to that of an office or a country.
_NAME = (
    r"(?!(?:Cymru|Llywodraeth|Senedd|Prydain|Deyrnas|UK|DU|Wales|Welsh|Government|Britain|Home|Parliament)\b)"
    r"[A-Z][\w'-]{1,30}"
)


def parties_and_politicians(own: OwnWords) -> Iterator[str]:
    """Names of parties; names of politicians too, unless what they said is quoted in the same sentence."""
    signed = _signatories(own)
    for sentence in own.sentences:
        yield from (match.group() for match in pattern("parties").finditer(sentence))
        if QUOTED not in sentence:
            yield from (match.group() for match in _politicians().finditer(sentence))
            yield from (name for name in signed if name in sentence)


def praise_and_blame(own: OwnWords) -> Iterator[str]:
    """Words that judge, in sentences about a government, council, minister or party."""
    judged = (pattern("bodies"), pattern("parties"), _politicians())
    for sentence in own.sentences:
        if any(one.search(sentence) for one in judged):
            yield from (match.group() for match in pattern("judgements").finditer(sentence))


@cache
def _politicians() -> re.Pattern[str]:
    """Names with letters of membership behind or an office in front, and those that need neither."""
    letters, offices, leaders = (part_of("politicians", part) for part in ("letters", "offices", "leaders"))
    return re.compile(rf"\b(?:{_NAME} ){{1,4}}{letters}|{offices} {_NAME} {_NAME}|{leaders}")


def _signatories(own: OwnWords) -> list[str]:
    """Who signed the cited documents, without the office: `Jane Hutt MS, Minister for …` is `Jane Hutt`."""
    authors = {citation.document.author for citation in own.draft.citations if citation.document.author}
    letters = part_of("politicians", "letters")
    found = [re.split(rf",| {letters}", author)[0].strip() for author in sorted(authors)]
    return [name for name in found if " " in name]
