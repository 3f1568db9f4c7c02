"""The sentences that answer, as the trained reader sees them; or none, where nothing answers well enough."""

import math
from collections.abc import Sequence

from answer.reading import LEAST_SHARE, Reading, ReadSentence, probability
from answer.selection import NOTHING, Selection, different
from answer.specifics import missing_specifics
from retriever.analysis import tokens
from retriever.hit import Hit
from retriever.known_questions import Neighbours

# Log odds that some sentence must reach, and from which a further one is shown beside the first; how far it may rank
# below it. Chosen on the development split.
ENOUGH = -3.5
_ALSO = -1.0
_BESIDE = 3.0
_ALSO_KNOWN = 0.1
# What each year, name or reference of the question that the evidence is not about takes from the best sentence.
_MISSING_COST = 1.0
# What the logarithms of the shares of known questions that it answers, and that nothing answers, weigh beside log odds.
_KNOWN_WEIGHT = 2.0
# What it takes from the level where nobody is known to have asked alike: then the reader alone has to be sure.
_STRANGE_COST = 1.5


def select(
    question: str, language: str, reading: Reading, neighbours: Neighbours, hits: Sequence[Hit], most: int
) -> Selection:
    """The sentences that answer, best first."""
    # A question without a letter or digit asks nothing, and the reader would find some odds all the same.
    if not reading.sentences or not any(mark.isalnum() for mark in question):
        return NOTHING
    best = reading.sentences[0]
    missing = missing_specifics(question, language, best.hit.passage, hits)
    likely = [one for one in reading.sentences if one is best or _beside(one, best)]
    chosen = different(likely, _words, most)
    return Selection(
        evidence=tuple(one.evidence(probability(one.score)) for one in chosen),
        level=_level(best, neighbours) - _MISSING_COST * len(missing),
        enough=ENOUGH,
        fits=True,
        missing=missing,
    )


def _level(best: ReadSentence, neighbours: Neighbours) -> float:
    """How likely the best sentence answers: what the reader makes of it, and whether people who asked alike were."""
    unanswered = neighbours.unanswered if best.hit.document.id in neighbours.documents else 0.0
    known = math.log(best.known + LEAST_SHARE) - math.log(unanswered + LEAST_SHARE)
    return best.score + _KNOWN_WEIGHT * known - _STRANGE_COST * neighbours.strange


def _beside(one: ReadSentence, best: ReadSentence) -> bool:
    return one.known >= _ALSO_KNOWN or (one.score >= _ALSO and one.order >= best.order - _BESIDE)


def _words(one: ReadSentence) -> frozenset[str]:
    return frozenset(tokens(one.text, one.hit.passage.language))
