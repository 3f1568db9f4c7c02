"""Passages: every one is found at its offsets, in its source and on its page, in every format."""

import pytest
from documents import source_text, squeezed, two_column_pdf, web_page
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document, Kind, PartialDate
from corpus.passage import Passage
from corpus.version import Role, Version
from ingest.passages import passages
from ingest.reading import Wanted, read

# A bare number that comes to stand at the foot of a page is its page number, wherever its column goes on.
_LINES = [line for line in source_text("nation-of-sanctuary-plan-2019").splitlines() if not line.strip().isdigit()]
_ODD = [
    "(Immigration and Asylum Act 1999)",
    "(2019 to 2025).",
    "s. 95 and £2.5m",
    " » A bullet",
    "Dr. J. Hutt",
    "12",
    "",
    "¡¿ x",
]
_CHUNKS = st.lists(
    st.one_of(
        st.integers(0, len(_LINES) - 40).map(lambda at: "\n".join(_LINES[at : at + 40])),
        st.sampled_from(_ODD),
    ),
    min_size=1,
    max_size=6,
).map("\n".join)


def _document(kind: Kind) -> Document:
    return Document("d", "A title", kind, "Welsh Government", "en", "OGL", date=PartialDate(2019, 1))


def _made(data: bytes, kind: Kind = Kind.PLAN) -> tuple[Version, list[Passage]]:
    version = read(data, Wanted(kind)).version
    return version, passages(_document(kind), version)


def _check(version: Version, found: list[Passage], source: str) -> None:
    bare = squeezed(source)
    for passage in found:
        assert version.text[passage.start : passage.end] == passage.text
        assert 1 <= len(passage.sentences) <= 5
        spans = [(passage.start, passage.end), *((span.start, span.end) for span in passage.sentences)]
        for start, end in spans:
            assert all(squeezed(piece) in bare for piece in version.quote(start, end).split("[…]"))
    covered = [at for one in found for span in one.sentences for at in range(span.start, span.end)]
    assert len(covered) == len(set(covered))
    wanted = {
        at
        for block in version.blocks
        if block.role not in (Role.HEADING, Role.BOILERPLATE)
        for at in range(block.start, block.end)
        if not version.text[at].isspace()
    }
    assert wanted <= set(covered)


def _has_text(text: str) -> bool:
    return bool(text.strip())


@settings(max_examples=40, deadline=None)
@given(_CHUNKS.filter(_has_text), st.sampled_from(list(Kind)))
def test_passages_of_text(text: str, kind: Kind) -> None:
    _check(*_made(text.encode(), kind), text)


@settings(max_examples=25, deadline=None)
@given(_CHUNKS.filter(_has_text))
def test_passages_of_html(text: str) -> None:
    _check(*_made(web_page(text)), text)


@settings(max_examples=8, deadline=None)
@given(_CHUNKS.filter(lambda text: len(text) > 400))
def test_passages_of_pdf(text: str) -> None:
    made = two_column_pdf(text)
    version, found = _made(made.data)
    _check(version, found, "\n".join(made.pages))


def test_passages_of_plan_pdf() -> None:
    made = two_column_pdf(source_text("nation-of-sanctuary-plan-2019"))
    version, found = _made(made.data)
    _check(version, found, "\n".join(made.pages))
    for passage in found:
        assert passage.page is not None
        first = squeezed(passage.text.split(" ")[0])
        assert first in squeezed(made.pages[passage.page - 1])
    assert "Nation of Sanctuary: a plan" not in version.text
    assert len({p.section for p in found if p.role is Role.ACTION}) == 35


def test_sentence_over_page_break() -> None:
    filler = "\n\n".join(f"This is filler number {number} of the first page." for number in range(54))
    body = "We will go on to support all those who have come to Wales since then and who need our help here, " * 4
    made = two_column_pdf(f"{filler}\n\n{body.strip()[:-1]} at last.")
    version, found = _made(made.data, Kind.GUIDANCE)
    over = next(one for one in found if one.page == 1 and version.page_at(one.end - 1) == 2)
    assert squeezed(over.text[:20]) in squeezed(made.pages[0])


@pytest.mark.parametrize("name", ["foi-atisn-24923", "written-statement-2026-02-09", "nation-of-sanctuary-plan-2019"])
def test_passages_of_real_documents(name: str) -> None:
    kind = {"f": Kind.FOI_RESPONSE, "w": Kind.WRITTEN_STATEMENT, "n": Kind.PLAN}[name[0]]
    text = source_text(name)
    version, found = _made(text.encode(), kind)
    _check(version, found, text)
    assert all(len(passage.text) <= 620 or len(passage.sentences) == 1 for passage in found)


def test_letter_questions_stand_alone() -> None:
    version, found = _made(source_text("foi-atisn-24923").encode(), Kind.FOI_RESPONSE)
    assert [passage.role for passage in found].count(Role.QUESTION) == 4
    assert found[3].context == "A title — 2019-01 — Information requested"
    assert all(passage.version == version.id and passage.page is None for passage in found)


def test_long_sentence_is_cut_at_clauses() -> None:
    text = "; ".join(f"clause {number} that goes on for quite some time" for number in range(90)) + "."
    version, found = _made(text.encode(), Kind.GUIDANCE)
    _check(version, found, text)
    assert all(len(passage.text) <= 1200 for passage in found)
    assert all(passage.text[-1] in ";." for passage in found)
