"""What a query names of a document: its kind, its year or day, its reference; and what only looks like it."""

from dataclasses import replace

import pytest
from house import House
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.document import Document, Kind, PartialDate
from retriever.naming import Named, named_in

LETTER = Document(
    id="letter",
    title="A synthetic letter",
    kind=Kind.FOI_RESPONSE,
    publisher="Nobody",
    language="en",
    rights="Synthetic",
    date=PartialDate(2025, 7, 10),
    reference="ATISN 24923",
)


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("the FOI response", Kind.FOI_RESPONSE),
        ("a request under the FOIA", Kind.FOI_RESPONSE),
        ("Freedom  of\nInformation", Kind.FOI_RESPONSE),
        ("cais rhyddid gwybodaeth", Kind.FOI_RESPONSE),
        ("dan Ryddid Gwybodaeth", Kind.FOI_RESPONSE),
        ("the written statement", Kind.WRITTEN_STATEMENT),
        ("both statements", Kind.WRITTEN_STATEMENT),
        ("y datganiad ysgrifenedig", Kind.WRITTEN_STATEMENT),
        ("o ddatganiad y Gweinidog", Kind.WRITTEN_STATEMENT),
        ("yn fy natganiad", Kind.WRITTEN_STATEMENT),
        ("datganiadau’r Llywodraeth", Kind.WRITTEN_STATEMENT),
        ("a written question", Kind.WRITTEN_QUESTION),
        ("cwestiwn ysgrifenedig", Kind.WRITTEN_QUESTION),
        ("dau gwestiwn ysgrifenedig", Kind.WRITTEN_QUESTION),
        ("ei chwestiynau ysgrifenedig", Kind.WRITTEN_QUESTION),
        ("fy nghwestiwn ysgrifenedig", Kind.WRITTEN_QUESTION),
        ("What does the plan say?", Kind.PLAN),
        ("the plan’s aims", Kind.PLAN),
        ("the plan to end homelessness", Kind.PLAN),
        ("Nation of Sanctuary Plan to 2025", Kind.PLAN),
        ("which action plans mention work", Kind.PLAN),
        ("y cynllun gweithredu", Kind.PLAN),
        ("i gynllun y Llywodraeth", Kind.PLAN),
        ("ei chynllun", Kind.PLAN),
        ("yn ein nghynllun", Kind.PLAN),
        ("o gynlluniau gweithredu", Kind.PLAN),
        ("statutory guidance", Kind.GUIDANCE),
        ("y canllaw", Kind.GUIDANCE),
        ("o ganllawiau", Kind.GUIDANCE),
        ("a chanllawiau", Kind.GUIDANCE),
        ("yng nghanllawiau'r", Kind.GUIDANCE),
        ("immigration statistics", Kind.STATISTICS),
        ("yr ystadegau", Kind.STATISTICS),
        ("eu hystadegau", Kind.STATISTICS),
        ("bwletin ystadegol", Kind.STATISTICS),
    ],
)
def test_kind_is_named(query: str, kind: Kind) -> None:
    assert named_in(query).kinds == {kind}


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("Do you plan to open a centre?", id="you-plan"),
        pytest.param("Does the Welsh Government plan to house them?", id="government-plan-to"),
        pytest.param("How can we plan for arrivals?", id="we-plan-for"),
        pytest.param("They did not plan ahead", id="not-plan"),
        pytest.param("what is planned", id="planned"),
        pytest.param("Pwy sy'n cynllunio tai?", id="cynllunio"),
        pytest.param("Oes gynlluniau i agor canolfan?", id="intentions"),
        pytest.param("llythyr y Swyddfa Gartref", id="letter-in-welsh"),
        pytest.param("ysgrifennodd lythyr", id="letter-mutated"),
        pytest.param("a question asked in writing", id="question"),
        pytest.param("understatement, misguidance, planet", id="inside-words"),
        pytest.param("", id="empty"),
    ],
)
def test_kind_is_not_named(query: str) -> None:
    assert named_in(query).kinds == frozenset()


def test_kinds_noun_beside_the_verb() -> None:
    assert named_in("What does the plan say that ministers plan to do?").kinds == {Kind.PLAN}


