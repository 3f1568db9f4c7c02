"""The lists of words that the writer of replies looks for in a post, as patterns."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from answer.linting.word_lists import either


@cache
def pattern(name: str, language: str | None = None) -> re.Pattern[str]:
    """Matches the words of a list in one language or, without one, in either; an unknown name is a KeyError."""
    table = tomllib.loads(files("answer.replies").joinpath("words.toml").read_text(encoding="utf-8"))[name]
    lists = table.values() if language is None else [table[language]]
    return re.compile(either(*(line for each in lists for line in each)), re.IGNORECASE)
