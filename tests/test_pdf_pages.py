"""Pages of a PDF: running lines, page numbers, labels, and sentences that go over them."""

import re
from collections.abc import Callable

import pytest
from documents import source_text, two_column_pdf
from pdfs import HELVETICA, WORDS, Draw, lines, pdf, raw_pdf, rows, together
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Kind
from corpus.version import Version
from ingest.cleaning.clean import clean
from ingest.loaders.loaded import Loaded
from ingest.loaders.sniff import sniff
from ingest.reading import Wanted, read

ASYLUM = "Responsibility for asylum rests with the UK Government, and some of the levers are out of our control here."
SKILLS = "People seeking sanctuary live in every part of Wales and many of them bring skills that communities need."


def load(data: bytes) -> Loaded:
    return sniff(data).load(data)


def text_of(data: bytes) -> str:
    """The clean text of a PDF."""
    return clean(load(data)).text


def version_of(data: bytes) -> Version:
    return read(data, Wanted(Kind.OTHER)).version


def _book(first: int, heads: Callable[[int], str], pages: int = 4, foot: Callable[[int], str] = str) -> list[Draw]:
    text = " ".join(
        f"Sentence {word} says that Wales supports people who seek sanctuary here." for word in "abcdefghij" * 5
    )
    body = rows(text, 470, 1)
    share = -(-len(body) // pages)
    return [
        together(
            lines(heads(number), x=60 if number % 2 else 300, y=810, size=8),
            lines(*body[at * share : (at + 1) * share]),
            lines(foot(number), x=290, y=30),
        )
        for at, number in enumerate(range(first, first + pages))
    ]


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param(lambda number: "Sanctuary plan", id="one"),
        pytest.param(lambda number: f"Sanctuary plan | {number}", id="numbered"),
        pytest.param(lambda number: "Sanctuary plan" if number % 2 else "Welsh Government", id="left-and-right"),
        pytest.param(lambda number: f"Sanctuary plan for {'al1' if number == 6 else 'all'}", id="misread"),
    ],
)
@pytest.mark.parametrize("foot", [str, "Page {} of 9".format, "Tudalen {}".format], ids=["bare", "of", "welsh"])
def test_running_lines_are_listed(heads: Callable[[int], str], foot: Callable[[int], str]) -> None:
    cleaned = clean(load(pdf(*_book(5, heads, foot=foot))))
    assert [gone.text for gone in cleaned.deletions] == [
        text for number in range(5, 9) for text in (heads(number), foot(number))
    ]
    assert re.sub(r"Sentence \w says that Wales supports people who seek sanctuary here\.\s*", "", cleaned.text) == ""


@pytest.mark.parametrize(
    "edge",
    [
        pytest.param(lambda number: "2019", id="year"),
        pytest.param(lambda number: f"{number * number * 7}", id="figure"),
        pytest.param(lambda number: f"Recommendation {number * number}", id="numbered-heading"),
        pytest.param(lambda number: f"Housing {number * 31 % 17} of 40 homes", id="row"),
    ],
)
def test_text_at_page_edges_stays(edge: Callable[[int], str]) -> None:
    found = clean(load(pdf(*(together(lines(edge(n), "", *rows(SKILLS, 300))) for n in range(2, 6)))))
    assert found.deletions == ()
    assert all(edge(number) in found.text for number in range(2, 6))


def test_heading_that_a_header_repeats_stays() -> None:
    book = _book(1, lambda number: "Sanctuary plan")
    book[1] = together(book[1], lines("Sanctuary plan", y=500, size=14))
    assert text_of(pdf(*book)).count("Sanctuary plan") == 1


def test_labels_as_printed() -> None:
    cover, book = lines("Synthetic plan"), _book(5, lambda number: "")
    assert [page.label for page in load(pdf(cover, *book)).pages] == [None, "5", "6", "7", "8"]
    roman = _book(1, lambda number: "", foot=lambda number: ("", "i", "ii", "iii", "iv")[number])
    assert [page.label for page in load(pdf(*roman)).pages] == ["i", "ii", "iii", "iv"]


def test_labels_of_the_file_win() -> None:
    loaded = load(raw_pdf(WORDS, HELVETICA, root="/PageLabels<</Nums[0<</S/r/St 4>>]>>/Lang(cy-GB)"))
    assert [(page.number, page.label) for page in loaded.pages] == [(1, "iv")]
    assert loaded.facts.language == "cy"


def test_facts_of_the_file() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("Synthetic plan")
        canvas.setAuthor("Nobody")
        lines("Words of the plan.")(canvas)

    facts = load(pdf(draw)).facts
    assert (facts.title, facts.author, facts.date) == ("Synthetic plan", "Nobody", None)


def test_sentence_over_pages_and_footnote() -> None:
    first = [*rows(ASYLUM, 300), "", "The rules of the Act1 apply to all who"]
    note = lines("1 A note of the year (synthetic).", y=90, size=7)
    pages = [together(lines(*first), note, lines("8", y=30)), together(lines("seek sanctuary here."), lines("9", y=30))]
    version = version_of(pdf(*pages))
    sentence = "The rules of the Act1 apply to all who seek sanctuary here."
    assert version.page_at(version.text.index(sentence)) == 1
    assert version.page_at(version.text.index("1 A note of the year (synthetic).")) == 1
    assert version.page_at(version.text.index("seek sanctuary here")) == 2


def test_footnote_never_cuts_a_sentence_of_a_long_paragraph() -> None:
    book = _book(1, lambda number: "Sanctuary plan")
    book[1] = together(book[1], lines("supports1", x=400, y=500), lines("1 A note (synthetic).", y=90, size=7))
    version = version_of(pdf(*book))
    at = version.text.index("1 A note (synthetic).")
    assert version.page_at(at) == 2
    assert version.text[:at].rstrip().endswith(("here.", "supports1"))


def test_running_lines_of_two_pages() -> None:
    found = clean(load(pdf(*_book(1, lambda number: "Sanctuary plan", pages=2))))
    assert [gone.text for gone in found.deletions] == ["Sanctuary plan", "1", "Sanctuary plan", "2"]
    assert "Sanctuary plan" in text_of(pdf(*_book(1, lambda number: "Sanctuary plan", pages=2, foot=lambda number: "")))


@pytest.mark.parametrize("interleaved", [False, True], ids=["by-column", "across"])
def test_plan_set_as_pdf_has_the_actions_of_its_text(interleaved: bool) -> None:
    text = source_text("nation-of-sanctuary-plan-2019")
    made = read(two_column_pdf(text, interleaved=interleaved).data, Wanted(Kind.PLAN)).version
    given = read(text.encode(), Wanted(Kind.PLAN)).version
    assert len(made.contents.actions) == 35
    for ours, theirs in zip(made.contents.actions, given.contents.actions, strict=True):
        assert (ours.title, ours.organisations) == (theirs.title, theirs.organisations)


def test_contents_entries_stay_apart() -> None:
    entries = [f"{number} Part of the plan that is about sanctuary {'. ' * 20}{number + 4}" for number in range(1, 5)]
    assert text_of(pdf(lines(*entries))).split("\n") == [entry.strip() for entry in entries]
