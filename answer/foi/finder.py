"""Finds the past questions that ask the same as a new one, with what was answered to them."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from answer.citations import cite_range
from answer.foi.differences import agreement, differences
from answer.foi.past_questions import past_questions
from answer.foi.precedent import Past, Precedent, Standing
from answer.foi.request import Asked
from answer.foi.sameness import ByWords, Sameness, overlap, shared_words
from corpus.document import Kind
from corpus.letter import Outcome
from corpus.span import Span
from corpus.store import VersionStore
from corpus.version import Role, Version
from retriever.search import Search
from text.sentences import sentences

_LOOKED_AT = 400
_WEIGHED = 40
"""How many candidates are weighed: the nearest by their vectors, those before that agree on period and place."""
AGREES = 0.15
"""What agreeing on either is worth as a cosine; chosen on invented logs, as the next."""
_DIFFERS = 1.5
"""What each difference costs in log odds: of those that ask the same, the one on the same period and place is best."""
_MOST = 5
_LONGEST = 1_200
"""Characters of an answer that are quoted; the link leads to the rest."""
_ALIKE = 0.8
"""The share of words from which two past questions are one question asked twice."""
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)\]]")


@dataclass(frozen=True)
class Wanted:
    """Which precedents are asked for; what is unset keeps none out."""

    outcomes: tuple[Outcome, ...] | None = None
    provisions: tuple[str, ...] | None = None
    """Any of these, as `s.40` or `s.40(2)`."""
    since: date | None = None
    """From letters of this day on."""
    language: str | None = None
    """Of the past question."""

    def admits(self, past: Past) -> bool:
        """Whether a past question is wanted."""
        if self.outcomes is not None and past.outcome not in self.outcomes:
            return False
        if self.since is not None and (past.latest is None or past.latest < self.since):
            return False
        return self.provisions is None or any(past.rests_on(one) for one in self.provisions)


@dataclass(frozen=True)
class _Like:
    past: Past
    score: float


class PrecedentFinder:
    """Looks through the echoed questions of the letters that are held."""

    def __init__(self, sameness: Sameness | ByWords, versions: VersionStore) -> None:
        self._sameness = sameness
        self._versions = versions

    def find(self, asked: Asked, search: Search, wanted: Wanted, as_of: date | None = None) -> tuple[Precedent, ...]:
        """The precedents of a question, the likeliest first and of like ones the newest; empty where none is good."""
        told = asked.told
        hits = [
            hit
            for question in dict.fromkeys((asked.whole, told))
            for hit in search.asked_alike(
                question, limit=_LOOKED_AT, kinds=(Kind.FOI_RESPONSE,), language=wanted.language, as_of=as_of
            )
        ]
        # Nearest first, as the question alone or with its item: of a passage that both found the nearer one counts.
        nearest = sorted(hits, key=lambda hit: -(hit.scores.vector + AGREES * agreement(told, hit.passage.asked)))
        unlike = list({hit.passage.id: hit for hit in reversed(nearest)}.values())[::-1]
        found = [
            _Like(past, self._sameness.chance(told, past.question, hit.scores.vector))
            for hit, past in past_questions(unlike[:_WEIGHED], self._versions)
            if wanted.admits(past)
        ]
        found = [one for one in found if one.score >= self._sameness.enough]
        return tuple(self._precedent(told, group) for group in _grouped(_ranked(told, found))[:_MOST])

    def _precedent(self, question: str, group: Sequence[_Like]) -> Precedent:
        best, past = group[0], group[0].past
        version = self._versions.get(past.version)
        span = _answer(version, past)
        return Precedent(
            past=past,
            answer=None if span is None else cite_range("", past.document, version, span, best.score),
            links=_links(version, span) if span else (),
            score=round(best.score, 4),
            shared=shared_words(question, past.question),
            differs=differences(question, past.question),
            alike=tuple(dict.fromkeys(one.past.reference for one in group[1:] if one.past.reference != past.reference)),
        )


def _ranked(question: str, found: Sequence[_Like]) -> list[_Like]:
    """The likeliest first, differences counted against each; of like ones the newest, and what was overturned last."""

    def place(one: _Like) -> tuple[bool, float, int]:
        chance = min(max(one.score, 1e-6), 1 - 1e-6)
        odds = math.log(chance / (1 - chance)) - _DIFFERS * len(differences(question, one.past.question))
        newest = one.past.latest or date.min
        return one.past.standing is Standing.OVERTURNED, -round(odds, 2), -newest.toordinal()

    return sorted(found, key=place)


def _grouped(found: Sequence[_Like]) -> list[list[_Like]]:
    """Each question with those that ask it again and were answered alike."""
    groups: list[list[_Like]] = []
    for one in found:
        group = next((group for group in groups if _again(group[0].past, one.past)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def _again(first: Past, second: Past) -> bool:
    alike = (first.outcome, first.standing) == (second.outcome, second.standing)
    if not alike or differences(first.question, second.question):
        return False
    return overlap(first.question, second.question) >= _ALIKE


def _answer(version: Version, past: Past) -> Span | None:
    """The answer as one range, as far as it stands together and is not too long to read."""
    spans = past.exchange.answers
    if not spans:
        return None
    questions = [block.start for block in version.blocks if block.role is Role.QUESTION]
    start, end = spans[0].start, spans[0].end
    for span in spans[1:]:
        if span.end - start > _LONGEST or any(end <= at < span.start for at in questions):
            break
        end = span.end
    return Span(start, _cut(version.text, start, end))


def _cut(text: str, start: int, end: int) -> int:
    """Where to end, with a whole sentence."""
    if end - start <= _LONGEST:
        return end
    ends = [start + one.end for one in sentences(text[start:end])]
    return max([at for at in ends if at - start <= _LONGEST], default=start + _LONGEST)


def _links(version: Version, span: Span) -> tuple[str, ...]:
    """The addresses in a range, written out or kept behind words."""
    kept = [link.url for link in version.links if span.start <= link.span.start < span.end]
    return tuple(dict.fromkeys([*_ADDRESS.findall(version.text[span.start : span.end]), *kept]))
