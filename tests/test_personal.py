"""Personal data: what is found, what is none, and how it leaves a text; every person here is synthetic."""

import time

import pytest
from documents import squeezed
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Kind
from corpus.version import Deletion, Page
from ingest.cleaning.clean import Cleaned, Marked, clean
from ingest.cleaning.masking import masked
from ingest.loaders.loaded import Loaded, LoadedPage, Mark
from ingest.reading import Wanted, read
from text.personal import personal_data


def found(text: str) -> list[str]:
    return [text[find.start : find.end] for find in personal_data(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Write to jane.smith001@gov.wales.", ["jane.smith001@gov.wales"], id="official"),
        pytest.param("<j.o'neill@example.org>", ["j.o'neill@example.org"], id="apostrophe"),
        pytest.param("foi@a.uk, freedom.ofinformation@gov.wales, IRU@b.uk", [], id="foi"),
        pytest.param("casework@a.uk press@b.uk Accessibility@c.uk it.helpdesk@d.uk", [], id="offices"),
        pytest.param("CommunityCohesion@gov.wales ymholiadau@llyw.cymru", [], id="role-in-one-word"),
        pytest.param("foirequests@a.gov.uk, digital@gov.wales, ceisiadau@llyw.cymru", [], id="requests"),
        pytest.param("5 @ 3, a@b, @senedd", [], id="no-address"),
    ],
)
def test_mailboxes_of_people_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Tel: 029 2082 5111 or 07700 900123.", ["029 2082 5111", "07700 900123"], id="two"),
        pytest.param("(029) 2082 5111 029 2082 5112", ["(029) 2082 5111", "029 2082 5112"], id="side-by-side"),
        pytest.param("+44 (0)7700 900123", ["+44 (0)7700 900123"], id="from-abroad"),
        pytest.param("Ffôn: 2082 5111", ["2082 5111"], id="short-with-label"),
        pytest.param("0300 060 4400, 0303 123 1113, 0345 010 3300, 0800 123 456, 0808 100 1000", [], id="helplines"),
        pytest.param("+44 300 060 4400", [], id="helpline-from-abroad"),
        pytest.param("Switchboard: 029 2082 5111", [], id="switchboard"),
        pytest.param("ISBN 978-1-78964-363-3, ISBN 0198526636, ATISN 24923", [], id="references"),
        pytest.param("2019 2020 2021 2022, £1,234,567,890, 1 234 567 890", [], id="figures"),
        pytest.param("02-03-2019 10:30, 10/07/2025 11.30, 2012-13 2013-14", [], id="dates"),
    ],
)
def test_telephones_of_people_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Dear Mrs Jones,", ["Mrs Jones"], id="english"),
        pytest.param("Annwyl Ms Evans", ["Ms Evans"], id="welsh"),
        pytest.param("Dear Ann and Tom,", ["Ann", "Tom"], id="first-names"),
        pytest.param("Dear Mr Jones ATISN 24923 Thank you", ["Mr Jones"], id="lines-lost"),
        pytest.param(
            "Dear\t,\n\nDear Sir/Madam,\nAnnwyl Syr,\nDear all,\nDear Minister,\nDear Applicant", [], id="none"
        ),
        pytest.param("Dear Jane Hutt MS,", [], id="member"),
    ],
)
def test_names_in_salutations_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Yours sincerely\n\n\nAnn Smith\nHead of Unit", ["Ann Smith"], id="yours-sincerely"),
        pytest.param("Yn gywir\n\nSiân ap Gwilym", ["Siân ap Gwilym"], id="yn-gywir"),
        pytest.param("Yr eiddoch yn gywir,\n\nB. O’Neill (Mrs)", ["B. O’Neill"], id="yr-eiddoch"),
        pytest.param("Cofion,\nSiân", ["Siân"], id="cofion"),
        pytest.param("Yn gywir / Yours sincerely\n\nD Evans\nDeputy Director", ["D Evans"], id="both"),
        pytest.param("Kind regards\n\nFOI Team\nMary Price", ["Mary Price"], id="below-the-team"),
        pytest.param("Yours faithfully Ann Smith Information Rights Unit", ["Ann Smith"], id="lines-lost"),
        pytest.param("Regards\n\nInformation Rights Unit\nWelsh Government\nCathays Park\nCardiff", [], id="an-office"),
        pytest.param("Yours sincerely\n\nJane Hutt\nMinister for Social Justice", [], id="minister"),
        pytest.param("Yours sincerely\n\nNext steps\n\nIf you are dissatisfied", [], id="nobody"),
        pytest.param("Mae hyn yn gywir. Cafodd Abertawe Wrecsam", [], id="the-adverb"),
        pytest.param("As the Smith Commission said, it regards Ann Smith as", [], id="prose"),
    ],
)
def test_names_under_letters_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Our ref: ATISN 1\nContact: Ann Smith\n", ["Ann Smith"], id="contact"),
        pytest.param("Case officer: J Smith, Home Office", ["J Smith"], id="case-officer"),
        pytest.param("From: Ann Smith\nTo: Tom Rees; Ann Price", ["Ann Smith", "Tom Rees", "Ann Price"], id="message"),
        pytest.param("Contact: Welsh Refugee Council", [], id="a-body"),
        pytest.param("A request from Mr J.S. on", ["Mr J.S."], id="initials-with-title"),
        pytest.param("Request from J.S.\nRequest from U.K. bodies", ["J.S."], id="initials"),
        pytest.param("about Dr Ann Rees’s case; Ann Rees said", ["Dr Ann Rees", "Ann Rees"], id="again"),
        pytest.param("Mark Drakeford MS came. Mr Drakeford spoke.", [], id="member"),
        pytest.param("the First Minister, Mr Rhodri Morgan, and Mr Justice Rees", [], id="office"),
    ],
)
def test_names_of_people_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("run", ["1", "1 ", "(", "@", "a@", "Dear ", "Mr ", "Mr A\n", "Yours sincerely\n", "07700 9"])
def test_hostile_text_is_read_in_time(run: str) -> None:
    started = time.perf_counter()
    personal_data(run * (60_000 // len(run)))
    assert time.perf_counter() - started < 5


LETTER = """\
Dear Mrs Rees,

Thank you for your request. Ann Smith will answer it on 07700 900123 within twenty days of today.

Yours sincerely

Ann Smith
Head of Unit
"""


def test_masked_letter_shows_where_words_are_missing_and_keeps_them_nowhere() -> None:
    version = read(LETTER.encode(), Wanted(Kind.FOI_RESPONSE, mask=True)).version
    start = version.text.index("Thank you")
    assert "request. […] will answer it on […] within" in version.quote(start, len(version.text))
    assert [gone.reason for gone in version.deletions] == [
        f"personal data: {sort}" for sort in ("name", "name", "telephone", "name")
    ]
    assert not any(word in repr(version) for word in ("Rees", "Smith", "07700"))
    assert all(version.text[block.start : block.end].strip() for block in version.blocks)


def test_masking_moves_marks_pages_and_earlier_deletions() -> None:
    text = "Dear Mr Rees,\n\nA heading\n\nAnn\tann.rees@example.org\nLast words"
    head, row = text.index("A heading"), text.index("Ann\t")
    marks = (
        Marked(head, head + 9, Mark(1, level=2)),
        Marked(row, text.index("\nLast"), Mark(2, row=True, links=("mailto:ann.rees@example.org", "https://a.org"))),
    )
    pages = (Page(1, None, 0, row - 2), Page(2, None, row, len(text)))
    left = masked(Cleaned(text, pages, (Deletion(row, "Call 07700 900123 now", "running header"),), marks))
    assert left.text == "Dear ,\n\nA heading\n\nAnn\t\nLast words"
    assert [left.text[found.start : found.end] for found in left.marked] == ["A heading", "Ann\t"]
    assert left.marked[1].mark.links == ("https://a.org",)
    assert [left.text[page.start : page.end] for page in left.pages] == ["Dear ,\n\nA heading", "Ann\t\nLast words"]
    assert [(gone.at, gone.text) for gone in left.deletions][1] == (left.text.index("Ann"), "Call now")


def test_line_of_nothing_but_a_name_leaves_no_empty_line() -> None:
    cleaned = Cleaned("First words\n\nDr Ann Rees\n\nLast words\nMs Price", (), ())
    assert masked(cleaned).text == "First words\n\nLast words"


WORDS = st.text("abcdefgŵŷâ0", min_size=1, max_size=8).map(lambda word: f"x{word}x")
PLANTED = st.sampled_from(
    ("Mrs Jones", "Mr J.S.", "Dr Siân Rees", "ann.rees@example.org", "07700 900123", "029 2082 5111")
)
PAGES = st.lists(
    st.lists(st.lists(WORDS | PLANTED, min_size=1, max_size=6), min_size=1, max_size=4), min_size=1, max_size=4
)


@given(PAGES)
def test_planted_data_leaves_and_all_else_stays(pages: list[list[list[str]]]) -> None:
    loaded = Loaded("made", tuple(LoadedPage(_text(page), number) for number, page in enumerate(pages, 1)), paged=True)
    before = clean(loaded)
    after = masked(before)
    stays = [_stays(before.text[page.start : page.end]) for page in before.pages]
    assert squeezed(after.text) == "".join(stays)
    assert [squeezed(after.text[page.start : page.end]) for page in after.pages] == stays
    assert all(0 <= deletion.at <= len(after.text) and not _planted(deletion.text) for deletion in after.deletions)
    assert [deletion.at for deletion in after.deletions] == sorted(deletion.at for deletion in after.deletions)
    assert set(after.text.split()) <= set(_without_planted(before.text).split())
    assert "\n\n\n" not in after.text
    assert after.text == after.text.strip()


def _text(page: list[list[str]]) -> str:
    return "\n".join(" ".join(line) for line in page)


PLANTS = ("Mrs Jones", "Mr J.S.", "Dr Siân Rees", "ann.rees@example.org", "07700 900123", "029 2082 5111")


def _planted(text: str) -> bool:
    return any(plant in text for plant in PLANTS)


def _without_planted(text: str) -> str:
    for plant in PLANTS:
        text = text.replace(plant, " ")
    return text


def _stays(text: str) -> str:
    return squeezed(_without_planted(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dear Prof. Sample,\nThank you.", ["Sample"]),
        ("dear mr sample,\nthank you", ["mr sample"]),
        ("Caseworker: Lowri\nTelephone: 1", ["Lowri"]),
        ("The applicant, Cai Sample, came in May.", ["Cai Sample"]),
        ("Our ref: 1\n\nSome words.\n\nCai Sample, Head of Asylum Policy\n", ["Cai Sample"]),
        ("To: Sample, Ann", ["Sample, Ann"]),
        ("Cc: Sample, Ann; Enghraifft, Cai", ["Sample, Ann", "Enghraifft, Cai"]),
        ("The letter was signed by Ann Sample.", ["Ann Sample"]),
        ("Dear Enquirer,", []),
        ("Dear Sir or Madam,", []),
        ("To: Cardiff, Wales", []),
        ("Applicant: Redacted", []),
        ("It was signed by the Home Office and by Ann Sample MS, Minister for Welcome.", []),
        ("The applicant Home Office said so.", []),
    ],
)
def test_names_in_other_places_of_a_letter(text: str, names: list[str]) -> None:
    assert found(text) == names
