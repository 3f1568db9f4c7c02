"""What a question asks for, read from its words: powers, yes or no, a figure, a date, an opinion."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Side(StrEnum):
    """Whose power a yes-or-no question asserts."""

    WALES = "wales"
    UK = "uk"
    BOTH = "both"


class Wanted(StrEnum):
    """The kind of thing that would answer."""

    FIGURE = "figure"
    DATE = "date"
    WHO = "who"
    ANYTHING = "anything"


# From what probability of a deed `yes` would mislead, and from what the question is taken for one; in folds of the
# training questions the one finds 0.92 of the deeds and keeps 0.95 of the powers, the other 0.71 and 0.99.
MAYBE_DEED = 0.2
SURELY_DEED = 0.7


class Measure(StrEnum):
    """The kind of figure asked for."""

    DURATION = "duration"
    SHARE = "share"
    MONEY = "money"
    COUNT = "count"


@dataclass(frozen=True)
class Intent:
    """How a question reads."""

    about_powers: bool
    """Whether it asks who decides, may decide or is responsible."""
    names_decider: bool
    """Whether it names a government or asks for one, so that it may be about powers."""
    asserted: Side | None
    """In a yes-or-no question, the side said to decide; None where it is not one or names no side first."""
    yes_or_no: bool
    """Whether it can be answered with yes or no, as far as words tell."""
    asks: bool
    """Whether it asks at all; what only states something is neither agreed with nor denied."""
    wholly: bool
    """Whether the power is said to lie with that side alone."""
    wanted: Wanted
    measure: Measure | None
    """What kind of figure, where that can be told."""
    also: bool
    """Whether a figure or a date is asked for behind another question."""
    counted: str
    """What is to be counted, at the beginning of these words; empty where nothing is or it cannot be told."""
    opinion: bool
    personal: bool
    deed: float = 0.0
    """How probably yes or no is asked of what is done, and not of who may do it: words alone do not tell."""

    @property
    def surely_deed(self) -> bool:
        """Whether what is done is to be told rather than who decides."""
        return self.deed > SURELY_DEED


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of intent.toml by group, compiled once."""
    groups = tomllib.loads(files("answer").joinpath("intent.toml").read_text(encoding="utf-8"))
    return {group: re.compile("|".join(patterns), re.IGNORECASE) for group, patterns in groups.items()}


def _says(group: str, text: str) -> re.Match[str] | None:
    return _patterns()[group].search(text)


def read_intent(question: str) -> Intent:
    """How a question in English or Welsh reads; words alone, so a rough reading that later stages check."""
    text = question.replace("’", "'")
    return Intent(
        about_powers=_names_decider(text) and bool(_says("power", text)),
        names_decider=_names_decider(text),
        asserted=_asserted(text),
        yes_or_no=bool(_says("yes_no", text)) and not _opens(text),
        asks="?" in text or bool(_says("yes_no", text) or _says("open", text)),
        wholly=bool(_says("wholly", text)),
        wanted=_wanted(text),
        measure=next((measure for measure in Measure if _says(measure.value, text)), None),
        also=bool(_says("also", text)),
        counted=_counted(text),
        opinion=bool(_says("opinion", text)),
        personal=bool(_says("personal", text)),
    )


def deciders(text: str) -> str:
    """A text in small letters with `<wales>` and `<uk>` for whatever stands for either side."""
    plain = text.casefold().replace("’", "'")
    for group, name in (
        ("wales", "<wales>"),
        ("uk", "<uk>"),
        ("stands_for_wales", "<wales>"),
        ("stands_for_uk", "<uk>"),
    ):
        plain = re.sub(r"(?<!<)(?:" + _patterns()[group].pattern + ")", f" {name} ", plain)
    return re.sub(r"(<\w+>)(?:\s+\1)+", r"\1", plain)


def _names_decider(text: str) -> bool:
    if _says("what_powers", text):
        return True
    if _says("not_powers", text) and not _says("who_decides", text):
        return False
    return bool(_says("wales", text) or _says("uk", text) or _says("who_decides", text))


def _asserted(text: str) -> Side | None:
    if not _says("yes_no", text) or _opens(text):
        return None
    wales, uk = _says("wales", text), _says("uk", text)
    if wales and uk and _says("either", text):
        return None
    if wales and (uk is None or wales.start() < uk.start()):
        return Side.WALES
    return Side.UK if uk else None


def _opens(text: str) -> bool:
    """Whether the last sentence, which asks where what stands before it tells the story, opens like who or when."""
    last = [part for part in re.split(r"(?<=[.!?:;])\s+", text.strip()) if part][-1:]
    return any(_says("open", part) for part in last)


def _counted(text: str) -> str:
    match = _says("count", text)
    return text[match.end() :] if match else ""


def _wanted(text: str) -> Wanted:
    for group, wanted in (("figure", Wanted.FIGURE), ("date", Wanted.DATE), ("who", Wanted.WHO)):
        if _says(group, text):
            return wanted
    return Wanted.ANYTHING
