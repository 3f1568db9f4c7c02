"""The assistant: a question to an answer. The service, the command line and the evaluation all call it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from types import TracebackType
from typing import Self
from uuid import uuid4

from answer.answer import Answer, AnswerStatus, Engine, Question, Reason, Warning
from answer.cautions import cautions
from answer.check_trace import CheckTrace
from answer.checking import ClaimChecker
from answer.citations import related
from answer.claim import Check, Post, Verdict
from answer.draft import Draft
from answer.echo import Echo, find_echo
from answer.evidence import select
from answer.extractive import ExtractiveEngine
from answer.findings import Findings
from answer.foi.examiner import Examination, Incoming, RequestExaminer
from answer.foi.receipt import precedents_body
from answer.intent import Intent, read_intent
from answer.judging import Stated
from answer.matching import Matched, MatterMatcher
from answer.model import ModelEngine
from answer.nearness import nearest
from answer.powers import find_powers
from answer.reading import Reading, read
from answer.receipt_bodies import answer_body, check_body
from answer.receipts import ASK, CHECK, PRECEDENTS, Recorder
from answer.selection import NOTHING, Selection
from answer.source_cautions import source_cautions
from answer.stopwatch import Stopwatch
from answer.verify import verified
from corpus.document import Document, Kind
from corpus.store import VersionStore
from corpus.version import Role
from errors import UsageError
from prompts.wording import Wording
from retriever.embedding import Embedder
from retriever.hit import Hit
from retriever.holding import Holding, HoldingDetail, IndexState
from retriever.passage_reader import PassageReader
from retriever.search import Retriever, Search
from text.language import language

QUESTION_LONGEST = 2000
_READ = 20
_RELATED = 3
_NEAR = 8


class Assistant:
    """Answers from the generation that serves; safe to use from several threads."""

    def __init__(
        self,
        retriever: Retriever,
        matcher: MatterMatcher,
        reader: PassageReader | None,
        extractive: ExtractiveEngine,
        model: ModelEngine | None,
        checker: ClaimChecker,
        examiner: RequestExaminer,
        *,
        wording: Mapping[str, Wording],
        versions: VersionStore,
        election: date,
        today: Callable[[], date],
        recorder: Recorder | None = None,
    ) -> None:
        self._retriever = retriever
        self._matcher = matcher
        self._reader = reader
        self._extractive = extractive
        self._model = model
        self._checker = checker
        self._examiner = examiner
        self._wording = wording
        self._versions = versions
        self._election = election
        self._today = today
        self._recorder = recorder

    def ask(self, question: Question) -> Answer:
        """Answer or decline; raises UsageError for an empty or over-long question, IndexMissing and SearchFailed."""
        watch = Stopwatch()
        findings, draft, answer = self._answered(question, watch)
        if self._recorder is None:
            return answer
        body = answer_body(findings, answer, watch.times, draft.usage)
        return replace(answer, recorded=self._recorder.keep(ASK, answer.id, body))

    def check(self, post: Post) -> Check:
        """The claims of a text with their verdicts; raises UsageError, IndexMissing and SearchFailed."""
        check, trace = self.examined(post)
        if self._recorder is not None:
            self._recorder.keep(CHECK, check.id, check_body(check, trace))
        return check

    def examined(self, post: Post) -> tuple[Check, CheckTrace]:
        """The same with how it came about; no receipt is kept of it."""
        with self._retriever.open() as search:
            return self._checker.check(post, search, Stopwatch())

    def precedents(self, incoming: Incoming) -> Examination:
        """The questions of a request with who decides, what was answered before and by when to answer.

        Raises UsageError, IndexMissing and SearchFailed.
        """
        watch = Stopwatch()
        with self._retriever.open() as search, watch.stage("examine"):
            examination = self._examiner.examine(incoming, search)
        if self._recorder is not None:
            self._recorder.keep(PRECEDENTS, examination.id, precedents_body(examination, watch.times))
        return examination

    def judge(self, claim: str, evidence: str, document: Document | None = None) -> Verdict:
        """What some words of a document alone make of a claim."""
        return self._checker.judge(claim, Stated(evidence, document))

    def ask_again(self, question: Question, generation: str | None, today: date) -> Answer:
        """The answer as on that day, from a generation that is kept or the present one; no receipt is kept of it."""
        return self._answered(question, Stopwatch(), generation, today)[-1]

    def keeps(self, generation: str) -> bool:
        """Whether that generation can still be asked."""
        return self._retriever.keeps(generation)

    def _answered(
        self, question: Question, watch: Stopwatch, generation: str | None = None, today: date | None = None
    ) -> tuple[Findings, Draft, Answer]:
        _check(question)
        with self._retriever.open(generation, today) as search:
            findings = self._find(question, search, watch)
            with watch.stage("write"):
                draft = verified(self._extractive.draft(findings))
            if self._model is not None and draft.status is not AnswerStatus.DECLINED:
                with watch.stage("model"):
                    draft = self._model.draft(findings, draft)
            return findings, draft, self._answer(findings, draft, search.state(), today or self._today())

    def _find(self, question: Question, search: Search, watch: Stopwatch) -> Findings:
        with watch.stage("match"):
            matched = self._matcher.match(question.text)
        intent = read_intent(question.text)
        asserted = matched.asserted if intent.asks else None
        intent = replace(intent, asserted=asserted, deed=matched.deed)
        with watch.stage("search"):
            hits = search.search(question.text, limit=_READ, kinds=question.kinds, as_of=question.as_of)
        aside = _aside(intent, matched)
        # What no document is to answer is not read; of who decides every document that says so is to be quoted.
        readable = hits if aside is None else ()
        with watch.stage("read"):
            reading = read(question.text, readable, self._reader, one_is_enough=not matched.matches)
        with watch.stage("select"):
            selection = self._select(question, intent, reading, hits, search) if aside is None else NOTHING
            powers = find_powers(matched.matches, reading, question.limit) if matched.matches else None
            # Powers are answered first: looking for a past question would encode this one a second time in vain.
            echo = None if aside or powers else self._echo(question, hits, selection, search)
        with watch.stage("premise"):
            settled = aside or echo or (powers and not intent.surely_deed)
            against = () if settled else self._checker.against_premise(question, search)
        read_in = language(question.text)
        return Findings(
            question=question,
            language=read_in if question.language == "auto" else question.language,
            intent=intent,
            aside=aside,
            matched=matched,
            hits=hits,
            reading=reading,
            powers=powers,
            echo=echo,
            against=against,
            selection=selection,
        )

    def _select(
        self, question: Question, intent: Intent, reading: Reading, hits: tuple[Hit, ...], search: Search
    ) -> Selection:
        read_in = language(question.text)
        if not reading.trained:
            return nearest(question.text, read_in, intent, hits, question.limit)
        return select(question.text, read_in, reading, search.neighbours(question.text), hits, question.limit)

    def _echo(self, question: Question, hits: tuple[Hit, ...], selection: Selection, search: Search) -> Echo | None:
        """The past question that this one repeats, looked for where a past answer is among what was found."""
        if not any(hit.passage.role is Role.ANSWER for hit in hits[:_NEAR]):
            return None
        asked = search.questions(question.text, limit=1, kinds=question.kinds, as_of=question.as_of)
        if not asked:
            return None
        letter = search.passages_of(asked[0].document.id)
        best = selection.evidence[0] if selection.answers else None
        return find_echo(question.text, language(question.text), asked[0], letter, best)

    def _answer(self, findings: Findings, draft: Draft, state: IndexState, today: date) -> Answer:
        question, wording = findings.question, self._wording[findings.language]
        declined = draft.status is AnswerStatus.DECLINED
        model = self._model.name if self._model is not None and draft.by_model else None
        return Answer(
            id=uuid4().hex,
            question=question.text,
            language=findings.language,
            status=draft.status,
            reason=draft.reason,
            headline=draft.headline,
            competence=draft.competence,
            statements=draft.statements,
            citations=draft.citations,
            warnings=(*cautions(draft.citations, wording, self._election), *self._amiss(findings, draft, today)),
            related=related(findings.hits[:_RELATED], self._versions) if declined else (),
            withheld=draft.withheld,
            engine=Engine(
                mode="model" if model else "extractive",
                model=model,
                embedding=state.embedding,
                generation=state.generation,
                prompts=self._prompts(wording, by_model=model is not None),
            ),
            as_of=question.as_of or today,
        )

    def _amiss(self, findings: Findings, draft: Draft, today: date) -> tuple[Warning, ...]:
        question, wording = findings.question, self._wording[findings.language]
        day = question.as_of or today
        return source_cautions(draft.citations, findings.hits, question.text, self._versions, wording, day)

    def _prompts(self, wording: Wording, *, by_model: bool) -> dict[str, str]:
        prompts = {wording.language: wording.sha256}
        if by_model and self._model is not None:
            prompts.update(self._model.prompts)
        return prompts

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        kinds: Collection[Kind] | None = None,
        language: str | None = None,
        as_of: date | None = None,
    ) -> tuple[Hit, ...]:
        """The best passages for a query, best first; raises UsageError, IndexMissing and SearchFailed."""
        if not query.strip():
            raise UsageError("The query is empty. Give some words to search for.")
        with self._retriever.open() as opened:
            return opened.search(query, limit=limit, kinds=kinds, language=language, as_of=as_of)

    def holdings(self) -> tuple[Holding, ...]:
        """Every indexed document."""
        with self._retriever.open() as search:
            return search.holdings()

    def holding(self, document_id: str) -> HoldingDetail:
        """One document with its text and passages; raises NotFound."""
        with self._retriever.open() as search:
            return search.holding(document_id)

    def state(self) -> IndexState:
        """The generation that answers now; raises IndexMissing."""
        with self._retriever.open() as search:
            return search.state()

    @property
    def embedder(self) -> Embedder:
        """The model that the index was made with, loaded once for all."""
        return self._retriever.embedder

    def close(self) -> None:
        """Close the index."""
        self._retriever.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _aside(intent: Intent, matched: Matched) -> Reason | None:
    """Why no document is to answer, as the words or the trained classifier say; powers are told whatever is felt."""
    if intent.personal:
        return Reason.PERSONAL_DATA
    if matched.matches:
        return None
    return Reason.ASKS_FOR_OPINION if intent.opinion else matched.aside


def _check(question: Question) -> None:
    length = len(question.text.strip())
    if not length:
        raise UsageError("The question is empty. Ask something in a sentence.")
    if length > QUESTION_LONGEST:
        raise UsageError(f"The question has {length} characters; at most {QUESTION_LONGEST} are read. Shorten it.")
