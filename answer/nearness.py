"""Without a trained reader: the sentences nearest to a question, by cosine, words and the kind of thing asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from answer.citations import Evidence
from answer.intent import Intent, Wanted
from answer.measure import holds_figure
from answer.selection import NOTHING, Selection, different
from answer.specifics import COMMON, missing_specifics
from corpus.passage import Passage
from corpus.span import Span
from corpus.version import Role
from retriever.analysis import tokens
from retriever.hit import Hit
from text.dates import dates
from text.names import names

# Chosen on the development split of the suites facts and unanswerable.
_WORD_WEIGHT = 0.06
_FIT_BONUS = 0.03
_RANK_WEIGHT = 0.004
# A date or a name alone says little, unless a date or a name was asked for.
_FRONT_PENALTY = 0.04
ENOUGH = {"en": 0.83, "cy": 0.81}
# A question about powers that matched no matter is easily answered with a sentence that only sounds right.
_POWERS_PREMIUM = 0.04
# So is a question that shares no word with the passage, names aside: a place is named in many contexts.
_STRANGER_PREMIUM = 0.02
_BESIDE = 0.03
_READ = 8
_SHORTEST = 12

_ANY = frozenset((Wanted.ANYTHING, Wanted.WHO))
# Words that carry nothing of what is asked, in English and in Welsh, as lemmas; and the names that all documents share.
_EMPTY_WORDS = (
    "the a an of and or to in on for by at is are was were be been do does did has have had who what which when "
    "where how many much why it its my me we our us you your he she his her they their them that this these those "
    "with from as about there any can will would could should not i y yr yn o ac ar am gan mae oedd sydd yw pwy "
    "beth pa pryd faint sawl ble sut ei eu i'r a'r o'r"
)
_EMPTY = frozenset(_EMPTY_WORDS.split()) | COMMON


@dataclass(frozen=True)
class _Asked:
    intent: Intent
    words: dict[str, frozenset[str]]
    """Content words by the language of the passage that they are looked for in."""


@dataclass(frozen=True)
class _Scored:
    evidence: Evidence
    score: float


def nearest(question: str, language: str, intent: Intent, hits: Sequence[Hit], most: int) -> Selection:
    """The nearest sentences of the best passages; questions that a document only echoes are left out."""
    asked = _Asked(intent, {code: _content(question, code) for code in ("en", "cy")})
    scored = [
        _Scored(Evidence(hit.passage, hit.document, span, cosine), _score(hit, span, cosine, asked))
        for hit in hits[:_READ]
        if hit.passage.role is not Role.QUESTION
        for span, cosine in zip(hit.passage.sentences, hit.sentence_scores, strict=True)
        if span.end - span.start >= _SHORTEST
    ]
    scored.sort(key=lambda item: -item.score)
    if not scored:
        return NOTHING
    best = scored[0].score
    likely = [item.evidence for item in scored if item.score >= best - _BESIDE]
    chosen = different(likely, lambda one: _content(one.text, one.passage.language), most)
    missing = missing_specifics(question, language, chosen[0].passage, hits[:_READ])
    return Selection(
        evidence=tuple(chosen),
        # A cosine says nothing of another year or place: what is missing settles it.
        level=0.0 if missing else best,
        enough=_enough(question, language, intent, chosen[0].passage),
        fits=intent.wanted in _ANY or _fits(intent, chosen[0].text),
        missing=missing,
    )


def _enough(question: str, language: str, intent: Intent, chosen: Passage) -> float:
    enough = ENOUGH[language] + (_POWERS_PREMIUM if intent.about_powers else 0.0)
    if language != chosen.language:
        return enough
    places = frozenset(token for name in names(question) for token in tokens(name.text, language))
    shared = (_content(question, language) - places) & frozenset(tokens(chosen.text, language))
    return enough if shared else enough + _STRANGER_PREMIUM


def _score(hit: Hit, span: Span, cosine: float, asked: _Asked) -> float:
    text = hit.passage.slice(span)
    words = asked.words[hit.passage.language]
    shared = len(words & set(tokens(text, hit.passage.language))) / max(1, len(words))
    fit = _FIT_BONUS if _fits(asked.intent, text) else 0.0
    front = _FRONT_PENALTY if hit.passage.role is Role.FRONT and asked.intent.wanted is Wanted.ANYTHING else 0.0
    return cosine + _WORD_WEIGHT * shared + fit - front - _RANK_WEIGHT * (hit.rank - 1)


def _fits(intent: Intent, text: str) -> bool:
    if intent.wanted is Wanted.FIGURE:
        return holds_figure(intent, text)
    if intent.wanted is Wanted.DATE:
        return bool(dates(text))
    return False


def _content(text: str, language: str) -> frozenset[str]:
    return frozenset(token for token in tokens(text, language) if token not in _EMPTY and len(token) > 1)
