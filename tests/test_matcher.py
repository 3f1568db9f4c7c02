"""The matcher of questions to matters: what ships is what the data makes, and the register has the last word."""

import hashlib
import json
import re

import pytest

from answer.matcher import OTHER, TrainedMatcher, load_weights
from answer.named_terms import NamedTerms
from corpus.matter import Matter, Power, load_matters
from eval.cases import Asked, Split, tasks_of
from eval.train_matcher import REPORT, TARGET, data_hash, labelled_facts, labelled_questions, labelled_terms
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


def test_weights_belong_to_report_and_data(settings: Settings) -> None:
    report = json.loads(REPORT.read_text(encoding="utf-8"))
    assert hashlib.sha256(TARGET.read_bytes()).hexdigest() == report["weights_sha256"]
    assert data_hash(settings.matters) == report["data_sha256"], "run 'make train': the data changed since"


def test_weights_fit_the_model_that_ships(embedder: Embedder) -> None:
    weights = load_weights()
    assert weights.embedding == embedder.identity.weights
    assert weights.weights.shape == (len(weights.classes), embedder.identity.dimension)


def test_training_holds_no_test_question(matters: tuple[Matter, ...]) -> None:
    trained = {_plain(one.question) for one in (*labelled_questions(matters), *labelled_facts())}
    tasks = tasks_of(("competence", "facts", "unanswerable"), (Split.TEST,))
    asked = {_plain(task.case.question) for task in tasks if isinstance(task.case, Asked)}
    assert len(asked) > 400
    assert not asked & trained


def test_labels_are_of_the_register(matters: tuple[Matter, ...]) -> None:
    known = {matter.id for matter in matters}
    statuses = {matter.id: matter.status.value for matter in matters}
    for one in (*labelled_questions(matters), *labelled_terms(matters)):
        assert one.name in known or one.name == "none" or one.name == OTHER + one.status
        assert statuses.get(one.name, one.status) == one.status, one


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
    assert matcher.match(question)[0].matter.id == matter


@pytest.mark.parametrize(
    "question", ["What is the weather in Cardiff?", "How many pages has the plan?", "Faint o'r gloch ydi hi?"]
)
def test_question_about_no_power(matcher: TrainedMatcher, question: str) -> None:
    assert matcher.match(question) == ()


def test_register_has_the_last_word(matters: tuple[Matter, ...], embedder: Embedder) -> None:
    flipped = [
        matter.model_copy(update={"status": Power.DEVOLVED}) if matter.id == "asylum-claims" else matter
        for matter in matters
    ]
    found = TrainedMatcher(flipped, load_weights(), embedder).match("does Wales decide who can claim asylum?")
    assert found[0].matter.status is Power.DEVOLVED


def test_matter_that_left_the_register_is_not_said(matters: tuple[Matter, ...], embedder: Embedder) -> None:
    rest = [matter for matter in matters if matter.id != "asylum-claims"]
    found = TrainedMatcher(rest, load_weights(), embedder).match("does Wales decide who can claim asylum?")
    assert all(match.matter.id != "asylum-claims" for match in found)


def test_another_embedding_is_not_trusted(matters: tuple[Matter, ...]) -> None:
    found = NamedTerms(matters).match("Who decides on an asylum claim in Wales?")
    assert found[0].matter.id == "asylum-claims"
    assert NamedTerms(matters).match("What did the asylum claim cost?") == ()


def _plain(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))
