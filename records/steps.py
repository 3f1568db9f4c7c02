"""Which step a reply can take from which state, and who may take it; it stores nothing."""

from collections.abc import Mapping

from errors import ChangedMeanwhile, SecondPersonNeeded, WrongState
from records.person import same_person
from records.reply import Action, Reply, State

_STEPS: Mapping[Action, Mapping[State, State]] = {
    Action.EDIT: dict.fromkeys((State.DRAFT, State.IN_REVIEW, State.APPROVED, State.PUBLISHED), State.DRAFT),
    Action.SUBMIT: {State.DRAFT: State.IN_REVIEW},
    Action.APPROVE: {State.IN_REVIEW: State.APPROVED},
    Action.PUBLISH: {State.APPROVED: State.PUBLISHED},
    Action.WITHDRAW: dict.fromkeys((State.DRAFT, State.IN_REVIEW, State.APPROVED, State.PUBLISHED), State.WITHDRAWN),
    Action.REOPEN: dict.fromkeys((State.APPROVED, State.PUBLISHED), State.IN_REVIEW),
}
_DONE = {
    Action.EDIT: "edited",
    Action.SUBMIT: "submitted",
    Action.APPROVE: "approved",
    Action.PUBLISH: "published",
    Action.WITHDRAW: "withdrawn",
    Action.REOPEN: "reopened",
}


def possible(state: State) -> tuple[Action, ...]:
    """What a person can do with a reply in that state; nothing is left for a withdrawn one."""
    return tuple(action for action, ways in _STEPS.items() if state in ways and action is not Action.REOPEN)


def state_after(reply: Reply, action: Action) -> State:
    """Where the step leads; raises WrongState with what is possible instead."""
    after = _STEPS[action].get(reply.state)
    if after is None:
        state = reply.state.replace("_", " ")
        raise WrongState(f"Reply {reply.id} is {state} and cannot be {_DONE[action]} now. {_instead(reply.state)}")
    return after


def check_unchanged(reply: Reply, content_hash: str) -> None:
    """Raise ChangedMeanwhile where the content is not the one that the person read."""
    if reply.content_hash != content_hash:
        raise ChangedMeanwhile(
            f"Reply {reply.id} is not as you read it: {_last_hand(reply)} changed it last. "
            "Read it again, then decide again."
        )


def check_second_person(reply: Reply, who: str) -> None:
    """Raise SecondPersonNeeded where the approver had a hand in the text, however long ago."""
    if any(same_person(hand, who) for hand in (reply.author, *reply.hands)):
        raise SecondPersonNeeded(
            f"{who} wrote or edited reply {reply.id} and cannot approve it. Ask somebody who did neither."
        )


def check_approval(reply: Reply) -> None:
    """Raise ChangedMeanwhile where the approval is of other content, which only a change of the file itself can do."""
    if reply.approval is None:
        raise ChangedMeanwhile(
            f"Reply {reply.id} is not what was approved: the file was changed. Edit it and have it approved again."
        )


def _instead(state: State) -> str:
    if not (ways := [_DONE[action] for action in possible(state)]):
        return "Nothing more can be done with it: make a new reply."
    return f"It can be {', '.join(ways[:-1])} or {ways[-1]}."


def _last_hand(reply: Reply) -> str:
    writing = (Action.CREATE, Action.EDIT)
    return next((step.who for step in reversed(reply.history) if step.action in writing and step.who), reply.author)
