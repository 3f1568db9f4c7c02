"""What a claim says without how it is put, so that two claims can be told to say the same, in one language or two."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import combinations, groupby

from answer.polarity import clauses, denies
from retriever.analysis import tokens
from text.dates import dates
from text.figures import figures
from text.language import language

# Set before a claim is read: what one language says in words that mean something else, and what else a government is
# called.
_SAID_ALIKE = tuple(
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), said)
    for pattern, said in (
        (r"(?:yng|yn|i|o|drwy|ledled|ar draws) (?:nghymru|gymru|chymru|cymru)", "in Wales"),
        (r"(?:rhad ac )?am ddim", "rhad"),
        (r"[cg]h?aiff|ch?ânt|gânt", "gall"),
        (r"(?:the )?cardiff bay", "the Welsh Government"),
        (r"bae caerdydd", "Llywodraeth Cymru"),
        (r"can['’]?t|cannot", "can not"),
        (r"(\w+)n['’]t", r"\1 not"),
    )
)
_BY = re.compile(r"\b(?:by|gan)\b", re.IGNORECASE)
_FEWEST = 2
# Where something is in Wales is said or left out; which government acts is among the sides.
_WALES = "wales"
_ALLOW = "allow"

Phrases = Mapping[tuple[str, ...], str]


@dataclass(frozen=True)
class Gist:
    """Everything that has to agree."""

    language: str
    concepts: tuple[str, ...]
    """Its words that carry meaning, each once and in order; words that say the same are one."""
    figures: frozenset[tuple[Decimal, str]]
    dates: frozenset[str]
    denials: int
    denied: frozenset[str]
    """The word that follows each denial: to not say that it will is not to say that it will not."""
    limits: int
    powers: frozenset[str]
    sides: tuple[str, ...]
    """The governments that act or are acted on, in order."""
    passive: bool

    def says_what(self, other: "Gist") -> bool:
        """Whether both claim the same; any doubt is a no."""
        if (self.figures, self.dates, self.powers, self.sides) != (
            other.figures,
            other.dates,
            other.powers,
            other.sides,
        ):
            return False
        if not self._denies_as(other) or bool(self.limits) != bool(other.limits):
            return False
        if set(self.concepts) != set(other.concepts) or len(self.concepts) < _FEWEST:
            return False
        turned = self.passive != other.passive
        order = _order(self.concepts, other.concepts)
        return order <= 0 if turned else order >= 0

    def _denies_as(self, other: "Gist") -> bool:
        """Welsh denies once in two words and elsewhere, so that only whether it denies can be compared with it."""
        if "cy" in (self.language, other.language):
            return bool(self.denials) == bool(other.denials)
        return (self.denials, self.denied) == (other.denials, other.denied)


@cache
def gist(claim: str) -> Gist:
    """Read a claim."""
    spoken = language(claim)
    for pattern, said in _SAID_ALIKE:
        claim = pattern.sub(said, claim)
    parts = list(clauses(claim))
    concepts, denied = _concepts(claim, spoken)
    sides = [part.tokens[at] for part in parts for at in part.sides()]
    return Gist(
        language=spoken,
        concepts=tuple(dict.fromkeys(concepts)),
        figures=frozenset((figure.value, figure.unit) for figure in figures(claim)),
        dates=frozenset(date.iso for date in dates(claim)),
        denials=sum(part.polarity[0] for part in parts),
        denied=frozenset(denied),
        limits=sum(part.polarity[1] for part in parts),
        powers=frozenset(power for part in parts for power in part.powers),
        sides=tuple(side for side, _ in groupby(sides)),
        passive=_BY.search(claim) is not None,
    )


def _order(one: Sequence[str], other: Sequence[str]) -> float:
    """1 where both have their words in the same order, -1 where one has them backwards."""
    place = {word: at for at, word in enumerate(other)}
    pairs = list(combinations([place[word] for word in one], 2))
    return sum(1 if first < second else -1 for first, second in pairs) / max(len(pairs), 1)


def _concepts(claim: str, spoken: str) -> tuple[list[str], list[str]]:
    """The words that carry meaning, and those of them that a denial stands before."""
    phrases, light = _lexicon(spoken)
    words = [word for word in tokens(_without_figures(claim), spoken) if word[0].isalpha() and ":" not in word]
    concepts: list[str] = []
    denied: list[str] = []
    at, denying = 0, False
    while at < len(words):
        size = _phrase_at(words, at, phrases)
        found = phrases[tuple(words[at : at + size])] if size else words[at]
        if not size and denies(found):
            denying = True
        elif found not in light and found != _WALES:
            concepts.append(found)
            # `Not allowed to work` and `cannot work` deny the same.
            if denying and found != _ALLOW:
                denied.append(found)
                denying = False
        at += size or 1
    return concepts, denied


def _phrase_at(words: list[str], at: int, phrases: Phrases) -> int:
    """How many words the longest listed phrase takes that begins there; none is 0."""
    sizes = range(min(max(map(len, phrases)), len(words) - at), 0, -1)
    return next((size for size in sizes if tuple(words[at : at + size]) in phrases), 0)


def _without_figures(claim: str) -> str:
    kept = list(claim)
    for figure in figures(claim):
        kept[figure.start : figure.end] = " " * (figure.end - figure.start)
    return "".join(kept)


@cache
def _lexicon(spoken: str) -> tuple[Phrases, frozenset[str]]:
    table = tomllib.loads(files("answer").joinpath("concepts.toml").read_text(encoding="utf-8"))
    phrases = {
        tuple(tokens(phrase, spoken)): name for name, said in table["concept"].items() for phrase in said[spoken]
    }
    # A light word keeps its meaning inside a listed phrase only.
    light = {form for word in table["light"][spoken].split() for form in (word, *tokens(word, spoken))}
    return phrases, frozenset(light)
