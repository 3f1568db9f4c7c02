"""Schemes that ended, annexes that are not there, dates that cannot be right: said with ground, and never without."""

from datetime import date

import pytest
from cases import TODAY

from answer.answer import Citation
from answer.endings import Ending, ending
from answer.oddities import missing_annexes, odd_dates, said_before_it_was
from corpus.document import Document, Kind, PartialDate
from corpus.letter import AnomalyCode
from corpus.version import Version
from ingest.reading import Wanted, read

_LETTER = """Our ref: ATISN 24999
{day}

Dear Requester

Thank you for your request which was received on {received}.

Information requested

1. How many homes were there in 2031?

Our response

1. {answer}

Next steps

If you are dissatisfied with our handling of your request, you can ask for an internal review.
"""


def _document(day: str | None = "2025-03-03") -> Document:
    when = PartialDate.parse(day) if day else None
    return Document("paper", "Paper", Kind.GUIDANCE, "Nobody Council", "en", "Synthetic", date=when)


def _ending(quote: str, said: str, day: str | None = "2025-03-03", as_of: date = TODAY) -> Ending | None:
    return ending(quote, [(said, _document(day))], as_of)


@pytest.mark.parametrize(
    ("quote", "said", "when"),
    [
        pytest.param(
            "Homes for Ukraine scheme hosts are paid £350.",
            "The Homes for Ukraine scheme closed on 1 May 2025.",
            "2025-05-01",
            id="closed",
        ),
        pytest.param("The Warm Welcome grant is £200.", "The Warm Welcome grant has ended.", None, id="has ended"),
        pytest.param(
            "The translation voucher scheme pays for five hours.",
            "The translation voucher scheme closed to new families on 30 September 2024.",
            "2024-09-30",
            id="named at the head of the sentence",
        ),
        pytest.param(
            "The Seren Fund pays for lessons.", "The Seren Fund ran until 31 March 2024.", "2024-03-31", id="ran until"
        ),
        pytest.param(
            "The Seren Fund pays for lessons.", "The Seren Fund runs from 2022 to March 2025.", "2025-03", id="runs to"
        ),
        pytest.param(
            "The Bus Pass Pilot gives free travel.",
            "The Bus Pass Pilot came to an end in 2024.",
            "2024",
            id="came to an end",
        ),
        pytest.param(
            "The Open Doors Programme trains hosts.",
            "The Open Doors Programme is no longer available.",
            None,
            id="no longer available",
        ),
        pytest.param(
            "The Open Doors Programme trains hosts.",
            "The Open Doors Programme was replaced in June 2024.",
            "2024-06",
            id="replaced",
        ),
        pytest.param(
            "Under the free travel scheme buses cost nothing.",
            "The free travel scheme ended in March 2024.",
            "2024-03",
            id="plain name",
        ),
        pytest.param(
            "The Seren Strategy has ten goals.", "The Seren Strategy has been withdrawn.", None, id="withdrawn"
        ),
        pytest.param(
            "The Seren Project helps pupils.",
            "Funding for the Seren Project will end on 31 July 2025.",
            "2025-07-31",
            id="would end, and that day is past",
        ),
        pytest.param(
            "Mae Cynllun Seren yn talu am wersi.",
            "Daeth Cynllun Seren i ben ar 31 Mawrth 2024.",
            "2024-03-31",
            id="Welsh",
        ),
        pytest.param(
            "Mae Cronfa Seren yn talu am wersi.", "Mae Cronfa Seren wedi cau.", None, id="Welsh without a date"
        ),
        pytest.param(
            "The Seren Concession lasts two years.",
            "The Seren Concession was abolished in 2023.",
            "2023",
            id="abolished",
        ),
    ],
)
def test_scheme_that_ended(quote: str, said: str, when: str | None) -> None:
    found = _ending(quote, said)
    assert found is not None
    assert (found.iso, found.sentence) == (when, said)


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        pytest.param(
            "The Seren Fund pays for lessons.", "The Seren Fund runs until 31 March 2028.", id="still to come"
        ),
        pytest.param("The Seren Fund pays for lessons.", "The Seren Fund will end.", id="nobody knows when"),
        pytest.param("The Seren Fund pays for lessons.", "The Seren Fund has not ended.", id="denied"),
        pytest.param(
            "The Seren Fund pays for lessons.", "Nobody knows whether the Seren Fund has ended.", id="unknown"
        ),
        pytest.param("The Seren Fund pays for lessons.", "The Lleuad Fund closed in 2024.", id="another"),
        pytest.param(
            "The Seren Fund pays for lessons.", "The Seren Fund closed twelve gaps.", id="closed something else"
        ),
        pytest.param("The Seren Fund pays for lessons.", "The Seren Fund opened in 2024.", id="opened"),
        pytest.param("The hub is open to all.", "The Seren Fund closed in 2024.", id="no scheme"),
        pytest.param("The scheme is open to all.", "The scheme for hosts closed in 2024.", id="nameless"),
        pytest.param("The Seren Fund pays for lessons.", "If the Seren Fund ended, lessons would stop.", id="if"),
        pytest.param("Mae Cronfa Seren yn talu.", "Nid yw Cronfa Seren wedi cau.", id="denied in Welsh"),
        pytest.param(
            "Mae Cronfa Seren yn talu.", "Bydd Cronfa Seren yn dod i ben ar 31 Mawrth 2030.", id="Welsh to come"
        ),
    ],
)
def test_scheme_not_known_to_have_ended(quote: str, said: str) -> None:
    assert _ending(quote, said) is None


