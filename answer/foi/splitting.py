"""A request for information taken apart into its questions, in the writer's words and order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from answer.foi.letter_lines import lines, quoted_lines
from answer.foi.regimes import regimes
from answer.foi.request import Asked, Request
from answer.foi.units import Unit, units
from answer.foi.wanting import Wanting
from text.formulas import without_formulas
from text.language import language


def read_request(text: str, wanting: Wanting) -> Request:
    """The questions of a request; the text is read as it is, and nothing in it is changed."""
    found = tuple(_asked(units(lines(text)), wanting)) or tuple(_asked(units(quoted_lines(text)), wanting))
    return Request(text, language(text), found, regimes(text, [one.whole for one in found]))


def _asked(found: Sequence[Unit], wanting: Wanting) -> Iterator[Asked]:
    """The units that ask; of an item of a list all from its first that does to its last."""
    for number, group in groupby(enumerate(found), key=lambda pair: pair[1].item or -pair[0] - 1):
        units_of = [unit for _, unit in group]
        asking = [unit for unit in units_of if wanting.asks(unit)]
        if number < 0:
            yield from (_one(unit, unit) for unit in asking)
        elif asking:
            yield replace(_one(asking[0], asking[-1]), item=_item(units_of, asking))


def _item(found: Sequence[Unit], asking: Sequence[Unit]) -> str:
    """All of an item that asks in some of its units; empty where it asks in all."""
    return "" if len(asking) == len(found) else without_formulas(" ".join(unit.text for unit in found))


def _one(first: Unit, last: Unit) -> Asked:
    text = first.text if first is last else f"{first.text} {last.text}"
    return Asked(first.start, last.end, without_formulas(text), without_formulas(first.stem))
