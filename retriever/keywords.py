"""The keyword index (BM25). The only module that knows tantivy."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from errors import SearchFailed

_HEAP = 50_000_000
# A shorter word is a letter away from too many others; a longer one may be two away.
_FUZZY = 5
_FUZZIER = 8
# Each costs a walk through the index's words.
_MOST_FUZZY = 8


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
    def best(self, shelf: str, words: Sequence[str], count: int, *, misspelt: bool = False) -> list[KeywordMatch]:
        """The best passages of a shelf for the tokens, best first; raises SearchFailed.

        With `misspelt` a word that the index does not know finds those that differ from it in a letter or two.
        """
        if not words:
            return []
        searcher, asked = self._index.searcher(), list(dict.fromkeys(words))
        strange = set([word for word in asked if _strange(searcher, word)][:_MOST_FUZZY] if misspelt else ())
        terms = [(tantivy.Occur.Should, self._term(word, misspelt=word in strange)) for word in asked]
        on_shelf = tantivy.Query.const_score_query(tantivy.Query.term_query(self._schema, "shelf", shelf), 0.0)
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, on_shelf), (tantivy.Occur.Must, tantivy.Query.boolean_query(terms))]
        )
        hits = searcher.search(query, limit=count).hits
        return [KeywordMatch(searcher.doc(address)["id"][0], float(score)) for score, address in hits]

    def _term(self, word: str, *, misspelt: bool) -> tantivy.Query:
        if not misspelt:
            return tantivy.Query.term_query(self._schema, "words", word)
        distance = 2 if len(word) >= _FUZZIER else 1
        return tantivy.Query.fuzzy_term_query(self._schema, "words", word, distance=distance)

    def count(self) -> int:
        """Passages in the index."""
        return int(self._index.searcher().num_docs)


def _strange(searcher: tantivy.Searcher, word: str) -> bool:
    return len(word) >= _FUZZY and word.isalpha() and not searcher.doc_freq("words", word)
