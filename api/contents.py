"""The bodies of what a reader found in a document: actions, letters, forewords, definitions, footnotes."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import Field

from api.contract import Body
from corpus import action, contents, letter
from corpus.letter import AnomalyCode, DateRole, LetterKind, Outcome
from corpus.span import Span
from corpus.version import Version


class Excerpt(Body):
    """Words of a document: half-open offsets in the version's text, and […] where cleaning left something out."""

    text: str
    start: int
    end: int
    page: int | None


class Action(Excerpt):
    """An action of a plan; the last part of `section` names it, the parts before it are its chapter."""

    section: tuple[str, ...]
    label: str = Field(description="The number as printed; empty where there is none.")
    number: int | None
    title: str
    commitments: tuple[Excerpt, ...]
    organisations: tuple[str, ...]
    objectives: tuple[Excerpt, ...]
    dates: tuple[str, ...]


class Foreword(Excerpt):
    """A foreword with who signed it."""

    title: str
    author: str | None


class Definition(Excerpt):
    """A term and the sentence that says what it means."""

    term: str


class Footnote(Excerpt):
    """A footnote and the marks that point to it."""

    mark: str
    marked: tuple[Excerpt, ...]


class StatedReference(Excerpt):
    """A reference as the letter has it, and as it is usually written."""

    reference: str


class StatedDate(Excerpt):
    """A date as the letter has it, and what it is the date of."""

    role: DateRole
    iso: str


class Exemption(Excerpt):
    """A provision with its limb, where the letter names it, and the reason given."""

    provision: str
    limb: str | None
    reason: Excerpt | None


class Referral(Excerpt):
    """A body that the letter sends the requester to."""

    body: str


class Annex(Excerpt):
    """An annex that the letter names; its text may not be among what is held."""

    name: str
    present: bool


class Anomaly(Body):
    """Something that does not fit in a letter, with the places that show it."""

    code: AnomalyCode
    excerpts: tuple[Excerpt, ...]


class Exchange(Body):
    """One question of a request, what was said to it, and how it ended."""

    number: str | None
    stem: Excerpt | None
    """The words that a sub-question hangs on."""
    question: Excerpt
    answers: tuple[Excerpt, ...]
    outcome: Outcome
    exemptions: tuple[Exemption, ...]
    referrals: tuple[Referral, ...]
    annexes: tuple[Annex, ...]


class Letter(Excerpt):
    """One letter of a page, with its exchanges."""

    kind: LetterKind
    references: tuple[StatedReference, ...]
    dates: tuple[StatedDate, ...]
    exchanges: tuple[Exchange, ...]
    outcome: Outcome
    exemptions: tuple[Exemption, ...]
    annexes: tuple[Annex, ...]
    anomalies: tuple[Anomaly, ...]
    overturned: bool


class Particulars(Body):
    """What the document says of itself, each null where it says nothing that is sure."""

    title: str | None
    date: str | None
    author: str | None
    reference: str | None


class Contents(Body):
    """All facts that were found in one version."""

    particulars: Particulars
    actions: tuple[Action, ...]
    letters: tuple[Letter, ...]
    forewords: tuple[Foreword, ...]
    definitions: tuple[Definition, ...]
    footnotes: tuple[Footnote, ...]
    personal_data: dict[str, int] = Field(description="How many places name or reach a person, by sort.")


def contents_of(version: Version) -> Contents:
    """The facts of a version with the words that bear them."""
    return _Slicer(version).everything()


Shape = TypeVar("Shape", bound=Excerpt)


class _Slicer:
    """Gives each range of a version as its words and place."""

    def __init__(self, version: Version) -> None:
        self._version = version

    def everything(self) -> Contents:
        """Everything, in the order of the text."""
        found = self._version.contents
        return Contents(
            particulars=Particulars.model_validate(found.particulars),
            actions=tuple(self._action(one) for one in found.actions),
            letters=tuple(self._letter(one) for one in found.letters),
            forewords=tuple(
                self._cut(Foreword, one.span, title=one.title, author=one.author) for one in found.forewords
            ),
            definitions=tuple(self._cut(Definition, one.span, term=one.term) for one in found.definitions),
            footnotes=tuple(self._footnote(one) for one in found.footnotes),
            personal_data=dict(sorted(Counter(str(one.kind) for one in found.personal).items())),
        )

    def _cut(self, shape: type[Shape], span: Span, **fields: Any) -> Shape:
        version = self._version
        words = version.quote(span.start, span.end)
        return shape(text=words, start=span.start, end=span.end, page=version.page_at(span.start), **fields)

    def _excerpts(self, spans: Iterable[Span]) -> tuple[Excerpt, ...]:
        return tuple(self._cut(Excerpt, span) for span in spans)

    def _action(self, one: action.Action) -> Action:
        return self._cut(
            Action,
            one.span,
            section=one.section,
            label=one.label,
            number=one.number,
            title=one.title,
            commitments=self._excerpts(one.commitments),
            organisations=one.organisations,
            objectives=self._excerpts(one.objectives),
            dates=one.dates,
        )

    def _footnote(self, one: contents.Footnote) -> Footnote:
        return self._cut(Footnote, one.span, mark=one.mark, marked=self._excerpts(one.marked))

    def _letter(self, one: letter.Letter) -> Letter:
        return self._cut(
            Letter,
            one.span,
            kind=one.kind,
            references=tuple(self._cut(StatedReference, ref.span, reference=ref.text) for ref in one.references),
            dates=tuple(self._cut(StatedDate, day.span, role=day.role, iso=day.iso) for day in one.dates),
            exchanges=tuple(self._exchange(exchange) for exchange in one.exchanges),
            outcome=one.outcome,
            exemptions=self._exemptions(one.exemptions),
            annexes=self._annexes(one.annexes),
            anomalies=tuple(Anomaly(code=odd.code, excerpts=self._excerpts(odd.spans)) for odd in one.anomalies),
            overturned=one.overturned,
        )

    def _exchange(self, one: letter.Exchange) -> Exchange:
        return Exchange(
            number=one.number,
            stem=self._cut(Excerpt, one.stem) if one.stem else None,
            question=self._cut(Excerpt, one.question),
            answers=self._excerpts(one.answers),
            outcome=one.outcome,
            exemptions=self._exemptions(one.exemptions),
            referrals=tuple(self._cut(Referral, sent.span, body=sent.body) for sent in one.referrals),
            annexes=self._annexes(one.annexes),
        )

    def _exemptions(self, found: Iterable[letter.Exemption]) -> tuple[Exemption, ...]:
        return tuple(
            self._cut(
                Exemption,
                one.span,
                provision=one.provision,
                limb=one.limb,
                reason=self._cut(Excerpt, one.reason) if one.reason else None,
            )
            for one in found
        )

    def _annexes(self, found: Iterable[letter.Annex]) -> tuple[Annex, ...]:
        return tuple(self._cut(Annex, one.span, name=one.name, present=one.present) for one in found)
