"""PDF files as people make them: read in order, cited by page, and refused with what to do."""

import io
import os
import random
import re
import time
from collections.abc import Callable, Sequence

import pytest
from documents import squeezed
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pdfs import (
    HELVETICA,
    WORDS,
    laid_out,
    lines,
    locked,
    pdf,
    picture,
    raw_pdf,
    rows,
    stream,
    table_pdf,
    together,
)
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Kind
from corpus.version import Version
from errors import UnreadableSource
from ingest.cleaning.clean import clean
from ingest.loaders.loaded import Loaded
from ingest.loaders.sniff import sniff
from ingest.reading import Wanted, read

ASYLUM = "Responsibility for asylum rests with the UK Government, and some of the levers are out of our control here."
SKILLS = "People seeking sanctuary live in every part of Wales and many of them bring skills that communities need."
HOMES = "Advice about housing and health is given in many towns, and most of those who ask for it are new to them."


def load(data: bytes) -> Loaded:
    return sniff(data).load(data)


def text_of(data: bytes) -> str:
    """The clean text of a PDF."""
    return clean(load(data)).text


def version_of(data: bytes) -> Version:
    return read(data, Wanted(Kind.OTHER)).version


def ordered(text: str, *parts: str) -> bool:
    """Whether all parts are in the text, one behind the other."""
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize("across", [False, True], ids=["by-column", "across"])
@pytest.mark.parametrize("widths", [(210, 210), (140, 140, 140), (290, 130)], ids=["two", "three", "uneven"])
def test_columns_read_one_after_the_other(widths: Sequence[int], across: bool) -> None:
    texts = [ASYLUM, SKILLS, HOMES][: len(widths)]
    columns = [rows(text, width) for text, width in zip(texts, widths, strict=True)]
    places = [60 + sum(widths[:at]) + 24 * at for at in range(len(widths))]
    cells = [(at, row, text) for at, column in enumerate(columns) for row, text in enumerate(column)]
    cells = sorted(cells, key=lambda cell: cell[1]) if across else cells
    drawn = [lines(text, x=places[at], y=760 - 13 * row) for at, row, text in cells]
    assert ordered(text_of(pdf(together(*drawn))), *(" ".join([text] * 3) for text in texts))


def test_columns_between_full_width_lines() -> None:
    heading, below = "A heading that stands over both of the columns", rows(ASYLUM.lower(), 470, 2)
    page = together(
        lines(heading, size=16, y=790),
        lines(*rows(ASYLUM, 210), y=760),
        lines(*rows(SKILLS, 210), x=310, y=760),
        lines(*below, y=560),
    )
    assert ordered(text_of(pdf(page)), heading, " ".join([ASYLUM] * 3), " ".join([SKILLS] * 3), " ".join(below))


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "bare"])
def test_table_rows_stay_together(ruled: bool) -> None:
    cells = [["Area", "2018", "2019"], ["Newport", "1,200", "7"], ["Wrexham", "3", "40"]]
    found = text_of(table_pdf(cells, ruled=ruled))
    assert found.split("\n") == ["\t".join(row) for row in cells]


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "bare"])
def test_table_cells_that_wrap(ruled: bool) -> None:
    action = "Ensure refugees are supported\nto move on from asylum\naccommodation."
    advice = ["Give advice.", "Communities\nDivision"]
    cells = [["Action", "Lead"], [action, "Housing\nDivision"], advice, ["Ask.", "All"]]
    found = text_of(table_pdf(cells, ruled=ruled, widths=[240, 120]))
    assert f"{' '.join(action.split())}\tHousing Division\nGive advice.\tCommunities Division\nAsk.\tAll" in found


def test_lines_drawn_out_of_order() -> None:
    drawn = [lines(row, y=760 - 13 * at) for at, row in enumerate(rows(SKILLS, 300))]
    assert text_of(pdf(together(*drawn[::-1]))) == " ".join([SKILLS] * 3)


