"""Figures of a draft that say too little: for which period, and a share of what."""

import re
from collections.abc import Iterator

from answer.linting.own_words import QUOTED, OwnWords
from text.dates import dates
from text.figures import Figure, figures

_STATED = frozenset(["percent", "gbp", "eur", "usd", "ratio", "count"])
"""Units of what is counted or spent; a period such as 28 days needs no other period."""
_FINANCIAL_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d ?[/-] ?(?:(?:19|20)\d\d|\d\d)(?![\d/])")
_AGES = re.compile(
    r"(?:\b(?:aged?|under|over|between|and|oed|oedran|dan|dros|rhwng)\s{1,2})\d{1,2}\b|\b\d{1,2}[\s-](?:year"
    r"|mlwydd|oed)\b",
    re.IGNORECASE,
)
# A number that only names: a helpline, a form, a route, an emergency line.
_NAMES = re.compile(
    r"(?:\b(?:call|ring|dial|phone|ffoni\w{0,4}|deialwch|galw\w{0,3}|form|ffurflen|route"
    r"|llwybr)\s{1,2}(?:ar\s)?)\d{2,5}\b",
    re.IGNORECASE,
)
_WHOLE_BEHIND = re.compile(r"\W{0,3}(?:\w+\W{1,2}){0,3}?(?:of|o|o'r|o'u|o'i|than|na|nag|i bob|out of)\b", re.IGNORECASE)
_WHOLE_BEFORE = re.compile(
    r"\b(?:share|proportion|percentage|rate|rates|of all|cyfran|canran|gyfran|ganran|cyfradd|gyfradd|o'r holl)\b"
    r"|\b(?:of|o|o'r) [^.;]{3,80}?,\s[^.;]{0,40}$",
    re.IGNORECASE,
)


def figures_without_period(own: OwnWords) -> Iterator[str]:
    """Sentences with a figure and no date in them or before them in the paragraph."""
    for paragraph in own.paragraphs:
        dated = False
        for sentence in paragraph.sentences:
            dated = dated or _dated(sentence)
            if not dated and has_figure(sentence):
                yield sentence


def shares_without_whole(own: OwnWords) -> Iterator[str]:
    """Sentences with a percentage and not what it is a share of."""
    for sentence in own.sentences:
        if any(figure.unit == "percent" and not _has_whole(sentence, figure) for figure in _figures(sentence)):
            yield sentence


def has_figure(sentence: str) -> bool:
    """Whether a sentence counts or measures something."""
    return any(figure.unit in _STATED for figure in _figures(sentence))


def _has_whole(sentence: str, share: Figure) -> bool:
    return bool(_WHOLE_BEHIND.match(sentence, share.end) or _WHOLE_BEFORE.search(sentence[: share.start]))


def _dated(sentence: str) -> bool:
    return bool(_FINANCIAL_YEAR.search(sentence)) or any(not one.iso.startswith("--") for one in dates(sentence))


def _figures(sentence: str) -> Iterator[Figure]:
    """Those in digits: a number in words is a turn of phrase more often than a figure."""
    text = sentence
    for pattern in (_FINANCIAL_YEAR, _AGES, _NAMES):
        text = pattern.sub(lambda match: "_" * len(match.group()), text)
    for figure in figures(text.replace(QUOTED, "_")):
        if figure.surface[-1:] == "%" or any(letter.isdigit() for letter in figure.surface):
            yield figure