@pytest.mark.parametrize(
    ("query", "years", "days"),
    [
        pytest.param("the statement of 2023", {"2023"}, set(), id="year"),
        pytest.param("in September 2023", {"2023"}, {"2023-09"}, id="month"),
        pytest.param("ym mis Medi 2023", {"2023"}, {"2023-09"}, id="welsh-month"),
        pytest.param("10 July 2025", {"2025"}, {"2025-07-10"}, id="day"),
        pytest.param("10\u00a0 Gorffennaf\n2025", {"2025"}, {"2025-07-10"}, id="odd-spacing"),
        pytest.param("10/07/2025", {"2025"}, {"2025-07-10"}, id="figures"),
        pytest.param("on 9 February", set(), set(), id="day-without-year"),
        pytest.param("between 2019 and 2021", {"2019", "2021"}, set(), id="two-years"),
        pytest.param("yn 2019 o ran tai", {"2019"}, set(), id="welsh-as-regards"),
        pytest.param("what the act said in 2016", {"2016"}, set(), id="year-apart-from-an-act"),
        pytest.param("Beth mae'r Ddeddf yn ei ddweud yn 2016?", {"2016"}, set(), id="welsh-year-apart-from-an-act"),
        pytest.param("Home Office figures 2022", {"2022"}, set(), id="behind-another-name"),
    ],
)
def test_time_is_named(query: str, years: set[str], days: set[str]) -> None:
    named = named_in(query)
    assert named.years == years
    assert named.days == days


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("How were 2000 people housed?", id="people"),
        pytest.param("room for 2015 Ukrainians", id="ukrainians"),
        pytest.param("2000 o bobl", id="welsh-people"),
        pytest.param("a grant of £2000", id="pounds"),
        pytest.param("more than 2,019", id="comma"),
        pytest.param("2000% more", id="per-cent"),
        pytest.param("the Immigration Act 2016", id="act"),
        pytest.param("the Housing (Wales) Act of 2014", id="act-of"),
        pytest.param("the 2014 Act", id="year-before-act"),
        pytest.param("Illegal Migration Bill 2023", id="bill"),
        pytest.param("Deddf Mewnfudo 2016", id="welsh-act"),
        pytest.param("o dan Ddeddf Gwasanaethau Cymdeithasol a Llesiant (Cymru) 2014", id="welsh-act-mutated"),
    ],
)
def test_number_is_no_year(query: str) -> None:
    assert named_in(query).years == frozenset()


@pytest.mark.parametrize(
    ("query", "reference"),
    [
        ("ATISN 24923", "ATISN24923"),
        ("atisn24923", "ATISN24923"),
        ("ATISN\u00a0 24923", "ATISN24923"),
        ("Atisn: 24923?", "ATISN24923"),
        ("ATISN‑24923", "ATISN24923"),  # its hyphen does not break
        ("ATISN rhif 24923", "ATISN24923"),
        ("wg-36317", "WG36317"),
        ("WQ 96101", "WQ96101"),
        ("ISBN 978-1-78964-363-3", "9781789643633"),
        ("section 95 of the Act", None),
        ("call 24923", None),
    ],
)
def test_reference_is_named(query: str, reference: str | None) -> None:
    assert named_in(query).references == ({reference} if reference else set())


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("sanctuary", 0),
        ("the FOI letter", 1),
        ("letters of 2025", 1),
        ("in July 2025", 2),
        ("on 10 July 2025", 2),
        ("on 11 July 2025", 1),
        ("WG36317", 0),
        ("ATISN-24923", 3),
        ("ATISN 24923 of 10 July 2025", 5),
    ],
)
def test_letter_matches(query: str, matches: int) -> None:
    assert named_in(query).matches(LETTER) == matches


@pytest.mark.parametrize(
    ("date", "matches"),
    [
        pytest.param(None, 0, id="unknown"),
        pytest.param(PartialDate(2025), 1, id="year-alone"),
        pytest.param(PartialDate(2025, 7), 2, id="month"),
        pytest.param(PartialDate(2025, 6), 1, id="other-month"),
        pytest.param(PartialDate(2024, 7, 10), 0, id="other-year"),
    ],
)
def test_document_dated_less_precisely(date: PartialDate | None, matches: int) -> None:
    assert named_in("on 10 July 2025").matches(replace(LETTER, date=date, reference=None)) == matches


@settings(max_examples=60, deadline=None)
@given(st.dates(min_value=PartialDate(2000).earliest, max_value=PartialDate(2099).earliest), st.sampled_from(Kind))
def test_any_day_is_named_by_its_year_month_and_day(day: object, kind: Kind) -> None:
    document = replace(LETTER, kind=kind, date=PartialDate.parse(str(day)), reference=None)
    assert named_in(f"on {day}").matches(document) == 2
    assert named_in(f"in {day:%B %Y}").matches(document) == 2
    assert named_in(f"in {day:%Y}").matches(document) == 1


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
@example("\ud800 plan ATISN")
@example("\u0662\u0660\u0662\u0665-\u0660\u0667-\u0661\u0660 ATISN \u0662\u0664\u0669\u0662\u0663")
@example("Deddf " * 300 + "2016")
@example("a plan to " * 200)
def test_naming_of_anything(query: str) -> None:
    named = named_in(query)
    assert isinstance(named, Named)
    assert all(year.isascii() and len(year) == 4 for year in named.years)
    assert {day[:4] for day in named.days} <= named.years
    assert 0 <= named.matches(LETTER) <= 5


def test_search_puts_what_is_named_first(house: House) -> None:
    tables = []
    for kind in ("guidance", "plan"):
        house.file(f"{kind}.txt", "The synthetic ferry allowance is paid to those who sail to work.")
        tables.append(
            f'[[document]]\nid = "{kind}"\nfile = "{kind}.txt"\nkind = "{kind}"\ntitle = "Ferry (synthetic)"\n'
            'publisher = "Nobody"\nrights = "Synthetic"\nlanguage = "en"\n'
        )
    house.settings.catalogue.write_text("\n".join(tables), encoding="utf-8")
    assert not house.ingest().failed
    queries = ("What does the plan pay?", "Beth mae’r canllawiau yn ei dalu?")
    with house.search() as search:
        first = [search.search(query, limit=1)[0].document.id for query in queries]
    assert first == ["plan", "guidance"]
