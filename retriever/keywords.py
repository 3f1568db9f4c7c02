"""The keyword index (BM25). The only module that knows tantivy."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from errors import SearchFailed

_HEAP = 50_000_000


@dataclass(frozen=True)
class KeywordMatch:
    """A passage id and its BM25 score."""

    id: str
    bm25: float


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:
        raise SearchFailed(f"The keyword index raised: {error}. Run 'noddfa index rollback'.") from error


class KeywordIndex:
    """Tokens of passages by shelf; queries are built from tokens, so punctuation can never break their syntax."""

    @_translated()
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        schema = (
            tantivy.SchemaBuilder()
            .add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
            .add_text_field("shelf", tokenizer_name="raw", index_option="basic")
            .add_text_field("words", tokenizer_name="whitespace", index_option="freq")
            .build()
        )
        self._schema = schema
        self._index = tantivy.Index(schema, path=str(folder))

    @_translated()
    def write(self, removed: Iterable[str], added: Iterable[tuple[str, str, Sequence[str]]]) -> None:
        """Apply one difference and commit; `added` gives id, shelf and tokens of each passage."""
        writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        for passage_id in removed:
            writer.delete_documents_by_term("id", passage_id)
        for passage_id, shelf, words in added:
            writer.add_document(tantivy.Document(id=passage_id, shelf=shelf, words=" ".join(words)))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    @_translated()
    def best(self, shelf: str, words: Sequence[str], count: int) -> list[KeywordMatch]:
        """The best passages of a shelf for the tokens, best first; raises SearchFailed."""
        if not words:
            return []
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "words", word))
            for word in dict.fromkeys(words)
        ]
        on_shelf = tantivy.Query.const_score_query(tantivy.Query.term_query(self._schema, "shelf", shelf), 0.0)
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, on_shelf), (tantivy.Occur.Must, tantivy.Query.boolean_query(terms))]
        )
        searcher = self._index.searcher()
        hits = searcher.search(query, limit=count).hits
        return [KeywordMatch(searcher.doc(address)["id"][0], float(score)) for score, address in hits]

    def count(self) -> int:
        """Passages in the index."""
        return int(self._index.searcher().num_docs)
