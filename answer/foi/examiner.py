"""Examines a request: its questions, who decides on each, what was answered before, and by when to answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import uuid4

from answer.answer import Citation, Competence, Engine
from answer.foi.deadline import Deadline, deadline, one_month
from answer.foi.finder import PrecedentFinder, Wanted
from answer.foi.precedent import Examined, Precedent
from answer.foi.request import Asked, Regime, Request
from answer.foi.splitting import read_request
from answer.foi.wanting import Wanting
from answer.matching import MatterMatcher
from answer.powers import Powers
from corpus.matter import Power
from errors import UsageError
from prompts.wording import Wording
from retriever.search import Search

REQUEST_LONGEST = 20_000
# Least probability of a matter for it to be named: most requests ask for records, and not for who decides. Of the
# matters below it nearly all were wrong on requests of two authors.
_SURE = 0.5


@dataclass(frozen=True)
class Incoming:
    """A request as it came, with what is known of its handling."""

    text: str
    """1 to 20,000 characters."""
    received: date | None = None
    asked_back: date | None = None
    """When the requester was asked to clarify; the clock stands still then."""
    clarified: date | None = None
    """When they did."""
    wanted: Wanted = field(default_factory=Wanted)


@dataclass(frozen=True)
class Due:
    """By when the part under one law is to be answered."""

    regime: Regime
    deadline: Deadline


@dataclass(frozen=True)
class Examination:
    """A request with everything that is known of it."""

    id: str
    incoming: Incoming
    request: Request
    questions: tuple[Examined, ...]
    dues: tuple[Due, ...]
    """One for each law; none where the day of receipt is not known or the clock stands still."""
    citations: tuple[Citation, ...]
    engine: Engine
    as_of: date

    @property
    def due(self) -> Deadline | None:
        """The earliest of them."""
        return min((one.deadline for one in self.dues), key=lambda one: one.due, default=None)


class RequestExaminer:
    """Reads requests and looks for their precedents; safe to use from several threads."""

    def __init__(
        self,
        wanting: Wanting,
        finder: PrecedentFinder,
        matcher: MatterMatcher,
        wording: Mapping[str, Wording],
        today: Callable[[], date],
    ) -> None:
        self._wanting = wanting
        self._finder = finder
        self._matcher = matcher
        self._wording = wording
        self._today = today

    def examine(self, incoming: Incoming, search: Search) -> Examination:
        """Everything of one request; raises UsageError for an empty or over-long one and for dates out of order."""
        _check(incoming)
        request = read_request(incoming.text, self._wanting)
        dues = _dues(incoming, request.regimes)
        found = [self._finder.find(one, search, incoming.wanted) for one in request.questions]
        keyed, citations = _keyed(found)
        state, wording = search.state(), self._wording[request.language]
        return Examination(
            id=uuid4().hex,
            incoming=incoming,
            request=request,
            questions=tuple(
                self._examined(asked, precedents) for asked, precedents in zip(request.questions, keyed, strict=True)
            ),
            dues=dues,
            citations=citations,
            engine=Engine("extractive", None, state.embedding, state.generation, {wording.language: wording.sha256}),
            as_of=self._today(),
        )

    def _examined(self, asked: Asked, precedents: tuple[Precedent, ...]) -> Examined:
        competence = self._competence(asked.whole)
        return Examined(asked, competence, _bodies(competence, precedents), precedents)

    def _competence(self, question: str) -> Competence | None:
        """Who decides, as the register has it: what is asked for is mostly a record, and no passage says whose."""
        matches = tuple(one for one in self._matcher.matters(question) if one.probability >= _SURE)
        return Powers(matches, ()).competence(()) if matches else None


def _bodies(competence: Competence | None, precedents: Sequence[Precedent]) -> tuple[str, ...]:
    """Whom to ask: those to whom the best precedent referred, and those who decide what is reserved."""
    referred = [one.body for best in precedents[:1] for one in best.past.exchange.referrals]
    deciding = [
        body
        for matter in (competence.matters if competence else ())
        if matter.status is Power.RESERVED
        for body in matter.decided_by
    ]
    return tuple(dict.fromkeys([*referred, *deciding]))


def _keyed(
    found: Sequence[Sequence[Precedent]],
) -> tuple[list[tuple[Precedent, ...]], tuple[Citation, ...]]:
    """The precedents with keys c1, c2, … in their answers, a range that answers several questions under one key."""
    citations: dict[tuple[str, int, int], Citation] = {}
    keyed = []
    for precedents in found:
        row = []
        for one in precedents:
            if one.answer is None:
                row.append(one)
                continue
            place = (one.answer.version, one.answer.start, one.answer.end)
            known = citations.setdefault(place, replace(one.answer, key=f"c{len(citations) + 1}"))
            row.append(replace(one, answer=known))
        keyed.append(tuple(row))
    return keyed, tuple(citations.values())


def _dues(incoming: Incoming, regimes: Sequence[Regime]) -> tuple[Due, ...]:
    if incoming.received is None:
        return ()
    found = []
    for regime in regimes:
        counts = one_month if regime is Regime.DATA_PROTECTION else deadline
        if due := counts(incoming.received, incoming.asked_back, incoming.clarified):
            found.append(Due(regime, due))
    return tuple(found)


def _check(incoming: Incoming) -> None:
    length = len(incoming.text.strip())
    if not length:
        raise UsageError("The request is empty. Give the letter or e-mail as it came.")
    if length > REQUEST_LONGEST:
        raise UsageError(
            f"The request has {length} characters; at most {REQUEST_LONGEST} are read. Leave out the thread below it."
        )
    if incoming.received is None and (incoming.asked_back or incoming.clarified):
        raise UsageError("Say when the request was received as well: without that day nothing can be counted.")
