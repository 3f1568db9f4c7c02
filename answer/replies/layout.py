"""In which order a draft says what it says: the fact, the claim once, who decides, what is not known, whom to ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from answer.answer import Competence
from answer.claim import Check, CheckedClaim, Verdict
from answer.dates import day_in_words
from answer.replies.advice import misplaced
from answer.replies.asking import LOCAL, whom_to_ask
from answer.replies.pieces import Block, Said, Slot, marker
from answer.replies.points import Point
from answer.replies.sentences import Fullness, asking, decided, fact
from answer.replies.telling import follows_that, retold
from answer.reply import Audience
from prompts.wording import Wording

_NOTHING = Said()
_MOST_POINTS = {Audience.SOCIAL: 2, Audience.EMAIL: 3, Audience.COUNCILLOR: 4, Audience.LINES_TO_TAKE: 3}
_WRONG = (Verdict.CONTRADICTED, Verdict.CONFLICTING)


@dataclass(frozen=True)
class Layout:
    """Lays out one check for one audience."""

    check: Check
    points: Sequence[Point]
    audience: Audience
    wording: Wording
    election: date

    def blocks(self) -> tuple[Block, ...]:
        """The draft in the making; what has no slot with a choice is said in any case."""
        greeting = [self._block("", self._line("greeting"))] if self.audience is Audience.EMAIL else []
        with_quotes = (*self._lead(self.points[0]), *self._further()) if self.points else ()
        return (*greeting, *(with_quotes or self._without_quotes()), self._end())

    def _lead(self, point: Point) -> Iterator[Block]:
        yield self._block("record", fact(point.quotes, self.wording, self.election))
        power = point.claim.competence or self._first_power()
        said, who = self._said(point), self._who(power, cited=True)
        if self.audience is Audience.COUNCILLOR:
            yield Block(said, self._heading("said") if said else "")
            yield Block(self._with_keys(who, point.keys), self._heading("decides") if who else "")
        else:
            yield Block((*said, *self._with_keys(who, point.keys)))

    def _further(self) -> Iterator[Block]:
        """The other points, each whole or not at all, then what is left open."""
        for at, point in enumerate(self.points[1 : _MOST_POINTS[self.audience]]):
            stated = fact(point.quotes, self.wording, self.election)
            fuller = [_joined(stated, said) for slot in self._said(point) for said in slot.variants]
            # Where sources differ, their quotes are not shown without saying so.
            alone = [] if point.claim.verdict is Verdict.CONFLICTING else [stated]
            yield Block((Slot((_NOTHING, *alone, *fuller)),), self._heading("also") if at == 0 else "")
        if all(point.claim.verdict is Verdict.SUPPORTED for point in self.points):
            yield self._block("", self._line("care"))
        left_open = [one for one in self.check.claims if one.verdict is Verdict.NOT_COVERED]
        if left_open:
            yield self._open(self._line("rest_unknown"), left_open)

    def _without_quotes(self) -> Iterator[Block]:
        """What the register alone tells, what the documents leave open, or that a view is a view."""
        wrong = misplaced(self.check)
        left_open = [one for one in self.check.claims if one.verdict is Verdict.NOT_COVERED]
        power = next((one.competence for one in (*wrong, *left_open) if one.competence), None)
        who = Block(self._who(power, cited=False), self._heading("decides"))
        if wrong:
            yield who
            yield self._block("said", self._line("elsewhere"))
        if left_open:
            yield self._open(self._line("rest_unknown" if wrong else "unknown"), left_open)
        if power and not wrong:
            yield who
        if not (wrong or left_open):
            views = any(one.verdict is Verdict.OPINION for one in self.check.claims)
            yield self._block("open", self._line("view" if views else "unknown"))

    def _said(self, point: Point) -> tuple[Slot, ...]:
        """That something else is said, from the least to the most of it, and that it is not what the source says."""
        if point.claim.verdict is Verdict.CONFLICTING:
            return (Slot((Said(self._line("differ").text, point.keys),)),)
        if point.claim.verdict is not Verdict.CONTRADICTED:
            return ()
        tellings = [self._line("otherwise").text]
        citations = tuple(quoted.citation for quoted in point.quotes)
        if told := retold(point.claim, self.check, citations, self.wording.language):
            name = "told" if follows_that(told) else "told_loosely"
            tellings.append(self.wording.line("reply", name, claim=told))
        elif point.claim.competence:
            matter = point.claim.competence.matters[0].named(self.wording.language)
            tellings.append(self.wording.line("reply", "matter", matter=matter))
        mismatch = self.wording.line("reply", "mismatch", source=marker(point.keys[0]))
        tellings = [f"{telling} {mismatch}" for telling in tellings]
        if self.audience is Audience.COUNCILLOR and self.check.language == self.wording.language:
            tellings.append(f"{tellings[-1]} {point.claim.explanation}")
        return (Slot(tuple(Said(text, point.keys) for text in tellings)),)

    def _who(self, power: Competence | None, *, cited: bool) -> tuple[Slot, ...]:
        if power is None:
            return ()
        levels = [one for one in Fullness if one < Fullness.LIMITS or self.audience is not Audience.SOCIAL]
        return (Slot(tuple(decided(power, self.wording, one, cited=cited) for one in levels)),)

    def _with_keys(self, slots: Sequence[Slot], keys: tuple[str, ...]) -> tuple[Slot, ...]:
        return tuple(Slot(tuple(Said(one.text, (*keys, *one.citations)) for one in slot.variants)) for slot in slots)

    def _open(self, plainest: Said, claims: Sequence[CheckedClaim]) -> Block:
        """What is not known; a briefing names the matters."""
        names = [one.competence.matters[0].named(self.wording.language) for one in claims if one.competence]
        variants = [plainest]
        if names and self.audience is Audience.COUNCILLOR:
            listed = self.wording.listed(list(dict.fromkeys(names)))
            fuller = self.wording.line("reply", "unknown_matters", matters=listed)
            variants.append(Said(f"{plainest.text} {fuller}"))
        return Block((Slot(tuple(variants)),), self._heading("open"))

    def _end(self) -> Block:
        wrong = [one for one in self.check.claims if one.verdict in _WRONG]
        bodies = whom_to_ask(wrong) or whom_to_ask(self.check.claims) or (LOCAL,)
        day = self.wording.line("reply", "as_of", day=day_in_words(self.check.as_of, self.wording))
        return self._block("date", Said(f"{day} {asking(bodies, self.wording)}"))

    def _first_power(self) -> Competence | None:
        return next((point.claim.competence for point in self.points if point.claim.competence), None)

    def _block(self, heading: str, said: Said) -> Block:
        return Block((Slot((said,)),), self._heading(heading) if heading else "")

    def _heading(self, name: str) -> str:
        return self.wording.line("reply_heading", name) if self.audience is Audience.COUNCILLOR else ""

    def _line(self, name: str) -> Said:
        return Said(self.wording.line("reply", name))


def _joined(first: Said, second: Said) -> Said:
    return Said(f"{first.text} {second.text}", tuple(dict.fromkeys((*first.citations, *second.citations))))
