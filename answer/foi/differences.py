"""In what two questions that ask the same may still differ: the period, the place, the body that is named."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from answer.specifics import COMMON
from retriever.analysis import tokens
from text.dates import dates
from text.language import language
from text.names import names
from text.places import areas

_FINANCIAL = re.compile(r"\b(?P<first>(?:19|20)\d\d)\s?(?:[-–/]|to|i)\s?(?:(?:19|20))?(?P<last>\d\d)\b(?![-/]\d)")


class Difference(StrEnum):
    """What a new question and a past one have that is not the same."""

    PERIOD = "period"
    PLACE = "place"
    BODY = "body"


@dataclass(frozen=True)
class Differs:
    """One such thing, as each question has it."""

    what: Difference
    here: tuple[str, ...]
    """In the new question; empty where it names none."""
    there: tuple[str, ...]
    """In the past one."""


def differences(here: str, there: str) -> tuple[Differs, ...]:
    """What the new question `here` and the past one `there` name differently, in the order of `Difference`."""
    found = []
    for what, reads in _READS.items():
        new, past = reads(here), reads(there)
        if what is Difference.BODY and language(here) != language(there):
            continue
        if set(map(str.casefold, new)) != set(map(str.casefold, past)):
            found.append(Differs(what, new, past))
    return tuple(found)


def agreement(here: str, there: str) -> int:
    """How many of period and place both questions name alike, or neither names: 0 to 2."""
    return sum(set(reads(here)) == set(reads(there)) for reads in (periods, areas))


@lru_cache(4096)
def periods(text: str) -> tuple[str, ...]:
    """Years, months and days in ISO 8601 and financial years such as `2021-22`, in order, each once."""
    return tuple(dict.fromkeys(period for _, _, period in _periods(text)))


def _periods(text: str) -> list[tuple[int, int, str]]:
    years = [match for match in _FINANCIAL.finditer(text) if _follow(match)]
    found = [(match.start(), match.end(), f"{match['first']}-{match['last']}") for match in years]
    found += [
        (one.start, one.end, one.iso)
        for one in dates(text)
        if not any(match.start() <= one.start < match.end() for match in years)
    ]
    return sorted(found)


def bodies(text: str) -> tuple[str, ...]:
    """Names of bodies, schemes and people that tell one question from another, without places and common ones."""
    for start, end, _ in _periods(text):
        text = text[:start] + "," * (end - start) + text[end:]
    found = []
    for name in names(text):
        words = [word for word in tokens(name.text, "en") if word not in COMMON]
        if words and not areas(name.text):
            found.append(name.text)
    return tuple(dict.fromkeys(found))


def _follow(match: re.Match[str]) -> bool:
    """Whether the second year is the one after the first."""
    return (int(match["first"]) + 1) % 100 == int(match["last"])


_READS: dict[Difference, Callable[[str], tuple[str, ...]]] = {
    Difference.PERIOD: periods,
    Difference.PLACE: areas,
    Difference.BODY: bodies,
}
