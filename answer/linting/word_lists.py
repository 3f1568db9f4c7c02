"""The lists of words that the checklist looks for, as patterns."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_WHOLE_WORDS = r"(?<!\w)(?:{})(?!\w)"


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Matches the words of a list in either language; an unknown name is a KeyError."""
    table = _lists()[name]
    return re.compile(either(*table["en"], *table["cy"]), 0 if table.get("capitals") else re.IGNORECASE)


@cache
def part_of(name: str, part: str) -> str:
    """A part of a list as an expression to build on."""
    return either(*_lists()[name][part])


@cache
def hashes() -> frozenset[str]:
    """Of the stems that are kept as hashes only."""
    return frozenset(_lists()["demeaning"]["slurs"].split())


def either(*expressions: str) -> str:
    """One expression that matches any of them as whole words."""
    return _WHOLE_WORDS.format("|".join(expressions))


@cache
def _lists() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("answer.linting").joinpath("words.toml").read_text(encoding="utf-8"))
