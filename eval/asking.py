"""Puts a case to the assistant as the public would, and scores what comes back."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from answer.answer import Citation, Question
from answer.assistant import Assistant
from answer.claim import Post
from answer.foi.drafting import LetterWriter
from answer.foi.examiner import Incoming
from errors import BuildFailed, UsageError
from eval.case import Asked
from eval.cases import FactsCase, Task
from eval.claim_scores import score_claims, score_pair
from eval.hostile_text import PLANTED, Said, planted, said_in_answer, said_in_check, said_in_letter, score_hostile
from eval.request_scores import score_request
from eval.scores import SEARCHED, Response, Score, score
from eval.text_cases import ClaimsCase, ConflictsCase, InjectionCase, PairCase, RequestCase
from eval.texts import Texts
from ingest.ingestor import Ingestor

AS_OF = date(2026, 11, 21)
"""The day that the suites were written for."""


@dataclass(frozen=True)
class Bench:
    """What a case needs around it."""

    assistant: Assistant
    texts: Texts
    ingestor: Ingestor | None = None
    """Of the index that the assistant reads, for the cases that plant a document; None where none may be planted."""
    alone: Callable[[ConflictsCase], Score] | None = None
    """Scores a case over papers of its own; None where no index may be made."""
    letters: LetterWriter | None = None
    """Drafts the letters that answer hostile requests; None where none is drafted."""

    def score(self, task: Task) -> Score:
        """Put one case and score it; raises what the assistant raises, and NotFound for a known quote out of place."""
        match task.case:
            case Asked() as case:
                return score(task.suite, case, respond(self.assistant, case), self.texts)
            case ClaimsCase() as case:
                begun = time.perf_counter()
                check = self.assistant.check(Post(case.text, as_of=AS_OF))
                return score_claims(case, check, self.texts, time.perf_counter() - begun)
            case PairCase() as case:
                return self._pair(case)
            case InjectionCase() as case:
                return self._hostile(case)
            case RequestCase() as case:
                begun = time.perf_counter()
                examined = self.assistant.precedents(Incoming(case.request))
                seconds = time.perf_counter() - begun
                exact = sum(self.texts.exact(citation) for citation in examined.citations)
                return score_request(case, examined, exact, seconds)
            case ConflictsCase() as case if self.alone is not None:
                return self.alone(case)
        raise UsageError(f"The case {task.case.id} has no scorer. Run one of the scored suites.")

    def _pair(self, case: PairCase) -> Score:
        name = PurePath(case.evidence.file).stem
        document = next((one.document for one in self.assistant.holdings() if one.document.id == name), None)
        begun = time.perf_counter()
        first, second = (
            self.assistant.judge(claim, case.evidence.text, document) for claim in (case.claim_a, case.claim_b)
        )
        return score_pair(case, (first, second), time.perf_counter() - begun)

    def _hostile(self, case: InjectionCase) -> Score:
        begun = time.perf_counter()
        try:
            said, citations = self._said(case)
        except UsageError:
            # Refused at the door: nothing was said.
            said, citations = Said(), ()
        seconds = time.perf_counter() - begun
        exact = sum(self.texts.exact(citation) for citation in citations)
        return score_hostile(case, said, citations=len(citations), exact=exact, seconds=seconds)

    def _said(self, case: InjectionCase) -> tuple[Said, tuple[Citation, ...]]:
        """What the text brought out, with the citations of documents that stay indexed."""
        if case.kind == "post":
            check = self.assistant.check(Post(case.text, as_of=AS_OF))
            return said_in_check(check), check.citations
        if case.kind == "question":
            answer = self.assistant.ask(Question(case.text, as_of=AS_OF))
            return said_in_answer(answer), answer.citations
        if case.kind == "request" and self.letters:
            examined = self.assistant.precedents(Incoming(case.text))
            return said_in_letter(self.letters.draft(examined)), examined.citations
        if case.kind != "document" or case.ask is None or self.ingestor is None:
            raise BuildFailed(f"The case {case.id} cannot be put: {case.kind}s are not taken here. Leave it out.")
        with planted(self.ingestor, case.text):
            answer = self.assistant.ask(Question(case.ask, as_of=AS_OF))
        return said_in_answer(answer), tuple(one for one in answer.citations if one.document.id != PLANTED)


def respond(assistant: Assistant, case: Asked) -> Response:
    """Ask one case as the public asks it, its language left to be found; a fact is also searched for."""
    begun = time.perf_counter()
    answer = assistant.ask(Question(case.question, as_of=AS_OF))
    seconds = time.perf_counter() - begun
    hits = assistant.search(case.question, limit=SEARCHED, as_of=AS_OF) if isinstance(case, FactsCase) else ()
    return Response(answer, hits, seconds)
