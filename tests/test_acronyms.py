"""Acronyms and what documents say they stand for: a query finds either by the other."""

import time
from itertools import product

import pytest
from house import House, outcomes
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.assembly import open_ingestor
from ingest.report import Outcome
from retriever.acronyms import Acronyms
from retriever.index_folder import IndexFolder
from retriever.passage_store import PassageStore

FUNDS = "No Recourse to Public Funds"
CHILDREN = "Unaccompanied Asylum-Seeking Children"
WARD = "Welsh Asylum and Refugee Dispersal"
PAIRS = (
    ("NRPF", FUNDS),
    ("UASC", CHILDREN),
    ("WARD", WARD),
    ("OS", "Ordnance Survey"),
    ("SIG", "Support and Integration Grant"),
    ("R&I", "Resettlement & Integration"),
    ("RE", "Refugee Employment"),
)
acronyms = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=6)
# Words with a figure in them are in no dictionary.
readings = st.lists(st.from_regex(r"[a-z]{2,6}[0-9]", fullmatch=True), min_size=2, max_size=7).map(" ".join)


@pytest.fixture(scope="module")
def known() -> Acronyms:
    return Acronyms(PAIRS)


@pytest.mark.parametrize(
    ("query", "reading"),
    [
        pytest.param("What is NRPF?", FUNDS, id="capitals"),
        pytest.param("what does nrpf mean", FUNDS, id="small-letters"),
        pytest.param("Nrpf conditions", FUNDS, id="first-letter"),
        pytest.param("housing for UASCs", CHILDREN, id="plural"),
        pytest.param("housing for uascs", CHILDREN, id="small-plural"),
        pytest.param("the UASC’s guardian", CHILDREN, id="possessive"),
        pytest.param("'NRPF' and others", FUNDS, id="quoted"),
        pytest.param("NRPF-related, non-NRPF", FUNDS, id="hyphenated"),
        pytest.param("how is WARD funded", WARD, id="word-in-capitals"),
        pytest.param("WARD", WARD, id="word-alone"),
        pytest.param("the R&I team", "Resettlement & Integration", id="ampersand"),
        pytest.param("BETH YW NRPF?", FUNDS, id="all-in-capitals"),
        pytest.param("Beth yw nrpf yng Nghymru?", FUNDS, id="welsh"),
    ],
)
def test_acronym_is_read(known: Acronyms, query: str, reading: str) -> None:
    assert known.expand(query) == (reading,)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("a hospital ward in Cardiff", id="word"),
        pytest.param("Ward sisters", id="word-that-opens"),
        pytest.param("HOW MANY ON EACH WARD?", id="word-all-in-capitals"),
        pytest.param("Oes llety i bobl os yw'n oer?", id="welsh-word"),
        pytest.param("when they're refused, they’re told", id="end-of-a-contraction"),
        pytest.param("unnrpf nrpfed nrpf_ NRPF2024", id="part-of-a-word"),
        pytest.param("antidisestablishmentnrpf", id="end-of-a-long-word"),
        pytest.param("WARDS AND WARDSHIP", id="plural-that-is-a-word"),
        pytest.param("recourse to funds", id="half-a-reading"),
        pytest.param("no recourse to public", id="reading-cut-off"),
        pytest.param("casino recourse to public funds", id="reading-inside-words"),
        pytest.param("", id="empty"),
    ],
)
def test_acronym_is_not_meant(known: Acronyms, query: str) -> None:
    assert known.expand(query) == ()


@pytest.mark.parametrize(
    ("query", "short"),
    [
        pytest.param("people with No Recourse to Public Funds", "NRPF", id="as-written"),
        pytest.param("NO RECOURSE\nTO PUBLIC  FUNDS", "NRPF", id="capitals-and-lines"),
        pytest.param("unaccompanied, asylum seeking children’s rights", "UASC", id="punctuation"),
        pytest.param("support and integration grant", "SIG", id="small-letters"),
        pytest.param("resettlement and integration", "R&I", id="ampersand-written-out"),
    ],
)
def test_reading_is_shortened(known: Acronyms, query: str, short: str) -> None:
    assert known.expand(query) == (short,)


def test_reading_and_acronym_in_one_query(known: Acronyms) -> None:
    assert known.expand(f"Do UASC have {FUNDS}?") == (CHILDREN, "NRPF")


def test_readings_two_most_frequent() -> None:
    pairs = [("IP", "Immigration Panel"), ("IP", "immigration panel"), ("IP", "Interim Plan"), ("IP", "Irish Port")]
    assert Acronyms(pairs).expand("the IP") == ("Immigration Panel", "Interim Plan")


def test_reading_of_two_acronyms() -> None:
    pairs = [("NRPF", FUNDS), ("NRTPF", FUNDS), ("NRPFs", FUNDS.upper()), ("NoRPF", FUNDS)]
    assert Acronyms(pairs).expand(FUNDS) == ("NRPF", "NRTPF")


