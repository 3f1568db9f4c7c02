"""Checks the claims of a post against the documents and the register."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import uuid4

from answer.answer import Citation, Competence, Engine
from answer.cautions import cautions
from answer.citations import Evidence, cite
from answer.claim import AnsweredBefore, Check, CheckedClaim, Post, Verdict
from answer.dates import date_in_words
from answer.judging import Judge, Stated
from answer.matching import MatterMatcher
from answer.powers import Powers
from answer.prose.kinds import Kind
from answer.splitting import Assertion, split
from answer.verdicts import Judged, Settled, settle
from corpus.store import VersionStore
from corpus.version import Role
from errors import UsageError
from prompts.wording import Wording
from retriever.hit import Hit
from retriever.search import Search
from text.language import language

POST_LONGEST = 5000
_FOUND = 20
_PASSAGES = 12
_SENTENCES = 14
"""How many sentences a claim is held against, the nearest ones."""
_SHORTEST = 12
_OPINIONS = (Kind.OPINION, Kind.INSULT)


class Library(Protocol):
    """Where replies to claims much like one are looked for."""

    def answered_before(self, claim: str) -> tuple[AnsweredBefore, ...]:
        """Approved replies, the likeliest first."""


@dataclass(frozen=True)
class _Found:
    """A claim with what settles it, before the quotes have keys."""

    assertion: Assertion
    settled: Settled
    powers: Powers | None


class ClaimChecker:
    """Takes a text apart and gives each claim its verdict."""

    def __init__(
        self,
        matcher: MatterMatcher,
        judge: Judge | None,
        *,
        wording: Mapping[str, Wording],
        versions: VersionStore,
        election: date,
        today: Callable[[], date],
        library: Library | None = None,
    ) -> None:
        self._matcher = matcher
        self._judge = judge
        self._wording = wording
        self._versions = versions
        self._election = election
        self._today = today
        self._library = library

    def check(self, post: Post, search: Search) -> Check:
        """Every claim and opinion of the post in its order; raises UsageError for an empty or over-long text."""
        _read_through(post)
        spoken = language(post.text) if post.language == "auto" else post.language
        wording = self._wording[spoken]
        found = [self._find(one, post, search) for one in split(post.text) if one.kind in (Kind.CLAIM, *_OPINIONS)]
        evidence = list(dict.fromkeys(piece for one in found for piece in one.settled.evidence))
        citations = cite(evidence, self._versions)
        keys = {piece: citation.key for piece, citation in zip(evidence, citations, strict=True)}
        quoted = {citation.key: citation for citation in citations}
        state = search.state()
        return Check(
            id=uuid4().hex,
            text=post.text,
            language=spoken,
            claims=tuple(self._checked(one, keys, quoted, wording) for one in found),
            citations=citations,
            warnings=cautions(citations, wording, self._election),
            engine=Engine("extractive", None, state.embedding, state.generation, {spoken: wording.sha256}),
            as_of=post.as_of or self._today(),
        )

    def _find(self, assertion: Assertion, post: Post, search: Search) -> _Found:
        if assertion.kind is not Kind.CLAIM:
            return _Found(assertion, Settled(Verdict.OPINION), None)
        matches = self._matcher.match(assertion.read_as).matches
        settled = self._settled(assertion.read_as, post, search)
        return _Found(assertion, settled, Powers(matches, ()) if matches else None)

    def _settled(self, claim: str, post: Post, search: Search) -> Settled:
        if self._judge is None:
            return Settled(Verdict.NOT_COVERED)
        hits = search.search(claim, limit=_FOUND, kinds=post.kinds, as_of=post.as_of)
        near = nearest_sentences(hits)
        judgements = self._judge.judge(claim, [Stated(piece.text, piece.document) for piece, _ in near])
        return settle([Judged(piece, said, cosine) for (piece, cosine), said in zip(near, judgements, strict=True)])

    def _checked(
        self, one: _Found, keys: Mapping[Evidence, str], quoted: Mapping[str, Citation], wording: Wording
    ) -> CheckedClaim:
        own = tuple(keys[piece] for piece in one.settled.evidence)
        before = self._library.answered_before(one.assertion.read_as) if self._library else ()
        opinion = one.settled.verdict is Verdict.OPINION
        return CheckedClaim(
            text=one.assertion.text,
            start=one.assertion.start,
            end=one.assertion.end,
            verdict=one.settled.verdict,
            explanation=_explained(one.settled.verdict, [quoted[key] for key in own], wording),
            competence=_competence(one.powers, own),
            citations=own,
            answered_before=() if opinion else before,
        )


def nearest_sentences(hits: Sequence[Hit]) -> list[tuple[Evidence, float]]:
    """The sentences of the best passages nearest to what was searched for, with their cosines; what a member of the
    public asked in a letter is nobody's statement and left out.
    """
    found = []
    for hit in [hit for hit in hits if hit.passage.role is not Role.QUESTION][:_PASSAGES]:
        for span, cosine in zip(hit.passage.sentences, hit.sentence_scores, strict=True):
            if span.end - span.start >= _SHORTEST:
                found.append((Evidence(hit.passage, hit.document, span, round(cosine, 4)), cosine))
    return sorted(found, key=lambda pair: -pair[1])[:_SENTENCES]


def _competence(powers: Powers | None, keys: Sequence[str]) -> Competence | None:
    return powers.competence(keys) if powers is not None else None


def _explained(verdict: Verdict, cited: Sequence[Citation], wording: Wording) -> str:
    sources = wording.listed([_source(citation, wording) for citation in cited])
    text = wording.line("explanation", verdict.value, sources=sources)
    return text[:1].upper() + text[1:]


def _source(citation: Citation, wording: Wording) -> str:
    document = citation.document
    if document.date is None:
        return document.title
    return wording.line("explanation", "source", title=document.title, date=date_in_words(document.date, wording))


def _read_through(post: Post) -> None:
    length = len(post.text.strip())
    if not length:
        raise UsageError("The text is empty. Give a post, a comment or a letter.")
    if length > POST_LONGEST:
        raise UsageError(
            f"The text has {length} characters; at most {POST_LONGEST} are read. Shorten it or check parts."
        )
