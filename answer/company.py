"""What is shown beside a sentence: those that give another figure for the same thing, and those that say the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.citations import Evidence
from answer.measured import Told, content_words, disagreements
from answer.polarity import differs
from corpus.document import Document
from corpus.version import Role
from retriever.hit import Hit
from text.dates import dates
from text.figures import Figure, figures

_SAME = 0.9
_LENGTHS = 1.5
_SHORTEST = 12
_MOST_SAME = 2


@dataclass(frozen=True)
class Company:
    """Evidence with everything that may not be left out beside it."""

    evidence: tuple[Evidence, ...]
    """Sides of one disagreement stand together."""
    opposed: tuple[tuple[int, int], ...]
    """Places of two that give different figures for one thing: neither is shown without the other."""
    repeats: tuple[tuple[int, int], ...]
    """Place of one that says the same as another, and the place of that."""

    def grouped(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """Each place that is repeated, with the places of all that repeat it."""
        places = dict.fromkeys(at for _, at in self.repeats)
        return tuple((at, tuple(one for one, other in self.repeats if other == at)) for at in places)


NO_COMPANY = Company((), (), ())


def keep_company(evidence: Sequence[Evidence], hits: Sequence[Hit], question: str, language: str, most: int) -> Company:
    """The evidence with its rivals right behind it and what repeats it last, at most `most` in all.

    Two sides of a disagreement are kept even where only one has room: one figure alone would mislead.
    """
    asked = content_words(question, language)
    found = list(_sentences(hits))
    chosen: list[Evidence] = []
    for one in evidence:
        if _among(one, chosen):
            continue
        rivals = [other for other in _first_of_each(_rivals(one, found, asked)) if not _among(other, chosen)]
        if len(chosen) + 1 + len(rivals) > most and chosen:
            continue
        chosen += [one, *rivals[: max(1, most - 1)]]
    kept = chosen[: max(most, 2)]
    repeating = [
        (other, at) for at, one in enumerate(kept) for other in _first_of_each(_repeating(one, found))[:_MOST_SAME]
    ]
    sources = {(one.document.id, at) for at, one in enumerate(kept)}
    repeats = []
    for other, at in repeating:
        if len(kept) < most and not _among(other, kept) and (other.document.id, at) not in sources:
            repeats.append((len(kept), at))
            kept.append(other)
    opposed = tuple(
        (first, second)
        for first, one in enumerate(kept)
        for second, other in enumerate(kept)
        if first < second and disagreeing(one, other, asked)
    )
    return Company(tuple(kept), opposed, tuple(repeats))


def _among(one: Evidence, others: Sequence[Evidence]) -> bool:
    """Whether the same words are there, whoever scored them."""
    return any((one.passage.id, one.span) == (other.passage.id, other.span) for other in others)


def disagreeing(one: Evidence, other: Evidence, asked: frozenset[str]) -> tuple[tuple[Figure, Figure], ...]:
    """The figures for one thing that differ between two documents."""
    if _one_source(one.document, other.document):
        return ()
    return disagreements(_told(one), _told(other), asked)


def _rivals(one: Evidence, found: Sequence[Evidence], asked: frozenset[str]) -> Iterator[Evidence]:
    if not figures(one.text):
        return
    for other in found:
        if disagreeing(one, other, asked):
            yield other


def _repeating(one: Evidence, found: Sequence[Evidence]) -> Iterator[Evidence]:
    """Sentences of other documents with the same words, figures and dates."""
    mine = content_words(one.text, one.passage.language)
    if len(mine) < 3:
        return
    for other in found:
        if _one_source(one.document, other.document) or not _near_length(one.text, other.text):
            continue
        yours = content_words(other.text, other.passage.language)
        alike = len(mine & yours) >= _SAME * len(mine | yours)
        if alike and _numbers(one.text) == _numbers(other.text) and not _turned(one, other):
            yield other


def _numbers(text: str) -> frozenset[str]:
    told = [f"{one.value.normalize()} {one.unit}" for one in figures(text)]
    return frozenset([*told, *(one.iso for one in dates(text))])


def _turned(one: Evidence, other: Evidence) -> bool:
    return differs(one.text, [other.text], [other.document.publisher])


def _near_length(one: str, other: str) -> bool:
    return max(len(one), len(other)) <= _LENGTHS * min(len(one), len(other))


def _first_of_each(found: Iterator[Evidence]) -> list[Evidence]:
    return list({one.document.id: one for one in reversed(list(found))}.values())[::-1]


def _one_source(one: Document, other: Document) -> bool:
    """A document, itself or its rendering in the other language."""
    return other.id in (one.id, one.twin)


def _told(one: Evidence) -> Told:
    return Told(one.text, one.passage.language, one.document.date, one.passage.context)


def _sentences(hits: Sequence[Hit]) -> Iterator[Evidence]:
    """Every sentence that was found, best passage first; a question that a document echoes states nothing."""
    for hit in hits:
        if hit.passage.role is Role.QUESTION:
            continue
        for span, score in zip(hit.passage.sentences, hit.sentence_scores, strict=True):
            if span.end - span.start >= _SHORTEST:
                yield Evidence(hit.passage, hit.document, span, score)
