"""Statements against the real documents: what is quoted passes, what is altered does not."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from documents import source_text
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from answer.answer import Basis, Citation, Competence, Statement, WithheldReason
from answer.verify import fault
from corpus.document import Document, Kind, PartialDate
from corpus.matter import Power, load_matters
from text.sentences import sentences

REGISTER = Path(__file__).resolve().parents[1] / "corpus" / "matters.yaml"
KNOWN = (
    ("foi-atisn-24923", "FOI response ATISN 24923", "2025-07-10", "ATISN 24923"),
    ("written-statement-2026-02-09", "Written statement", "2026-02-09", None),
    ("nation-of-sanctuary-plan-2019", "Nation of Sanctuary Plan", "2019-01", "WG36317"),
    ("written-statement-2023-09-25", "Safety, Security and Migration Interministerial Group", "2023-09-25", None),
)
DOCUMENTS = {
    name: Document(
        name, title, Kind.OTHER, "Welsh Government", "en", "OGL", date=PartialDate.parse(date), reference=reference
    )
    for name, title, date, reference in KNOWN
}


def citation(quote: str, document: Document, key: str = "c1") -> Citation:
    return Citation(key, quote, quote, document, "0" * 64, (), None, 0, len(quote), 0.9)


def sentences_of(name: str) -> list[Citation]:
    text = source_text(name)
    found = (text[one.start : one.end] for one in sentences(text))
    return [citation(quote, DOCUMENTS[name]) for quote in found if 12 <= len(quote) <= 600]


EVERY = [cited for name in DOCUMENTS for cited in sentences_of(name)]
RESERVED = next(cited for cited in EVERY if "reserved to the UK Government and administered" in cited.quote)
NO_ROLE = next(cited for cited in EVERY if "no role in determining" in cited.quote)
NOT_MADE = next(cited for cited in EVERY if "are not made by the Welsh Government" in cited.quote)
ENTIRELY = next(cited for cited in EVERY if "rest entirely with the UK" in cited.quote)
RATHER = next(cited for cited in EVERY if "rather than the Welsh" in " ".join(cited.quote.split()))
SHARE = next(cited for cited in EVERY if "0.05%" in cited.quote)
UKRAINIANS = next(cited for cited in EVERY if "91%" in cited.quote)
TWELVE = next(cited for cited in EVERY if "first twelve months" in cited.quote)


def found(text: str, *cited: Citation, competence: Competence | None = None) -> WithheldReason | None:
    keyed = [replace(one, key=f"c{number}") for number, one in enumerate(cited, 1)]
    return fault(Statement(text, tuple(one.key for one in keyed)), keyed, competence)


@cache
def competence(status: Power) -> Competence:
    matter = next(matter for matter in load_matters(REGISTER) if matter.status is status)
    return Competence(status, (matter,), (), Basis.REGISTER)


@pytest.mark.parametrize("status", [None, *Power])
def test_quote_passes_as_its_own_statement(status: Power | None) -> None:
    power = competence(status) if status else None
    assert [one.quote for one in EVERY if found(one.quote, one, competence=power)] == []


def test_quote_passes_inside_an_attribution() -> None:
    dated = "On 10 July 2025 the Welsh Government stated: “{}”"
    wrapped = [one for one in EVERY if one.document.id == "foi-atisn-24923"]
    assert [one.quote for one in wrapped if found(dated.format(one.quote), one)] == []


def test_quote_passes_with_other_spaces_and_marks() -> None:
    text = " ".join(SHARE.quote.replace("’", "'").split())
    assert found(text, SHARE) is None


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Immigration and asylum decisions rest entirely with the UK Government.", ENTIRELY),
        ("The Welsh Government has no role in determining who is eligible.", NO_ROLE),
        ("The Welsh Government does not make decisions on asylum and immigration status.", NOT_MADE),
        ("Responsibility for asylum and immigration rests with the UK Government.", RATHER),
        ("Migration and asylum policy are matters reserved to the UK Government.", RESERVED),
        ("The Nation of Sanctuary approach is only around 0.05 per cent of the Welsh Government's budget.", SHARE),
        ("Of the total expenditure, 91% was spent on supporting almost 8,000 Ukrainians.", UKRAINIANS),
        ("In February 2026 the Welsh Government said that immigration and asylum decisions rest entirely with "
         "the UK Government.", ENTIRELY),
        ("Asylum decisions “rest entirely with the UK Government”.", ENTIRELY),
    ],
)  # fmt: skip
def test_paraphrase_passes(text: str, cited: Citation) -> None:
    assert found(text, cited, competence=competence(Power.RESERVED)) is None


def test_statement_may_rest_on_two_quotes() -> None:
    text = "The Home Office administers migration and asylum policy; asylum decisions rest with the UK Government."
    assert found(text, RESERVED, ENTIRELY) is None


@pytest.mark.parametrize("keys", [(), ("c2",), ("c1", "c9"), ("C1",), ("",)])
def test_citation_key_unknown(keys: tuple[str, ...]) -> None:
    assert fault(Statement(SHARE.quote, keys), [SHARE], None) is WithheldReason.UNKNOWN_CITATION


@pytest.mark.parametrize(
    "text",
    [
        "Asylum decisions “rest partly with the UK Government”.",
        "Asylum decisions “rest with the UK Government”.",
        "Asylum decisions ‘rest partly with the UK Government’.",
        "Asylum decisions 'rest partly with the UK Government'.",
        "Asylum decisions «rest partly with the UK Government».",
        "Asylum decisions “rest partly with the UK Government.",
        "Asylum decisions rest “entirely with the UK Gov”.",
        "“Asylum decisions”, it said, rest “partly” with the UK Government.",
        "Asylum decisions “Rest entirely with the UK Government”.",
    ],
)
def test_quotation_not_verbatim(text: str) -> None:
    assert found(text, ENTIRELY) is WithheldReason.QUOTE_NOT_VERBATIM


def test_quotation_from_a_source_not_cited() -> None:
    statement = Statement("It is “around 0.05%” of the budget.", ("c1",))
    assert fault(statement, [ENTIRELY, replace(SHARE, key="c2")], None) is WithheldReason.QUOTE_NOT_VERBATIM


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_apostrophe_is_no_quotation(apostrophe: str) -> None:
    text = SHARE.quote.replace("’", apostrophe)
    assert found(text, SHARE) is None


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/a",
        "HTTP://EVIL.EXAMPLE",
        "evil.co.uk",
        "gov.wales/asylum",
        "someone@evil.example",
        "javascript:alert(1)",
        "<a href=x>",
        "ev\u200bil.com",
        "10.0.0.1",
    ],
)
def test_link_not_in_source(link: str) -> None:
    assert found(f"{ENTIRELY.quote} See {link}", ENTIRELY) is WithheldReason.LINK_NOT_IN_SOURCE


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("It represents only around 0.5% of the budget.", SHARE),
        ("It represents only around 0.05 of the budget.", SHARE),
        ("It represents only around £0.05 of the budget.", SHARE),
        ("It represents over 0.05% of the budget.", SHARE),
        ("91% has been spent on supporting almost 80,000 Ukrainians.", UKRAINIANS),
        ("91% has been spent on supporting more than 8,000 Ukrainians.", UKRAINIANS),
        ("91% has been spent on supporting eighty thousand Ukrainians.", UKRAINIANS),
        ("Of expenditure from April 2018 to March 2025, 91% was spent on supporting Ukrainians.", UKRAINIANS),
        ("Of expenditure from May 2019 to March 2025, 91% was spent on supporting Ukrainians.", UKRAINIANS),
        ("Nine in ten pounds of expenditure has been spent on supporting Ukrainians.", UKRAINIANS),
        ("The policy prevents asylum seekers from working for the first thirteen months.", TWELVE),
        ("The policy prevents asylum seekers from working for the second twelve months.", TWELVE),
        ("The policy prevents asylum seekers from working for the first twelve weeks.", TWELVE),
        ("Migration and asylum policy are reserved under section 95.", RESERVED),
        ("Migration and asylum policy are reserved (ATISN 24924).", RESERVED),
        ("On 11 July 2025 migration and asylum policy were reserved.", RESERVED),
        ("Migration and asylum policy are reserved to the UK Government (Objective 7).", RESERVED),
        ("9\u200b9% has been spent on supporting almost 8,000 Ukrainians.", UKRAINIANS),
    ],
)
def test_figure_not_in_source(text: str, cited: Citation) -> None:
    assert found(text, cited) is WithheldReason.FIGURE_NOT_IN_SOURCE


@pytest.mark.parametrize(
    "text",
    [
        "Immigration and asylum decisions rest entirely with the Home Office.",
        "Immigration and asylum decisions rest entirely with Suella Braverman.",
        "Westminster has immigration and asylum decisions entirely.",
        "Ofcom decides on immigration and asylum entirely.",
        "Immigration and asylum decisions rest entirely with the Scottish Government.",
        "Immigration and asylum decisions rest entirely with the UK Government and Serco.",
    ],
)
def test_name_not_in_source(text: str) -> None:
    assert found(text, ENTIRELY) is WithheldReason.NAME_NOT_IN_SOURCE


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Immigration and asylum decisions rest entirely with the Welsh Government.", ENTIRELY),
        ("Immigration and asylum decisions do not rest entirely with the UK Government.", ENTIRELY),
        ("It does decide who comes to the UK; asylum decisions do not rest with the UK Government.", ENTIRELY),
        ("The Welsh Government has a role in determining eligibility.", NO_ROLE),
        ("The Welsh Government determines eligibility.", NO_ROLE),
        ("Decisions on asylum and immigration status are made by the Welsh Government.", NOT_MADE),
        ("Responsibility for asylum and immigration rests with the Welsh Government.", RATHER),
        ("Responsibility for asylum rests with the Welsh Government rather than the UK Government.", RATHER),
        ("Migration and asylum policy are matters devolved to the UK Government.", RESERVED),
        ("The Nation of Sanctuary approach is around 0.05% of the Welsh Government’s overall budget.", SHARE),
        ("People who arrive are given a free house and a car.", ENTIRELY),
    ],
)  # fmt: skip
def test_polarity_turned(text: str, cited: Citation) -> None:
    assert found(text, cited) is WithheldReason.POLARITY


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Migration and asylum policy are matters devolved to Wales.", Power.RESERVED),
        ("The Welsh Government decides on immigration and asylum.", Power.RESERVED),
        ("Migration and asylum policy are matters reserved to the UK.", Power.DEVOLVED),
        ("Migration and asylum policy are matters entirely reserved to the UK Government.", Power.SHARED),
    ],
)
def test_competence_conflict(text: str, status: Power) -> None:
    cited = (RESERVED, ENTIRELY)
    assert found(text, *cited, competence=competence(status)) in (
        WithheldReason.COMPETENCE_CONFLICT,
        WithheldReason.NAME_NOT_IN_SOURCE,
    )


_UK, _WALES = re.compile(r"(?:UK\s+Government|Home\s+Office)"), re.compile(r"Welsh\s+Government(?!s)")
_GOVERNMENTS = re.compile(rf"{_UK.pattern}|{_WALES.pattern}")
OF_GOVERNMENTS = [one for one in EVERY if _GOVERNMENTS.search(one.quote)]
DENIED = re.compile(r"\b(?:not|no|never|without|neither|only)\b\s*")
OF_DENIALS = [one for one in EVERY if DENIED.search(one.quote)]
NUMERIC = [one for one in EVERY if re.search(r"\d", one.quote)]


def _other(match: re.Match[str]) -> str:
    return "UK Government" if _WALES.fullmatch(match.group()) else "Welsh Government"


def test_governments_swapped() -> None:
    swapped = [(_GOVERNMENTS.sub(_other, one.quote), one) for one in OF_GOVERNMENTS]
    assert [text for text, one in swapped if found(text, one) is None] == []


def test_denial_dropped() -> None:
    cuts = [(one, match.span()) for one in OF_DENIALS for match in DENIED.finditer(one.quote)]
    dropped = [(one.quote[:start] + one.quote[end:], one) for one, (start, end) in cuts]
    assert [text for text, one in dropped if found(text, one) is None] == []


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_denial_added(data: st.DataObject) -> None:
    cited = data.draw(st.sampled_from(EVERY))
    gap = data.draw(st.sampled_from([match.start() for match in re.finditer(r"(?<=\w) (?=\w)", cited.quote)] or [0]))
    word = data.draw(st.sampled_from(["not", "never", "only", "no"]))
    text = f"{cited.quote[:gap]} {word} {cited.quote[gap:].lstrip()}"
    assert found(text, cited) is not None


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_digit_altered(data: st.DataObject) -> None:
    cited = data.draw(st.sampled_from(NUMERIC))
    at = data.draw(st.sampled_from([match.start() for match in re.finditer(r"\d", cited.quote)]))
    digit = data.draw(st.sampled_from([digit for digit in "123456789" if digit != cited.quote[at]]))
    text = cited.quote[:at] + digit + cited.quote[at + 1 :]
    assume(_numeric(text) - _numeric(cited.quote) - _of_the_document(cited))
    assert found(text, cited) is not None


def _numeric(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


def _of_the_document(cited: Citation) -> set[str]:
    document = cited.document
    return _numeric(f"{document.date} {document.title} {document.reference}")


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_name_invented(data: st.DataObject) -> None:
    cited = data.draw(st.sampled_from(EVERY))
    name = data.draw(
        st.sampled_from(["Serco", "Priti Patel", "the Department for Asylum", "Bridgend", "MI5", "Clearsprings"])
    )
    link = data.draw(st.sampled_from(["{quote} {name} agreed.", "{name} said: {quote}", "{quote}, says {name}"]))
    assert found(link.format(quote=cited.quote, name=name), cited) is not None
