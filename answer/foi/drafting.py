"""Drafts the letter that answers a request: proposed lines from precedents, and gaps where the law wants judgement."""

from collections.abc import Iterator, Mapping

from answer.dates import day_in_words
from answer.exports.inert import in_one_line
from answer.exports.sheet import Part
from answer.foi.draft_letter import Block, DraftLetter, Style, gap
from answer.foi.examiner import Examination
from answer.foi.frame import Frame, Frames
from answer.foi.letter_lines import lines
from answer.foi.precedent import Examined, Precedent
from answer.foi.reasons import differing, standing_notes
from answer.foi.request import Regime
from answer.masking import Mask
from corpus.document import Document
from corpus.letter import Exemption, Outcome
from corpus.matter import Power
from prompts.wording import Wording
from text.formulas import without_formulas


class LetterWriter:
    """Writes drafts in the language of the request; one is as good as another for several threads."""

    def __init__(self, frames: Frames, wordings: Mapping[str, Wording]) -> None:
        self._frames = frames
        self._wordings = wordings

    def draft(self, examined: Examination) -> DraftLetter:
        """The letter with everything that is known; raises UsageError where no wording holds on its day."""
        wording = self._wordings[examined.request.language]
        frame = self._frames.on(examined.as_of)
        due = examined.due
        writing = _Writing(examined, wording, frame, self._frames)
        return DraftLetter(
            id=examined.id,
            language=wording.language,
            title=wording.line("foi", "title"),
            written=examined.as_of,
            received=examined.incoming.received,
            due=due.due if due else None,
            counted_from=due.counted_from if due else None,
            blocks=tuple(writing.blocks()),
            citations=examined.citations,
        )


