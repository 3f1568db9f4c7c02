"""Files that were damaged on the way: each gives a version or one sentence, in time, and never another error."""

import io
import os
import random
import re
import time
import zipfile
from collections.abc import Callable, Iterator

import pytest
from documents import WRITERS, Part, zip_file
from pydantic import TypeAdapter

from corpus.document import Kind
from corpus.version import Version
from errors import UnreadableSource
from ingest.reading import Wanted, read

_ROUNDS = int(os.environ.get("SOAK_ROUNDS", "50"))
"""Damaged files in all; the soak test of a release asks for five hundred."""
_LIMIT = 20.0
"""Seconds for one file."""

_PARTS = [
    Part("Synthetic ŵ heading", level=2),
    *(Part(f"Paragraph {number} of “synthetic” text (2019 to 2025) with £2.5m & <more>.") for number in range(20)),
    Part("an item", item=True),
    Part("", cells=("Home Office", "12", "ŷ")),
    Part("a link", url="https://example.org/a?b=1"),
]
_MAGIC = (
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b"<html><body>",
    b"From: a@b.org\nMIME-Version: 1.0\n\n",
    b"\xff\xfe",
    b"\xd0\xcf\x11\xe0",
)


def _flipped(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice((1, 4, 40))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return data


def _cut(data: bytearray, chance: random.Random) -> bytearray:
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:end] if chance.random() < 0.5 else data[:start] + data[end:]


def _doubled(data: bytearray, chance: random.Random) -> bytearray:
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:end] + data[start:end] * chance.randrange(1, 20) + data[end:]


def _dressed(data: bytearray, chance: random.Random) -> bytearray:
    magic = chance.choice(_MAGIC)
    return bytearray(magic) + data[len(magic) if chance.random() < 0.5 else 0 :]


_DAMAGE: tuple[Callable[[bytearray, random.Random], bytearray], ...] = (_flipped, _cut, _doubled, _dressed)


def _inside(data: bytes, chance: random.Random, damage: Callable[[bytearray, random.Random], bytearray]) -> bytes:
    """The container is whole, so that the damage meets what reads its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(
        [name for name in members if name.endswith(("document.xml", "content.xml", "styles.xml", ".rels"))]
    )
    return zip_file(members | {name: bytes(damage(bytearray(members[name]), chance))})


def _mutated(name: str) -> Iterator[bytes]:
    """The same files in every run, as many of each format."""
    chance = random.Random(name)
    whole = WRITERS[name](_PARTS)
    for number in range(-(-_ROUNDS // len(WRITERS))):
        damage = _DAMAGE[number // 2 % len(_DAMAGE)]
        if number % 2 and whole.startswith(b"PK"):
            yield _inside(whole, chance, damage)
        else:
            yield bytes(damage(bytearray(whole), chance))


def _outcome(data: bytes) -> Version | UnreadableSource:
    try:
        return read(data, Wanted(Kind.OTHER)).version
    except UnreadableSource as error:
        return error


@pytest.mark.parametrize("name", WRITERS)
def test_damaged_file_is_read_or_explained(name: str) -> None:
    kinds = set()
    for data in _mutated(name):
        started = time.monotonic()
        outcome = _outcome(data)
        assert time.monotonic() - started < _LIMIT
        kinds.add(type(outcome))
        if isinstance(outcome, Version):
            assert TypeAdapter(Version).dump_json(outcome)
            assert all(outcome.text[block.start : block.end].strip() for block in outcome.blocks)
        else:
            assert re.fullmatch(r"[A-Z][^.]{10,200}[.:] .{10,200}\.", str(outcome)), outcome
    assert Version in kinds  # else the damage is too heavy to test anything but the first bytes
