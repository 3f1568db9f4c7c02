"""How questions read, in English and in Welsh."""

import time

import pytest

from answer.intent import Side, Wanted, deciders, read_intent


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("Does Wales decide who can claim asylum?", Side.WALES),
        ("A yw Cymru'n penderfynu pwy sy'n gallu hawlio lloches?", Side.WALES),
        ("Can the Welsh Government stop deportations?", Side.WALES),
        ("A all Llywodraeth Cymru atal alltudio?", Side.WALES),
        ("Is immigration decided by the Home Office?", Side.UK),
        ("Asylum is reserved to Westminster, isn't it?", Side.UK),
        ("I heard it on the bus. Does the Senedd decide on visas?", Side.WALES),
        ("Who decides on asylum in Wales?", None),
        ("Pwy sy'n penderfynu ar loches?", None),
        ("Does Wales or the UK Government decide on asylum?", None),
    ],
)
def test_side_asserted(question: str, side: Side | None) -> None:
    assert read_intent(question).asserted is side


@pytest.mark.parametrize(
    "question",
    [
        "Who decides on asylum?",
        "Does Wales decide who can claim asylum?",
        "Which government sets the licence fee?",
        "Pwy sy'n gyfrifol am fewnfudo?",
        "Has the Senedd any power over visas?",
    ],
)
def test_powers_asked_for(question: str) -> None:
    assert read_intent(question).about_powers


@pytest.mark.parametrize(
    "question",
    [
        "How many Ukrainians live in Wales?",
        "When was the plan published?",
        "Faint o ffoaduriaid sydd yng Nghymru?",
        "What is the weather in Cardiff?",
    ],
)
def test_powers_not_asked_for(question: str) -> None:
    assert not read_intent(question).about_powers


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How many Ukrainians live in Wales?", Wanted.FIGURE),
        ("Pa ganran o'r gyllideb?", Wanted.FIGURE),
        ("When was the plan published?", Wanted.DATE),
        ("Pryd cyhoeddwyd y cynllun?", Wanted.DATE),
        ("Who chaired the meeting?", Wanted.WHO),
        ("Pwy oedd yn y cyfarfod?", Wanted.WHO),
        ("Tell me about the plan.", Wanted.ANYTHING),
    ],
)
def test_thing_wanted(question: str, wanted: Wanted) -> None:
    assert read_intent(question).wanted is wanted


@pytest.mark.parametrize(
    "question", ["What do you think of asylum seekers?", "Should we let refugees work?", "A ddylai Cymru?"]
)
def test_opinion_asked_for(question: str) -> None:
    assert read_intent(question).opinion


@pytest.mark.parametrize("question", ["What is her home address?", "Who sent the FOI request?", "Beth yw ei rif ffôn?"])
def test_person_asked_for(question: str) -> None:
    assert read_intent(question).personal


@pytest.mark.parametrize(
    "question", ["Who decides on asylum?", "How many people applied?", "Beth mae'r cynllun yn ei ddweud?"]
)
def test_plain_question_is_neither(question: str) -> None:
    intent = read_intent(question)
    assert (intent.opinion, intent.personal) == (False, False)


@pytest.mark.parametrize("mark", ["'", "’"])
def test_apostrophe_makes_no_difference(mark: str) -> None:
    assert read_intent(f"Isn{mark}t asylum decided by the Home Office?") == read_intent(
        "Isn't asylum decided by the Home Office?"
    )


@pytest.mark.parametrize("unit", ["a", " ", "(", "is ", "who ", "1", "? "])
def test_hostile_question_is_read_soon(unit: str) -> None:
    started = time.process_time()
    read_intent(unit * (2000 // len(unit)))
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Does Westminster set income tax?", "does <uk> set income tax?"),
        (
            "Is it Cardiff Bay, not London, that decides for us?",
            "is it <wales> , not <uk> , that decides for <wales> ?",
        ),
        ("Ai'r Swyddfa Gartref sy'n penderfynu?", "ai'r <uk> sy'n penderfynu?"),
        ("Who repairs roofs?", "who repairs roofs?"),
        ("Does London set council tax?", "does <uk> set council tax?"),
        ("Ai'r cyngor sy'n gosod y dreth gyngor i ni?", "ai'r <wales> sy'n gosod y dreth gyngor i ni?"),
        ("Does the Scottish Parliament decide?", "does the scottish parliament decide?"),
    ],
)
def test_deciders_are_named_alike(text: str, told: str) -> None:
    assert " ".join(deciders(text).split()) == told
