"""What a precedent shows beside its answer, with letters made for it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from house import House

from answer.assembly import open_assistant
from answer.assistant import Assistant
from answer.foi.differences import Difference, differences
from answer.foi.examiner import Incoming
from answer.foi.finder import Wanted
from answer.foi.precedent import Precedent, Standing
from answer.foi.reasons import differs, why
from corpus.document import Kind
from errors import UsageError
from ingest.assembly import open_ingestor
from ingest.progress import Progress
from prompts.wording import load_wording
from text.places import areas

ASKED = "How many otters were counted in Powys in 2021-22?"
LETTER = """{date}

Dear Ms A

{reference}

Information requested

1. {question}

Our response

{answer}

Next steps

If you are dissatisfied with our handling of your request, you can ask for an internal review."""


def letter(reference: str, answer: str, *, day: str = "3 May 2023", question: str = ASKED) -> str:
    return LETTER.format(date=day, reference=reference, question=question, answer=answer)


@contextmanager
def held(house: House, letters: Mapping[str, str]) -> Iterator[Assistant]:
    folder = Path(house.settings.data_dir) / "letters"
    folder.mkdir(parents=True)
    for name, text in letters.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    open_ingestor(house.settings).ingest([folder], kind=Kind.FOI_RESPONSE, on_progress=_unwatched)
    with open_assistant(house.settings) as assistant:
        yield assistant


def _unwatched(progress: Progress) -> None:
    """Nobody watches."""


def found(assistant: Assistant, question: str = ASKED, wanted: Wanted = Wanted()) -> tuple[Precedent, ...]:  # noqa: B008 frozen
    (one,) = assistant.precedents(Incoming(f"Hello,\n\n1. {question}\n\nThanks", wanted=wanted)).questions
    return one.precedents


def test_letters_that_answer_alike_stand_together(house: House) -> None:
    with held(
        house,
        {
            "old": letter("ATISN 11111", "There were 12 in all.", day="3 May 2022"),
            "new": letter("ATISN 22222", "There were 12 in all.", day="3 May 2023"),
            "other": letter("ATISN 33333", "The Welsh Government does not hold this information.", day="3 May 2021"),
        },
    ) as assistant:
        precedents = found(assistant)
        assert [(one.past.reference, one.alike) for one in precedents] == [
            ("ATISN 22222", ("ATISN 11111",)),
            ("ATISN 33333", ()),
        ]
        later = found(assistant, wanted=Wanted(since=date(2022, 6, 1)))
        assert [one.past.reference for one in later] == ["ATISN 22222"]


def test_same_period_and_place_come_first(house: House) -> None:
    with held(
        house,
        {
            "a": letter("ATISN 11111", "There were 12.", question=ASKED.replace("2021-22", "2019-20")),
            "b": letter("ATISN 22222", "There were 13.", question=ASKED.replace("Powys", "Gwynedd")),
            "c": letter("ATISN 33333", "There were 14.", day="3 May 2020"),
        },
    ) as assistant:
        precedents = found(assistant)
    assert precedents[0].past.reference == "ATISN 33333"
    assert precedents[0].differs == ()
    said = {one.past.reference: differs(one, load_wording()["en"]) for one in precedents[1:]}
    assert said["ATISN 11111"] == "It differs in the period (here 2021-22; there 2019-20)."
    assert said["ATISN 22222"] == "It differs in the place (here Powys; there Gwynedd)."


def test_missing_annex_and_future_publication_are_said(house: House) -> None:
    answer = "Section 22 applies: the figures in Annex A will be published in the autumn."
    with held(house, {"a": letter("ATISN 11111", answer)}) as assistant:
        (one,) = found(assistant)
    assert [annex.name for annex in one.past.missing_annexes] == ["Annex A"]
    words = why(one, load_wording()["en"])
    assert "points to Annex A, which is not in the indexed text" in words
    assert "look whether it is public by now" in words
    assert "“otters”" in words


def test_overturned_precedent_is_shown_as_such_and_last(house: House) -> None:
    refused = letter("ATISN 11111", "The information is exempt under section 43(2) of the Act.", day="3 May 2022")
    review = (
        "7 July 2022\n\nDear Ms A\n\nInternal review: ATISN 11111\n\nYou asked for an internal review of our reply of "
        "3 May 2022.\n\nOutcome of the internal review\n\nI have decided to overturn the original decision. The "
        "information is disclosed below.\n\nYours sincerely\n\n"
    )
    with held(
        house,
        {
            "a": review + refused,
            "b": letter("ATISN 22222", "The information is exempt under section 43(2).", day="3 May 2019"),
        },
    ) as assistant:
        precedents = found(assistant, wanted=Wanted(provisions=("s.43(2)",)))
    assert [one.past.standing for one in precedents] == [Standing.CURRENT, Standing.OVERTURNED]
    assert "set aside later" in why(precedents[1], load_wording()["en"])


def test_links_of_the_answer_are_given(house: House) -> None:
    answer = "This is already publicly available at https://www.example.wales/otters on our site."
    with held(house, {"a": letter("ATISN 11111", answer)}) as assistant:
        (one,) = found(assistant)
    assert one.links == ("https://www.example.wales/otters",)


@pytest.mark.parametrize(
    ("here", "there", "what"),
    [
        ("In Swansea in 2021-22", "Yn Abertawe yn 2021/22", set()),
        ("Yng Nghaerdydd ers 2020", "In Cardiff since 2019", {Difference.PERIOD}),
        ("spend by Transport for Wales", "spend by Cadw", {Difference.BODY}),
        ("from March 2023", "from 2023", {Difference.PERIOD}),
        ("in Conwy", "in Swansea Bay University Health Board", {Difference.PLACE}),
    ],
)
def test_differences(here: str, there: str, what: set[Difference]) -> None:
    assert {one.what for one in differences(here, there)} == what


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("i Fro Morgannwg ac yng Ngwynedd", ("Vale of Glamorgan", "Gwynedd")),
        ("Pen-y-bont ar Ogwr and Rhondda Cynon Taf", ("Bridgend", "Rhondda Cynon Taf")),
        ("Swansea Bay University Health Board", ("Swansea Bay Health Board",)),
        ("a newport of our own", ("Newport",)),
        ("Powysian", ()),
    ],
)
def test_areas(text: str, named: tuple[str, ...]) -> None:
    assert areas(text) == named


@pytest.mark.parametrize(("text", "said"), [(" \n", "is empty"), ("x" * 20_001, "at most 20000 are read")])
def test_request_of_no_length(house: House, text: str, said: str) -> None:
    with (
        held(house, {"a": letter("ATISN 11111", "There were 12.")}) as assistant,
        pytest.raises(UsageError, match=said),
    ):
        assistant.precedents(Incoming(text))