def test_ending_holds_from_its_day_on() -> None:
    quote, said = "The Seren Fund pays for lessons.", "The Seren Fund closed on 1 May 2025."
    assert _ending(quote, said, as_of=date(2025, 4, 1)) is None
    assert _ending(quote, said, as_of=date(2025, 6, 1)) is not None


def test_ending_told_in_a_paper_without_a_date_is_no_ground() -> None:
    assert _ending("The Seren Fund pays for lessons.", "The Seren Fund has ended.", day=None) is None


def _cited(
    text: str, quote: str, day: str | None = "2025-03-03", kind: Kind = Kind.GUIDANCE
) -> tuple[Citation, Version]:
    version = read(text.encode(), Wanted(kind)).version
    start = version.text.index(quote)
    document = _document(day)
    return Citation("c1", quote, quote, document, version.id, (), None, start, start + len(quote), 0.9), version


@pytest.mark.parametrize(
    ("text", "quote", "names"),
    [
        pytest.param("The figures are in Annex A. All is well.", "The figures are in Annex A.", ("Annex A",), id="in"),
        pytest.param("See Annex 2 for costs.", "See Annex 2 for costs.", ("Annex 2",), id="number"),
        pytest.param("Costs are at Appendix B.", "Costs are at Appendix B.", ("Appendix B",), id="appendix"),
        pytest.param("Gweler Atodiad A am y ffigurau.", "Gweler Atodiad A am y ffigurau.", ("Atodiad A",), id="Welsh"),
        pytest.param("A table is in the annex.", "A table is in the annex.", ("the annex",), id="without a letter"),
        pytest.param(
            "Names are in Annex A and costs in Annex B.",
            "Names are in Annex A and costs in Annex B.",
            ("Annex A", "Annex B"),
            id="two",
        ),
        pytest.param(
            "The costs are in Annex B.\n\nAnnex A\n\nNames of all.",
            "The costs are in Annex B.",
            ("Annex B",),
            id="another",
        ),
        pytest.param(
            "The costs are in Annex A.\n\nAnnex A\n", "The costs are in Annex A.", ("Annex A",), id="only its title"
        ),
        pytest.param("I attach Annex C.", "I attach Annex C.", ("Annex C",), id="attached"),
        pytest.param(
            "Annex D to this letter has it.", "Annex D to this letter has it.", ("Annex D",), id="to this letter"
        ),
        pytest.param(
            "ANNEX E gives the costs of each.", "ANNEX E gives the costs of each.", ("ANNEX E",), id="capitals"
        ),
        pytest.param("Costs: yr Atodiad.", "Costs: yr Atodiad.", ("yr Atodiad",), id="Welsh without a letter"),
    ],
)
def test_annex_that_is_not_there(text: str, quote: str, names: tuple[str, ...]) -> None:
    assert missing_annexes(*_cited(text, quote)) == names


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("Costs are in Annex A.\n\nAnnex A\n\nIt cost £5.", "Costs are in Annex A.", id="there"),
        pytest.param("Costs are in Annex A.\n\nAnnex A: costs\n\nIt cost £5.", "Costs are in Annex A.", id="titled"),
        pytest.param("See Annex A of the plan.", "See Annex A of the plan.", id="of another paper"),
        pytest.param("The costs are below.", "The costs are below.", id="none"),
    ],
)
def test_annex_not_missing(text: str, quote: str) -> None:
    assert missing_annexes(*_cited(text, quote)) == ()