class _Writing:
    """One letter being written."""

    def __init__(self, examined: Examination, wording: Wording, frame: Frame, frames: Frames) -> None:
        self._examined = examined
        self._wording = wording
        self._frame = frame
        self._law = frames.law
        self._mask = Mask(examined.request.text)

    def blocks(self) -> Iterator[Block]:
        """From the head to the sources."""
        yield from self._head()
        yield from self._asked()
        yield Block(Style.HEADING, (Part(self._say("response")),))
        for number, one in enumerate(self._examined.questions, 1):
            yield from self._question(number, one)
        if not self._examined.questions:
            yield self._gap("gap_question")
        yield from self._close()

    def _head(self) -> Iterator[Block]:
        yield Block(Style.TITLE, (Part(self._say("title")),))
        yield self._note(self._say("draft"))
        for due in self._examined.dues:
            law = self._say(f"name_{due.regime}")
            yield self._note(self._say("due_law", date=day_in_words(due.deadline.due, self._wording), law=law))
        yield self._text(Part(day_in_words(self._examined.as_of, self._wording)))
        yield self._text(Part(self._say("our_reference") + " "), gap(self._say("gap_reference")))
        yield self._text(Part(self._say("greeting") + " "), gap(self._say("gap_name")))

    def _asked(self) -> Iterator[Block]:
        received = self._examined.incoming.received
        day = day_in_words(received, self._wording) if received else ""
        yield self._text(Part(self._say("thanks" if received else "thanks_undated", date=day)))
        for line in self._own_words():
            yield Block(Style.REQUEST, (Part(line),))
        regimes = self._examined.request.regimes
        if len(regimes) == 1:
            yield self._text(Part(self._say(f"law_{regimes[0]}")))
        else:
            names = self._wording.listed([self._say(f"name_{one}") for one in regimes])
            yield self._text(Part(self._say("law_joint", laws=names)))

    def _own_words(self) -> list[str]:
        """The request from its first line to its last, without head, thread and signature; nothing personal."""
        text = self._examined.request.text
        own = lines(text)
        if not own:
            return []
        # Read backwards from the mask: what is hidden in the whole request is hidden in its middle as well.
        words = without_formulas(self._mask.hide(text[own[0].start : own[-1].end]))
        return [line.strip() for line in words.splitlines() if line.strip()]

    def _question(self, number: int, one: Examined) -> Iterator[Block]:
        named = Part(self._say("question", number=str(number)))
        yield Block(Style.QUESTION, (named, Part(f". {self._mask.hide(in_one_line(one.asked.whole))}")))
        yield self._gap("gap_held")
        yield from self._powers(one)
        if not one.precedents:
            yield self._gap("gap_answer")
        else:
            yield from self._from_precedent(one.precedents[0])
        if one.refer_to:
            bodies = self._wording.listed([self._wording.body(body) for body in one.refer_to])
            under_eir = self._examined.request.regimes[0] is Regime.EIR
            yield self._text(Part(self._say("assistance_eir" if under_eir else "assistance", bodies=bodies)))

    def _powers(self, one: Examined) -> Iterator[Block]:
        for matter in one.competence.matters if one.competence else ():
            if matter.status is Power.RESERVED:
                bodies = self._wording.listed([self._wording.body(body) for body in matter.decided_by])
                name = matter.named(self._wording.language)
                law = "; ".join(matter.shown_basis)
                yield self._text(Part(self._say("reserved", matter=name, bodies=bodies, law=law)))

    def _from_precedent(self, best: Precedent) -> Iterator[Block]:
        past = best.past
        outcome = self._wording.line("outcome", past.outcome)
        reference, day = past.reference, past.latest
        if day:
            said = self._say("line", reference=reference, date=day_in_words(day, self._wording), outcome=outcome)
        else:
            said = self._say("line_undated", reference=reference, outcome=outcome)
        yield self._note(said)
        if best.answer:
            language = past.document.language
            other = language if language != self._wording.language else None
            quote = " ".join(in_one_line(best.answer.quote).split())
            yield Block(Style.QUOTE, (Part(f"“{quote}”", language=other), Part(f" [{best.answer.key[1:]}]")))
        yield self._gap("gap_check")
        for note in standing_notes(past, self._wording):
            yield self._note(note)
        if best.differs:
            yield self._gap("gap_differs", things=differing(best.differs, self._wording))
        for annex in past.missing_annexes:
            yield self._gap("gap_annex", annex=annex.name)
        yield from self._by_outcome(best)
        for exemption in past.grounds:
            yield from self._refusal(exemption)

    def _by_outcome(self, best: Precedent) -> Iterator[Block]:
        outcome = best.past.outcome
        if outcome is Outcome.ALREADY_PUBLIC:
            if best.links:
                yield self._text(Part(self._say("links", links=", ".join(best.links))))
            else:
                yield self._gap("gap_link")
        elif outcome is Outcome.FUTURE_PUBLICATION:
            yield self._gap("gap_public")
        elif outcome is Outcome.COST_LIMIT:
            yield self._gap("gap_cost")

    def _refusal(self, exemption: Exemption) -> Iterator[Block]:
        """A provision that was relied on: it is named, and every judgement on it is left open."""
        provision = f"{exemption.provision}{exemption.limb or ''}"
        yield self._note(self._say("refused", provision=provision))
        yield self._gap("gap_refusal", provision=provision)
        if exemption.provision in self._law.reserved_to_a_person:
            yield self._gap("gap_person")
        if exemption.provision not in self._law.absolute:
            yield self._gap("gap_for")
            yield self._gap("gap_against")
        yield self._gap("gap_rest")

    def _close(self) -> Iterator[Block]:
        rights = self._frame.rights(self._wording.language)
        yield Block(Style.HEADING, (Part(self._say("rights")),))
        for sentence in (rights.review, rights.commissioner, rights.reuse, rights.welsh):
            yield self._text(Part(sentence))
        yield self._gap("gap_addresses", date=day_in_words(self._frame.start, self._wording))
        yield self._text(Part(self._say("closing")))
        yield self._gap("gap_signature")
        if self._examined.citations:
            yield Block(Style.HEADING, (Part(self._say("sources")),))
        for citation in self._examined.citations:
            yield self._text(Part(f"[{citation.key[1:]}] {self._source(citation.document)}"))

    def _source(self, document: Document) -> str:
        parts = [document.title, str(document.date) if document.date else "", document.url or "", document.rights]
        return in_one_line(", ".join(part for part in parts if part))

    def _say(self, name: str, **values: str) -> str:
        return self._wording.line("foi", name, **values)

    def _text(self, *parts: Part) -> Block:
        return Block(Style.TEXT, parts)

    def _gap(self, name: str, **values: str) -> Block:
        return self._text(gap(self._say(name, **values)))

    def _note(self, said: str) -> Block:
        return Block(Style.NOTE, (Part(f"{self._say('note')} {said}"),))
