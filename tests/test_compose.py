"""Headlines and statements in fixed wording, from the register that ships."""

from dataclasses import replace
from pathlib import Path

import pytest

from answer.answer import Basis, Citation, Competence
from answer.compose import competence_headline, not_held_headline, quoted_headline, statement
from answer.intent import read_intent
from corpus.document import Document, Kind, PartialDate
from corpus.matter import Matter, Power, load_matters
from corpus.version import Role
from prompts.wording import Wording, load_wording

REGISTER = Path(__file__).resolve().parents[1] / "corpus" / "matters.yaml"


@pytest.fixture(scope="module")
def matters() -> dict[str, Matter]:
    return {matter.id: matter for matter in load_matters(REGISTER)}


@pytest.fixture(scope="module")
def wording() -> dict[str, Wording]:
    return load_wording()


def document(date: PartialDate | None = None, reference: str | None = None) -> Document:
    return Document("d", "A Plan", Kind.PLAN, "Welsh Government", "en", "OGL", date=date, reference=reference)


def citation(quote: str, date: PartialDate | None = None) -> Citation:
    return Citation("c1", quote, quote, document(date), "0" * 64, ("Actions", "Do it"), None, 0, len(quote), 0.9)


def competence(matter: Matter, *keys: str) -> Competence:
    return Competence(matter.status, (matter,), keys, Basis.DOCUMENTS if keys else Basis.REGISTER)


@pytest.mark.parametrize(
    ("question", "language", "opening"),
    [
        ("Does Wales decide who gets asylum?", "en", "No: this is reserved"),
        ("Does the Home Office decide who gets asylum?", "en", "Yes: this is reserved"),
        ("Who decides who gets asylum?", "en", "This is reserved"),
        ("A yw Llywodraeth Cymru yn penderfynu pwy sy'n cael lloches?", "cy", "Na: mae hyn wedi'i gadw'n ôl"),
        ("Pwy sy'n penderfynu?", "cy", "Mae hyn wedi'i gadw'n ôl"),
    ],
)
def test_headline_of_a_competence(
    matters: dict[str, Matter], wording: dict[str, Wording], question: str, language: str, opening: str
) -> None:
    text = competence_headline(competence(matters["asylum-claims"], "c1"), read_intent(question), wording[language])
    assert text.startswith(opening)


def test_headline_names_its_source_where_nothing_is_cited(
    matters: dict[str, Matter], wording: dict[str, Wording]
) -> None:
    matter, intent = matters["asylum-claims"], read_intent("Who decides on asylum?")
    source = matter.shown_basis[0]
    assert source in competence_headline(competence(matter), intent, wording["en"])
    assert source not in competence_headline(competence(matter, "c1"), intent, wording["en"])


@pytest.mark.parametrize("language", ["en", "cy"])
def test_headline_of_every_matter(matters: dict[str, Matter], wording: dict[str, Wording], language: str) -> None:
    intent = read_intent("Who decides?")
    for matter in matters.values():
        text = competence_headline(competence(matter, "c1"), intent, wording[language])
        assert matter.named(language) in text
        assert text.endswith(".")
        assert "{" not in text


def test_headline_of_two_matters_says_which_is_which(matters: dict[str, Matter], wording: dict[str, Wording]) -> None:
    devolved = next(matter for matter in matters.values() if matter.status is Power.DEVOLVED)
    both = Competence(Power.SHARED, (matters["asylum-claims"], devolved), ("c1",), Basis.DOCUMENTS)
    text = competence_headline(both, read_intent("Who decides?"), wording["en"])
    assert text.index("Reserved to the UK Government") < text.index("Devolved to Wales")


@pytest.mark.parametrize(
    ("date", "opening"),
    [
        (PartialDate(2026, 2, 9), "On 9 February 2026 the Welsh Government stated"),
        (PartialDate(2019, 1), "In January 2019 the Welsh Government stated"),
        (None, "The Welsh Government stated, with no date given"),
    ],
    ids=["day", "month", "none"],
)
def test_statement_is_dated(wording: dict[str, Wording], date: PartialDate | None, opening: str) -> None:
    made = statement(stated(citation("We will.", date)), Role.BODY, wording["en"])
    assert made.text == f"{opening}: “We will.”"
    assert made.citations == ("c1",)


def stated(cited: Citation) -> Citation:
    """The same quote in a minister's statement."""
    return replace(cited, document=replace(cited.document, kind=Kind.WRITTEN_STATEMENT))


def test_statement_from_a_plan_names_its_section(wording: dict[str, Wording]) -> None:
    made = statement(citation("Resettlement saves lives.", PartialDate(2019, 1)), Role.BODY, wording["en"])
    assert made.text == "A Plan (January 2019) says under “Actions, Do it”: “Resettlement saves lives.”"


def test_statement_of_an_action_names_it(wording: dict[str, Wording]) -> None:
    made = statement(citation("We will.", PartialDate(2019, 1)), Role.ACTION, wording["en"])
    assert made.text == "The plan of January 2019 says under “Do it”: “We will.”"


def test_headline_cut_short_says_so(wording: dict[str, Wording]) -> None:
    text = quoted_headline(citation("word " * 100, PartialDate(2019, 1)), wording["en"])
    assert text.endswith("word […]”")


@pytest.mark.parametrize(
    ("referred", "ending"),
    [
        ((), "does not hold this information."),
        (("Home Office", "Ministry of Justice"), "the Home Office and the Ministry of Justice."),
    ],
    ids=["to nobody", "to two"],
)
def test_headline_not_held(wording: dict[str, Wording], referred: tuple[str, ...], ending: str) -> None:
    text = not_held_headline(document(PartialDate(2025, 7, 10), "ATISN 24923"), referred, wording["en"])
    assert text.startswith("The Welsh Government said in ATISN 24923 (10 July 2025)")
    assert text.endswith(ending)
