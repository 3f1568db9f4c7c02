"""Replies in the records: what each step keeps, whom it refuses, and what two people do to one reply at once."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from kept import CONTENT, NOON, Kept, opened

from errors import ChangedMeanwhile, Conflict, IdTaken, NotFound, SecondPersonNeeded, UsageError, WrongState
from records.reply import Reply, State


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with opened(tmp_path / "records.sqlite3") as found:
        yield found


def test_reply_outlives_the_process(tmp_path: Path) -> None:
    with opened(tmp_path / "records.sqlite3") as first:
        published = first.published()
    with opened(tmp_path / "records.sqlite3") as second:
        assert second.replies.get("r1") == published
    assert (published.author, published.audience, published.language) == ("Ann", "email", "en")
    assert (published.claims, published.versions) == (("Wales decides who gets asylum",), ("v1", "v2"))
    assert (published.content, published.created) == (CONTENT, NOON)


def test_history_tells_who_when_and_why(kept: Kept) -> None:
    asked = kept.in_review()
    later = NOON + timedelta(hours=2)
    approved = kept.replies.approve(
        "r1", who="Bob", content_hash=asked.content_hash, now=later, note="Figures checked."
    )
    assert [(step.who, step.when, step.before, step.after, step.note) for step in approved.history] == [
        ("Ann", NOON, None, "draft", ""),
        ("Ann", NOON, "draft", "in_review", ""),
        ("Bob", later, "in_review", "approved", "Figures checked."),
    ]
    assert {step.content_hash for step in approved.history} == {approved.content_hash}
    assert (approved.updated, approved.created) == (later, NOON)


def test_content_hash_can_be_taken_by_anybody(kept: Kept) -> None:
    reply = kept.draft(content={"text": "Tŷ", "list": (1, None)})
    text = json.dumps({"list": [1, None], "text": "Tŷ"}, ensure_ascii=False, separators=(",", ":"))
    assert reply.content_hash == hashlib.sha256(text.encode()).hexdigest()
    assert reply.content_hash == kept.draft("r2", content={"list": [1, None], "text": "Tŷ"}).content_hash


@pytest.mark.parametrize("state", ["in_review", "approved", "published"])
def test_edit_reopens_as_draft(kept: Kept, state: str) -> None:
    before: Reply = getattr(kept, state)()
    after = kept.edited(before, "Other words.")
    assert (after.state, after.approval, after.content) == ("draft", None, {"text": "Other words."})
    assert (after.history[-1].who, after.history[-1].before) == ("Cai", state)
    assert after.history[-1].content_hash == after.content_hash != before.content_hash
    assert kept.replies.approved() == ()


def test_edit_of_the_versions_alone_reopens_too(kept: Kept) -> None:
    reply = kept.approved()
    edit = kept.replies.edit
    after = edit("r1", who="Ann", started_from=reply.content_hash, content=CONTENT, versions=["v3"], now=NOON)
    assert (after.state, after.versions, after.approval) == ("draft", ("v3",), None)


def test_edit_that_changes_nothing_keeps_the_approval(kept: Kept) -> None:
    reply = kept.approved()
    edit = kept.replies.edit
    same = edit("r1", who="Ann", started_from=reply.content_hash, content=CONTENT, versions=["v1", "v2"], now=NOON)
    assert same == kept.replies.get("r1") == reply


def test_second_of_two_edits_is_told(kept: Kept) -> None:
    read = kept.draft()
    kept.edited(read, "Cai's words.", who="Cai")
    with pytest.raises(ChangedMeanwhile, match=r"not as you read it: Cai changed it last\. Read it again"):
        kept.edited(read, "Dai's words.", who="Dai")
    assert kept.replies.get("r1").content == {"text": "Cai's words."}


def test_approval_of_words_that_were_not_read_is_refused(kept: Kept) -> None:
    read = kept.in_review()
    kept.edited(read, "Other words.")
    kept.replies.submit("r1", who="Cai", now=NOON)
    with pytest.raises(ChangedMeanwhile, match="Cai changed it last"):
        kept.replies.approve("r1", who="Bob", content_hash=read.content_hash, now=NOON)
    assert kept.replies.get("r1").state is State.IN_REVIEW


@pytest.mark.parametrize("who", ["Ann", "ann ", " ANN", "An\u200bn", "\uff21nn", "Cai", "cai"])
def test_own_words_are_not_approved(kept: Kept, who: str) -> None:
    reply = kept.edited(kept.draft(), "Cai's words.", who="Cai")
    kept.replies.submit("r1", who="Ann", now=NOON)
    with pytest.raises(SecondPersonNeeded, match=r"wrote or edited reply r1 .* Ask somebody who did neither"):
        kept.replies.approve("r1", who=who, content_hash=reply.content_hash, now=NOON)
    assert kept.replies.approve("r1", who="Bob", content_hash=reply.content_hash, now=NOON).state == "approved"


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "--"])
@pytest.mark.parametrize("step", ["create", "edit", "submit", "approve", "publish", "withdraw"])
def test_nobody_takes_no_step(kept: Kept, step: str, name: str) -> None:
    reply = {"approve": kept.in_review, "publish": kept.approved}.get(step, kept.draft)()
    further: dict[str, Callable[[], Reply]] = {
        "create": lambda: kept.draft("r2", author=name),
        "edit": lambda: kept.edited(reply, "Other words.", who=name),
        "approve": lambda: kept.replies.approve("r1", who=name, content_hash=reply.content_hash, now=NOON),
    }
    with pytest.raises(UsageError, match=r"no name was given\. Give the name"):
        further[step]() if step in further else getattr(kept.replies, step)("r1", who=name, now=NOON)
    assert kept.replies.list() == (reply,)


@pytest.mark.parametrize(
    ("state", "step", "sentence"),
    [
        ("draft", "publish", "is draft and cannot be published now. It can be edited, submitted or withdrawn."),
        ("in_review", "submit", "is in review and cannot be submitted now. It can be edited, approved or withdrawn."),
        ("approved", "submit", "is approved and cannot be submitted now. It can be edited, published or withdrawn."),
        ("published", "publish", "is published and cannot be published now. It can be edited or withdrawn."),
    ],
    ids=["unapproved", "submitted-twice", "approved-already", "published-twice"],
)
def test_wrong_step_says_what_is_possible(kept: Kept, state: str, step: str, sentence: str) -> None:
    reply = getattr(kept, state)()
    with pytest.raises(WrongState) as refused:
        getattr(kept.replies, step)("r1", who="Bob", now=NOON)
    assert str(refused.value) == f"Reply r1 {sentence}"
    assert kept.replies.get("r1") == reply


def test_withdrawn_reply_stays_so(kept: Kept) -> None:
    kept.approved()
    withdrawn = kept.replies.withdraw("r1", who="Ann", now=NOON, note="The scheme ended.")
    assert (withdrawn.state, withdrawn.approval, kept.replies.approved()) == ("withdrawn", None, ())
    with pytest.raises(WrongState, match=r"Nothing more can be done with it: make a new reply\."):
        kept.edited(withdrawn, "Other words.")


@pytest.mark.parametrize("state", ["approved", "published"])
def test_superseded_version_reopens_what_cites_it(kept: Kept, state: str) -> None:
    getattr(kept, state)("cites")
    getattr(kept, state)("other", versions=["v3"])
    kept.in_review("waiting")
    assert kept.replies.reopen_citing(["v2", "v9"], NOON + timedelta(days=1)) == ("cites",)
    reply = kept.replies.get("cites")
    step = reply.history[-1]
    assert (step.action, step.who, step.before, step.after) == ("reopen", None, state, "in_review")
    assert (step.changed, step.when) == (("v2",), NOON + timedelta(days=1))
    assert [each.id for each in kept.replies.approved()] == ["other"]
    again = kept.replies.approve("cites", who="Bob", content_hash=reply.content_hash, now=NOON)
    assert again.approval == again.history[-1]


def test_content_changed_in_the_file_is_not_offered(kept: Kept) -> None:
    kept.approved()
    with closing(sqlite3.connect(kept.path)) as connection, connection:
        connection.execute("""UPDATE replies SET content = '{"text": "Slipped in."}'""")
    assert kept.replies.approved() == ()
    with pytest.raises(ChangedMeanwhile, match=r"not what was approved: .* have it approved again"):
        kept.replies.publish("r1", who="Ann", now=NOON)


def test_list_by_state_and_words(kept: Kept) -> None:
    kept.draft("r1", claims=["Dŵr a thai: pwy sy’n talu?"])
    kept.in_review("r2", content={"parts": [{"text": "HOUSING costs 100%"}], "n": 7})
    kept.replies.submit("r1", who="Ann", now=NOON + timedelta(hours=1))
    kept.draft("r3")

    def ids(state: State | None = None, words: str | None = None) -> list[str]:
        return [reply.id for reply in kept.replies.list(state, words)]

    assert ids() == ["r1", "r2", "r3"]
    assert ids(State.IN_REVIEW) == ["r1", "r2"]
    assert ids(words="DWR thai") == ["r1"]
    assert ids(words="cost 100% asylum") == ["r2"]
    assert ids(State.DRAFT, "asylum") == ["r3"]
    assert ids(words="100_") == ids(words="' OR 1") == ids(words=" ".join(map(str, range(3000)))) == []
    assert ids(words=" ") == ids()


def test_reply_unknown_or_taken(kept: Kept) -> None:
    with pytest.raises(NotFound, match=r"There is no reply r1\. List the replies"):
        kept.replies.get("r1")
    with pytest.raises(NotFound):
        kept.replies.submit("r1", who="Ann", now=NOON)
    reply = kept.draft()
    with pytest.raises(IdTaken, match="id r1 is another reply's"):
        kept.draft(author="Bob")
    assert kept.replies.list() == (reply,)


def at_once(*steps: Callable[[], Reply]) -> list[str]:
    """The steps from a thread each, and what came of them."""
    ready = Barrier(len(steps))

    def take(step: Callable[[], Reply]) -> str:
        ready.wait()
        try:
            return step().state
        except Conflict as error:
            return type(error).__name__

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(take, steps))


def test_approval_and_edit_at_once_never_approve_unread_words(kept: Kept) -> None:
    for number in range(25):
        read = kept.in_review(f"r{number}")

        def approve(read: Reply = read) -> Reply:
            return kept.replies.approve(read.id, who="Bob", content_hash=read.content_hash, now=NOON)

        def edit(read: Reply = read) -> Reply:
            return kept.edited(read, "Other words.")

        said = at_once(approve, edit)
        assert said in (["approved", "draft"], ["WrongState", "draft"])
        after = kept.replies.get(read.id)
        assert (after.state, after.approval, after.content) == ("draft", None, {"text": "Other words."})
        assert len(after.history) == (4 if said[0] == "approved" else 3)


def test_edits_at_once_keep_one(kept: Kept) -> None:
    read = kept.draft()
    names = ["Bob", "Cai", "Dai", "Eve"]
    said = at_once(*(lambda name=name: kept.edited(read, f"{name}'s words.", who=name) for name in names))
    assert sorted(said) == ["ChangedMeanwhile"] * 3 + ["draft"]
    after = kept.replies.get("r1")
    assert after.content == {"text": f"{names[said.index('draft')]}'s words."}
    assert after.hands == ("Ann", names[said.index("draft")])
