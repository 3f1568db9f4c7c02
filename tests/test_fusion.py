"""Ranking: what a query names is lifted, what says the same again stands behind, and a misspelt word is found."""

from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from house import House
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document, Kind, PartialDate
from corpus.passage import Passage
from corpus.span import Span
from corpus.version import Role
from retriever.fusion import NAMED_WEIGHT, UNOFFICIAL_PENALTY, Candidate, fuse
from retriever.hit import Scores
from retriever.keywords import KeywordIndex
from retriever.naming import named_in

NOTHING = named_in("")
TEXTS = (
    "The ferry allowance is paid each week to those who sail.",
    "Council homes are let by need and by time waited.",
    "Lessons in Welsh and in English cost nothing.",
)


def candidate(name: str, score: float, text: str, *, kind: Kind = Kind.GUIDANCE, official: bool = True) -> Candidate:
    """A passage that is one sentence, with the same score in all three ways."""
    document = Document(
        name, name, kind, "Nobody", "en", "Synthetic", PartialDate(2024, 5), reference="WG36317", official=official
    )
    passage = Passage(name, "v", 0, len(text), text, "", Role.BODY, (), None, "en", (Span(0, len(text)),))
    return Candidate(passage, document, Scores(score, score, 10 * score), 0, (score,), (0.0,))


def ranked(candidates: Iterable[Candidate], query: str = "") -> list[str]:
    return [hit.document.id for hit in fuse(list(candidates), named_in(query))]


def test_fusion_of_nothing() -> None:
    assert fuse([], NOTHING) == ()


def test_best_is_first() -> None:
    scores = (0.2, 0.9, 0.5)
    hits = fuse([candidate(str(score), score, text) for score, text in zip(scores, TEXTS, strict=True)], NOTHING)
    assert [(hit.rank, hit.document.id) for hit in hits] == [(1, "0.9"), (2, "0.5"), (3, "0.2")]
    assert hits[0].passage.slice(hits[0].best_sentence) == TEXTS[1]


@pytest.mark.parametrize(
    ("query", "things"),
    [
        ("what does it say", 0),
        ("what does the plan say", 1),
        ("the plan of 2024", 2),
        ("the plan of May 2024", 3),
        ("WG36317", 2),
    ],
)
def test_each_thing_named_lifts_as_much(query: str, things: int) -> None:
    plan = candidate("plan", 0.5, TEXTS[0], kind=Kind.PLAN)
    unnamed, named = (fuse([plan], naming)[0].score for naming in (NOTHING, named_in(query)))
    assert named - unnamed == pytest.approx(things * NAMED_WEIGHT)


def test_named_kind_decides_between_equals() -> None:
    pair = [candidate("plan", 0.5, TEXTS[0], kind=Kind.PLAN), candidate("count", 0.5, TEXTS[1], kind=Kind.STATISTICS)]
    assert ranked(pair, "y cynllun") == ["plan", "count"]
    assert ranked(pair, "yr ystadegau") == ["count", "plan"]


def test_unofficial_ranks_below_an_equal() -> None:
    pair = [candidate("page", 0.5, TEXTS[0], official=False), candidate("letter", 0.5, TEXTS[1])]
    first, second = fuse(pair, NOTHING)
    assert (first.document.official, second.document.official) == (True, False)
    assert first.score - second.score == pytest.approx(UNOFFICIAL_PENALTY)


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(TEXTS[0], id="word-for-word"),
        pytest.param(TEXTS[0].upper(), id="capitals"),
        pytest.param(TEXTS[0].replace(" ", "\n  "), id="other-lines"),
        pytest.param(TEXTS[0].replace("each", "every"), id="one-word-other"),
    ],
)
def test_repeat_stands_behind_all(copy: str) -> None:
    shown = [candidate("first", 0.9, TEXTS[0]), candidate("copy", 0.8, copy)]
    others = [candidate("homes", 0.3, TEXTS[1]), candidate("lessons", 0.1, TEXTS[2])]
    assert ranked([*others, *shown]) == ["first", "homes", "lessons", "copy"]


def test_repeats_keep_their_order() -> None:
    scores = {"homes": 0.9, "homes-again": 0.8, "ferry": 0.7, "ferry-again": 0.6}
    twins = [candidate(name, score, TEXTS["homes" in name]) for name, score in scores.items()]
    assert ranked(twins) == ["homes", "ferry", "homes-again", "ferry-again"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TEXTS[0].replace("each week", "in March alone"), id="three-words-other"),
        pytest.param(f"{TEXTS[0]} Nobody under sixteen may have it.", id="says-more"),
        pytest.param(" ".join(TEXTS[0].split()[:8]), id="says-less"),
        pytest.param("", id="empty"),
    ],
)
def test_passage_that_differs_keeps_its_place(text: str) -> None:
    likely = [candidate("first", 0.9, TEXTS[0]), candidate("second", 0.8, text), candidate("homes", 0.3, TEXTS[1])]
    assert ranked(likely) == ["first", "second", "homes"]


def test_passages_without_words_are_no_repeats() -> None:
    blank = [candidate("one", 0.9, ""), candidate("two", 0.8, " \n"), candidate("homes", 0.3, TEXTS[1])]
    assert ranked(blank) == ["one", "two", "homes"]


