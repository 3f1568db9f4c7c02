"""Drafts to the JSON that is kept and back."""

import json
from dataclasses import replace

import pytest
from drafts import TODAY, claim, draft, drafts
from hypothesis import given

from answer.answer import Basis, Competence, Warning, WarningCode
from answer.claim import AnsweredBefore
from answer.reply import CheckItem, ReplyDraft
from answer.reply_json import from_content, to_content
from corpus.matter import load_matters
from errors import RecordsFailed, UsageError
from records.content import as_json, hash_of
from settings import ROOT


def _kept(made: ReplyDraft) -> ReplyDraft:
    return from_content(json.loads(json.dumps(as_json(to_content(made)))), "r1")


@given(drafts())
def test_draft_of_any_text_comes_back_the_same(made: ReplyDraft) -> None:
    if "\\ud800" in repr(made):
        with pytest.raises(UsageError):
            _kept(made)
        return
    assert _kept(made) == made
    assert hash_of(to_content(made)) == hash_of(to_content(_kept(made)))


def test_full_draft_comes_back_the_same() -> None:
    matters = tuple(load_matters(ROOT / "corpus" / "matters.yaml")[:3])
    powers = Competence(matters[0].status, matters, ("c1",), Basis.DOCUMENTS)
    before = (AnsweredBefore("r0", TODAY, 0.91),)
    made = replace(
        draft("cy"),
        refer_to=("Home Office",),
        claims=(replace(claim("Honiad"), competence=powers, answered_before=before),),
        checklist=(CheckItem("Hyd", False, "Rhy hir."),),
        warnings=(Warning(WarningCode.SUPERSEDED, "Hen.", ("c1",)),),
    )
    kept = _kept(made)
    assert kept == made
    assert kept.text == made.text
    assert type(kept.claims[0].competence) is Competence
    assert type(kept.citations[0].document.date) is type(made.citations[0].document.date)


@pytest.mark.parametrize(
    "content",
    [{}, {"draft": None}, {"draft": {"advice": "reply"}}, {"draft": {**to_content(draft())["draft"], "advice": "x"}}],
    ids=["empty", "nothing", "half", "unknown-advice"],
)
def test_content_of_another_shape_is_refused(content: dict[str, object]) -> None:
    with pytest.raises(RecordsFailed, match="Reply r1 is not kept"):
        from_content(content, "r1")
