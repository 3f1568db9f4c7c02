"""From running text to the tokens of the keyword index, in English and in Welsh."""

import re
import unicodedata
from collections.abc import Iterator

import simplemma

from text.dates import dates

# A number keeps its sign, point, commas and unit; a word keeps an apostrophe or hyphen inside it.
_TOKEN = re.compile(r"£?\d[\d.,/]*\d%?|£?\d%?|[^\W\d_]+(?:['’‑-][^\W\d_]+)*|[^\W\d_]+\d+", re.UNICODE)
_JOINT = re.compile(r"['’‑-]")
_LONGEST = 60
# Names that the dictionary takes for the plural of a common noun.
_NO_PLURALS = frozenset(("wales",))

# Initial consonants that a Welsh word may begin with after mutation, and what they may stand for in the dictionary.
_MUTATIONS = (
    ("ngh", "c"), ("mh", "p"), ("nh", "t"), ("ng", "g"), ("ph", "p"), ("th", "t"), ("ch", "c"),
    ("f", "b"), ("f", "m"), ("dd", "d"), ("g", "c"), ("b", "p"), ("d", "t"), ("l", "ll"), ("r", "rh"),
    ("m", "b"), ("n", "d"), ("h", ""), ("", "g"),
)  # fmt: skip

# Initials of one family become one, for a word that no dictionary knows in any of its mutations.
_FAMILIES = (
    ("ngh", "c"), ("ng", "c"), ("ch", "c"), ("g", "c"), ("mh", "p"), ("ph", "p"), ("b", "p"), ("nh", "t"), ("th", "t"),
    ("dd", "t"), ("d", "t"), ("ll", "l"), ("rh", "r"),
)  # fmt: skip


def tokens(text: str, language: str) -> list[str]:
    """Lower-case lemmas, numbers as written and bare, dates as ISO 8601; accents are folded."""
    found = [token for surface in _surfaces(text) for token in _forms(surface, language)]
    return found + [f"date:{date.iso}" for date in dates(text)]


def _surfaces(text: str) -> Iterator[str]:
    for match in _TOKEN.finditer(unicodedata.normalize("NFC", text)):
        yield match.group()[:_LONGEST]


def _forms(surface: str, language: str) -> Iterator[str]:
    if any(char.isdigit() for char in surface):
        yield surface.lower()
        bare = surface.strip("£%").replace(",", "").lower()
        if bare != surface.lower():
            yield bare
        return
    parts = _JOINT.split(surface)
    for part in parts:
        yield _fold(_lemma(part, language))
    if len(parts) > 1 and min(len(part) for part in parts) > 1:
        yield _fold("".join(parts).lower())


def _lemma(word: str, language: str) -> str:
    lower = word.lower()
    if len(lower) < 3 or word.isupper() or lower in _NO_PLURALS:
        return lower
    if language != "cy":
        return simplemma.lemmatize(lower, lang="en").lower()
    return _welsh_lemma(lower)


def _welsh_lemma(word: str) -> str:
    """simplemma's Welsh dictionary leaves many mutated forms alone: undo the mutation and look again."""
    lemma = simplemma.lemmatize(word, lang="cy").lower()
    if lemma != word:
        return lemma
    for mutated, plain in _MUTATIONS:
        if word.startswith(mutated):
            candidate = plain + word[len(mutated) :]
            if simplemma.is_known(candidate, lang="cy"):
                return simplemma.lemmatize(candidate, lang="cy").lower()
    if simplemma.is_known(word, lang="cy"):
        return word
    initial, family = next((pair for pair in _FAMILIES if word.startswith(pair[0])), ("", ""))
    return family + word[len(initial) :]


def _fold(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
