"""Sources that lie on the web, named by their addresses."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePosixPath

import httpx2

from corpus.document import Document, Kind
from ingest.supply.fetching import Fetched, fetch
from ingest.supply.sources import Source, Sources, slug
from ingest.supply.web_address import parse_address

URL = "url"

Fetch = Callable[[str], Fetched]
"""As `fetching.fetch`: raises UnreadableSource."""


def from_addresses(addresses: Sequence[str], kind: Kind | None = None, *, fetch: Fetch = fetch) -> Sources:
    """Each address once, fetched when its turn comes; raises UsageError for what is no address of the web."""
    known = dict.fromkeys(parse_address(address) for address in addresses)
    return Sources(tuple(web_source(url, kind=kind, fetch=fetch) for url in known))


def web_source(
    url: httpx2.URL,
    document: Document | None = None,
    *,
    kind: Kind | None = None,
    origin: str = URL,
    fetch: Fetch = fetch,
) -> Source:
    """One page or file of a site, with what is known of its document."""
    name = site_name(url)
    document_id = document.id if document else slug(name)
    return Source(document_id, document, origin, str(url), name, partial(_download, str(url), fetch), str(url), kind)


def site_name(url: httpx2.URL) -> str:
    """The last part of the path without its ending, else the site's own name."""
    return PurePosixPath(url.path).stem or url.host


def _download(address: str, fetch: Fetch) -> bytes:
    return fetch(address).data
