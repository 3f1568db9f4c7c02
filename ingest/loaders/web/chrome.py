"""Which parts of an HTML page belong to the site and not to the document."""

import re
from collections.abc import Iterator

from lxml import html

from ingest.loaders.web.hidden import is_hidden

UNSEEN = frozenset(("script", "style", "noscript", "template", "head", "svg", "iframe", "object", "title", "datalist"))
"""What no browser shows as text."""

_CONTROLS = frozenset(("button", "select", "textarea"))
_BANNERS = frozenset(("banner", "contentinfo", "search"))
_ASIDE = ("nav", "header", "footer", "aside")
_PREFIX = r"(?:[a-z0-9]{1,20}[-_]{1,2}){0,3}"
_NAMED = re.compile(
    _PREFIX + r"(?:cookies?[-_](?:banner|notice|consent|bar|message|policy|law|popup|overlay)|breadcrumbs?|crumbs?|"
    r"skip[-_]?(?:links?|to|nav|content|to[-_]\w{1,20})|(?:language|lang)[-_]?(?:switch(?:er)?|select(?:or)?|toggle|nav|links?|menu)|"
    r"share[-_](?:links?|buttons?|page|this|tools|bar|icons?)|sharethis|addtoany\w{0,30}|addthis\w{0,30}|"
    r"social[-_](?:links?|share|sharing|icons?|buttons?)|back[-_]to[-_]top|pagination|pager|print[-_](?:page|link|button))",
    re.IGNORECASE,
)
_SKIP = re.compile(r"\s{0,9}(?:skip|jump|neidio|ewch) (?:to|i|i'r|i’r|at|ymlaen) .{0,60}", re.IGNORECASE | re.DOTALL)
_COOKIES = re.compile(r"cookies?", re.IGNORECASE)
_LONGEST_SITE_PART = 1_500
"""Characters: a longer part is text, whatever it is called."""
_MOST_JUDGED = 400
"""Parts of a page that are measured; on a page with more of them their names alone decide nothing."""


class Chrome:
    """Tells the site from the document on one page; in doubt it is the document, since nothing may be lost."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._root = root
        self._judged = 0
        self._mains = _mains(root)
        self._around = {above for main in self._mains for above in (main, *main.iterancestors())}
        self._whole = sum(_lengths(root)) if not self._mains else sum(sum(_lengths(main)) for main in self._mains)

    @property
    def has_main(self) -> bool:
        """Whether the page names its main content, so that all else is the site's."""
        return bool(self._mains)

    def is_main(self, element: html.HtmlElement) -> bool:
        """Whether the main content begins here."""
        return any(element is main for main in self._mains)

    def is_site(self, element: html.HtmlElement, *, inside: bool, heading: bool) -> bool:
        """Whether the element is the site's.

        `inside` says that it stands in an article or section, `heading` that it stands in a heading.
        """
        tag = str(element.tag)
        if element in self._around or tag in ("html", "body"):
            return False
        if tag in _CONTROLS:
            return not heading
        return self._plays_part(element, tag, inside=inside) or self._is_named(element, inside=inside)

    def _plays_part(self, element: html.HtmlElement, tag: str, *, inside: bool) -> bool:
        """By its tag or role; the header and footer of an article are its own: its title, its notes."""
        role = (element.get("role") or "").lower()
        if tag in ("header", "footer") and not role:
            return not inside
        if role in _BANNERS:
            return next(element.iter("h1"), None) is None
        if tag in ("aside", "menu") or role in ("complementary", "menu", "menubar"):
            return (not inside and tag != "menu") or self._links_mostly(element)
        if tag in ("form", "dialog") or role == "dialog":
            return self._asks(element)
        return tag == "nav" or role == "navigation" or (tag == "a" and _skips(element))

    def _is_named(self, element: html.HtmlElement, *, inside: bool) -> bool:
        """By its class or identifier; an article on cookies may be named for them too, but has no banner's name."""
        if not element.attrib:
            return False
        names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500].split()
        named = any(_NAMED.fullmatch(name) or (not inside and _COOKIES.fullmatch(name)) for name in names)
        return named and 0 < self._length_if_short(element) < self._whole

    def _asks(self, element: html.HtmlElement) -> bool:
        """Whether a form or dialogue is for its fields; some sites wrap whole pages into one."""
        length = self._length_if_short(element)
        prose = next(element.iterdescendants("p", "h2", "h3", "h4", "article", "table"), None) is not None
        return length > 0 and (not prose or 2 * length <= self._whole)

    def _length_if_short(self, element: html.HtmlElement) -> int:
        """Characters of a part that could be the site's; 0 for a long one, or one that holds the main heading."""
        self._judged += 1
        if self._judged > _MOST_JUDGED or next(element.iter("h1"), None) is not None:
            return 0
        length = 0
        for part in _lengths(element):
            length += part
            if length > _LONGEST_SITE_PART:
                return 0
        return length

    def _links_mostly(self, element: html.HtmlElement) -> bool:
        self._judged += 1
        if self._judged > _MOST_JUDGED:
            return False
        linked = sum(sum(_lengths(link)) for link in element.iter("a"))
        return 2 * linked > sum(_lengths(element))


def _mains(root: html.HtmlElement) -> list[html.HtmlElement]:
    """The outermost elements that a page names as its main content, and its title where that stands above them."""
    named = [element for element in root.iter("main") if not is_hidden(element)]
    named += [element for element in root.xpath("//*[@role='main']") if element not in named and not is_hidden(element)]
    mains = [element for element in named[:20] if not any(above in named for above in element.iterancestors())]
    mains = [element for element in mains if any(_lengths(element))]
    if not mains:
        mains = _only_article(root)
    if mains and not any(next(main.iter("h1"), None) is not None for main in mains):
        mains += _title_elsewhere(root)
    return mains


def _only_article(root: html.HtmlElement) -> list[html.HtmlElement]:
    """The one article of a page, if at least half of what the site does not claim stands in it."""
    found = list(root.iter("article"))
    if len(found) != 1:
        return []
    claimed = [
        part
        for part in root.iter(*_ASIDE)
        if not any(above.tag in (*_ASIDE, "article") for above in part.iterancestors())
    ]
    own = sum(_lengths(found[0]))
    return found if own and 2 * own >= sum(_lengths(root)) - sum(sum(_lengths(part)) for part in claimed) else []


def _title_elsewhere(root: html.HtmlElement) -> list[html.HtmlElement]:
    titles = [element for element in root.iter("h1") if any(_lengths(element))]
    return titles if len(titles) == 1 and not any(above.tag in _ASIDE for above in titles[0].iterancestors()) else []


def visible_text(element: html.HtmlElement) -> str:
    """The words of an element, without what no browser shows as text, and without those behind it."""
    parts: list[str] = []
    for part in element.iter():
        if isinstance(part.tag, str) and part.tag not in UNSEEN:
            parts.append(part.text or "")
        if part is not element:
            parts.append(part.tail or "")
    return " ".join(parts)


def _lengths(element: html.HtmlElement) -> Iterator[int]:
    """How many characters each run of visible text has."""
    for part in element.iter():
        if isinstance(part.tag, str) and part.tag not in UNSEEN and part.text:
            yield len(part.text.strip())
        if part is not element and part.tail:
            yield len(part.tail.strip())


def _skips(link: html.HtmlElement) -> bool:
    return (link.get("href") or "").startswith("#") and _SKIP.fullmatch(link.text_content()[:200]) is not None
