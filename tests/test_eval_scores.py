"""Each mark of a case is given and withheld as its docstring says, on answers made by hand."""

from dataclasses import replace
from datetime import date

import pytest

from answer.answer import Answer, AnswerStatus, Basis, Citation, Competence, Engine, Reason, Statement
from corpus.document import Document, Kind
from corpus.matter import Matter, Power
from corpus.passage import Passage
from corpus.span import Span
from corpus.version import Role
from eval.cases import CompetenceCase, FactsCase, OwnerCase, UnanswerableCase
from eval.quotes import Place
from eval.scores import competence_marks, facts_marks, owner_marks, polarity, unanswerable_marks
from retriever.hit import Hit, Scores

FOUND = [(Place("v", Span(100, 140)),), (Place("v", Span(300, 320)), Place("w", Span(0, 20)))]


def _document(name: str = "letter") -> Document:
    return Document(name, name, Kind.OTHER, "Welsh Government", "en", "Crown copyright")


def _citation(start: int, end: int, quote: str = "words", version: str = "v", document: str = "letter") -> Citation:
    return Citation("c1", quote, quote, _document(document), version, (), None, start, end, 1.0)


def _hit(rank: int, start: int, end: int, version: str = "v") -> Hit:
    spans = (Span(start, end),)
    passage = Passage("letter", version, start, end, "x" * (end - start), "", Role.BODY, (), None, "en", spans)
    return Hit(rank, 1 / rank, Scores(0.5, 0.5, 1.0), passage, _document(), spans[0], (0.5,), (0.0,))


def _competence(*bodies: str, status: Power = Power.RESERVED) -> Competence:
    matter = Matter(
        id="matter",
        name="Matter",
        name_cy="Mater",
        status=status,
        decided_by=bodies,
        legal_basis=("An Act",),
        wales_can="Ask.",
        wales_cannot="Decide.",
        terms=("matter",),
        confidence="high",
        basis_check="confirmed",
    )
    return Competence(status, (matter,), (), Basis.REGISTER)


ANSWER = Answer(
    id="1",
    question="q",
    language="en",
    status=AnswerStatus.ANSWERED,
    reason=None,
    headline="No. The Home Office decides.",
    competence=None,
    statements=(),
    citations=(),
    warnings=(),
    related=(),
    withheld=(),
    engine=Engine("extractive", None, "e5", "g", {}),
    as_of=date(2026, 11, 21),
)
DECLINED = replace(
    ANSWER, status=AnswerStatus.DECLINED, reason=Reason.WEAK_EVIDENCE, headline="Not in these documents."
)
ASKED = {"id": "a", "split": "test", "question": "q", "language": "en", "style": "plain"}


def _facts(*, all_quotes: bool = False, contains: tuple[str, ...] = ("twelve months",)) -> FactsCase:
    quotes = [{"file": "f", "text": "one"}, {"file": "f", "text": "two"}]
    return FactsCase.model_validate(
        {**ASKED, "expected": {"quotes": quotes, "all_quotes": all_quotes, "contains_any": contains}}
    )


def _competence_case(status: str = "reserved", headline: str | None = "no") -> CompetenceCase:
    bodies = [] if status == "none" else ["UK Government", "Home Office"]
    expected = {"status": status, "decided_by_any": bodies, "headline_starts": headline}
    return CompetenceCase.model_validate({**ASKED, "matter": "asylum", "expected": expected})


@pytest.mark.parametrize(
    ("headline", "language", "meaning"),
    [
        ("Yes. The Welsh Ministers decide.", "en", "yes"),
        ("No \u2013 the Home Office decides.", "en", "no"),
        ("\u2018No\u2019 is not a headline", "en", None),
        ("No single body decides.", "en", None),
        ("Notice periods are devolved.", "en", None),
        ("Nac ydy. Y Swyddfa Gartref sy\u2019n penderfynu.", "cy", "no"),
        ("Na, nid Cymru.", "cy", "no"),
        ("Nage.", "cy", "no"),
        ("Ydy. Gweinidogion Cymru sy\u2019n penderfynu.", "cy", "yes"),
        ("Caiff, o fewn terfynau.", "cy", "yes"),
        ("Nawdd yw hyn.", "cy", None),
        ("No. The Home Office decides.", "cy", None),
        ("", "en", None),
    ],
)
def test_polarity_of_headline(headline: str, language: str, meaning: str | None) -> None:
    assert polarity(headline, language) == meaning


def test_competence_right() -> None:
    answer = replace(ANSWER, competence=_competence("Home Office (UK Visas and Immigration)"))
    assert competence_marks(_competence_case(), answer) == {"accuracy": 1, "decided_by": 1, "headline": 1}


def test_competence_wrong() -> None:
    answer = replace(ANSWER, headline="Yes.", competence=_competence("Senedd", status=Power.DEVOLVED))
    assert competence_marks(_competence_case(), answer) == {"accuracy": 0, "decided_by": 0, "headline": 0}


