"""Questions that are known to be asked lead to what answers them, and to nothing where they are strange."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import numpy as np
import pytest
from house import House
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from corpus.document import Kind
from corpus.store import VersionStore
from corpus.version import Role
from errors import ModelUnavailable
from retriever.embedding import Embedder
from retriever.generation import Generation
from retriever.index_folder import IndexFolder
from retriever.known_questions import KnownQuestions, Place, words_key
from retriever.search import Retriever, Search
from settings import Settings

WORDS = ("The ferry allowance is paid each week", "Homes are let by need", "Lessons cost nothing", "Buses run late")
STRANGE = "zzz qqq xxx"


def unit(*values: float) -> NDArray[np.float32]:
    vector = np.array(values, np.float32)
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


@pytest.fixture
def stocked(house: House) -> House:
    house.file("town.txt", *WORDS)
    house.catalogue("town.txt")
    house.ingest()
    return house


@contextmanager
def knowing(house: House, question: str, answers: list[tuple[int, ...]], places: list[Place]) -> Iterator[Search]:
    """A search that knows one question, whose answer is told by places."""
    own = house.settings
    embedder = Embedder.load(own.embedding_model, own.models, own.embedding_dtype)
    known = KnownQuestions(embedder.question(question)[None], answers, places, "test")
    index, versions = IndexFolder(own.data_dir / "index"), VersionStore(house.versions)
    retriever = Retriever(index, versions, embedder, lambda: date(2026, 11, 21), known=known)
    with retriever.open() as search:
        yield search
    retriever.close()


def text_of(house: House, words: str) -> str:
    with house.search() as search:
        return next(one.text for one in search.passages_of("town") if one.text.startswith(words))


@pytest.mark.parametrize("words", WORDS)
def test_known_question_finds_its_passage(stocked: House, words: str) -> None:
    place = Place("town", words_key(text_of(stocked, words)), 0)
    with knowing(stocked, STRANGE, [(0,)], [place]) as search:
        first = search.search(STRANGE)[0]
    assert first.passage.text.startswith(words)
    assert first.sentence_known[0] > 0.9


def test_known_place_is_told_by_words_and_not_by_white_space(stocked: House) -> None:
    spaced = text_of(stocked, WORDS[2]).replace(" ", "\n  ")
    with knowing(stocked, STRANGE, [(0,)], [Place("town", words_key(spaced), 0)]) as search:
        assert search.search(STRANGE)[0].passage.text.startswith(WORDS[2])


@pytest.mark.parametrize("document", ["town", "elsewhere"])
def test_place_that_is_gone_says_nothing(stocked: House, document: str) -> None:
    with knowing(stocked, STRANGE, [(0,)], [Place(document, words_key("These words are gone."), 0)]) as search:
        found = search.search(STRANGE)
    with stocked.search() as plain:
        assert [hit.passage.id for hit in found] == [hit.passage.id for hit in plain.search(STRANGE)]
    assert not any(share for hit in found for share in hit.sentence_known)


def test_known_passage_still_has_to_pass_the_filter(stocked: House) -> None:
    place = Place("town", words_key(text_of(stocked, WORDS[1])), 0)
    with knowing(stocked, STRANGE, [(0,)], [place]) as search:
        assert search.search(STRANGE, kinds={Kind.PLAN}) == ()


def test_unanswered_neighbour_speaks_of_its_documents(stocked: House) -> None:
    with knowing(stocked, STRANGE, [()], []) as search:
        neighbours = search.neighbours(STRANGE)
    assert neighbours.answering == {}
    assert neighbours.unanswered > 0.9


def test_far_question_is_no_neighbour() -> None:
    known = KnownQuestions(unit(1, 0)[None], [(0,)], [Place("town", "0", 0)], "test")
    near, far = known.nearest(unit(1, 0.01)), known.nearest(unit(1, 2))
    assert near.answering[Place("town", "0", 0)] > 0.9
    assert sum(far.answering.values()) < 0.1
    assert near.strange < 0.1
    assert far.strange > 0.9


@hypothesis_settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.sampled_from([(), (0,), (1,), (0, 1)])),
        min_size=1,
        max_size=60,
    ),
    st.floats(-1, 1),
)
def test_shares_are_shares(rows: list[tuple[float, float, tuple[int, ...]]], turn: float) -> None:
    vectors = np.stack([unit(x, y, 0.5) for x, y, _ in rows])
    places = [Place("town", "0", 0), Place("town", "0", 1)]
    found = KnownQuestions(vectors, [answers for _, _, answers in rows], places, "test").nearest(unit(turn, 0.3, 1))
    assert all(0 <= share <= 1 for share in (*found.answering.values(), found.unanswered))
    assert found.unanswered + max(found.answering.values(), default=0.0) <= 1.0001


def test_every_shipped_place_stands_in_the_catalogue(settings: Settings) -> None:
    embedder = Embedder.load(settings.embedding_model, settings.models, "float32")
    known = KnownQuestions.load(embedder)
    assert known is not None
    index = IndexFolder(settings.data_dir / "index")
    generation = Generation.inspect(index.generation(index.require_current()))
    try:
        ids = generation.ids_by_words(known.documents)
        stored = generation.passages.by_id(list(ids.values()))
        gone = [place for place in known.places if (place.document, place.passage) not in ids]
        assert gone == [], "run 'python -m eval.known_questions': passages changed since"
        for place in known.places:
            passage = stored[ids[place.document, place.passage]].passage
            assert place.sentence < len(passage.sentences)
            assert passage.role is not Role.QUESTION
    finally:
        generation.close()


def test_another_model_knows_no_questions(tiny: object) -> None:
    assert KnownQuestions.load(Embedder.load(str(tiny), Settings(_env_file=None).models, "float32")) is None


def test_broken_part_is_named(tiny: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retriever.known_questions.NAME", "gone.safetensors")
    with pytest.raises(ModelUnavailable, match=r"gone\.safetensors.*Install Noddfa again"):
        KnownQuestions.load(Embedder.load(str(tiny), Settings(_env_file=None).models, "float32"))
