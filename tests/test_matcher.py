"""The matcher of questions to matters: what ships is what the data makes, and the register has the last word."""

import hashlib
import json

import pytest

from answer.answer import Reason
from answer.intent import Side
from answer.matcher import SIDES, TrainedMatcher, load_weights
from answer.named_terms import NamedTerms
from corpus.matter import Matter, Power, load_matters
from eval.train_powers import ADAPTER, MATCHER, REPORT
from retriever.embedding import Embedder
from settings import Settings


@pytest.fixture(scope="module")
def matters(settings: Settings) -> tuple[Matter, ...]:
    return load_matters(settings.matters)


@pytest.fixture(scope="module")
def embedder(settings: Settings) -> Embedder:
    return Embedder.load(settings.embedding_model, settings.models, "float32")


@pytest.fixture(scope="module")
def matcher(matters: tuple[Matter, ...], embedder: Embedder) -> TrainedMatcher:
    return TrainedMatcher(matters, load_weights(), embedder)


def test_weights_belong_to_report() -> None:
    report = json.loads(REPORT.read_text(encoding="utf-8"))
    assert hashlib.sha256(MATCHER.read_bytes()).hexdigest() == report["weights_sha256"]
    assert hashlib.sha256(ADAPTER.read_bytes()).hexdigest() == report["adapter_sha256"]


def test_weights_fit_the_model_that_ships(embedder: Embedder) -> None:
    weights = load_weights()
    assert weights.adapter == embedder.features_adapter
    assert weights.weights.shape == (len(weights.classes), embedder.identity.dimension)
    assert weights.side_weights.shape == (len(SIDES), embedder.identity.dimension)


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("does Wales decide who can claim asylum?", "asylum-claims"),
        ("a yw Cymru'n penderfynu pwy sy'n gallu hawlio lloches?", "asylum-claims"),
        ("who sets the TV licence fee?", "bbc-licence-fee"),
        ("Can the Senedd change immigration law?", "immigration-policy"),
    ],
    ids=["asylum", "asylum in Welsh", "licence fee", "immigration"],
)
def test_question_finds_its_matter(matcher: TrainedMatcher, question: str, matter: str) -> None:
    assert matcher.match(question).matches[0].matter.id == matter


@pytest.mark.parametrize(
    "question", ["What is the weather in Cardiff?", "How many pages has the plan?", "Faint o'r gloch ydi hi?"]
)
def test_question_about_no_power(matcher: TrainedMatcher, question: str) -> None:
    assert matcher.match(question).matches == ()


def test_register_has_the_last_word(matters: tuple[Matter, ...], embedder: Embedder) -> None:
    flipped = [
        matter.model_copy(update={"status": Power.DEVOLVED}) if matter.id == "asylum-claims" else matter
        for matter in matters
    ]
    found = TrainedMatcher(flipped, load_weights(), embedder).match("does Wales decide who can claim asylum?").matches
    assert found[0].matter.status is Power.DEVOLVED


def test_matter_that_left_the_register_is_not_said(matters: tuple[Matter, ...], embedder: Embedder) -> None:
    rest = [matter for matter in matters if matter.id != "asylum-claims"]
    found = TrainedMatcher(rest, load_weights(), embedder).match("does Wales decide who can claim asylum?").matches
    assert all(match.matter.id != "asylum-claims" for match in found)


def test_another_embedding_is_not_trusted(matters: tuple[Matter, ...]) -> None:
    found = NamedTerms(matters).match("Who decides on an asylum claim in Wales?").matches
    assert found[0].matter.id == "asylum-claims"
    assert NamedTerms(matters).match("What did the asylum claim cost?").matches == ()


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("Does Wales decide who can claim asylum?", Side.WALES),
        ("Isn't it the Home Office, rather than Cardiff, that decides asylum claims?", Side.UK),
        ("A yw Llywodraeth Cymru yn rhedeg y carchardai?", Side.WALES),
        ("Who decides who can claim asylum?", None),
        ("Is asylum decided in London or in Cardiff?", None),
    ],
    ids=["wales", "negated", "welsh", "who", "two offered"],
)
def test_side_that_a_question_asserts(matcher: TrainedMatcher, question: str, side: Side | None) -> None:
    assert matcher.match(question).asserted is side


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Should Wales take in more refugees?", Reason.ASKS_FOR_OPINION),
        ("What is the home address of the person who sent the FOI request?", Reason.PERSONAL_DATA),
        ("How do I make a lasagne?", Reason.OUT_OF_SCOPE),
        ("What did the minister say about the Rwanda scheme?", None),
    ],
    ids=["opinion", "person", "other subject", "what was said"],
)
def test_aside(matcher: TrainedMatcher, question: str, reason: Reason | None) -> None:
    assert matcher.match(question).aside is reason
