"""Which found claim means which expected one: the best pairing of the two lists, one to one."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from answer.claim import CheckedClaim
from eval.text_cases import ExpectedClaim
from retriever.analysis import tokens
from text.figures import figures

_FIGURE = 3.0
_SHORT = 3
_LIGHT = 0.1
# Below this share of common words two claims are about different things.
_ALIKE = 0.25
# A further piece of a claim shares more with it than two claims on one subject do.
_PIECE = 0.4
_STEM = 5

Words = frozenset[str]


@dataclass(frozen=True)
class Matching:
    """The claims of one text paired with those expected of it."""

    pairs: tuple[tuple[ExpectedClaim, CheckedClaim], ...]
    """One to one."""
    missed: tuple[ExpectedClaim, ...]
    """Expected, and found nowhere."""
    pieces: tuple[tuple[ExpectedClaim, CheckedClaim], ...]
    """A further piece of an expected claim that another piece is already paired with."""
    extra: tuple[CheckedClaim, ...]
    """Found, and like nothing expected."""


def match_claims(expected: Sequence[ExpectedClaim], found: Sequence[CheckedClaim], language: str) -> Matching:
    """Pair by common words, those that are rare in the text heavier and figures heaviest; the order decides nothing."""
    wanted = sorted(expected, key=lambda claim: (claim.claim, claim.verdict, repr(claim)))
    shown = sorted(found, key=lambda claim: (claim.text, claim.verdict, repr(claim)))
    left, right = ([_words(text, language) for text in texts] for texts in _texts(wanted, shown))
    weights = _weights(left, right)
    alike = [[_likeness(one, other, weights) for other in right] for one in left]
    chosen = _best(alike)
    taken = set(chosen.values())
    pieces, extra = [], []
    for number, claim in enumerate(shown):
        if number not in taken:
            whose = max(range(len(wanted)), key=lambda row: alike[row][number], default=None)
            if whose is not None and whose in chosen and alike[whose][number] >= _PIECE:
                pieces.append((wanted[whose], claim))
            else:
                extra.append(claim)
    return Matching(
        pairs=tuple((wanted[row], shown[column]) for row, column in sorted(chosen.items())),
        missed=tuple(claim for row, claim in enumerate(wanted) if row not in chosen),
        pieces=tuple(pieces),
        extra=tuple(extra),
    )


def _texts(wanted: Sequence[ExpectedClaim], shown: Sequence[CheckedClaim]) -> tuple[list[str], list[str]]:
    return [claim.claim for claim in wanted], [claim.text for claim in shown]


def _words(text: str, language: str) -> Words:
    """Stems, and figures by their value, so that `eighteen` and `18` are one word."""
    counted = {f"#{figure.value.normalize()} {figure.unit}" for figure in figures(text)}
    stems = {token[:_STEM] for token in tokens(text, language) if not any(letter.isdigit() for letter in token)}
    return frozenset(counted | stems)


def _weights(left: Sequence[Words], right: Sequence[Words]) -> Mapping[str, float]:
    """A word that many claims of the text have tells little apart; a short one says little; a figure says most."""
    often, other = (Counter(word for words in texts for word in words) for texts in (left, right))
    return {word: _weight(word) / max(often[word], other[word]) ** 0.5 for word in often | other}


def _weight(word: str) -> float:
    if word.startswith("#"):
        return _FIGURE
    return _LIGHT if len(word) <= _SHORT else 1.0


def _likeness(one: Words, other: Words, weights: Mapping[str, float]) -> float:
    """Half the share of the shorter that stands in the longer, half the share of both that is common."""
    common, first, second = (_sum(words, weights) for words in (one & other, one, other))
    shorter = min(first, second)
    return common / shorter / 2 + common / (first + second) if shorter else 0.0


def _sum(words: Collection[str], weights: Mapping[str, float]) -> float:
    return sum(weights[word] for word in sorted(words))


def _best(alike: Sequence[Sequence[float]]) -> dict[int, int]:
    """The column of each row in the pairing with the greatest sum; pairs that are not alike are never made.

    A text has few expected claims: the best pairing of each set of them is carried over the found ones.
    """
    best: dict[int, tuple[float, dict[int, int]]] = {0: (0.0, {})}
    for column in range(len(alike[0]) if alike else 0):
        for used, (total, chosen) in sorted(best.items()):
            for row, likenesses in enumerate(alike):
                key = used | 1 << row
                if key != used and likenesses[column] >= _ALIKE:
                    reached = total + likenesses[column]
                    if key not in best or reached > best[key][0]:
                        best[key] = reached, {**chosen, row: column}
    return max(best.values(), key=lambda entry: entry[0])[1]
