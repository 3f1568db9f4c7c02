"""A check becomes a draft of a reply: advice first, then paragraphs, numbered sources and the checklist."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from answer.answer import Citation, Warning, WarningCode
from answer.cautions import cautions
from answer.claim import Check
from answer.dates import day_in_words
from answer.linting.own_words import words
from answer.linting.plainness import UNDER
from answer.lints import checklist
from answer.replies.advice import advise
from answer.replies.layout import Layout
from answer.replies.pieces import REGISTER, fullest, named_sources, numbered
from answer.replies.points import points
from answer.replies.quoting import grounded
from answer.replies.sentences import register_line, source_line
from answer.reply import Audience, Paragraph, ReplyDraft
from corpus.matter import Matter
from prompts.wording import Wording

# What `cautions` finds again, in the language of the draft.
_FOUND_AGAIN = (WarningCode.PREVIOUS_GOVERNMENT, WarningCode.SUPERSEDED, WarningCode.THIRD_PARTY_SOURCE)


@dataclass(frozen=True)
class PreElection:
    """The days before an election on which only what is already published may be used; none by default."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day is one of them; without a last day the period is open."""
        return self.first is not None and self.first <= day and (self.last is None or day <= self.last)


class ReplyWriter:
    """Drafts replies from checks alone: nothing is searched and no model is called."""

    def __init__(
        self,
        wording: Mapping[str, Wording],
        *,
        election: date,
        today: Callable[[], date],
        pre_election: PreElection | None = None,
    ) -> None:
        self._wording = wording
        self._election = election
        self._today = today
        self._pre_election = pre_election or PreElection()

    def draft(self, check: Check, audience: Audience, language: str) -> ReplyDraft:
        """A draft in `en` or `cy` as full as its checklist and length allow; raises KeyError on another language."""
        wording = self._wording[language]
        found = points(check)
        advised = advise(check, found)
        layout = Layout(check, found, audience, wording, self._election)
        cited = _cited(check)
        bare = ReplyDraft(
            advised.advice,
            tuple(wording.body(body) for body in advised.refer_to),
            audience,
            language,
            (),
            (),
            check.claims,
            cited,
            (),
            self._warnings(check, cited, wording),
            replace(check.engine, prompts={**check.engine.prompts, language: wording.sha256}),
            check.as_of,
        )

        def fits(paragraphs: tuple[Paragraph, ...]) -> bool:
            made = _made(bare, paragraphs, check, wording)
            return _short(made) and _figures_stand(made, check) and all(one.ok for one in made.checklist)

        return _made(bare, fullest(layout.blocks(), fits), check, wording)

    def _warnings(self, check: Check, cited: tuple[Citation, ...], wording: Wording) -> tuple[Warning, ...]:
        """The banner first, then what is to be known of the sources, in the language of the draft where it can be."""
        others = tuple(one for one in check.warnings if one.code not in _FOUND_AGAIN)
        return (*self._banner(wording), *cautions(cited, wording, self._election), *others)

    def _banner(self, wording: Wording) -> Iterable[Warning]:
        if not self._pre_election.holds(self._today()):
            return
        if self._pre_election.last is None:
            text = wording.line("warning", "pre_election_open")
        else:
            text = wording.line("warning", "pre_election", date=day_in_words(self._pre_election.last, wording))
        yield Warning(WarningCode.PRE_ELECTION, text, ())


def _made(bare: ReplyDraft, paragraphs: tuple[Paragraph, ...], check: Check, wording: Wording) -> ReplyDraft:
    """The draft with its sources numbered in the order in which they are named, each document once."""
    keys = list(dict.fromkeys(named_sources(paragraphs)))
    lines = {key: _source(key, bare.citations, check, wording) for key in keys}
    order = list(dict.fromkeys(lines.values()))
    made = replace(
        bare,
        paragraphs=numbered(paragraphs, lambda key: order.index(lines[key]) + 1),
        sources=tuple(f"{number}. {line}" for number, line in enumerate(order, 1)),
    )
    return replace(made, checklist=checklist(made, wording))


def _source(key: str, cited: tuple[Citation, ...], check: Check, wording: Wording) -> str:
    if key.startswith(REGISTER):
        return register_line(next(one for one in _matters(check) if key == REGISTER + one.id), wording)
    return source_line(next(one for one in cited if one.key == key), wording)


def _cited(check: Check) -> tuple[Citation, ...]:
    """The citations that a claim or a competence rests on."""
    keys = {key for claim in check.claims for key in claim.citations}
    keys |= {key for claim in check.claims if claim.competence for key in claim.competence.citations}
    return tuple(one for one in check.citations if one.key in keys)


def _matters(check: Check) -> Iterable[Matter]:
    return (matter for claim in check.claims if claim.competence for matter in claim.competence.matters)


def _short(made: ReplyDraft) -> bool:
    """Whether the words that somebody reads are few enough, those of the quotes included."""
    return sum(len(words(_bare(one.text, len(made.sources)))) for one in made.paragraphs) < UNDER[made.audience]


def _figures_stand(made: ReplyDraft, check: Check) -> bool:
    """Whether every figure stands in a quote or names a document or a law."""
    known = [text for one in made.citations for text in (one.quote, one.document.title, str(one.document.date))]
    known += [law for matter in _matters(check) for law in matter.legal_basis]
    return all(grounded(_bare(one.text, len(made.sources)), known) for one in made.paragraphs)


def _bare(text: str, sources: int) -> str:
    for number in range(1, sources + 1):
        text = text.replace(f"[{number}]", "")
    return text
