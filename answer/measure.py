"""Whether a sentence holds a figure of the thing that a question counts or measures."""

from answer.intent import Intent, Measure
from retriever.analysis import tokens
from text.figures import Figure, figures

_UNITS = {
    Measure.DURATION: ("years", "months", "weeks", "days", "hours"),
    Measure.SHARE: ("percent", "ratio"),
    Measure.MONEY: ("gbp", "eur", "usd", "percent"),
    Measure.COUNT: ("count",),
}
# What is counted under whatever name: no word of the sentence need repeat these.
_ANYTHING = frozenset(
    ("person", "people", "body", "organisation", "organization", "group", "partner", "other", "of", "the", "different")
)
_NOUN = 3
_BEHIND = 60


def holds_figure(intent: Intent, sentence: str) -> bool:
    """Whether some figure of the sentence has the unit asked for and, in English, counts what is asked for."""
    found = [figure for figure in figures(sentence) if figure.unit != "year"]
    if intent.measure is None:
        return bool(found)
    fitting = [figure for figure in found if figure.unit in _UNITS[intent.measure]]
    if intent.measure is not Measure.COUNT:
        return bool(fitting)
    # The words behind `how many` up to the verb, as a rule.
    noun = frozenset(tokens(intent.counted, "en")[:_NOUN])
    return any(_counts(figure, sentence, noun) for figure in fitting)


def _counts(figure: Figure, sentence: str, noun: frozenset[str]) -> bool:
    behind = frozenset(tokens(sentence[figure.end : figure.end + _BEHIND], "en"))
    return bool(noun & _ANYTHING) or bool(noun & behind)
