"""Checks the claims of a post against the documents and the register."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from answer.answer import Citation, Competence, Engine, Question
from answer.cautions import cautions
from answer.check_trace import CheckTrace, ClaimTrace
from answer.check_trace import Judged as JudgedTrace
from answer.citations import Evidence, cite
from answer.claim import Check, CheckedClaim, Post, Verdict
from answer.dates import date_in_words
from answer.judging import Judge, Stated
from answer.matching import Match, MatterMatcher
from answer.phrasing import Phrasing
from answer.powers import Powers
from answer.premises import premises
from answer.prose.kinds import Kind
from answer.rulings import as_ruled, holder, rule, tells_share
from answer.splitting import Assertion, split
from answer.stopwatch import Stopwatch
from answer.verdicts import SURE, Judged, Settled, Settler, likeliest
from corpus.store import VersionStore
from corpus.version import Role
from errors import UsageError
from prompts.wording import Wording
from retriever.hit import Hit
from retriever.holding import IndexState
from retriever.search import Search
from text.language import language

POST_LONGEST = 5000
_FOUND = 20
_PASSAGES = 12
_SENTENCES = 14
"""How many sentences a claim is held against, the nearest ones."""
_RULED_ON = 100
_SHORTEST = 12
# Least probability of a matter for it to be named beside a claim: on development none is wrong then.
_SURE = 0.5
_OPINIONS = (Kind.OPINION, Kind.INSULT)
# From what probability a piece that rules take for a claim is an opinion; chosen on posts and clauses of one author
# each, with the classifier fitted on the others.
_JUDGES = 0.6
_SURE_OF_PREMISE = 0.8
"""Whoever asks has not said it: that the documents deny it has to be surer than of a claim."""


@dataclass(frozen=True)
class _Found:
    """A claim with what settles it, before the quotes have keys."""

    assertion: Assertion
    settled: Settled
    trace: ClaimTrace


class ClaimChecker:
    """Takes a text apart and gives each claim its verdict."""

    def __init__(
        self,
        matcher: MatterMatcher,
        judge: Judge | None,
        settler: Settler,
        phrasing: Phrasing | None = None,
        *,
        wording: Mapping[str, Wording],
        versions: VersionStore,
        election: date,
        today: Callable[[], date],
    ) -> None:
        self._matcher = matcher
        self._judge = judge
        self._settler = settler
        self._phrasing = phrasing
        self._wording = wording
        self._versions = versions
        self._election = election
        self._today = today

    def check(self, post: Post, search: Search, watch: Stopwatch) -> tuple[Check, CheckTrace]:
        """Every claim and opinion of the post in its order; raises UsageError for an empty or over-long text."""
        _read_through(post)
        pieces = [one for one in split(post.text) if one.kind in (Kind.CLAIM, *_OPINIONS)]
        # What a claim leans on is the one before it: "and it eats our whole budget".
        before = ["", *(one.read_as for one in pieces)]
        said = [self._weighed(one, lead) for one, lead in zip(pieces, before, strict=False)]
        found = [self._find(one, lead, post, search, watch) for one, lead in zip(said, before, strict=False)]
        check = self._check(post, found, search.state())
        return check, CheckTrace(post, tuple(one.trace for one in found), watch.times)

    def _weighed(self, one: Assertion, before: str) -> Assertion:
        """A piece with its kind as rules and the trained classifier see it together.

        Who decides and what takes the whole budget can be looked up, however it is put.
        """
        if self._phrasing is None or holder(one.read_as) or tells_share(one.read_as, before):
            return one
        chances = self._phrasing.kinds(one.text)
        judging = chances["opinion"] + chances["insult"]
        if one.kind is Kind.CLAIM and judging > _JUDGES:
            return replace(one, kind=Kind.OPINION)
        return one

    def against_premise(self, question: Question, search: Search) -> tuple[Evidence, ...]:
        """What contradicts something that a question takes for granted, best first; none where nothing does."""
        for premise in premises(question.text):
            hits = search.search(premise, limit=_FOUND, kinds=question.kinds, as_of=question.as_of)
            matches = self._matcher.matters(premise)
            settled = self._settled(premise, "", matches, hits, self._judged(premise, hits), _SURE_OF_PREMISE)
            if settled.verdict is Verdict.CONTRADICTED:
                return settled.evidence
        return ()

    def judge(self, claim: str, stated: Stated) -> Verdict:
        """What some words alone make of a claim."""
        if self._judge is None:
            return Verdict.NOT_COVERED
        return likeliest(self._judge.judge(claim, [stated])[0])

    def _check(self, post: Post, found: Sequence[_Found], state: IndexState) -> Check:
        spoken = language(post.text) if post.language == "auto" else post.language
        wording = self._wording[spoken]
        evidence = list(dict.fromkeys(piece for one in found for piece in one.settled.evidence))
        citations = cite(evidence, self._versions)
        keys = {piece: citation.key for piece, citation in zip(evidence, citations, strict=True)}
        quoted = {citation.key: citation for citation in citations}
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

    def _find(self, assertion: Assertion, before: str, post: Post, search: Search, watch: Stopwatch) -> _Found:
        if assertion.kind is not Kind.CLAIM:
            return _Found(assertion, Settled(Verdict.OPINION), ClaimTrace(assertion.read_as))
        claim = assertion.read_as
        with watch.stage("match"):
            matches = self._matcher.matters(claim)
        with watch.stage("search"):
            asked = f"{before} {claim}" if tells_share(claim, before) else claim
            hits = search.search(asked, limit=_FOUND, kinds=post.kinds, as_of=post.as_of)
        with watch.stage("judge"):
            judged = self._judged(claim, hits)
            settled = self._settled(claim, before, matches, hits, judged)
        trace = ClaimTrace(claim, hits, matches, tuple(_traced(one, settled) for one in judged))
        return _Found(assertion, settled, trace)

    def _settled(
        self,
        claim: str,
        before: str,
        matches: tuple[Match, ...],
        hits: Sequence[Hit],
        judged: Sequence[Judged],
        sure: float = SURE,
    ) -> Settled:
        """By rule where rules know, else as the sentences were judged."""
        ruling = rule(claim, before, matches, nearest_sentences(hits, most=_RULED_ON))
        if ruling is not None:
            return Settled(ruling.verdict, ruling.evidence)
        kinds = self._phrasing.kinds(claim) if self._phrasing else {}
        settled = self._settler.settle(claim, judged, kinds, sure)
        # Documents that seem to differ on who decides are misread: what they say of that is settled by rule, or not.
        unsure = settled.verdict is Verdict.CONFLICTING and holder(claim) is not None
        return Settled(Verdict.NOT_COVERED) if unsure else settled

    def _judged(self, claim: str, hits: Sequence[Hit]) -> list[Judged]:
        if self._judge is None:
            return []
        near = nearest_sentences(hits)
        judgements = self._judge.judge(claim, [Stated(piece.text, piece.document) for piece in near])
        return [Judged(piece, as_ruled(claim, piece, said)) for piece, said in zip(near, judgements, strict=True)]

    def _checked(
        self, one: _Found, keys: Mapping[Evidence, str], quoted: Mapping[str, Citation], wording: Wording
    ) -> CheckedClaim:
        own = tuple(keys[piece] for piece in one.settled.evidence)
        return CheckedClaim(
            text=one.assertion.text,
            start=one.assertion.start,
            end=one.assertion.end,
            verdict=one.settled.verdict,
            explanation=_explained(one.settled.verdict, [quoted[key] for key in own], wording),
            competence=_competence(one.trace.matches, own),
            citations=own,
        )


def nearest_sentences(hits: Sequence[Hit], most: int = _SENTENCES) -> list[Evidence]:
    """The sentences of the best passages nearest to what was searched for, with their cosines.

    What a member of the public asked in a letter is nobody's statement and left out.
    """
    found = [
        Evidence(hit.passage, hit.document, span, round(cosine, 4))
        for hit in [hit for hit in hits if hit.passage.role is not Role.QUESTION][:_PASSAGES]
        for span, cosine in zip(hit.passage.sentences, hit.sentence_scores, strict=True)
        if span.end - span.start >= _SHORTEST
    ]
    return sorted(found, key=lambda piece: -piece.score)[:most]


def _traced(one: Judged, settled: Settled) -> JudgedTrace:
    scores = {"supports": one.judgement.supports, "contradicts": one.judgement.contradicts}
    return JudgedTrace(one.evidence, scores, one.evidence in settled.evidence)


def _competence(matches: tuple[Match, ...], keys: Sequence[str]) -> Competence | None:
    """Who decides, where the matcher is sure: it knows questions, and most claims are not about powers."""
    sure = tuple(match for match in matches if match.probability >= _SURE)
    return Powers(sure, ()).competence(keys) if sure else None


def _explained(verdict: Verdict, cited: Sequence[Citation], wording: Wording) -> str:
    sources = wording.listed([_source(citation, wording) for citation in cited])
    text = wording.line("explanation", verdict.value, sources=sources)
    return text[:1].upper() + text[1:]


def _source(citation: Citation, wording: Wording) -> str:
    document = citation.document
    # A title that was made of kind and date has it already.
    if document.date is None or str(document.date.year) in document.title:
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
