"""The library of approved replies: which claims it takes for one that was answered, and which it does not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Office, office

from answer.gist import gist
from retriever.embedding import Embedder

ASYLUM = "The Welsh Government decides who gets asylum"


@pytest.fixture(scope="session")
def embedder(tiny: Path) -> Embedder:
    return Embedder.load(str(tiny), tiny, "float32")


@pytest.fixture
def at(tmp_path: Path, embedder: Embedder) -> Iterator[Office]:
    with office(tmp_path, embedder) as opened:
        yield opened


def test_claim_that_comes_back_finds_its_reply(at: Office) -> None:
    kept = at.approved(ASYLUM)
    found = at.library.answered_before(f"  {ASYLUM.upper()} ")
    assert [(one.reply_id, one.approved, one.score) for one in found] == [
        (kept.record.id, kept.record.history[-1].when.date(), 1.0)
    ]


def test_library_follows_the_store(at: Office) -> None:
    assert at.library.answered_before(ASYLUM) == ()
    first = at.approved(ASYLUM)
    second = at.approved("Asylum hotels are paid for by councils")
    assert [one.reply_id for one in at.library.answered_before(ASYLUM)] == [first.record.id]
    at.desk.withdraw(first.record.id, who="Bob")
    assert at.library.answered_before(ASYLUM) == ()
    assert [one.reply_id for one in at.library.answered_before("Councils pay for asylum hotels")] == [second.record.id]


def test_draft_is_not_offered(at: Office) -> None:
    at.desk.submit(at.draft(ASYLUM).record.id, who="Ann")
    assert at.library.answered_before(ASYLUM) == ()


def test_likest_is_first_and_few_are_offered(at: Office) -> None:
    replies = [at.approved("Cardiff Bay chooses who is granted asylum") for _ in range(3)]
    same = at.approved(ASYLUM)
    found = at.library.answered_before(ASYLUM)
    assert found[0].reply_id == same.record.id
    assert {one.reply_id for one in found[1:]} < {one.record.id for one in replies}
    assert all(0 <= one.score <= 1 for one in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "Wales decides who gets asylum", "It is Cardiff Bay that chooses who gets refugee status", id="words"
        ),
        pytest.param("Anyone who asks is given asylum by Wales", "Wales gives asylum to anyone who asks", id="passive"),
        pytest.param("Asylum seekers get £49 a week", "Asylum seekers receive £49 each week", id="figure"),
        pytest.param("Asylum seekers cannot work", "People seeking asylum aren't allowed to work", id="denied"),
        pytest.param(
            "Refugees travel free on buses in Wales", "Mae ffoaduriaid yn teithio am ddim ar fysiau", id="welsh"
        ),
        pytest.param("Wales decides who gets asylum", "Cymru sy'n penderfynu pwy sy'n cael lloches", id="welsh-wales"),
        pytest.param(
            "Asylum seekers cannot work while they wait", "Ni chaiff ceiswyr lloches weithio wrth aros", id="ni"
        ),
        pytest.param("The Home Office runs asylum housing", "Y Swyddfa Gartref sy'n rhedeg llety lloches", id="uk"),
    ],
)
def test_claims_that_say_the_same(one: str, other: str) -> None:
    assert gist(one).says_what(gist(other))
    assert gist(other).says_what(gist(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Wales decides who gets asylum", "The UK decides who gets asylum", id="government"),
        pytest.param("Wales decides who gets asylum", "Wales does not decide who gets asylum", id="denial"),
        pytest.param("Wales decides who gets asylum", "Only Wales decides who gets asylum", id="limit"),
        pytest.param("Asylum seekers get £49 a week", "Asylum seekers get £94 a week", id="figure"),
        pytest.param("Asylum seekers get £49 a week", "Asylum seekers get £49 a month", id="period"),
        pytest.param("It cost £5m in 2024", "It cost £5m in 2025", id="year"),
        pytest.param("It ended by 3 March 2026", "It ended by 4 March 2026", id="day"),
        pytest.param("Asylum seekers get free houses", "Refugees get free houses", id="group"),
        pytest.param("Asylum seekers live in hotels here", "Asylum seekers live in flats here", id="thing"),
        pytest.param("Cardiff pays for asylum housing", "Swansea pays for asylum housing", id="place"),
        pytest.param("Refugees attacked locals", "Locals attacked refugees", id="roles"),
        pytest.param(
            "The UK Government pays the Welsh Government", "The Welsh Government pays the UK Government", id="who"
        ),
        pytest.param("Charities have been targeted by lies", "Charities have been targeting lies", id="voice"),
        pytest.param(
            "The plan does not say waiting harms a claim", "The plan says waiting does not harm a claim", id="scope"
        ),
        pytest.param("Asylum is devolved to Wales", "Asylum is reserved to Wales", id="power"),
        pytest.param(
            "Refugees travel free on buses", "Nid yw ffoaduriaid yn teithio am ddim ar fysiau", id="welsh-denial"
        ),
        pytest.param("The UK decides who gets asylum", "Cymru sy'n penderfynu pwy sy'n cael lloches", id="welsh-side"),
        pytest.param("?", "!", id="no-words"),
    ],
)
def test_claims_that_are_near_and_differ(at: Office, one: str, other: str) -> None:
    assert not gist(one).says_what(gist(other))
    assert not gist(other).says_what(gist(one))
    at.approved(one)
    assert at.library.answered_before(other) == ()


@pytest.mark.parametrize("odd", ["", "\x00", "£" * 3000, "not " * 500, "[" * 2000, "@a #B https://x"], ids=range(6))
def test_claim_of_any_sort_is_read(at: Office, odd: str) -> None:
    at.approved(ASYLUM)
    assert at.library.answered_before(odd) == ()
