"""What a document is not called, not published by and not dated with; every text here is synthetic."""

import io

import pytest
from docx import Document as WordDocument

from ingest.loaders.sniff import sniff
from ingest.proposal import Proposal
from ingest.reading import Wanted, read

_END = "\n\nPeople who wait for a decision get help from councils and from charities in every part of the country.\n"


def _proposed(text: str) -> Proposal:
    proposal = read(text.encode(), Wanted(None, propose=True, name="a_file")).proposal
    assert proposal is not None
    return proposal


@pytest.mark.parametrize(
    "label",
    ["Write to:", "Contact", "Send this card to:", "To:", "You can complain to:", "Ysgrifennwch at:"],
)
@pytest.mark.parametrize("body", ["Welsh Government", "The Home Office", "Llywodraeth Cymru"])
def test_address_to_write_to_is_no_letterhead(label: str, body: str) -> None:
    for lines in (f"{label}\n{body}\nFifth Floor", f"{body}\nFifth Floor\nCathays Park\nCardiff\nCF10 3NQ"):
        said = _proposed(f"Stop the waste!\n\nIt costs a fortune.\n\n{lines}\n")
        assert (said.publisher, said.official) == ("not stated", False)


@pytest.mark.parametrize("text", ["Welsh Government\n\nAdvice", "Advice\n\nPublished by\nWelsh Government\nCardiff"])
def test_letterhead_and_imprint_name_the_publisher(text: str) -> None:
    assert _proposed(text + _END).publisher == "Welsh Government"


@pytest.mark.parametrize(
    "label",
    [
        *(
            "Statistical bulletin",
            "Canllawiau",
            "Senedd Research",
            "Date: 3 May 2031",
            "3 May 2031",
            "Written Question",
        ),
        *("Our ref: ATISN 40015 CF10 3NQ", "Ein cyf/Our ref: 1", "Welsh Government"),
        *("Ann Example MS", "Ann Example, Minister for Welcome", "WQ91001 (e) Tabled on 03/06/2031"),
    ],
)
@pytest.mark.parametrize("heading", ["{}", "# {}", "## {}"])
def test_label_is_no_title(label: str, heading: str) -> None:
    assert _proposed(f"{heading.format(label)}\n\nHelp in Wales{_END}").title != label


@pytest.mark.parametrize("title", ["ATISN 40015 - Response to Mr Gareth Sample", "ATISN 40015 Dear Mr Sample"])
@pytest.mark.parametrize("sign", ["", "# "])
def test_private_name_is_in_no_title(title: str, sign: str) -> None:
    assert "Sample" not in _proposed(f"{sign}{title}{_END}").title


def test_day_of_saving_dates_no_document() -> None:
    made = io.BytesIO()
    word = WordDocument()
    word.add_paragraph("Some words.")
    word.save(made)
    assert sniff(made.getvalue()).load(made.getvalue()).facts.date is None


@pytest.mark.parametrize(
    ("name", "dated"),
    [
        ("dcterms.issued", True),
        ("article:published_time", True),
        ("dcterms.modified", False),
        ("dcterms.created", False),
    ],
)
def test_only_publication_dates_a_page(name: str, dated: bool) -> None:
    page = f'<html><head><meta name="{name}" content="2031-05-03"></head><body><p>Some words.</p></body></html>'
    assert (str(_proposed(page).date) == "2031-05-03") is dated