def test_competence_not_about_powers() -> None:
    case = _competence_case("none", None)
    assert competence_marks(case, ANSWER) == {"accuracy": 1}
    assert competence_marks(case, replace(ANSWER, competence=_competence("Home Office"))) == {"accuracy": 0}


@pytest.mark.parametrize(
    ("hits", "all_quotes", "passage", "rank"),
    [
        pytest.param([_hit(1, 0, 50), _hit(2, 90, 110)], False, 1, 1 / 2, id="second hit"),
        pytest.param([_hit(1, 140, 300)], False, 0, 0, id="between the quotes"),
        pytest.param([_hit(1, 100, 140, "x")], False, 0, 0, id="another version"),
        pytest.param([_hit(1, 5, 9, "w")], False, 1, 1, id="another place of the quote"),
        pytest.param([_hit(1, 100, 140)], True, 0, 1, id="one of two needed"),
        pytest.param([_hit(1, 100, 140), _hit(2, 310, 330)], True, 1, 1, id="both needed"),
        pytest.param([*(_hit(rank, 0, 9) for rank in range(1, 6)), _hit(6, 100, 140)], False, 0, 0, id="sixth hit"),
        pytest.param([], False, 0, 0, id="no hit"),
    ],
)
def test_facts_search(hits: list[Hit], all_quotes: bool, passage: float, rank: float) -> None:
    marks = facts_marks(_facts(all_quotes=all_quotes), ANSWER, hits, FOUND)
    assert (marks["passage@5"], marks["mrr@5"]) == (passage, rank)


@pytest.mark.parametrize(
    ("citations", "first", "complete"),
    [
        pytest.param((_citation(120, 150), _citation(300, 305)), 1, 1, id="both quotes"),
        pytest.param((_citation(0, 9), _citation(100, 140)), 0, 0, id="first quote elsewhere"),
        pytest.param((_citation(0, 9, "after Twelve  months"),), 1, 0, id="key fact in the first quote"),
        pytest.param((), 0, 0, id="no citation"),
    ],
)
def test_facts_quotes(citations: tuple[Citation, ...], first: float, complete: float) -> None:
    marks = facts_marks(_facts(all_quotes=True), replace(ANSWER, citations=citations), [], FOUND)
    assert (marks["first_quote"], marks["all_quotes"]) == (first, complete)


@pytest.mark.parametrize(
    ("answer", "present"),
    [
        pytest.param(replace(ANSWER, headline="Within twelve months."), 1, id="headline"),
        pytest.param(replace(ANSWER, statements=(Statement("It took twelve\nmonths.", ()),)), 1, id="statement"),
        pytest.param(replace(ANSWER, citations=(_citation(0, 1), _citation(0, 9, "Twelve months"))), 1, id="quote"),
        pytest.param(replace(ANSWER, question="twelve months"), 0, id="question alone"),
    ],
)
def test_facts_key_fact(answer: Answer, present: float) -> None:
    assert facts_marks(_facts(), answer, [], FOUND)["key_fact"] == present


def test_facts_marks_that_do_not_apply() -> None:
    marks = facts_marks(_facts(contains=()), DECLINED, [], FOUND)
    assert marks == {"passage@5": 0, "mrr@5": 0, "first_quote": 0, "declined": 1}


@pytest.mark.parametrize(
    ("answer", "declined", "reason"),
    [
        pytest.param(DECLINED, 1, 1, id="right reason"),
        pytest.param(replace(DECLINED, reason=Reason.PERSONAL_DATA), 1, 0, id="wrong reason"),
        pytest.param(ANSWER, 0, 0, id="answered"),
        pytest.param(replace(ANSWER, status=AnswerStatus.PARTLY_ANSWERED), 0, 0, id="partly answered"),
    ],
)
def test_unanswerable(answer: Answer, declined: float, reason: float) -> None:
    case = UnanswerableCase.model_validate(
        {**ASKED, "expected": {"status": "declined", "reason_any": ["weak_evidence", "not_in_documents"]}}
    )
    assert unanswerable_marks(case, answer) == {"declined": declined, "reason": reason}


@pytest.mark.parametrize(("documents", "enough"), [(("a", "b"), 1), (("a", "a"), 0), ((), 0)])
def test_owner_documents(documents: tuple[str, ...], enough: float) -> None:
    expected = {"competence": "reserved", "decided_by": "Home Office", "headline": "no", "documents": 2}
    case = OwnerCase.model_validate({**ASKED, "split": "gate", "expected": expected})
    cited = tuple(_citation(0, 5, document=name) for name in documents)
    marks = owner_marks(case, replace(ANSWER, competence=_competence("Home Office"), citations=cited))
    assert marks == {"competence": 1, "decided_by": 1, "headline": 1, "documents": enough}
