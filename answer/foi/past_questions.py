"""Finds what a past question was answered: from the passage that echoes it to the exchange of its letter."""

from collections.abc import Iterator, Sequence

from answer.foi.precedent import Past
from corpus.letter import Exchange, Letter
from corpus.store import VersionStore
from corpus.version import Version
from retriever.hit import Hit


def past_questions(hits: Sequence[Hit], versions: VersionStore) -> Iterator[tuple[Hit, Past]]:
    """For each hit on an echoed question the exchange that it belongs to, each once; hits of no letter are left out."""
    seen: set[tuple[str, int]] = set()
    opened: dict[str, Version] = {}
    for hit in hits:
        version = opened.setdefault(hit.passage.version, versions.get(hit.passage.version))
        found = _exchange_at(version, hit.passage.start)
        if found is None or (hit.passage.version, found[1].question.start) in seen:
            continue
        letter, exchange = found
        seen.add((hit.passage.version, exchange.question.start))
        yield hit, Past(hit.document, hit.passage.version, letter, exchange, _words(version, exchange))


def _exchange_at(version: Version, start: int) -> tuple[Letter, Exchange] | None:
    for letter in version.contents.letters:
        for exchange in letter.exchanges:
            if exchange.question.start <= start < exchange.question.end:
                return letter, exchange
    return None


def _words(version: Version, exchange: Exchange) -> str:
    asked = version.quote(exchange.question.start, exchange.question.end)
    if exchange.stem is None:
        return " ".join(asked.split())
    stem = version.quote(exchange.stem.start, exchange.stem.end)
    return " ".join(f"{stem.rstrip(' :')}: {asked}".split())
