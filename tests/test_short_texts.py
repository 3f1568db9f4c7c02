"""A search over short texts: what it finds by meaning and by words, in posts, long texts and none at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import UsageError
from retriever.bm25 import Bm25
from retriever.embedding import Embedder
from retriever.short_texts import ShortTexts
from text.posts import running_text

TITLES = [
    ("hotel", "The Home Office chooses the hotels for asylum seekers"),
    ("bus", "Refugees travel free on buses in Wales"),
    ("atisn", "What the answer to ATISN 24923 says of sanctuary"),
    ("tocyn", "Mae ffoaduriaid yn teithio am ddim ar fysiau yng Nghymru"),
]


@pytest.fixture(scope="session")
def embedder(tiny: Path) -> Embedder:
    return Embedder.load(str(tiny), tiny, "float32")


@pytest.fixture(scope="session")
def titles(embedder: Embedder) -> ShortTexts:
    return ShortTexts(TITLES, embedder)


@pytest.mark.parametrize(
    ("query", "best"),
    [
        pytest.param("which hotel did the Home Office choose?", "hotel", id="other-forms-of-words"),
        pytest.param("atisn 24923", "atisn", id="reference"),
        pytest.param("ffoaduriaid ar fws", "tocyn", id="welsh-mutation"),
        pytest.param("@a_b RT #FreeBuses for #refugees 😡 https://t.co/Abc", "bus", id="post"),
        pytest.param("Nothing was said. " * 66 + TITLES[1][1], "bus", id="long-letter"),
    ],
)
def test_search_finds_the_text(titles: ShortTexts, query: str, best: str) -> None:
    assert titles.search(query)[0].id == best


def test_search_gives_every_text_once_best_first(titles: ShortTexts) -> None:
    found = titles.search("refugees on buses", limit=9)
    assert sorted(id for id, _ in found) == sorted(id for id, _ in TITLES)
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 + 1e-9 for score in scores)


def test_search_of_many_is_that_of_each(titles: ShortTexts) -> None:
    queries = ["free buses", "", "who chooses hotels", "sanctuary " * 900]
    many = titles.search_many(queries, 3)
    assert [[match.id for match in found] for found in many] == [
        [match.id for match in titles.search(query, 3)] for query in queries
    ]


def test_nearest_of_the_same_words_is_one(titles: ShortTexts) -> None:
    match = titles.nearest(TITLES[1][1], 1)[0]
    assert match.id == "bus"
    assert match.score == pytest.approx(1, abs=1e-3)


def test_no_texts_find_nothing(embedder: Embedder) -> None:
    empty = ShortTexts([], embedder)
    assert (empty.search("bus"), empty.nearest("bus"), len(empty)) == ([], [], 0)


def test_one_id_for_two_texts_is_refused(embedder: Embedder) -> None:
    with pytest.raises(UsageError, match="one id"):
        ShortTexts([("a", "one"), ("a", "two")], embedder)


def test_cache_saves_the_model_until_texts_change(embedder: Embedder, tmp_path: Path) -> None:
    cache = tmp_path / "kept" / "titles.npz"
    ShortTexts(TITLES, embedder, cache=cache)
    first = cache.read_bytes()
    ShortTexts(TITLES, embedder, cache=cache)
    assert cache.read_bytes() == first
    ShortTexts(TITLES[:2], embedder, cache=cache)
    assert cache.read_bytes() != first
    assert [path.name for path in cache.parent.iterdir()] == ["titles.npz"]


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04 half", b"no archive"], ids=["empty", "cut-off", "other"])
def test_cache_that_is_broken_is_made_again(
    embedder: Embedder, titles: ShortTexts, tmp_path: Path, broken: bytes
) -> None:
    cache = tmp_path / "titles.npz"
    cache.write_bytes(broken)
    again = ShortTexts(TITLES, embedder, cache=cache)
    assert again.search("free buses") == titles.search("free buses")


@pytest.mark.parametrize(
    ("post", "plain"),
    [
        pytest.param("RT @gov: Wales decides &amp; pays", "Wales decides & pays", id="reposted"),
        pytest.param("@a @b_c, is it true?", "is it true?", id="addressees"),
        pytest.param("as @CardiffCouncil said", "as Cardiff Council said", id="handle-inside"),
        pytest.param("#NationOfSanctuary #UKGov2026", "Nation Of Sanctuary UK Gov 2026", id="hashtags"),
        pytest.param("look www.x.cymru/a?b=c now", "look now", id="link"),
        pytest.param("They pay! — Ann Lee (@ann) March 3, 2026", "They pay! Ann Lee", id="signature"),
        pytest.param("ask foi@gov.wales in C# or #1", "ask foi@gov.wales in C# or #1", id="no-tags"),
        pytest.param("https://t.co/abc", "https://t.co/abc", id="link-alone"),
        pytest.param("croeso 🏴󠁧󠁢󠁷󠁬󠁳󠁿❤️ i bawb", "croeso i bawb", id="emoji"),
    ],
)
def test_post_is_read_as_running_text(post: str, plain: str) -> None:
    assert running_text(post) == plain


@given(st.text(max_size=300))
def test_post_of_any_sort_keeps_something(post: str) -> None:
    assert bool(running_text(post)) == bool(post.split())


def test_rare_word_weighs_more_and_repeats_little() -> None:
    index = Bm25([["wales", "asylum"], ["wales", "wales"], ["wales", "hotel"], []])
    scores = index.scores(["wales", "hotel", "hotel", "unknown"])
    assert scores[2] > 2 * scores[1] > 2 * scores[0] > scores[3] == 0
