"""Citations: quotes sliced from stored versions."""

from collections.abc import Iterable
from dataclasses import dataclass

from answer.answer import Citation, Related
from corpus.document import Document
from corpus.passage import Passage
from corpus.span import Span
from corpus.store import VersionStore
from corpus.version import Version
from retriever.hit import Hit


@dataclass(frozen=True)
class Evidence:
    """One range of a passage that is to be quoted, before it has a key."""

    passage: Passage
    document: Document
    span: Span
    score: float
    """How probably it answers, where the trained reader read it; else the cosine of the question with it, or with the
    past question that it answers."""

    @property
    def text(self) -> str:
        """The words of the range."""
        return self.passage.slice(self.span)


def cite(evidence: Iterable[Evidence], versions: VersionStore) -> tuple[Citation, ...]:
    """Citations with keys c1, c2, … in the order given; raises NotFound where a version is gone."""
    return tuple(_citation(f"c{number}", item, versions) for number, item in enumerate(evidence, 1))


def _citation(key: str, item: Evidence, versions: VersionStore) -> Citation:
    version = versions.get(item.passage.version)
    return Citation(
        key=key,
        quote=version.quote(item.span.start, item.span.end),
        passage=version.quote(item.passage.start, item.passage.end),
        document=item.document,
        version=item.passage.version,
        section=item.passage.section,
        page=version.page_at(item.span.start),
        start=item.span.start,
        end=item.span.end,
        score=round(item.score, 4),
    )


def cite_range(key: str, document: Document, version: Version, span: Span, score: float) -> Citation:
    """A citation of any range of a version, which is its own passage."""
    block = next((one for one in version.blocks if one.start <= span.start < one.end), None)
    quote = version.quote(span.start, span.end)
    return Citation(
        key=key,
        quote=quote,
        passage=quote,
        document=document,
        version=version.id,
        section=block.section if block else (),
        page=version.page_at(span.start),
        start=span.start,
        end=span.end,
        score=round(score, 4),
    )


def related(hits: Iterable[Hit], versions: VersionStore) -> tuple[Related, ...]:
    """The nearest passages, offered beside a decline."""
    return tuple(
        Related(
            passage=versions.get(hit.passage.version).quote(hit.passage.start, hit.passage.end),
            document=hit.document,
            version=hit.passage.version,
            section=hit.passage.section,
            page=hit.passage.page,
            start=hit.passage.start,
            end=hit.passage.end,
            score=round(hit.scores.sentence, 4),
        )
        for hit in hits
    )
