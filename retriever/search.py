"""Search: candidates by vector and by keyword in each language, then one fused ranking."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import numpy as np

from corpus.document import Document, Kind, Status
from corpus.passage import Passage
from corpus.store import VersionStore
from errors import NotFound
from retriever.analysis import tokens
from retriever.embedding import Embedder, Vectors
from retriever.fusion import Candidate, fuse
from retriever.generation import Generation
from retriever.hit import Hit, Scores
from retriever.holding import Holding, HoldingDetail, IndexState
from retriever.index_folder import IndexFolder
from retriever.known_questions import NO_NEIGHBOURS, KnownQuestions, Neighbours
from retriever.manifest import Manifest
from retriever.naming import named_in
from retriever.passage_store import StoredPassage, shelf_name, shelf_of
from retriever.reader import GenerationReader
from retriever.reranker import RERANKED, Reranker
from text.language import language

LANGUAGES = ("en", "cy")
_CANDIDATES = 60
_MOST_CANDIDATES = 4000


@dataclass(frozen=True)
class Filter:
    """Which documents may answer; applied after over-fetching, because a filter inside Chroma costs a scan."""

    kinds: frozenset[Kind] | None
    language: str | None
    as_of: date | None
    today: date
    superseded: bool = False
    """Whether documents may answer whose place another has taken."""

    def admits(self, document: Document, passage: Passage) -> bool:
        """Whether the document stood on the day asked for and is of a kind and language asked for."""
        if self.kinds is not None and document.kind not in self.kinds:
            return False
        if self.language is not None and passage.language != self.language:
            return False
        return self._stands(document)

    def _stands(self, document: Document) -> bool:
        day = self.as_of or self.today
        if self.superseded and document.status is Status.SUPERSEDED:
            return True
        published = self.as_of is None or document.date is None or document.date.earliest <= day
        if not published or not document.valid_on(day):
            return False
        if document.status is Status.CURRENT:
            return True
        # Since when it no longer stands is known only from its last day.
        if document.valid_to is None:
            return document.status is Status.SUPERSEDED and day < self.today
        return document.status is Status.SUPERSEDED or day < self.today


@dataclass(frozen=True)
class Shelf:
    """Passages that are searched together."""

    questions: bool
    """Whether it holds questions that documents echo: they are found by likeness, evidence by whether it answers."""
    language: str

    @property
    def name(self) -> str:
        """Its name in the stores."""
        return shelf_of(self.questions, self.language)


class Search:
    """Searches one generation, so that everything found for one question agrees."""

    def __init__(
        self,
        generation: Generation,
        versions: VersionStore,
        embedder: Embedder,
        today: date,
        reranker: Reranker | None = None,
        known: KnownQuestions | None = None,
    ) -> None:
        self._generation = generation
        self._versions = versions
        self._embedder = embedder
        self._today = today
        self._reranker = reranker
        self._known = known

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        kinds: Collection[Kind] | None = None,
        language: str | None = None,
        as_of: date | None = None,
    ) -> tuple[Hit, ...]:
        """The best passages of evidence, best first."""
        wanted = Filter(_frozen(kinds), language, as_of, self._today)
        if self._reranker is None:
            return self._best(query, limit, wanted, questions=False)
        hits = self._best(query, max(limit, RERANKED), wanted, questions=False)
        return self._reranker.rank(query, hits)[:limit]

    def questions(
        self, query: str, *, limit: int = 10, kinds: Collection[Kind] | None = None, as_of: date | None = None
    ) -> tuple[Hit, ...]:
        """The nearest questions that documents echo, which are never evidence themselves."""
        return self._best(query, limit, Filter(_frozen(kinds), None, as_of, self._today), questions=True)

    def neighbours(self, query: str) -> Neighbours:
        """What the known questions nearest to a question say of the documents that they were asked of."""
        if self._known is None:
            return NO_NEIGHBOURS
        return self._known.nearest(self._embedder.question(query))

    def asked_alike(
        self,
        query: str,
        *,
        limit: int,
        kinds: Collection[Kind] | None = None,
        language: str | None = None,
        as_of: date | None = None,
    ) -> tuple[Hit, ...]:
        """The questions that documents echo, those that ask likeliest the same first, whatever their words."""
        wanted = Filter(_frozen(kinds), language, as_of, self._today, superseded=True)
        hits = fuse(self._found(query, limit, wanted, questions=True), named_in(query))
        return tuple(sorted(hits, key=lambda hit: (-hit.scores.vector, hit.passage.id))[:limit])

    def _best(self, query: str, limit: int, wanted: Filter, *, questions: bool) -> tuple[Hit, ...]:
        return fuse(self._found(query, limit, wanted, questions=questions), named_in(query))[:limit]

    def _found(self, query: str, limit: int, wanted: Filter, *, questions: bool) -> list[Candidate]:
        found: list[Candidate] = []
        for code in LANGUAGES:
            shelf = Shelf(questions, code)
            if shelf.name in self._generation.shelves and wanted.language in (None, code):
                found += self._from_shelf(shelf, query, limit, wanted)
        return found

    def _from_shelf(self, shelf: Shelf, query: str, limit: int, wanted: Filter) -> list[Candidate]:
        """Fetch more and more until enough passages pass the filter or the shelf is exhausted."""
        generation = self._generation
        vector, of_sentences = self._vectors(query, questions=shelf.questions)
        known = {} if shelf.questions else self._known_places(query)
        words = tokens(" ".join([query, *generation.acronyms.expand(query)]), shelf.language)
        # A Welsh word is no misspelt English one.
        misspelt = language(query) == shelf.language
        count = max(_CANDIDATES, limit * 2)
        while True:
            near = generation.vectors.nearest(shelf.name, vector, count)
            best = generation.keywords.best(shelf.name, words, count, misspelt=misspelt)
            bm25 = {match.id: match.bm25 for match in best}
            stored = generation.passages.by_id(list(dict.fromkeys([*(item.id for item in near), *bm25, *known])))
            admitted = [
                _candidate(item, document, vector, of_sentences, bm25.get(passage_id, 0.0), known.get(passage_id, {}))
                for passage_id, item in stored.items()
                for document in (generation.holdings[item.passage.document].document,)
                if wanted.admits(document, item.passage) and shelf_name(item.passage) == shelf.name
            ]
            if len(admitted) >= limit or len(near) < count or count >= _MOST_CANDIDATES:
                return admitted
            count *= 4

    def _vectors(self, query: str, *, questions: bool) -> tuple[Vectors, Vectors]:
        """What passages and what their sentences are compared with."""
        if questions:
            return self._embedder.likeness(query), self._embedder.plain(query)
        return (self._embedder.question(query),) * 2

    def _known_places(self, query: str) -> dict[str, dict[int, float]]:
        """By passage id the sentences that answer known questions like this one, each with its share."""
        if self._known is None:
            return {}
        ids = self._generation.ids_by_words(self._known.documents)
        found: dict[str, dict[int, float]] = {}
        for place, share in self.neighbours(query).answering.items():
            if (place.document, place.passage) in ids:
                found.setdefault(ids[place.document, place.passage], {})[place.sentence] = share
        return found

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in text order; empty where it is not indexed."""
        return tuple(item.passage for item in self._generation.passages.of_document(document_id))

    def holdings(self) -> tuple[Holding, ...]:
        """Every indexed document, by id."""
        return tuple(self._generation.holdings.values())

    def holding(self, document_id: str) -> HoldingDetail:
        """One document with its text and passages; raises NotFound."""
        holding = self._generation.holdings.get(document_id)
        if holding is None:
            raise NotFound(f"No document '{document_id}' is indexed. 'noddfa documents' lists those that are.")
        return HoldingDetail(holding, self._versions.get(holding.version), self.passages_of(document_id))

    def state(self) -> IndexState:
        """What the generation says of itself."""
        manifest = Manifest.read(self._generation.folder)
        return IndexState(manifest.name, str(manifest.embedding), manifest.documents, manifest.passages, manifest.built)


