"""What an HTML page says of itself in its head."""

from lxml import html

from ingest.loaders.addresses import address, web_address
from ingest.loaders.file_facts import day_of, language_of, words
from ingest.loaders.loaded import FileFacts

# When a page was made or last changed is not when it was published.
_DATES = (
    *("dcterms.issued", "dcterms.date", "dc.date.issued", "dc.date", "article:published_time", "datepublished"),
    *("date", "publishdate", "pubdate"),
)
_AUTHORS = ("author", "dcterms.creator", "dc.creator", "article:author")
_TITLES = ("dcterms.title", "dc.title", "og:title")


def facts_of(root: html.HtmlElement) -> FileFacts:
    """Title, author, date, language and address, each the first that says something usable."""
    said = _metas(root)
    titles = [element.text_content() for element in root.iter("title") if _is_in_head(element)]
    author = next((found for name in _AUTHORS if (found := words(said.get(name))) and "://" not in found), None)
    return FileFacts(
        title=next(
            (found for value in (*titles, *(said.get(name) for name in _TITLES)) if (found := words(value))), None
        ),
        author=author,
        date=next((found for name in _DATES if (found := day_of(said.get(name)))), None),
        language=language_of(root.get("lang") or said.get("dcterms.language") or said.get("content-language")),
        url=_canonical(root) or web_address(said.get("og:url")),
    )


def base_of(root: html.HtmlElement, published: str | None) -> str | None:
    """What relative addresses are relative to: the page's base, else the address at which it was published."""
    for element in root.iter("base"):
        if found := address(element.get("href"), published):
            return web_address(found)
    return published


def _metas(root: html.HtmlElement) -> dict[str, str]:
    """The first value under each name, names in small letters."""
    said: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or element.get("http-equiv")
        if name and (content := element.get("content")):
            said.setdefault(name.strip().lower().replace("dc.terms.", "dcterms."), content)
    return said


def _canonical(root: html.HtmlElement) -> str | None:
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split() and (url := web_address(element.get("href"))):
            return url
    return None


def _is_in_head(element: html.HtmlElement) -> bool:
    """A drawing inside the page may have a title too."""
    above = element.getparent()
    return above is not None and above.tag in ("head", "html", "body")