def test_gap_ends_a_paragraph() -> None:
    page = lines("The aim", "", *rows(ASYLUM, 300, 1), "", *rows(SKILLS, 300, 1))
    assert text_of(pdf(page)) == f"The aim\n\n{ASYLUM}\n\n{SKILLS}"


def test_short_lines_stay_apart() -> None:
    bodies = ["Housing Division", "Communities Division", "Local Authorities"]
    page = lines(*rows(SKILLS, 300), *bodies, *rows(ASYLUM, 300))
    assert "\n".join(["", *bodies, ""]) in text_of(pdf(page))


def test_word_parted_at_a_line_end_keeps_its_hyphen() -> None:
    assert text_of(pdf(lines("They need accommo-", "dation and the ﬁrst post-", "trauma help."))) == (
        "They need accommo-dation and the ﬁrst post-trauma help."
    )


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_page_turned(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.rotate(turn)
        lines(*rows(SKILLS, 300), x=60, y=0)(canvas)

    assert text_of(pdf(draw)) == " ".join([SKILLS] * 3)


def test_text_turned_on_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        lines(*rows(ASYLUM, 300))(canvas)
        canvas.rotate(90)
        lines(*rows(SKILLS, 300), x=60, y=-560)(canvas)

    assert ordered(text_of(pdf(draw)), " ".join([ASYLUM] * 3), " ".join([SKILLS] * 3))


def test_raised_mark_stays_at_its_word() -> None:
    def draw(canvas: Canvas) -> None:
        lines("These are the rules", "that hold for everybody.")(canvas)
        lines("2", x=60 + canvas.stringWidth("These are the rules", "Vera", 10), y=764, size=6)(canvas)

    assert text_of(pdf(draw)) == "These are the rules2 that hold for everybody."


def test_bold_by_drawing_twice_counts_once() -> None:
    assert text_of(pdf(together(lines("Twice drawn"), lines("Twice drawn", x=60.4)))) == "Twice drawn"


def test_welsh_letters_survive() -> None:
    font = HELVETICA.replace(b">>", b"/Encoding<</Differences[65/Wcircumflex/wcircumflex/ycircumflex]>>>>")
    assert text_of(raw_pdf(stream(b"BT /F1 12 Tf 50 700 Td (A Bel C) Tj ET"), font)) == "Ŵ ŵel ŷ"


def test_form_is_placed_where_it_is_drawn() -> None:
    shown = b"BT /F1 12 Tf 50 0 Td (second) Tj ET"
    form = b"<</Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 5 0 R>>>>/Length %d>>stream\n" % len(shown)
    content = b"q 1 0 0 1 0 680 cm /X Do Q BT /F1 12 Tf 50 700 Td (first) Tj 0 -40 Td (third) Tj ET"
    data = raw_pdf(stream(content), HELVETICA, form + shown + b"\nendstream", resources="/XObject<</X 6 0 R>>")
    assert load(data).pages[0].text.split() == ["first", "second", "third"]


def test_link_behind_words() -> None:
    def draw(canvas: Canvas) -> None:
        lines("See the guidance", "and no more")(canvas)
        canvas.linkURL("https://example.org/guidance", (60, 758, 140, 770))

    version = version_of(pdf(draw))
    assert [(version.text[link.span.start : link.span.end], link.url) for link in version.links] == [
        ("See the guidance", "https://example.org/guidance")
    ]


def test_owner_password_alone_is_readable() -> None:
    assert text_of(locked("", "owner")) == "Locked words that may be read."


def test_junk_around_the_file() -> None:
    assert text_of(b"\r\nX-Header: synthetic\r\n\r\n" + pdf(lines("Plain words.")) + b"\0" * 300) == "Plain words."


def _under_header(canvas: Canvas) -> None:
    picture(canvas)
    lines("Scanned on 12 May 2019", y=820)(canvas)


HIDING = stream(
    b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    b"1 beginbfrange <20> <7E> <E020> endbfrange endcmap"
)


@pytest.mark.parametrize(
    ("make", "fact"),
    [
        pytest.param(lambda: locked("user", "owner"), "encrypted", id="password"),
        pytest.param(lambda: pdf(picture), "scan", id="scan"),
        pytest.param(lambda: pdf(_under_header, _under_header), "scan", id="scan-with-header"),
        pytest.param(lambda: pdf(lines("")), "pages are empty", id="blank"),
        pytest.param(lambda: pdf(lines("Words."))[:-300], "cut short", id="cut"),
        pytest.param(lambda: raw_pdf(stream(b" " * 100_000_000), HELVETICA), "unpacks", id="inflating"),
        pytest.param(lambda: raw_pdf(stream(b"[" * 100_000), HELVETICA), "nested", id="nested"),
        pytest.param(
            lambda: raw_pdf(WORDS, HELVETICA).replace(b"[3 0 R]/Count 1", b"[" + b"3 0 R " * 2001 + b"]/Count 2001"),
            "2,001 pages",
            id="pages",
        ),
        pytest.param(
            lambda: raw_pdf(WORDS, HELVETICA).replace(b"[3 0 R]", b"[2 0 R]"), "damaged", id="endless-page-tree"
        ),
        pytest.param(
            lambda: raw_pdf(WORDS, HELVETICA.replace(b">>", b"/ToUnicode 6 0 R>>"), HIDING), "OCR", id="fonts-hide"
        ),
        pytest.param(lambda: raw_pdf(WORDS, HELVETICA, root="/AcroForm<</XFA(x)>>"), "XFA", id="xfa"),
        pytest.param(lambda: raw_pdf(WORDS, HELVETICA, root="/Collection<</View/D>>"), "portfolio", id="portfolio"),
    ],
)
def test_unreadable_says_what_to_do(make: Callable[[], bytes], fact: str) -> None:
    with pytest.raises(UnreadableSource, match=rf"^The PDF .*{fact}.*\. [A-Z].*\.$|{fact}.*\.$"):
        load(make())


_words = st.sampled_from(["asylum", "refugees", "sanctuary", "housing", "Wales", "(Wales)", "2019,", "health", "and"])
_sentence = st.lists(_words, min_size=8, max_size=22).map(" ".join)


# Smaller failures are not looked for: laying out takes its time.
@settings(max_examples=12, deadline=None, derandomize=True, phases=[Phase.generate])
@given(st.lists(_sentence, min_size=8, max_size=20), st.sampled_from([1, 2]))
def test_paragraphs_survive_any_layout(sentences: list[str], columns: int) -> None:
    paragraphs = [f"Point {number} says {sentence} there." for number, sentence in enumerate(sentences)]
    laid = laid_out(paragraphs, columns=columns)
    version = version_of(laid.data)
    for number, (paragraph, page) in enumerate(zip(paragraphs, laid.pages, strict=True)):
        assert squeezed(paragraph) in squeezed(version.text)
        assert version.page_at(version.text.index(f"Point {number} says")) == page
        assert version.text.index(f"Point {number} says") == version.text.index(paragraph[:14])


def test_damaged_files_are_read_or_refused() -> None:
    whole = laid_out([ASYLUM, SKILLS] * 8, columns=2).data
    for seed in range(int(os.environ.get("SOAK_ROUNDS", "10"))):
        started = time.monotonic()
        assert _outcome(_mutated(whole, random.Random(seed))), seed
        assert time.monotonic() - started < 20, seed


def _outcome(data: bytes) -> bool:
    """Whether there is text, or a fact with its next step."""
    try:
        return bool(version_of(data).text)
    except UnreadableSource as error:
        return re.fullmatch(r"[A-Z].+\. .+\.", str(error)) is not None


def _mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with bytes flipped, a piece cut out, or its mark at the end moved to a cut."""
    file = io.BytesIO(data)
    for _ in range(chance.choice([1, 20, 400])):
        file.seek(chance.randrange(10, len(data)))
        file.write(bytes([chance.randrange(256)]))
    flipped = file.getvalue()
    start = chance.randrange(10, len(data))
    cut = flipped[:start] + flipped[start + chance.randrange(2000) :]
    return chance.choice([flipped, cut, flipped[:start] + b"\n%%EOF\n"])
