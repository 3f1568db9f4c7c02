"""Whether a piece of a request asks for information."""

import numpy as np
from numpy.typing import NDArray

from answer.foi.letter_lines import says
from answer.foi.units import Unit
from answer.phrasing import Phrasing
from text.questions import asks, states

_LEAST_WORDS = 2
_FRAGMENT = 3
_LONG = 30
_SIGNS = ("rhetorical", "orders", "things", "procedure", "leads", "narrates", "background")


class Wanting:
    """Tells what asks for information from what is told, felt or asked of the office."""

    def __init__(self, phrasing: Phrasing | None) -> None:
        self._phrasing = phrasing

    def asks(self, unit: Unit) -> bool:
        """Whether a unit asks; by the words alone where the classifier was trained over another model."""
        if self._phrasing is None:
            return by_rules(unit)
        return self._phrasing.wants(unit.text, signs(unit)) > 1 / 2


def signs(unit: Unit) -> NDArray[np.float32]:
    """What place and rules say of a unit, (40,): each sign, and again for items of lists alone."""
    count = len(unit.text.split())
    said = [
        _queries(unit.text),
        unit.item is not None,
        unit.leads,
        unit.listing,
        unit.last,
        bool(unit.stem),
        by_rules(unit),
        asks(unit.text),
        states(unit.text),
        names_a_thing(unit.text),
        count <= _FRAGMENT,
        count > _LONG,
        unit.text[:1].islower(),
        *(says(group, unit.text) is not None for group in _SIGNS),
    ]
    return np.array([*said, *(sign and unit.item is not None for sign in said)], np.float32)


def by_rules(unit: Unit) -> bool:
    """What the words say by themselves."""
    if len(unit.text.split()) < _LEAST_WORDS or says("rhetorical", unit.text):
        return False
    if unit.item is not None:
        return _listed(unit.text)
    if unit.leads and says("leads", unit.text):
        return False
    if _queries(unit.text):
        return says("procedure", unit.text) is None or says("orders", unit.text) is None
    if says("procedure", unit.text) or says("leads", unit.text):
        return False
    return says("orders", unit.text) is not None or names_a_thing(unit.text)


def names_a_thing(words: str) -> bool:
    """Whether words name what can be sent: `copies of the minutes`."""
    return says("things", words) is not None and not states(words) and len(words.split()) > _FRAGMENT


def _listed(words: str) -> bool:
    if _queries(words) or names_a_thing(words) or asks(words):
        return True
    return not any(says(group, words) for group in ("narrates", "procedure", "leads")) and not states(words)


def _queries(words: str) -> bool:
    return words.rstrip("\"”'’) ").endswith("?")
