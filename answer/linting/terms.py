"""Words that a draft does not use: terms that demean, verdicts, promises, advice on the law, terms mixed up."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from answer.linting.own_words import OwnParagraph, OwnWords
from answer.linting.word_lists import hashes, pattern

_WORD = re.compile(r"[^\W\d_]{3,20}")
_PLURALS = ("", "s", "z", "es")
_NEAR = 60
"""Characters within which a word belongs to the one before."""
# Where one group is left and another begins.
_APART = re.compile(r"[.;:!?]|,(?! (?:who|which|that|sy)\b)|\b(?:and|but|or|while|ac?|ond|neu)\b", re.IGNORECASE)
_ALSO_CALLED = re.compile(r",? ?(?:\(|also called |known as |that is, |sef )", re.IGNORECASE)


def demeaning_terms(own: OwnWords) -> Iterator[str]:
    """Terms that make people a threat or a flood, and slurs, which are not written out again."""
    yield from _found("demeaning", own)
    yield from slurs(own.text)


def slurs(text: str) -> Iterator[str]:
    """Each slur as its first letter and an ellipsis."""
    for match in _WORD.finditer(text):
        word = "".join(mark for mark in unicodedata.normalize("NFKD", match.group().casefold()) if mark.isalpha())
        stems = {word.removesuffix(plural) for plural in _PLURALS} | {word.removesuffix("ies") + "y"}
        if any(hashlib.sha256(stem.encode()).hexdigest()[:16] in hashes() for stem in stems):
            yield f"{word[0]}…"


def verdict_words(own: OwnWords) -> Iterator[str]:
    """True, false and their kin."""
    return _found("verdicts", own)


def promises(own: OwnWords) -> Iterator[str]:
    """What is promised in our name or to the reader."""
    return _found("promises", own)


def legal_advice(own: OwnWords) -> Iterator[str]:
    """What tells the reader their rights or what to do in law; whom to ask about them is none."""
    return _found("legal_advice", own)


def mixed_terms(own: OwnWords) -> Iterator[str]:
    """Asylum seekers given what refugees have, or the reverse, or one where the cited sources speak of the other."""
    for paragraph in own.paragraphs:
        text = pattern("names_with_refugee").sub("", paragraph.text)
        yield from _said_of("asylum_seekers", "given_protection", paragraph.text)
        yield from _said_of("refugees", "awaiting", paragraph.text)
        yield from _called("asylum_seekers", "refugees", text)
        yield from _called("refugees", "asylum_seekers", text)
        yield from _against_sources(text, paragraph, own)


def _found(name: str, own: OwnWords) -> Iterator[str]:
    return (match.group() for match in pattern(name).finditer(own.text))


def _said_of(group: str, said: str, text: str) -> Iterator[str]:
    """What is said right behind a group in the same clause, and is neither denied nor put off."""
    for match in pattern(group).finditer(text):
        behind = _APART.split(text[match.end() : match.end() + _NEAR], maxsplit=1)[0]
        found = pattern(said).search(behind)
        if found and not pattern("unless").search(behind[: found.start()]):
            yield text[match.start() : match.end() + found.end()]


def _called(group: str, other: str, text: str) -> Iterator[str]:
    """A group that is called by the other's name too: `asylum seekers (refugees)`."""
    for match in pattern(group).finditer(text):
        joined = _ALSO_CALLED.match(text, match.end())
        if joined and (named := pattern(other).match(text, joined.end())):
            yield text[match.start() : named.end()]


def _against_sources(text: str, paragraph: OwnParagraph, own: OwnWords) -> Iterator[str]:
    cited = " ".join(citation.passage for citation in own.draft.citations if citation.key in paragraph.citations)
    sources = pattern("names_with_refugee").sub("", cited)
    if pattern("sanctuary_seekers").search(sources):
        return
    for group, other in (("asylum_seekers", "refugees"), ("refugees", "asylum_seekers")):
        said = pattern(group).search(text)
        if said and not pattern(group).search(sources) and pattern(other).search(sources):
            yield said.group()
