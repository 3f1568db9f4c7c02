"""Says in words why a precedent is shown, what differs and how it stands."""

from collections.abc import Iterator, Sequence

from answer.dates import day_in_words
from answer.foi.differences import Differs
from answer.foi.precedent import Past, Precedent, Standing
from corpus.letter import Outcome
from prompts.wording import Wording

_MOST = 6
"""Words that are named."""


def why(precedent: Precedent, wording: Wording) -> str:
    """Why it is shown, with the words that both questions have, and how it stands."""
    words = wording.listed([f"“{word}”" for word in precedent.shared[:_MOST]])
    first = wording.line("precedent", "same_words", words=words) if words else wording.line("precedent", "same")
    return " ".join([first, *standing_notes(precedent.past, wording), wording.line("precedent", "not_binding")])


def differs(precedent: Precedent, wording: Wording) -> str | None:
    """What is not the same, in a sentence; None where nothing was seen."""
    if not precedent.differs:
        return None
    return wording.line("precedent", "differs", things=differing(precedent.differs, wording))


def differing(found: Sequence[Differs], wording: Wording) -> str:
    """The things that differ, as part of a sentence."""
    nothing = wording.line("precedent", "nothing")
    return wording.listed(
        [
            wording.line(
                "precedent",
                f"differs_{one.what}",
                here=", ".join(one.here) or nothing,
                there=", ".join(one.there) or nothing,
            )
            for one in found
        ]
    )


def standing_notes(past: Past, wording: Wording) -> Iterator[str]:
    """Its age, and whatever stands against using it."""
    if past.latest:
        yield wording.line("precedent", "age", date=day_in_words(past.latest, wording))
    if past.standing is not Standing.CURRENT:
        yield wording.line("precedent", past.standing)
    for annex in past.missing_annexes:
        yield wording.line("precedent", "annex", annex=annex.name)
    if past.outcome is Outcome.FUTURE_PUBLICATION:
        yield wording.line("precedent", "maybe_public")