class Retriever:
    """Opens searches over the generation that serves; safe to use from several threads."""

    def __init__(
        self,
        index: IndexFolder,
        versions: VersionStore,
        embedder: Embedder,
        today: Callable[[], date],
        reranker: Reranker | None = None,
        known: KnownQuestions | None = None,
    ) -> None:
        self._versions = versions
        self._embedder = embedder
        # Those that ship fit the model that ships: for any other there are none.
        self._known = known or KnownQuestions.load(embedder)
        self._today = today
        self._reranker = reranker
        self._reader = GenerationReader(index, embedder.identity)

    @contextmanager
    def open(self, generation: str | None = None, today: date | None = None) -> Iterator[Search]:
        """A search over the present generation, which stays open until the end; raises IndexMissing.

        One that is still kept can be named, and the day that counts as today.
        """
        day = today or self._today()
        with self._reader.lend(generation) as lent:
            yield Search(lent, self._versions, self._embedder, day, self._reranker, self._known)

    @property
    def embedder(self) -> Embedder:
        """The model that questions are read with."""
        return self._embedder

    def keeps(self, generation: str) -> bool:
        """Whether a generation is still there to be opened by its name."""
        return self._reader.keeps(generation)

    def close(self) -> None:
        """Close the index."""
        self._reader.close()


def _frozen(kinds: Collection[Kind] | None) -> frozenset[Kind] | None:
    return None if kinds is None else frozenset(kinds)


def _candidate(
    item: StoredPassage,
    document: Document,
    vector: Vectors,
    of_sentences: Vectors,
    bm25: float,
    known: Mapping[int, float],
) -> Candidate:
    sentences = item.vectors.sentences @ of_sentences
    best = int(np.argmax(sentences))
    scores = Scores(float(item.vectors.passage @ vector), float(sentences[best]), bm25)
    shares = tuple(known.get(number, 0.0) for number in range(len(sentences)))
    return Candidate(item.passage, document, scores, best, tuple(float(score) for score in sentences), shares)