def test_repeat_far_down_is_left() -> None:
    many = [candidate(f"{at:02}", 1 - at / 100, f"Number {at} of its own: {at}x {at}y {at}z.") for at in range(30)]
    copy, last = candidate("copy", 0.2, many[0].passage.text), candidate("last", 0.1, TEXTS[0])
    assert ranked([*many, copy, last])[-2:] == ["copy", "last"]
    assert ranked([*many[:20], copy, last])[-2:] == ["last", "copy"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10), st.sampled_from(TEXTS), st.booleans()), max_size=30), st.randoms())
def test_nothing_is_lost_and_order_of_arrival_is_nothing(rows: list[tuple[int, str, bool]], order: Random) -> None:
    found = [candidate(f"d{at}", row[0] / 10, row[1], official=row[2]) for at, row in enumerate(rows)]
    shuffled = list(found)
    order.shuffle(shuffled)
    hits = fuse(found, NOTHING)
    assert [hit.rank for hit in hits] == list(range(1, len(found) + 1))
    assert {hit.document.id for hit in hits} == {item.document.id for item in found}
    assert [hit.document.id for hit in fuse(shuffled, NOTHING)] == [hit.document.id for hit in hits]
    # The first of each text lead, best first.
    leading = hits[: len({row[1] for row in rows})]
    assert len({hit.passage.text for hit in leading}) == len(leading)
    assert [hit.score for hit in leading] == sorted((hit.score for hit in leading), reverse=True)


@pytest.fixture
def words(tmp_path: Path) -> KeywordIndex:
    index = KeywordIndex(tmp_path / "words")
    rows = {"ferry": ["ferry", "allowance"], "sanctuary": ["sanctuary", "work"], "house": ["house", "2019a"]}
    index.write((), ((name, "evidence-en", tokens) for name, tokens in rows.items()))
    index.write((), [("welsh", "evidence-cy", ["houze", "noddfa"])])
    return index


@pytest.mark.parametrize(
    ("misspelt", "found"),
    [
        ("ferrry", ["ferry"]),
        ("fery", []),  # four letters are too few
        ("feryr", ["ferry"]),  # two letters that changed places are one slip
        ("firri", []),  # two slips in five letters
        ("sanctuarry", ["sanctuary"]),
        ("zanctuarry", ["sanctuary"]),
        ("zanctuarri", []),
        ("2018a", []),
        ("houze", []),  # the Welsh passage knows it
    ],
)
def test_misspelt_word(words: KeywordIndex, misspelt: str, found: list[str]) -> None:
    assert [match.id for match in words.best("evidence-en", [misspelt], 10, misspelt=True)] == found
    assert words.best("evidence-en", [misspelt], 10) == []


def test_misspelt_word_beside_a_known_one(words: KeywordIndex) -> None:
    matches = words.best("evidence-en", ["work", "allowence"], 10, misspelt=True)
    assert {match.id for match in matches} == {"sanctuary", "ferry"}
    known = words.best("evidence-en", ["sanctuary"], 10)
    assert words.best("evidence-en", ["sanctuary"], 10, misspelt=True) == known


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_slip_in_a_word_is_found(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    index = KeywordIndex(tmp_path_factory.mktemp("slip"))
    index.write((), [("one", "evidence-en", ["sanctuary"])])
    at = data.draw(st.integers(0, len("sanctuary") - 1))
    instead = data.draw(st.sampled_from(["", "x", "xq", "sanctuary"[at] * 2]))
    slip = f"{'sanctuary'[:at]}{instead}{'sanctuary'[at + 1 :]}"
    assert [match.id for match in index.best("evidence-en", [slip], 1, misspelt=True)] == ["one"]


def test_welsh_word_is_no_misspelt_english_one(house: House) -> None:
    house.file("name.txt", "The Llochas family opened a bakery.")
    house.catalogue("name.txt")
    house.ingest()
    with house.search() as search:
        queries = ("Who opened the lloches bread oven?", "Pwy sy'n cael lloches yng Nghymru?")
        scores = [search.search(query, limit=1)[0].scores.keyword for query in queries]
        assert scores[0] > search.search("Who opened the bread oven?", limit=1)[0].scores.keyword
    assert scores[1] == 0


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (
            "Councils must house people within 56 days of asking for help.",
            "Councils must not house people within 56 days of asking for help.",
        ),
        (
            "Councils must house people within 56 days of asking for help.",
            "Councils must house people within 28 days of asking for help.",
        ),
    ],
    ids=["negation", "figure"],
)
def test_repeat_that_says_another_thing_stays(text: str, other: str) -> None:
    found = [candidate("first", 0.9, text), candidate("second", 0.8, other), candidate("third", 0.2, TEXTS[0])]
    assert ranked(found) == ["first", "second", "third"]


def test_repeat_keeps_the_official_one() -> None:
    copy = candidate("copy", 0.9, TEXTS[1], official=False)
    found = [copy, candidate("original", 0.5, TEXTS[1]), candidate("other", 0.3, TEXTS[0])]
    assert ranked(found)[-1] == "copy"


def test_scores_fall_with_the_rank() -> None:
    found = [candidate("first", 0.9, TEXTS[1]), candidate("again", 0.89, TEXTS[1]), candidate("other", 0.3, TEXTS[0])]
    scores = [hit.score for hit in fuse(found, NOTHING)]
    assert scores == sorted(scores, reverse=True)
