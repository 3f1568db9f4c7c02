"""The receipts of checks and drafts: what they tell, and that nothing personal of the post is in them."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from drafts import CITATION, DOCUMENT, ENGINE, QUOTE, TODAY, claim, draft
from kept import NOON, opened

from answer.check_trace import CheckTrace, ClaimTrace, Judged
from answer.citations import Evidence
from answer.claim import AnsweredBefore, Check, Post
from answer.draft import Usage
from answer.receipt_bodies import check_body, reply_body
from corpus.document import Kind
from corpus.passage import Passage
from corpus.span import Span
from corpus.version import Role
from retriever.hit import Hit, Scores

POST = "Mrs Unlikely-Surname told zoe.q@example.org that Wales decides who gets asylum."
SPAN = Span(0, len(QUOTE))
PASSAGE = Passage(DOCUMENT.id, "0" * 64, 0, len(QUOTE), QUOTE, "", Role.BODY, (), None, "en", (SPAN,))
USED = Judged(Evidence(PASSAGE, DOCUMENT, SPAN, 0.9), {"contradicts": 0.75}, used=True)
HIT = Hit(1, 0.5, Scores(0.1, 0.2, 3.0), PASSAGE, DOCUMENT, SPAN, (0.2,), (0.0,))


def check_of(*texts: str) -> Check:
    before = (AnsweredBefore("r1", TODAY, 0.9),)
    claims = tuple(replace(claim(text), answered_before=before) for text in texts)
    return Check("k1", POST, "en", claims, (CITATION,), (), ENGINE, TODAY)


def trace_of(*claims: ClaimTrace) -> CheckTrace:
    post = Post(POST, "auto", date(2026, 3, 1), (Kind.PLAN,))
    return CheckTrace(post, claims, {"total": 12.5}, Usage("scripted:1", 1, 900, 80, 0.01))


def test_receipt_of_a_check_tells_what_each_claim_was_held_against(tmp_path: Path) -> None:
    body = check_body(check_of(POST), trace_of(ClaimTrace(POST, (HIT,), (), (USED,))))
    with opened(tmp_path / "records.sqlite3") as kept:
        kept.receipts.put("k1", "check", body, NOON)
        read = kept.receipts.get("k1").body
    (told,) = read["claims"]
    place = {"document": DOCUMENT.id, "version": "0" * 64, "start": 0, "end": len(QUOTE)}
    assert told["judged"] == [{**place, "score": 0.9, "scores": {"contradicts": 0.75}, "used": True}]
    assert told["hits"] == [{"rank": 1, **place, "score": 0.5, "vector": 0.1, "sentence": 0.2, "keyword": 3.0}]
    assert (told["verdict"], told["start"], told["end"]) == ("contradicted", 0, len(POST))
    assert (told["citations"], told["answered_before"]) == (["c1"], ["r1"])
    assert (read["asked"]["as_of"], read["asked"]["kinds"], read["as_of"]) == ("2026-03-01", ["plan"], "2026-11-21")
    assert (read["model"]["output_tokens"], read["times"]) == (80, {"total": 12.5})


@pytest.mark.parametrize("kind", ["check", "reply"])
def test_receipt_holds_nothing_personal_of_the_post(kind: str) -> None:
    if kind == "check":
        body = check_body(check_of(POST, POST), trace_of(ClaimTrace(POST), ClaimTrace("Unlikely-Surname told it.")))
    else:
        body = reply_body(replace(draft(), claims=(claim(POST),)), POST, {})
    written = json.dumps(body)
    assert "Unlikely" not in written
    assert "zoe.q" not in written
    assert "that Wales decides who gets asylum" in written
    assert body["asked"]["masked"] == 2


def test_receipt_of_a_draft_tells_what_was_proposed() -> None:
    made = draft()
    body = json.loads(json.dumps(reply_body(made, "Wales decides.", {"total": 1.0})))
    assert [one["text"] for one in body["paragraphs"]] == [one.text for one in made.paragraphs]
    assert (body["advice"], body["asked"]["audience"]) == ("reply", "social")
    assert [one["key"] for one in body["citations"]] == ["c1"]
    assert body["model"] is None


def test_check_without_a_trace_for_each_claim_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        check_body(check_of(POST, POST), trace_of(ClaimTrace(POST)))
