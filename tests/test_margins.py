"""What may be taken for the margin of a page: never headings, prose or figures that stand at its edge."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfs import HELVETICA, Draw, lines, pdf, raw_pdf, rows, stream, together

from ingest.cleaning.clean import Cleaned, clean
from ingest.loaders.sniff import sniff

TEXTS = (
    "The Home Office houses people who seek asylum and have no other home to go to in the country.",
    "The Welsh Government pays for advice and works with councils in every part of Wales on this.",
    "Councils offer places at school to all children who live in their area, whatever their status.",
)
ASKED = ("The information requested is not held by the Welsh Government and", "you may wish to ask the Home Office.")


def _cleaned(*pages: Draw) -> Cleaned:
    data = pdf(*pages)
    return clean(sniff(data).load(data))


def _labels(*pages: Draw) -> list[str | None]:
    data = pdf(*pages)
    return [page.label for page in sniff(data).load(data).pages]


def _body(number: int, y: float = 740) -> Draw:
    return lines(*rows(TEXTS[number % 3], 400, 1), y=y)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            lambda n: together(lines(f"Part {n} says that £{n}.5 million was spent.", y=780), lines(*ASKED, y=752)),
            id="sentence-under-a-line-that-varies",
        ),
        pytest.param(lambda n: together(lines(*ASKED, y=780), _body(n)), id="sentence-at-the-top"),
        pytest.param(lambda n: together(_body(n), lines(*ASKED, y=100)), id="sentence-at-the-foot"),
        pytest.param(
            lambda n: together(
                lines(("Housing", "Health", "Schools")[n], y=780, size=16),
                lines("What we will do", y=755),
                _body(n, 730),
            ),
            id="heading-under-one-that-varies",
        ),
        pytest.param(lambda n: together(lines(f"Question {n + 1}", y=790, size=14), _body(n)), id="numbered-heading"),
        pytest.param(
            lambda n: together(_body(n), lines("Sources", y=100), lines(("ONS", "Census", "Home Office")[n], y=70)),
            id="heading-near-the-foot",
        ),
        pytest.param(lambda n: together(_body(n), lines("1,402", y=60)), id="figure-at-the-foot"),
        pytest.param(lambda n: together(_body(n), lines(str(570 + n), y=500)), id="figures-that-count"),
        pytest.param(lambda n: together(_body(n), lines(str(300 + n), y=30)), id="figures-too-high-for-pages"),
        pytest.param(lambda n: together(_body(n), lines(str(2019 + n), y=30)), id="years"),
    ],
)
def test_margin_takes_no_text(page: Callable[[int], Draw]) -> None:
    found = _cleaned(*map(page, range(3)))
    assert found.deletions == ()
    assert _labels(*map(page, range(3))) == [None] * 3


@settings(deadline=None, max_examples=15)
@given(st.lists(st.sampled_from([*TEXTS, " ".join(ASKED)]), min_size=60, max_size=90))
def test_margin_takes_no_recurring_sentence(sentences: list[str]) -> None:
    body = rows(" ".join(sentences), 440, 1)
    found = _cleaned(*(lines(*body[at : at + 9], y=780) for at in range(0, len(body), 9)))
    assert found.deletions == ()


@pytest.mark.parametrize("figure", ["570", "1", "2019", "3250"])
def test_margin_of_one_page_has_no_answer(figure: str) -> None:
    found = _cleaned(together(lines("How many people were supported in 2024?", y=780), lines(figure, y=740)))
    assert found.text.endswith(figure)


def test_margin_at_another_height_is_text() -> None:
    heads = [together(lines("Sanctuary plan", y=(810, 700, 620, 560)[n]), _body(n, 500)) for n in range(4)]
    assert _cleaned(*heads).deletions == ()
    assert len(_cleaned(*(together(lines("Sanctuary plan", y=810), _body(n)) for n in range(4))).deletions) == 4


def test_margin_numbers_count_under_years() -> None:
    pages = [together(_body(n), lines(str(2019 + n), y=600), lines(str(n + 1), x=290, y=30)) for n in range(6)]
    assert _labels(*pages) == ["1", "2", "3", "4", "5", "6"]
    assert [gone.text for gone in _cleaned(*pages).deletions] == ["1", "2", "3", "4", "5", "6"]


def test_margin_roman_numbers_of_two_pages() -> None:
    pages = [together(_body(n), lines(("i", "ii")[n], x=290, y=30)) for n in range(2)]
    assert _labels(*pages) == ["i", "ii"]
    assert [gone.text for gone in _cleaned(*pages).deletions] == ["i", "ii"]


def test_margin_as_browsers_print_it() -> None:
    def page(number: int) -> Draw:
        head = lines("12/06/2024, 10:15", x=30, y=815, size=8), lines("Support for all", x=250, y=815, size=8)
        address = lines("https://example.org/support-for-all", x=30, y=20, size=8)
        return together(*head, _body(number), address, lines(f"{number + 1}/3", x=550, y=20, size=8))

    found = _cleaned(*map(page, range(3)))
    assert len(found.deletions) == 6
    assert all(text in found.text for text in TEXTS)


def test_margin_source_leaves_the_sentence_whole() -> None:
    first = together(_body(0), lines("The grant was paid to each council that had agreed to", y=600))
    source = lines("Source: Home Office, May 2024", y=80, size=8)
    found = _cleaned(together(first, source), together(lines("take part this year.", y=780), _body(1)))
    assert "had agreed to take part this year." in found.text
    assert "Source: Home Office, May 2024" in found.text


@pytest.mark.parametrize("pages", [("How many?\n\n570\f",), ("Cardiff\n\n30", "Newport\n\n31")], ids=["one", "two"])
def test_margin_of_text_with_form_feeds_has_no_figure(pages: tuple[str, ...]) -> None:
    data = "\f".join(pages).encode()
    assert clean(sniff(data).load(data)).deletions == ()


def test_margin_number_of_a_file_that_names_its_pages() -> None:
    text = stream(b"BT /F1 12 Tf 60 700 Td (Words of a page.) Tj 200 -680 Td (570) Tj ET")
    data = raw_pdf(text, HELVETICA, root="/PageLabels<</Nums[0<</S/D/St 570>>]>>")
    assert [gone.text for gone in clean(sniff(data).load(data)).deletions] == ["570"]
