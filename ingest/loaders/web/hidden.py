"""Which parts of an HTML page are hidden from its readers, and which only folded away until they open them."""

import re

from lxml import html

_STYLED_AWAY = re.compile(r"(?:^|[;\s])(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden)", re.IGNORECASE)
_FOLDED = re.compile(
    r"(?:[a-z0-9]{1,20}[-_]{1,2}){0,3}(?:accordion|collaps(?:e|ed|ible)|expand(?:er|able)|tab[-_]?(?:pane|panel|content)|"
    r"panel|toggle|disclosure|details)(?:[-_]{1,2}[a-z0-9]{1,20}){0,3}",
    re.IGNORECASE,
)
_OPENERS = ("aria-controls", "data-target", "data-bs-target")
_MOST_OPENED = 5_000


def is_hidden(element: html.HtmlElement) -> bool:
    """Whether the page itself hides the element; what waits to be found by a search is not hidden."""
    if element.tag in ("html", "body"):
        return False  # some pages hide themselves until a script has run
    hidden = element.get("hidden")
    return (
        (hidden is not None and hidden.lower() != "until-found")
        or (element.get("aria-hidden") or "").lower() == "true"
        or _STYLED_AWAY.search((element.get("style") or "")[:2_000]) is not None
    )


class Folds:
    """Tells a hidden part that a reader can open, such as a tab or the body of an accordion, from one that is gone."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._opened = {
            name.removeprefix("#")
            for key in _OPENERS
            for element in root.xpath(f"//*[@{key}]")[:_MOST_OPENED]
            for name in (element.get(key) or "")[:500].split()
        }

    def holds(self, element: html.HtmlElement) -> bool:
        """Whether something on the page opens the hidden element, by its role, its identifier or its class."""
        if (element.get("role") or "").lower() == "tabpanel" or element.get("id") in self._opened:
            return True
        around = (part for part in (element, element.getparent()) if part is not None)
        names = (name for part in around for name in (part.get("class") or "")[:500].split())
        return element.tag in ("div", "section", "dd", "li", "ul", "p") and any(map(_FOLDED.fullmatch, names))
