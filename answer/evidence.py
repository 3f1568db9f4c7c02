"""Within the best passages, the sentences that answer; or none, where nothing answers well enough."""

from collections.abc import Sequence
from dataclasses import dataclass

from answer.citations import Evidence
from answer.intent import Intent, Wanted
from answer.specifics import missing_specifics
from corpus.passage import Passage, Span
from corpus.version import Role
from retriever.analysis import tokens
from retriever.hit import Hit
from text.dates import dates
from text.figures import figures

# Chosen on the development split of the suites facts and unanswerable.
_WORD_WEIGHT = 0.06
_FIT_BONUS = 0.02
_RANK_WEIGHT = 0.004
ENOUGH = 0.86
_BESIDE = 0.03
_READ = 8
_ALIKE = 0.7
_SHORTEST = 12

_EMPTY = frozenset(
    "the a an of and or to in on for by at is are was were be been do does did has have had who what which when where how "
    "many much why it its that this these those with from as about there any can will would could should not "
    "i y yr yn o ac a ar am gan mae oedd sydd yw pwy beth pa pryd faint sawl ble sut ei eu i'r a'r o'r".split()
)


@dataclass(frozen=True)
class Selection:
    """The sentences that answer, best first, and how sure that is."""

    evidence: tuple[Evidence, ...]
    level: float
    """Score of the best sentence, on the scale of ENOUGH."""
    missing: tuple[str, ...]
    """Years, figures, references and names of the question that the best passages do not contain."""

    @property
    def answers(self) -> bool:
        """Whether the best sentence is near enough and speaks of the very thing asked."""
        return bool(self.evidence) and self.level >= ENOUGH and not self.missing


@dataclass(frozen=True)
class _Scored:
    evidence: Evidence
    score: float


def select(question: str, intent: Intent, hits: Sequence[Hit], most: int) -> Selection:
    """The best sentences of the best passages; questions that a document only echoes are left out."""
    asked = {language: _content(question, language) for language in ("en", "cy")}
    scored = [
        _Scored(Evidence(hit.passage, hit.document, span, cosine), _score(hit, span, cosine, intent, asked))
        for hit in hits[:_READ]
        if hit.passage.role is not Role.QUESTION
        for span, cosine in zip(hit.passage.sentences, hit.sentence_scores, strict=True)
        if span.end - span.start >= _SHORTEST
    ]
    scored.sort(key=lambda item: -item.score)
    if not scored:
        return Selection((), 0.0, ())
    best = scored[0].score
    chosen = _different([item for item in scored if item.score >= best - _BESIDE], most)
    return Selection(tuple(chosen), best, missing_specifics(question, chosen, hits[:_READ]))


def _score(hit: Hit, span: Span, cosine: float, intent: Intent, asked: dict[str, frozenset[str]]) -> float:
    text = _slice(hit.passage, span)
    words = asked[hit.passage.language]
    shared = len(words & set(tokens(text, hit.passage.language))) / max(1, len(words))
    fit = _FIT_BONUS if _fits(text, intent.wanted) else 0.0
    return cosine + _WORD_WEIGHT * shared + fit - _RANK_WEIGHT * (hit.rank - 1)


def _fits(text: str, wanted: Wanted) -> bool:
    if wanted is Wanted.FIGURE:
        return any(figure.unit != "year" for figure in figures(text))
    if wanted is Wanted.DATE:
        return bool(dates(text))
    return False


def _different(ranked: Sequence[_Scored], most: int) -> list[Evidence]:
    """The best, each with words of its own."""
    chosen: list[Evidence] = []
    seen: list[frozenset[str]] = []
    for item in ranked:
        words = _content(item.evidence.text, item.evidence.passage.language)
        if all(len(words & other) < _ALIKE * min(len(words), len(other)) for other in seen):
            chosen.append(item.evidence)
            seen.append(words)
        if len(chosen) == most:
            break
    return chosen


def _content(text: str, language: str) -> frozenset[str]:
    return frozenset(token for token in tokens(text, language) if token not in _EMPTY and len(token) > 1)


def _slice(passage: Passage, span: Span) -> str:
    return passage.text[span.start - passage.start : span.end - passage.start]
