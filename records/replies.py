"""Replies on their way from draft to published, each step checked and kept; what they say is written elsewhere."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, true

from errors import IdTaken, NotFound
from records.content import as_json
from records.database import Database
from records.person import named
from records.reply import Action, Reply, State, Transition
from records.reply_rows import add, change, has, holds, is_in, read
from records.steps import check_approval, check_second_person, check_unchanged, state_after


class ReplyStore:
    """Replies by id; of two people who change one at the same time, the second is told and nothing is lost."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self,
        id: str,
        *,
        author: str,
        audience: str,
        language: str,
        claims: Iterable[str],
        content: Mapping[str, Any],
        versions: Iterable[str],
        now: datetime,
    ) -> Reply:
        """Keep a new draft; raises IdTaken where the id is another reply's."""
        reply = Reply(
            id=id,
            state=State.DRAFT,
            author=named(author),
            audience=audience,
            language=language,
            claims=tuple(claims),
            content=as_json(content),
            versions=_each_once(versions),
            created=now,
            updated=now,
            history=(),
        )
        made = _stepped(reply, Action.CREATE, State.DRAFT, reply.author, now)
        with self._database.writing() as connection:
            if read(connection, has(id)):
                raise IdTaken(f"The id {id} is another reply's. Keep this one under a new id.")
            add(connection, made)
            return _get(connection, id)

    def get(self, id: str) -> Reply:
        """The reply with its history; raises NotFound."""
        with self._database.reading() as connection:
            return _get(connection, id)

    def list(self, state: State | None = None, words: str | None = None) -> tuple[Reply, ...]:
        """The replies in that state whose claims or content hold every word, the latest touched first."""
        with self._database.reading() as connection:
            return read(connection, (is_in(state) if state else true()) & holds(words or ""))

    def approved(self) -> tuple[Reply, ...]:
        """Those that may be offered again: approved or published, and still exactly what was approved."""
        with self._database.reading() as connection:
            found = read(connection, is_in(State.APPROVED, State.PUBLISHED))
        return tuple(reply for reply in found if reply.approval)

    def edit(
        self,
        id: str,
        *,
        who: str,
        started_from: str,
        content: Mapping[str, Any],
        versions: Iterable[str],
        now: datetime,
        claims: Iterable[str] | None = None,
        note: str = "",
    ) -> Reply:
        """Put new content in place of that whose hash is given, as a draft again; one that changes nothing is no edit.

        Raises ChangedMeanwhile where the content is another by now.
        """

        def edited(reply: Reply) -> Reply:
            check_unchanged(reply, started_from)
            texts = reply.claims if claims is None else tuple(claims)
            return replace(reply, content=as_json(content), versions=_each_once(versions), claims=texts)

        return self._step(id, Action.EDIT, who, now, note, edited)

    def submit(self, id: str, *, who: str, now: datetime, note: str = "") -> Reply:
        """Hand a draft in for review."""
        return self._step(id, Action.SUBMIT, who, now, note)

    def approve(self, id: str, *, who: str, content_hash: str, now: datetime, note: str = "") -> Reply:
        """Approve the content that has this hash, and no other that took its place since it was read."""

        def approved(reply: Reply) -> Reply:
            check_unchanged(reply, content_hash)
            check_second_person(reply, named(who))
            return reply

        return self._step(id, Action.APPROVE, who, now, note, approved)

    def publish(self, id: str, *, who: str, now: datetime, note: str = "") -> Reply:
        """Mark an approved reply as sent or posted; nothing is sent from here."""

        def published(reply: Reply) -> Reply:
            check_approval(reply)
            return reply

        return self._step(id, Action.PUBLISH, who, now, note, published)

    def withdraw(self, id: str, *, who: str, now: datetime, note: str = "") -> Reply:
        """Take a reply out of use for good; it stays on record."""
        return self._step(id, Action.WITHDRAW, who, now, note)

    def reopen_citing(
        self, versions: Collection[str], now: datetime, *, among: Collection[str] | None = None
    ) -> tuple[str, ...]:
        """Put back into review what is approved or published and cites a version that was superseded or withdrawn.

        The ids of those replies. Name the versions that changed since the last call: one that is named again
        reopens also what was approved in the knowledge of it, unless its id is not `among` those given.
        """
        gone = frozenset(versions)
        with self._database.writing() as connection:
            found = read(connection, is_in(State.APPROVED, State.PUBLISHED))
            looked_at = [reply for reply in found if among is None or reply.id in among]
            citing = [reply for reply in looked_at if gone.intersection(reply.versions)]
            for reply in citing:
                changed = tuple(version for version in reply.versions if version in gone)
                after = state_after(reply, Action.REOPEN)
                change(connection, _stepped(reply, Action.REOPEN, after, None, now, changed=changed))
        return tuple(reply.id for reply in citing)

    def _step(
        self,
        id: str,
        action: Action,
        who: str,
        now: datetime,
        note: str,
        checked: Callable[[Reply], Reply] = lambda reply: reply,
    ) -> Reply:
        person = named(who)
        # Read and written in one transaction that alone may write: what was checked is what is changed.
        with self._database.writing() as connection:
            reply = _get(connection, id)
            after = state_after(reply, action)
            wanted = checked(reply)
            if action is Action.EDIT and wanted == reply:
                return reply
            change(connection, _stepped(wanted, action, after, person, now, note=note))
            return _get(connection, id)


def _get(connection: Connection, reply_id: str) -> Reply:
    found = read(connection, has(reply_id))
    if not found:
        raise NotFound(f"There is no reply {reply_id}. List the replies to see what there is.")
    return found[0]


def _stepped(
    reply: Reply,
    action: Action,
    after: State,
    who: str | None,
    when: datetime,
    *,
    changed: tuple[str, ...] = (),
    note: str = "",
) -> Reply:
    """The reply with one step more, which binds to the content and the versions that the reply has now."""
    before = reply.state if reply.history else None
    step = Transition(action, who, when, before, after, reply.content_hash, reply.versions, changed, note)
    return replace(reply, state=after, updated=when, history=(*reply.history, step))


def _each_once(versions: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(versions))
