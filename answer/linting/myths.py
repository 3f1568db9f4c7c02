"""Where a draft repeats the claims that it contradicts: by their words and not by their meaning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answer.claim import Verdict
from answer.likeness import folded, plain, stands_in
from answer.linting.own_words import OwnWords
from answer.linting.word_lists import pattern
from text.figures import figures
from text.names import names

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LIGHT_WORDS = (
    "the a an of to in on at by for from with and or as is are was were be been being it its this that these those "
    "there which who what has have had do does did will would can could may might must should we our us i my they "
    "their them he she his her you your so than then such very just also i'm i've can't believe think heard know hear "
    "y yr yn i o ar am gan ac a mae maen oedd sydd sy yw bod fod ei eu ein wedi wrth gyda mae'r o'r i'r a'r sy'n mae'n "
    "maen' nhw hyn dwi rwy'n fi fe mi"
)
_LIGHT = frozenset(_LIGHT_WORDS.split())
_DENIAL_WORDS = (
    "not no never none nobody nothing without neither nor isn't aren't wasn't don't doesn't didn't won't cannot hasn't "
    "haven't nid ni nad na nac ddim dim heb neb byth"
)
_DENIALS = frozenset(_DENIAL_WORDS.split())
_AMOUNT_WORDS = {
    "all": "all every each everyone everybody pob bob holl pawb bawb cyfan gyfan",
    "most": "most mwyafrif fwyafrif",
    "half": "half hanner",
    "only": "only unig",
}
_AMOUNTS = {word: amount for amount, words in _AMOUNT_WORDS.items() for word in words.split()}
_STEM = 5
_ENOUGH = 0.8
_SHORTEST = 2


@dataclass(frozen=True)
class _Read:
    """A sentence as it is compared."""

    stems: tuple[str, ...]
    denies: bool
    amounts: frozenset[str]
    figures: frozenset[str]


def myths(own: OwnWords) -> Iterator[str]:
    """Contradicted claims in a heading or the first sentence, and those that are told more than once."""
    for claim in own.draft.claims:
        if claim.verdict is Verdict.CONTRADICTED:
            told = sum(tells(sentence, claim.text) for sentence in own.sentences)
            if told > 1 or any(tells(sentence, claim.text) for sentence in _foremost(own)):
                yield claim.text


def tells(sentence: str, claim: str) -> bool:
    """Whether a sentence says what the claim says, or reports it; one that denies it of its own accord does not."""
    said, claimed = _read(sentence), _read(claim)
    if len(claimed.stems) < _SHORTEST or claimed.stems[0] not in said.stems:
        return False
    if not (claimed.figures <= said.figures and claimed.amounts <= said.amounts and _names_all(sentence, claim)):
        return False
    if said.denies != claimed.denies and not reports_claim(sentence):
        return False
    return _in_order(claimed.stems, said.stems) >= _ENOUGH * len(claimed.stems)


def reports_claim(sentence: str) -> bool:
    """Whether a sentence says that something is said."""
    return pattern("reports").search(plain(sentence)) is not None


def _foremost(own: OwnWords) -> Iterator[str]:
    """Every heading, and the first sentence under them."""
    first = True
    for paragraph in own.paragraphs:
        if paragraph.is_heading:
            yield from paragraph.sentences
        elif first and paragraph.sentences:
            yield paragraph.sentences[0]
            first = False


def _read(text: str) -> _Read:
    tokens = [match.group() for match in _TOKEN.finditer(folded(text))]
    stems = (
        token.removesuffix("'s")[:_STEM]
        for token in tokens
        if token not in _LIGHT and token not in _DENIALS and token not in _AMOUNTS
    )
    return _Read(
        tuple(stems),
        any(token in _DENIALS for token in tokens),
        frozenset(_AMOUNTS[token] for token in tokens if token in _AMOUNTS),
        frozenset(f"{figure.value.normalize()} {figure.unit}" for figure in figures(plain(text))),
    )


def _names_all(sentence: str, claim: str) -> bool:
    """Whether every name of the claim stands in the sentence; in a claim all in capitals no word is known as a name."""
    if claim.isupper():
        return True
    said = folded(sentence)
    return all(stands_in(folded(name.text), said) for name in names(plain(claim)))


def _in_order(wanted: tuple[str, ...], given: tuple[str, ...]) -> int:
    """How many stems of one stand in the other in the same order."""
    row = [0] * (len(given) + 1)
    for stem in wanted:
        before = 0
        for at, other in enumerate(given, 1):
            above = row[at]
            row[at] = before + 1 if stem == other else max(above, row[at - 1])
            before = above
    return row[-1]