def _letter(day: str, received: str, answer: str = "There were 120 homes.") -> tuple[Citation, Version]:
    text = _LETTER.format(day=day, received=received, answer=answer)
    return _cited(text, answer.split(". ", 1)[0] + ("." if ". " in answer else ""), kind=Kind.FOI_RESPONSE)


def test_annex_that_the_answer_of_the_letter_names() -> None:
    citation, version = _letter("9 May 2031", "2 May 2031", "We hold this. The rest is in Annex A.")
    assert missing_annexes(citation, version) == ("Annex A",)


@pytest.mark.parametrize(
    ("day", "received", "codes"),
    [
        pytest.param("9 May 2031", "12 May 2031", [AnomalyCode.RECEIVED_AFTER_REPLY], id="received after"),
        pytest.param("9 May 2031", "9 June 2031", [AnomalyCode.RECEIVED_AFTER_REPLY], id="a month after"),
        pytest.param("9 May 2031", "9 May 2031", [AnomalyCode.RECEIVED_ON_REPLY], id="the same day"),
        pytest.param("9 May 2031", "2 May 2032", [AnomalyCode.RECEIVED_AFTER_REPLY], id="another year"),
        pytest.param("9 May 2031", "2 May 2031", [], id="in order"),
        pytest.param("9 May 2031", "12 December 2030", [], id="long before"),
    ],
)
def test_dates_of_a_letter(day: str, received: str, codes: list[AnomalyCode]) -> None:
    citation, version = _letter(day, received)
    assert [code for code, _ in odd_dates(citation, version)] == codes


@pytest.mark.parametrize(
    ("quote", "day", "later"),
    [
        pytest.param("The group met on 4 May 2025.", "2025-03-03", "2025-05-04", id="met"),
        pytest.param("The plan was published on 1 April 2025.", "2025-03-03", "2025-04-01", id="was published"),
        pytest.param("Ministers visited it on 1 April 2026.", "2025-03-03", "2026-04-01", id="a year on"),
        pytest.param("Cynhaliwyd y cyfarfod ar 4 Mai 2025.", "2025-03-03", "2025-05-04", id="Welsh"),
        pytest.param("We received it on 3 June 2025.", "2025-03-03", "2025-06-03", id="received"),
        pytest.param("The group met on 4 February 2025.", "2025-03-03", None, id="before"),
        pytest.param("The group will meet on 4 May 2025.", "2025-03-03", None, id="will"),
        pytest.param("The group agreed to meet by 4 May 2025.", "2025-03-03", None, id="by"),
        pytest.param("The group met in May 2025.", "2025-03-03", None, id="only a month"),
        pytest.param("The group met on 4 May 2025.", "2025", None, id="a paper with a year alone"),
        pytest.param("The group met on 4 May 2025.", None, None, id="a paper without a date"),
        pytest.param("It was agreed that it ends on 4 May 2025.", "2025-03-03", None, id="an end to come"),
    ],
)
def test_what_was_said_before_it_was(quote: str, day: str | None, later: str | None) -> None:
    citation, _ = _cited(quote, quote, day)
    found = said_before_it_was(citation)
    assert (str(found) if found else None) == later
