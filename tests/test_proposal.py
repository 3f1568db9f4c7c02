"""What a document without an entry is taken to be: from its own words, and nothing where they are not plain."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from documents import source_text
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.catalogue import load_catalogue
from corpus.contents import Contents, Particulars
from corpus.document import Kind, PartialDate
from ingest.cleaning.clean import Cleaned, Marked
from ingest.loaders.loaded import FileFacts, Mark
from ingest.proposal import NOT_STATED, Proposal, kind_of, propose
from ingest.reading import Wanted, read


def proposed(text: str, name: str = "my-file") -> Proposal:
    proposal = read(text.encode(), Wanted(None, name=name, propose=True)).proposal
    assert proposal is not None
    return proposal


@pytest.mark.parametrize(
    ("name", "kind", "date", "reference", "author"),
    [
        ("foi-atisn-24923", Kind.FOI_RESPONSE, "2025-07-10", "ATISN 24923", None),
        ("nation-of-sanctuary-plan-2019", Kind.PLAN, "2019", "WG36317", None),
        ("written-statement-2023-09-25", Kind.WRITTEN_STATEMENT, "2023-09-25", None, "Jane Hutt MS, Minister"),
        ("written-statement-2026-02-09", Kind.WRITTEN_STATEMENT, "2026-02-09", None, "Jane Hutt MS, Cabinet"),
    ],
)
def test_shipped_document_is_known_by_its_text(
    name: str, kind: Kind, date: str, reference: str | None, author: str | None
) -> None:
    proposal = proposed(source_text(name))
    assert (proposal.kind, proposal.publisher, proposal.official) == (kind, "Welsh Government", True)
    assert (str(proposal.date), proposal.reference, proposal.language) == (date, reference, "en")
    assert (proposal.author or "nobody").startswith(author or "nobody")


def test_page_of_a_university_has_no_official_publisher() -> None:
    proposal = proposed(source_text("migration-services-in-wales"))
    assert (proposal.publisher, proposal.official, proposal.rights) == (NOT_STATED, False, NOT_STATED)
    assert proposal.title == "Migration Services in Wales January 2015 – March 2017"
    assert proposal.date is None


@pytest.mark.parametrize(
    ("text", "publisher", "official"),
    [
        pytest.param("Home Office\n\nGuidance\n\nSome words here.", "Home Office", True, id="department"),
        pytest.param("HM Government\nHome Office\n\nSome words.", "Home Office", True, id="part-and-whole"),
        pytest.param("Cyngor Caerdydd / Cardiff Council\n\nSome words.", "Cardiff Council", True, id="council"),
        pytest.param("Bwrdd Iechyd Prifysgol Bae Abertawe\n\nGeiriau.", "Swansea Bay Health Board", True, id="board"),
        pytest.param("Senedd Cymru | Welsh Parliament\n\nWords.", "Senedd Cymru / Welsh Parliament", True, id="senedd"),
        pytest.param("Words.\n\n© Our Refugee Charity 2020", "Our Refugee Charity", False, id="copyright-line"),
        pytest.param("The Home Office decides, the Welsh Government helps.", NOT_STATED, False, id="only-mentioned"),
        pytest.param("Home Office\n\nWelsh Government\n\nWords.", NOT_STATED, False, id="two-bodies"),
        pytest.param("Welsh Government watch\n\nWords.", NOT_STATED, False, id="part-of-another-name"),
    ],
)
def test_publisher_is_proposed_where_it_is_plain(text: str, publisher: str, official: bool) -> None:
    proposal = proposed(text)
    assert (proposal.publisher, proposal.official) == (publisher, official)


@pytest.mark.parametrize(
    ("text", "rights"),
    [
        ("© Crown copyright 2019", "Crown copyright 2019"),
        ("Licensed under the Open Government Licence v3.0.", "Open Government Licence v3.0"),
        ("Hawlfraint y Goron. Trwydded Llywodraeth Agored", "Crown copyright, Open Government Licence"),
        ("This is not under the Open Government Licence.", NOT_STATED),
        ("All rights reserved.", NOT_STATED),
    ],
)
def test_rights_are_proposed_where_the_text_states_them(text: str, rights: str) -> None:
    assert proposed(f"Some words here.\n\n{text}").rights == rights


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Statistical bulletin\n\nAsylum seekers in Wales\n\nSome words.", Kind.STATISTICS),
        ("Statutory guidance for local authorities\n\nSome words.", Kind.GUIDANCE),
        ("Canllawiau\n\nRhai geiriau.", Kind.GUIDANCE),
        ("We follow guidance and official statistics.", Kind.OTHER),
    ],
)
def test_kind_is_proposed_from_firm_signs(text: str, kind: Kind) -> None:
    assert proposed(text).kind is kind


def test_page_that_says_its_address_is_a_web_page() -> None:
    cleaned = Cleaned("Some words.", (), ())
    facts = FileFacts(url="https://www.gov.wales/refugees")
    assert kind_of(cleaned, facts) is Kind.WEB_PAGE
    proposal = propose(Kind.WEB_PAGE, cleaned, Contents(), facts, "x")
    assert (proposal.publisher, proposal.official, proposal.url) == ("Welsh Government", True, facts.url)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Migration in Wales | GOV.WALES", "Migration in Wales"),
        ("Microsoft Word - letter.docx", "my letter"),
        ("letter_final.docx", "my letter"),
        ("Untitled", "my letter"),
        ("Request from Mrs Jones", "my letter"),
        (None, "my letter"),
    ],
)
def test_title_of_the_file_is_taken_unless_it_is_junk(title: str | None, expected: str) -> None:
    facts = FileFacts(title=title, date="2024-05-03T10:00:00Z")
    proposal = propose(Kind.OTHER, Cleaned("Some words.", (), ()), Contents(), facts, "my_letter")
    assert (proposal.title, proposal.date) == (expected, PartialDate(2024, 5, 3))


def test_what_the_text_says_goes_before_what_the_file_says() -> None:
    cleaned = Cleaned("Own heading\n\nSome words.", (), (), (Marked(0, 11, Mark(0, level=2)),))
    facts = FileFacts(title="Of the file", date="2024-05-03")
    assert propose(Kind.OTHER, cleaned, Contents(), facts, "x").title == "Own heading"
    said = Contents(Particulars(title="Of the text", date="2019-01"))
    both = propose(Kind.OTHER, cleaned, said, facts, "x")
    assert (both.title, both.date) == ("Of the text", PartialDate(2019, 1))


def test_language_is_that_of_most_of_the_text() -> None:
    welsh = "Mae Llywodraeth Cymru yn helpu pobl sydd wedi dod i Gymru. "
    english = "The Welsh Government helps people who have come to Wales. "
    assert proposed(english * 100 + "\n\n" + welsh * 400).language == "cy"
    assert proposed(welsh * 20 + "\n\n" + english * 400).language == "en"


ANY = st.text(max_size=40)
DATES = st.builds(PartialDate, st.integers(1, 9999), st.none() | st.integers(1, 12))
PROPOSALS = st.builds(
    Proposal,
    st.sampled_from(Kind),
    title=ANY,
    language=st.sampled_from(("en", "cy")),
    publisher=ANY,
    rights=ANY,
    date=st.none() | DATES,
    reference=st.none() | ANY,
    url=st.none() | ANY.map(lambda text: f"https://{text}"),
    author=st.none() | ANY,
    official=st.booleans(),
)


@settings(max_examples=60)
@given(PROPOSALS, st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True), st.sampled_from("a\"'\\ŵ\x7f"))
def test_entry_in_toml_is_read_back_as_the_same_document(proposal: Proposal, document_id: str, sign: str) -> None:
    with TemporaryDirectory() as folder:
        file = f"files/{sign}.txt"
        path = Path(folder) / "catalogue.toml"
        path.write_text(proposal.toml(document_id, file), encoding="utf-8")
        catalogue = load_catalogue(path)
    assert catalogue.faults == ()
    assert [entry.document for entry in catalogue.entries] == [proposal.document(document_id)]
    assert catalogue.entries[0].file.name == f"{sign}.txt"
