"""A reply under any order of steps by any hands, against a model of what is allowed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from kept import NOON, opened

from errors import ChangedMeanwhile, SecondPersonNeeded, WrongState
from records.reply import Reply, State
from records.steps import possible

PEOPLE = st.sampled_from(["Ann", "Bob", "Cai"])
TEXTS = st.sampled_from(["one", "two", "three"])
VERSIONS = st.lists(st.sampled_from(["v1", "v2", "v3"]), unique=True).map(tuple)
OPEN = {"draft", "in_review", "approved", "published"}


@dataclass
class Model:
    """What the reply ought to be."""

    state: str = "draft"
    text: str = "one"
    versions: tuple[str, ...] = ()
    hands: set[str] = field(default_factory=set)
    steps: list[tuple[str, str | None, str]] = field(default_factory=list)
    approver: str | None = None

    def take(self, action: str, who: str | None, state: str) -> None:
        self.state = state
        self.approver = who if action == "approve" else self.approver if action == "publish" else None
        self.steps.append((action, who, state))


def refused(error: type[Exception], step: Callable[[], object]) -> None:
    with pytest.raises(error):
        step()


class Steps(RuleBasedStateMachine):
    """Each rule says what must come of a step, from the model alone."""

    @initialize(author=PEOPLE, versions=VERSIONS)
    def make(self, author: str, versions: tuple[str, ...]) -> None:
        self.folder = TemporaryDirectory()
        self.opening = opened(Path(self.folder.name) / "records.sqlite3")
        self.replies = self.opening.__enter__().replies
        self.seen = self.replies.create(
            "r1",
            author=author,
            audience="email",
            language="en",
            claims=["a claim"],
            content={"text": "one"},
            versions=versions,
            now=NOON,
        )
        self.model = Model(versions=versions, hands={author}, steps=[("create", author, "draft")])

    def teardown(self) -> None:
        if hasattr(self, "opening"):
            self.opening.__exit__(None, None, None)
            self.folder.cleanup()

    def reply(self) -> Reply:
        return self.replies.get("r1")

    @rule()
    def read(self) -> None:
        """What a person has on the screen; the other rules act on it, however old."""
        self.seen = self.reply()

    @rule(who=PEOPLE, text=TEXTS, versions=VERSIONS)
    def edit(self, who: str, text: str, versions: tuple[str, ...]) -> None:
        def edit() -> None:
            self.replies.edit(
                "r1",
                who=who,
                started_from=self.seen.content_hash,
                content={"text": text},
                versions=versions,
                now=NOON,
            )

        if self.model.state not in OPEN:
            refused(WrongState, edit)
        elif self.seen.content != {"text": self.model.text}:
            refused(ChangedMeanwhile, edit)
        else:
            edit()
            if (text, versions) != (self.model.text, self.model.versions):
                self.model.text, self.model.versions = text, versions
                self.model.hands.add(who)
                self.model.take("edit", who, "draft")

    @rule(who=PEOPLE)
    def approve(self, who: str) -> None:
        def approve() -> None:
            self.replies.approve("r1", who=who, content_hash=self.seen.content_hash, now=NOON)

        if self.model.state != "in_review":
            refused(WrongState, approve)
        elif self.seen.content != {"text": self.model.text}:
            refused(ChangedMeanwhile, approve)
        elif who in self.model.hands:
            refused(SecondPersonNeeded, approve)
        else:
            approve()
            self.model.take("approve", who, "approved")

    @rule(who=PEOPLE, action=st.sampled_from(["submit", "publish", "withdraw"]))
    def other(self, who: str, action: str) -> None:
        step = getattr(self.replies, action)
        came_from, goes_to = {
            "submit": ({"draft"}, "in_review"),
            "publish": ({"approved"}, "published"),
            "withdraw": (OPEN, "withdrawn"),
        }[action]
        if self.model.state not in came_from:
            refused(WrongState, lambda: step("r1", who=who, now=NOON))
        else:
            step("r1", who=who, now=NOON)
            self.model.take(action, who, goes_to)

    @rule(gone=VERSIONS)
    def supersede(self, gone: tuple[str, ...]) -> None:
        hit = self.model.state in {"approved", "published"} and set(gone) & set(self.model.versions)
        assert self.replies.reopen_citing(gone, NOON) == (("r1",) if hit else ())
        if hit:
            self.model.take("reopen", None, "in_review")
            assert set(self.reply().history[-1].changed) == hit

    @invariant()
    def reply_is_as_the_model(self) -> None:
        reply, model = self.reply(), self.model
        assert (reply.state, reply.content, reply.versions) == (model.state, {"text": model.text}, model.versions)
        assert set(reply.hands) == model.hands
        assert [(step.action, step.who, step.after) for step in reply.history] == model.steps
        assert [step.before for step in reply.history] == [None, *[step.after for step in reply.history[:-1]]]
        assert (reply.approval.who if reply.approval else None) == model.approver

    @invariant()
    def only_what_is_approved_is_offered(self) -> None:
        offered = self.replies.approved()
        assert [reply.id for reply in offered] == (["r1"] if self.model.state in {"approved", "published"} else [])
        for reply in offered:
            assert reply.approval
            assert reply.approval.content_hash == reply.content_hash
            assert reply.approval.who not in reply.hands


Steps.TestCase.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestSteps = Steps.TestCase


def test_possible_steps_of_each_state() -> None:
    assert {state.value: {str(action) for action in possible(state)} for state in State} == {
        "draft": {"edit", "submit", "withdraw"},
        "in_review": {"edit", "approve", "withdraw"},
        "approved": {"edit", "publish", "withdraw"},
        "published": {"edit", "withdraw"},
        "withdrawn": set(),
    }
