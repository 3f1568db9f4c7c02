"""The sentences that answer, as the trained reader sees them; or none, where nothing answers well enough."""

from collections.abc import Sequence

from answer.reading import Reading, ReadSentence, probability
from answer.selection import NOTHING, Selection
from answer.specifics import missing_specifics
from retriever.analysis import tokens
from retriever.hit import Hit

# Log odds that some sentence must reach, and from which a further one is shown beside the first; how far it may rank
# below it. Chosen on the development split.
ENOUGH = -2.0
_ALSO = -1.0
_BESIDE = 3.0
# What each year, name or reference of the question that the evidence is not about takes from the best sentence.
_MISSING_COST = 1.0
_ALIKE = 0.7


def select(question: str, language: str, reading: Reading, hits: Sequence[Hit], most: int) -> Selection:
    """The sentences that answer, best first."""
    # A question without a letter or digit asks nothing, and the reader would find some odds all the same.
    if not reading.sentences or not any(mark.isalnum() for mark in question):
        return NOTHING
    best = reading.sentences[0]
    missing = missing_specifics(question, language, best.hit.passage, hits)
    chosen = _different([one for one in reading.sentences if one is best or _beside(one, best)], most)
    return Selection(
        evidence=tuple(one.evidence(probability(one.score)) for one in chosen),
        level=reading.level - _MISSING_COST * len(missing),
        enough=ENOUGH,
        fits=True,
        missing=missing,
    )


def _beside(one: ReadSentence, best: ReadSentence) -> bool:
    return one.score >= _ALSO and one.order >= best.order - _BESIDE


def _different(ranked: Sequence[ReadSentence], most: int) -> list[ReadSentence]:
    """The best, each with words of its own."""
    chosen: list[ReadSentence] = []
    seen: list[frozenset[str]] = []
    for one in ranked:
        words = frozenset(tokens(one.text, one.hit.passage.language))
        if all(len(words & other) < _ALIKE * min(len(words), len(other)) for other in seen):
            chosen.append(one)
            seen.append(words)
        if len(chosen) == most:
            break
    return chosen
