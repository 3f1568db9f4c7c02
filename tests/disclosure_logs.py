"""Synthetic disclosure logs with known answers, and requests in wordings that no part of Noddfa was fitted to.

Nothing here was ever asked or answered by anybody, and none of it is corpus.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from letters import ExpectedExchange, letter_about

from text.language import language
from text.places import COUNCILS

_TOPICS = Path(__file__).parent / "synthetic_topics.jsonl"
_PERIODS = tuple(f"{year}-{(year + 1) % 100:02}" for year in range(2013, 2024)) + tuple(map(str, range(2014, 2025)))
_MOST = 4
_WELSH = 0.1
_ON_ONE_LINE = 0.05


@dataclass(frozen=True)
class Wording:
    """A way to ask, with places for an area and a period."""

    text: str
    language: str

    def filled(self, place: str, period: str) -> str:
        """With both, the area under its name in that language."""
        named = COUNCILS.get(place, place).split("|")[0] if self.language == "cy" else place
        return self.text.replace("{place}", named).replace("{period}", period)


@dataclass(frozen=True)
class Topic:
    """Something that is asked, in several wordings."""

    past: Wording
    same: tuple[Wording, ...]


@dataclass(frozen=True)
class Past:
    """A question that a letter of the log answers."""

    reference: str
    exchange: ExpectedExchange
    topic: Topic
    place: str
    period: str

    def reworded(self, random: Random) -> str:
        """The same asked by somebody else, perhaps in the other language."""
        return random.choice(self.topic.same).filled(self.place, self.period)


@dataclass(frozen=True)
class Log:
    """A disclosure log."""

    letters: dict[str, str]
    """The text of each letter by its reference."""
    asked: tuple[Past, ...]


_Asked = tuple[Topic, str, str]


@cache
def topics() -> tuple[Topic, ...]:
    """Every topic of the file."""
    return tuple(_topic(row) for row in _rows() if "past" in row)


@cache
def absent() -> tuple[str, ...]:
    """Questions on what no topic is about."""
    return tuple(row["absent"] for row in _rows() if "absent" in row)


def disclosure_log(count: int, seed: int = 0) -> Log:
    """A log of so many letters; no question is asked twice with the same area and period."""
    random = Random(seed)
    waiting = {code: _combinations(random, code) for code in ("en", "cy")}
    letters: dict[str, str] = {}
    asked: list[Past] = []
    while len(letters) < count:
        spoken = "cy" if random.random() < _WELSH else "en"
        chosen = _taken(waiting[spoken], random.randint(1, _MOST))
        letter = letter_about(random, [topic.past.filled(place, period) for topic, place, period in chosen], spoken)
        reference = f"ATISN {30_000 + len(letters)}"
        text = letter.text.replace(letter.reference, reference)
        letters[reference] = " ".join(text.split()) if random.random() < _ON_ONE_LINE else text
        asked += [Past(reference, exchange, *facts) for exchange, facts in zip(letter.exchanges, chosen, strict=True)]
    return Log(letters, tuple(asked))


def _combinations(random: Random, code: str) -> list[_Asked]:
    """Every topic of a language with every area and period that it has a place for, in an order of chance."""
    found = [
        (topic, place, period)
        for topic in topics()
        if topic.past.language == code
        for place in (COUNCILS if "{place}" in topic.past.text else ("",))
        for period in (_PERIODS if "{period}" in topic.past.text else ("",))
    ]
    return random.sample(found, len(found))


def _taken(waiting: list[_Asked], count: int) -> list[_Asked]:
    """The next few, all of different topics."""
    chosen: list[_Asked] = []
    put_back: list[_Asked] = []
    while waiting and len(chosen) < count:
        one = waiting.pop()
        (put_back if any(one[0] is other[0] for other in chosen) else chosen).append(one)
    waiting += put_back
    return chosen


def _topic(row: dict[str, Any]) -> Topic:
    welsh = language(row["past"]) == "cy"
    same = [Wording(text, "en") for text in row["same"]] + [Wording(text, "cy") for text in row["cy"]]
    return Topic(Wording(row["past"], "cy" if welsh else "en"), tuple(same))


def _rows() -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in _TOPICS.read_text(encoding="utf-8").splitlines())