def test_acronym_written_in_the_plural() -> None:
    known = Acronyms([("LAs", "Local Authorities")])
    assert known.expand("each LA") == known.expand("all LAs") == ("Local Authorities",)
    assert known.expand("local authorities") == ("LA",)


def test_page_of_acronyms_adds_little() -> None:
    shorts = ["".join(letters) for letters in product("QXZ", repeat=4)]
    assert len(Acronyms((short, f"{short}1 read out") for short in shorts).expand(" ".join(shorts))) == 12


def test_accents_composed_or_not() -> None:
    known = Acronyms([("CLM", "Cyngor Ll\u0177n a M\u00f4n")])
    assert known.expand("cyngor lly\u0302n a mo\u0302n") == known.expand("cyngor ll\u0177n a m\u00f4n") == ("CLM",)


@settings(max_examples=60, deadline=None)
@given(acronyms, readings)
def test_each_stands_for_the_other(short: str, long: str) -> None:
    known = Acronyms([(short, long)])
    assert known.expand(f"about {short} today") == (long,)
    assert known.expand(f"About {long.title()}, today") == (short,)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.lists(st.tuples(acronyms, readings), max_size=5))
@example("\ud800 \u202eNRPF\x00 & && '’", [("NRPF", "no1 recourse1")])
@example("(" * 200 + "&" * 200, [("A&E", "&& &&")])
def test_expansion_of_anything_comes_from_the_documents(query: str, pairs: list[tuple[str, str]]) -> None:
    given_by_documents = {side for pair in pairs for side in pair}
    assert set(Acronyms(pairs).expand(query)) <= given_by_documents


@pytest.fixture(scope="module")
def fifty_thousand() -> Acronyms:
    shorts = ["".join(letters) for letters in product("BCDFGHJKLMNPQRSTVWXZ", repeat=4)][:50_000]
    pairs = [(short, f"the {short}1 fund of{' the fund of' * (at % 6)}") for at, short in enumerate(shorts)]
    return Acronyms([*pairs, *PAIRS])


def _quickest(known: Acronyms, query: str) -> float:
    known.expand(query)
    seconds = []
    for _ in range(20):
        started = time.thread_time()
        known.expand(query)
        seconds.append(time.thread_time() - started)
    return min(seconds)


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        pytest.param(f"How are people with {FUNDS.lower()} and UASC housed in Wales?", 0.002, id="question"),
        pytest.param("the fund of " * 160, 0.02, id="hostile"),
        pytest.param("R&" * 1000, 0.02, id="one-word"),
    ],
)
def test_fifty_thousand_acronyms_cost_little(fifty_thousand: Acronyms, query: str, limit: float) -> None:
    assert _quickest(fifty_thousand, query) < limit


def _by_words(house: House, query: str) -> set[str]:
    """The documents that have a word of the query or of what it stands for."""
    with house.search() as search:
        return {hit.document.id for hit in search.search(query, limit=50) if hit.scores.keyword > 0}


def test_search_finds_by_the_other(house: House) -> None:
    house.file("says.txt", "Some have No Recourse to Public Funds (NRPF) by law.")
    house.file("long.txt", "Nobody had recourse to it.")
    house.file("short.txt", "An NRPF condition applies.")
    house.catalogue("says.txt", "long.txt", "short.txt")
    assert not house.ingest().failed
    assert _by_words(house, "nrpf") == {"says", "long", "short"}
    assert _by_words(house, "no recourse to public funds") == {"says", "long", "short"}


def test_search_forgets_with_the_passage(house: House) -> None:
    says = house.file("says.txt", "Some have No Recourse to Public Funds (NRPF) by law.")
    house.file("long.txt", "Nobody had recourse to it.")
    house.catalogue("says.txt", "long.txt")
    house.ingest()
    says.write_text("Some have nothing at all.", encoding="utf-8")
    assert outcomes(house.ingest())["says"] is Outcome.UPDATED
    assert _by_words(house, "nrpf") == set()


def test_store_tells_the_most_frequent_first(house: House) -> None:
    panels = [house.file(f"{at}.txt", f"Panel {at}: the Immigration Panel (IP) sits.") for at in range(2)]
    plan = house.file("plan.txt", "An Interim Plan (IP) and the Joint Asylum Panel (JAP).")
    ingestor = open_ingestor(house.settings)
    ingestor.ingest([plan, *panels], on_progress=lambda at: None)
    index = IndexFolder(house.settings.data_dir / "index")
    store = PassageStore(index.generation(index.require_current()) / "passages.sqlite")
    assert store.abbreviations()[0] == ("IP", "Immigration Panel")
    assert set(store.abbreviations()[1:]) == {("IP", "Interim Plan"), ("JAP", "Joint Asylum Panel")}
    store.close()
