"""Replies as rows of the tables and back; no rule about them is kept here."""

import json
from collections import defaultdict
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, exists, func, insert, select, true, update

from records.content import folded, searchable
from records.reply import Action, Reply, State, Transition
from records.schema import history, replies


def read(connection: Connection, condition: ColumnElement[bool]) -> tuple[Reply, ...]:
    """The replies that meet the condition with their history, the latest touched first."""
    chosen = select(replies.c.id).where(condition)
    steps: dict[str, list[Transition]] = defaultdict(list)
    for row in connection.execute(select(history).where(history.c.reply.in_(chosen)).order_by(history.c.number)):
        steps[row.reply].append(_transition(row))
    rows = connection.execute(select(replies).where(condition).order_by(replies.c.updated.desc(), replies.c.id))
    return tuple(_reply(row, tuple(steps[row.id])) for row in rows)


def add(connection: Connection, reply: Reply) -> None:
    """Store a new reply with the step that made it."""
    connection.execute(insert(replies).values(id=reply.id, created=reply.created, **_values(reply)))
    _add_step(connection, reply)


def change(connection: Connection, reply: Reply) -> None:
    """Store a reply with the last step of its history, which is new."""
    connection.execute(update(replies).where(replies.c.id == reply.id).values(**_values(reply)))
    _add_step(connection, reply)


def is_in(*states: State) -> ColumnElement[bool]:
    """Whether a reply is in one of the states."""
    return replies.c.state.in_(states)


def has(reply_id: str) -> ColumnElement[bool]:
    """Whether a reply has the id."""
    return replies.c.id == reply_id


def holds(words: str) -> ColumnElement[bool]:
    """Whether every one of the words, or a longer word with it inside, is in the claims or the content."""
    wanted = folded(words).split()
    if not wanted:
        return true()
    # One parameter for any number of words: SQLite takes a thousand conditions and no more.
    word = func.json_each(json.dumps(wanted)).table_valued("value")
    return ~exists(select(word.c.value).where(func.instr(replies.c.words, word.c.value) == 0))


def _values(reply: Reply) -> dict[str, Any]:
    return {
        "state": reply.state,
        "author": reply.author,
        "audience": reply.audience,
        "language": reply.language,
        "claims": reply.claims,
        "content": reply.content,
        "versions": reply.versions,
        "updated": reply.updated,
        "words": searchable(reply.claims, reply.content),
    }


def _add_step(connection: Connection, reply: Reply) -> None:
    connection.execute(insert(history).values(reply=reply.id, **asdict(reply.history[-1])))


def _transition(row: Row[Any]) -> Transition:
    return Transition(
        action=Action(row.action),
        who=row.who,
        when=row.when,
        before=State(row.before) if row.before else None,
        after=State(row.after),
        content_hash=row.content_hash,
        versions=tuple(row.versions),
        changed=tuple(row.changed),
        note=row.note,
    )


def _reply(row: Row[Any], steps: tuple[Transition, ...]) -> Reply:
    return Reply(
        id=row.id,
        state=State(row.state),
        author=row.author,
        audience=row.audience,
        language=row.language,
        claims=tuple(row.claims),
        content=row.content,
        versions=tuple(row.versions),
        created=row.created,
        updated=row.updated,
        history=steps,
    )
