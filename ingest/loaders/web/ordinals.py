"""The numbers that a browser draws in front of the items of a list."""

from lxml import html

from ingest.loaders.ordinals import nested, written


class Ordinals:
    """Gives the items of each `ol` their numbers in the order in which they are met."""

    def __init__(self) -> None:
        self._next: dict[html.HtmlElement, int] = {}

    def of(self, item: html.HtmlElement) -> str:
        """What is drawn in front of an `li`; empty in a list with bullets or without an `ol` around it."""
        above = item.getparent()
        if above is None or above.tag != "ol":
            return ""
        step = -1 if above.get("reversed") is not None else 1
        number = _number(item.get("value"))
        if number is None:
            number = self._next.get(above)
        if number is None:
            number = _first(above, step)
        self._next[above] = number + step
        drawn = written(number, item.get("type") or above.get("type") or "1")
        return nested(drawn) if next(above.iterancestors("ol"), None) is not None else drawn


def _first(above: html.HtmlElement, step: int) -> int:
    said = _number(above.get("start"))
    if said is not None:
        return said
    return sum(child.tag == "li" for child in above) if step < 0 else 1


def _number(text: str | None) -> int | None:
    return int(text) if text and len(text) < 6 and text.strip().isdecimal() else None
