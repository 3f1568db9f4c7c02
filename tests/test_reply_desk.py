"""The desk: a text becomes a draft, and the draft goes through people's hands until its sources change."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desk import Office, office
from drafts import CITATION, DOCUMENT, WORDING, draft
from hypothesis import given
from hypothesis import strategies as st

from answer.claim import Post, Verdict
from answer.export import Format
from answer.reply import Audience, Paragraph
from answer.reply_editing import with_text
from corpus.document import Document, Status
from errors import ChangedMeanwhile, NotFound, SecondPersonNeeded, UsageError, WrongState
from records.reply import Action, State
from retriever.embedding import Embedder


@pytest.fixture(scope="session")
def embedder(tiny: Path) -> Embedder:
    return Embedder.load(str(tiny), tiny, "float32")


@pytest.fixture
def at(tmp_path: Path, embedder: Embedder) -> Iterator[Office]:
    with office(tmp_path, embedder) as opened:
        yield opened


def test_draft_is_kept_with_its_claims_and_versions(at: Office) -> None:
    kept = at.desk.get(at.draft().record.id)
    assert (kept.record.state, kept.record.author) == (State.DRAFT, "Ann")
    assert kept.record.claims == ("Wales decides who gets asylum",)
    assert kept.record.versions == (CITATION.version,)
    assert kept.draft.text.startswith("The Home Office decides")


def test_draft_answers_no_opinion(at: Office) -> None:
    at.verdicts.verdict = Verdict.OPINION
    assert at.draft("They are useless").record.claims == ()


def test_draft_hides_what_is_personal(at: Office) -> None:
    kept = at.draft("Write to mair.jones77@gmail.com who decides asylum")
    assert "mair.jones77" not in str(at.replies.get(kept.record.id).content)
    assert "mair.jones77" not in kept.record.claims[0]


def test_draft_in_the_language_asked_for(at: Office) -> None:
    kept = at.desk.draft(Post("Wales decides who gets asylum", "cy"), Audience.EMAIL, who="Ann")
    assert (kept.record.language, kept.draft.language, kept.record.audience) == ("cy", "cy", "email")


def test_reply_goes_from_hand_to_hand(at: Office) -> None:
    kept = at.approved()
    assert at.desk.publish(kept.record.id, who="Cai").record.state is State.PUBLISHED
    assert [one.record.id for one in at.desk.list(State.PUBLISHED, "asylum")] == [kept.record.id]
    assert at.desk.list(State.DRAFT) == ()
    assert at.desk.withdraw(kept.record.id, who="Cai").record.state is State.WITHDRAWN


def test_author_and_editor_cannot_approve(at: Office) -> None:
    kept = at.draft()
    edited = at.desk.edit(kept.record.id, who="Bob", content_hash=kept.record.content_hash, text="Only the facts.")
    at.desk.submit(kept.record.id, who="Ann")
    for who in ("Ann", "bob"):
        with pytest.raises(SecondPersonNeeded):
            at.desk.approve(kept.record.id, who=who, content_hash=edited.record.content_hash)


def test_edit_of_an_approved_text_is_a_draft_again(at: Office) -> None:
    kept = at.approved()
    text = kept.draft.text.replace("each asylum claim", "every asylum claim")
    edited = at.desk.edit(kept.record.id, who="Cai", content_hash=kept.record.content_hash, text=text)
    assert (edited.record.state, edited.draft.text) == (State.DRAFT, text)
    assert edited.draft.sources == kept.draft.sources
    assert [one.citations for one in edited.draft.paragraphs] == [one.citations for one in kept.draft.paragraphs]
    assert at.library.answered_before("Wales decides who gets asylum") == ()


def test_edit_is_looked_over_again(at: Office) -> None:
    kept = at.draft()
    edited = at.desk.edit(
        kept.record.id, who="Ann", content_hash=kept.record.content_hash, paragraphs=[Paragraph("Labour lies.", ())]
    )
    amiss = [item.item for item in edited.draft.checklist if not item.ok]
    assert WORDING["en"].line("checklist", "party") in amiss


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"paragraphs": [Paragraph("x", ("c9",))]}, "no citation 'c9'", id="unknown-key"),
        pytest.param({"text": " \n"}, "without a word", id="empty"),
        pytest.param({}, "one of the two", id="nothing"),
        pytest.param({"text": "x", "paragraphs": []}, "one of the two", id="both"),
        pytest.param({"text": "a " * 10_001}, "at most 20000", id="over-long"),
    ],
)
def test_edit_that_cannot_be_kept_is_refused(at: Office, change: dict[str, object], said: str) -> None:
    kept = at.draft()
    with pytest.raises(UsageError, match=said):
        at.desk.edit(kept.record.id, who="Ann", content_hash=kept.record.content_hash, **change)  # type: ignore[arg-type]


def test_edit_of_what_another_changed_is_refused(at: Office) -> None:
    kept = at.draft()
    at.desk.edit(kept.record.id, who="Ann", content_hash=kept.record.content_hash, text="First.")
    with pytest.raises(ChangedMeanwhile):
        at.desk.edit(kept.record.id, who="Cai", content_hash=kept.record.content_hash, text="Second.")


@given(st.text("ab \n[1]", max_size=60))
def test_edited_text_is_the_text(text: str) -> None:
    made = draft()
    whole = f"x{text}\n\n" + "\n".join(made.sources)
    edited = with_text(made, whole, WORDING["en"])
    assert "".join(edited.text.split()) == "".join(whole.split())
    assert with_text(edited, edited.text, WORDING["en"]) == edited


@pytest.mark.parametrize(
    ("document", "version"),
    [
        pytest.param(replace(DOCUMENT, status=Status.SUPERSEDED), CITATION.version, id="superseded"),
        pytest.param(replace(DOCUMENT, status=Status.WITHDRAWN), CITATION.version, id="withdrawn"),
        pytest.param(replace(DOCUMENT, valid_to=date(2026, 11, 20)), CITATION.version, id="ended"),
        pytest.param(DOCUMENT, "1" * 64, id="new-version"),
        pytest.param(None, "1" * 64, id="removed"),
    ],
)
def test_reply_whose_source_changed_is_in_review_again(at: Office, document: Document | None, version: str) -> None:
    kept = at.approved()
    at.verdicts.hold(*[document] if document else [], version=version)
    with pytest.raises(WrongState):
        at.desk.publish(kept.record.id, who="Ann")
    again = at.desk.get(kept.record.id).record
    assert (again.state, again.history[-1].action) == (State.IN_REVIEW, Action.REOPEN)
    assert again.history[-1].changed == (CITATION.version,)


def test_reply_approved_in_knowledge_of_the_change_stays(at: Office) -> None:
    kept, other = at.approved(), at.approved("Wales runs asylum hotels")
    at.verdicts.hold(replace(DOCUMENT, status=Status.SUPERSEDED))
    assert at.desk.get(kept.record.id).record.state is State.IN_REVIEW
    at.desk.approve(kept.record.id, who="Bob", content_hash=kept.record.content_hash)
    assert at.desk.get(kept.record.id).record.state is State.APPROVED
    assert at.desk.get(other.record.id).record.state is State.IN_REVIEW


def test_check_offers_no_reply_whose_source_changed(at: Office) -> None:
    kept = at.approved()
    check = at.desk.check(Post("The Welsh Government decides who is granted asylum"))
    assert [one.reply_id for one in check.claims[0].answered_before] == [kept.record.id]
    at.verdicts.hold()
    assert at.desk.check(Post("Wales decides who gets asylum")).claims[0].answered_before == ()


def test_export_says_what_is_approved(at: Office) -> None:
    kept = at.draft()
    assert b"not approved" in at.desk.export(kept.record.id, Format.MD).content
    with pytest.raises(WrongState):
        at.desk.export(kept.record.id, Format.CLAIMREVIEW)
    approved = at.approved()
    assert b"Approved by Example Council on 21 November 2026" in at.desk.export(approved.record.id, Format.MD).content
    assert b"ClaimReview" in at.desk.export(approved.record.id, Format.CLAIMREVIEW).content


def test_export_without_an_organisation_is_no_claim_review(tmp_path: Path, embedder: Embedder) -> None:
    with office(tmp_path, embedder, organisation=None) as at:
        kept = at.approved()
        assert b"Approved by this organisation" in at.desk.export(kept.record.id, Format.MD).content
        with pytest.raises(UsageError, match="names its publisher"):
            at.desk.export(kept.record.id, Format.CLAIMREVIEW)


def test_reply_unknown(at: Office) -> None:
    with pytest.raises(NotFound, match="no reply r9"):
        at.desk.get("r9")
