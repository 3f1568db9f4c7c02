"""The checklist of a draft: what a machine can look at before a human reads it, over our own wording alone."""

from collections.abc import Callable, Iterable, Iterator

from answer.dates import day_in_words
from answer.likeness import plain
from answer.linting.bare_figures import figures_without_period, has_figure, shares_without_whole
from answer.linting.identities import persons, places
from answer.linting.myths import myths, reports_claim
from answer.linting.own_words import QUOTED, OwnParagraph, OwnWords, own_words, words
from answer.linting.plainness import (
    LONGEST_SENTENCES,
    MOST_LONG_WORDS,
    OLDEST,
    UNDER,
    length,
    reading_age,
    welsh_plainness,
)
from answer.linting.politics import parties_and_politicians, praise_and_blame
from answer.linting.terms import demeaning_terms, legal_advice, mixed_terms, promises, verdict_words
from answer.linting.word_lists import pattern
from answer.reply import CheckItem, ReplyDraft
from prompts.wording import Wording
from text.dates import dates

_SHOWN, _LONGEST_SHOWN = 3, 80
_FEWEST_OF_A_FACT = 4

_FINDERS: dict[str, Callable[[OwnWords], Iterable[str]]] = {
    "myth": myths,
    "figure_period": figures_without_period,
    "share": shares_without_whole,
    "party": parties_and_politicians,
    "praise": praise_and_blame,
    "demeaning": demeaning_terms,
    "verdict": verdict_words,
    "promise": promises,
    "legal_advice": legal_advice,
    "person": persons,
    "place": places,
    "terms": mixed_terms,
}


def checklist(draft: ReplyDraft, wording: Wording) -> tuple[CheckItem, ...]:
    """One item for each thing looked at, always all and in the same order.

    Words are looked at and not their meaning: an item that is in order says that nothing was found. Quotations of the
    cited sources and the list of sources are not our wording; words in quotation marks that no source says are.
    """
    own = own_words(draft)
    found = (_item(name, list(dict.fromkeys(finder(own))), wording) for name, finder in _FINDERS.items())
    return (*found, _uncited(own, wording), _length(own, wording), _plain(own, wording), *_said(own, wording))


def _item(name: str, found: list[str], wording: Wording) -> CheckItem:
    return _checked(name, not found, wording, found=_shown(found, wording))


def _checked(name: str, ok: bool, wording: Wording, **values: str) -> CheckItem:
    why = wording.line("checklist_ok" if ok else "checklist_amiss", name, **values)
    return CheckItem(wording.line("checklist", name), ok, why)


def _shown(found: list[str], wording: Wording) -> str:
    """The first few finds in quotation marks, long ones cut, and how many more there are."""
    short = [" ".join(one.replace(QUOTED, "…").split()) for one in found]
    cut = [one if len(one) <= _LONGEST_SHOWN else one[: _LONGEST_SHOWN - 1].rstrip() + "…" for one in short]
    shown = ", ".join(f"“{one}”" for one in cut[:_SHOWN])
    more = len(cut) - _SHOWN
    return shown + (wording.line("words", "and_more", count=str(more)) if more > 0 else "")


def _uncited(own: OwnWords, wording: Wording) -> CheckItem:
    known = {citation.key for citation in own.draft.citations}
    amiss = [one.text for one in own.paragraphs if not known.issuperset(one.citations) or _lacks_source(one, own)]
    return _item("source", amiss, wording)


def _lacks_source(paragraph: OwnParagraph, own: OwnWords) -> bool:
    """Whether a paragraph cites nothing, names no law that the register rests on, and states a fact."""
    held = [claim.competence for claim in own.draft.claims if claim.competence is not None]
    laws = [plain(law) for competence in held for matter in competence.matters for law in matter.shown_basis]
    if paragraph.citations or paragraph.is_heading or any(law in paragraph.text for law in laws):
        return False
    return any(_states_fact(sentence) for sentence in paragraph.sentences)


def _states_fact(sentence: str) -> bool:
    if sentence.endswith("?") or _asks(sentence) or reports_claim(sentence):
        return False
    long = len(words(sentence)) >= _FEWEST_OF_A_FACT
    return has_figure(sentence) or (long and not pattern("not_facts").search(sentence))


def _asks(sentence: str) -> bool:
    return pattern("asks").search(sentence) is not None


def _length(own: OwnWords, wording: Wording) -> CheckItem:
    count, under = length(own), UNDER[own.draft.audience]
    return _checked("length", count < under, wording, count=str(count), under=str(under))


def _plain(own: OwnWords, wording: Wording) -> CheckItem:
    """A reading age in English; in Welsh, for which no formula gives one, what is measured instead."""
    if own.draft.language != "cy":
        age = reading_age(own)
        return _checked("reading_age", age <= OLDEST, wording, age=str(age), oldest=str(OLDEST))
    measured = welsh_plainness(own)
    return _checked(
        "plain_words",
        measured.plain,
        wording,
        mean=f"{measured.sentence_length:.0f}",
        longest=str(LONGEST_SENTENCES),
        share=f"{measured.long_words:.0f}",
        most=str(MOST_LONG_WORDS),
    )


def _said(own: OwnWords, wording: Wording) -> Iterator[CheckItem]:
    """What every draft says somewhere: the day it holds for, and whom to ask."""
    iso = own.draft.as_of.isoformat()
    day = day_in_words(own.draft.as_of, wording)
    yield _checked("as_of", any(found.iso == iso for found in dates(own.text)), wording, day=day)
    yield _checked("whom_to_ask", any(map(_asks, own.sentences)), wording)
