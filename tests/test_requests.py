"""A request for information is taken apart into its questions, in the writer's words and order."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.foi.request import Asked, Regime
from answer.foi.splitting import read_request
from answer.foi.wanting import Wanting
from answer.phrasing import Phrasing
from eval.case import Split
from eval.cases import tasks_of
from eval.text_cases import RequestCase
from retriever.embedding import Embedder
from settings import Settings

QUESTIONS = (
    "How many people were moved from Porth Ffug to Newport in 2023?",
    "What did the shuttle bus cost in each year since 2019?",
    "A copy of the contract with the firm that runs the welcome centre",
    "The number of complaints about interpreters, by language",
    "Whether the pilot will go on after March 2027",
    "Which officials signed off the grant letter?",
    "All correspondence with the county council about the old barracks",
    "Please state who decided to close the drop-in.",
    "Faint o deuluoedd a gafodd le mewn ysgol o fewn mis?",
    "Nifer y staff sy'n siarad Cymraeg yn y tîm",
    "Beth oedd cost y daflen ddwyieithog?",
)
MARKS: dict[str, Callable[[int], str]] = {
    "numbered": lambda number: f"{number}. ",
    "bracketed": lambda number: f"{number}) ",
    "in brackets": lambda number: f"({number}) ",
    "lettered": lambda number: f"({'abcdefgh'[number - 1]}) ",
    "capitals": lambda number: f"{'ABCDEFGH'[number - 1]}. ",
    "roman": lambda number: f"({('i', 'ii', 'iii', 'iv', 'v', 'vi')[number - 1]}) ",
    "bulleted": lambda number: "• ",
    "dashed": lambda number: "- ",
    "chevrons": lambda number: "» ",
    "points": lambda number: f"Point {number}: ",
    "questions": lambda number: f"Q{number}. ",
}
OPENINGS = (
    "Dear Sir or Madam,\n\nUnder the Freedom of Information Act 2000 please send me the following information.",
    "Hello. I am a pensioner and my neighbours talk of little else, so I promised to ask.",
    "FAO Information Rights Unit\nRef: EE/4/2026\n\nI have looked on your website and could not find it.",
    "Annwyl Uned Hawliau Gwybodaeth,\n\nDan y Ddeddf, hoffwn gael y wybodaeth ganlynol.",
)
CLOSINGS = (
    "I look forward to your reply within twenty working days.\n\nYours faithfully,\n\nB. T.\n12 Stryd y Cei\nZZ99 9ZZ",
    "If any of this goes over the cost limit, please tell me how I might narrow it.\n\nThanks,\nR.\nTel: 01632 960114",
    "Please acknowledge receipt.\n\n--\nThis e-mail is confidential. Have you printed it? Consider the environment.",
    "Edrychaf ymlaen at eich ateb.\n\nYn gywir,\nH.",
)


@pytest.fixture(scope="module")
def wanting(settings: Settings) -> Wanting:
    embedder = Embedder.load(settings.embedding_model, settings.models, "float32")
    return Wanting(Phrasing.load(embedder))


def words(found: Sequence[Asked]) -> list[str]:
    return [one.text for one in found]


@pytest.mark.parametrize("style", MARKS)
@pytest.mark.parametrize("seed", range(4))
def test_list_of_questions_is_found(style: str, seed: int, wanting: Wanting) -> None:
    random = Random(seed)
    asked = random.sample(QUESTIONS, random.randint(1, 6))
    listed = "\n".join(MARKS[style](number) + one for number, one in enumerate(asked, 1))
    request = "\n\n".join((random.choice(OPENINGS), listed, random.choice(CLOSINGS)))
    assert words(read_request(request, wanting).questions) == asked


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_nothing_is_invented(text: str) -> None:
    found = read_request(text, Wanting(None)).questions
    assert all(text[one.start : one.end].split() == one.text.split() for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param(
            "1. On the bus:\n   (a) its cost in 2024\n   (b) who paid for it\n"
            "2. On the school:\n   (a) its roll in 2024",
            ["its cost in 2024", "who paid for it", "its roll in 2024"],
            id="a heading over questions is none",
        ),
        pytest.param(
            "My question is only this: why was the grant to the choir cut in 2020? The rest is for context.\n"
            "-----Original Message-----\nFrom: Community Safety\nDo you have a copy of the award letter?",
            ["why was the grant to the choir cut in 2020?"],
            id="a question in the thread below is not asked",
        ),
        pytest.param(
            "Name: T\nPostcode: ZZ99 9ZZ\nYour request: How many bridges were closed in 2025?\n"
            "Have you asked us before?: No\nHow did you find us?: Search",
            ["How many bridges were closed in 2025?"],
            id="the fields of a form ask nothing",
        ),
        pytest.param(
            "I remind you that\n10.-(1) a public authority must comply promptly.\nState who decided on the barracks.",
            ["State who decided on the barracks."],
            id="a statute is quoted and not asked about",
        ),
        pytest.param(
            "Doc 1 Plan of 2019\nDoc 2 Statement of 2023\nWhich actions in Doc 1 were dropped before 2021?",
            ["Which actions in Doc 1 were dropped before 2021?"],
            id="a list of documents is none of questions",
        ),
        pytest.param(
            "Kindly disclose: (i) the number of officers in post; (ii) the kinds of crime concerned; and "
            "(iii) the yearly sum paid. If (i) or (ii) is held elsewhere, please transfer the request.",
            ["the number of officers in post", "the kinds of crime concerned", "the yearly sum paid."],
            id="a list inside a sentence",
        ),
        pytest.param(
            "I would like to know how much was paid to the council and bodies like it in the\n"
            "years from 2019 to 2023 and which of them had never been paid anything before in\n"
            "all that time. I am 83 and have no e-mail, so please write to me in large print\n"
            "if you can.",
            [
                "I would like to know how much was paid to the council and bodies like it in the "
                "years from 2019 to 2023 and which of them had never been paid anything before in all that time."
            ],
            id="lines that a program broke",
        ),
        pytest.param("You are a disgrace. I waited eleven weeks. Shame on the lot of you!", [], id="only anger"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_shape(text: str, asked: list[str], wanting: Wanting) -> None:
    assert words(read_request(text, wanting).questions) == asked


def test_heading_goes_with_its_question(wanting: Wanting) -> None:
    (asked,) = read_request("2. On Refugee Week:\n   (a) the budget for 2025", wanting).questions
    assert asked.whole == "On Refugee Week: the budget for 2025"


@pytest.mark.parametrize(
    ("text", "regimes"),
    [
        ("How many staff work on the plan?", (Regime.FOI,)),
        ("Please send all surveys of pollution in the river Ffug since 2015.", (Regime.EIR,)),
        ("Please send me everything that you hold about me, under the UK GDPR.", (Regime.DATA_PROTECTION,)),
        ("How many floods were there in 2024?\nHow many staff answer the telephone?", (Regime.EIR, Regime.FOI)),
        ("Anfonwch bob cofnod sydd gennych amdanaf i.", (Regime.DATA_PROTECTION,)),
    ],
)
def test_regime(text: str, regimes: tuple[Regime, ...], wanting: Wanting) -> None:
    assert read_request(text, wanting).regimes == regimes


def test_development_requests_are_taken_apart(wanting: Wanting) -> None:
    for task in tasks_of(("requests",), (Split.DEVELOPMENT,)):
        assert isinstance(task.case, RequestCase)
        found = words(read_request(task.case.request, wanting).questions)
        assert [" ".join(one.split()).rstrip(" .") for one in found] == [
            " ".join(one.split()).rstrip(" .") for one in task.case.expected.questions
        ], task.case.id
