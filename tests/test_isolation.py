"""Reading in a process of its own: limits of time and memory, and a reader that is brought down."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from documents import source_text

from corpus.document import Kind
from errors import UnreadableSource
from ingest.isolation import IsolatedReader, Limits
from ingest.reading import Wanted, read

_LETTER = source_text("foi-atisn-24923").encode()
_ANY = Wanted(Kind.OTHER)
_SLOW = b"".join(b"1. Item %d of a long synthetic list, and one more word.\n\n" % number for number in range(60_000))


@pytest.fixture
def reader() -> Iterator[IsolatedReader]:
    with IsolatedReader() as opened:
        yield opened


def _children() -> set[int]:
    """Processes that this one has started and that still run."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except (OSError, ValueError):
            continue
        if int(parent) == os.getpid() and state != "Z":
            found.add(int(stat.parent.name))
    return found


def test_isolated_reading_is_the_same(reader: IsolatedReader) -> None:
    for wanted in (Wanted(Kind.FOI_RESPONSE), Wanted(None, propose=True, name="letter"), Wanted(Kind.PLAN, mask=True)):
        assert reader.read(_LETTER, wanted) == read(_LETTER, wanted)


def test_fault_of_a_source_is_told(reader: IsolatedReader) -> None:
    before = _children()
    with pytest.raises(UnreadableSource, match="empty"):
        reader.read(b"", _ANY)
    assert reader.read(_LETTER, _ANY).version.text
    assert len(_children() - before) == 1


def test_slow_source_is_given_up() -> None:
    with IsolatedReader(Limits(seconds=1.5)) as reader:
        began = monotonic()
        with pytest.raises(UnreadableSource, match=r"took more than 1.5 seconds\. Save it"):
            reader.read(_SLOW * 5, _ANY)
        assert monotonic() - began < 10
    with IsolatedReader() as reader:
        assert reader.read(_LETTER, _ANY).version.text


def test_greedy_source_is_given_up() -> None:
    with IsolatedReader(Limits(memory=400 << 20)) as reader:
        with pytest.raises(UnreadableSource, match=r"more memory than is allowed|brought its reader down"):
            reader.read(b"word " * 60_000_000, _ANY)
        assert reader.read(_LETTER, _ANY).version.text


def test_reader_that_dies_is_replaced(reader: IsolatedReader) -> None:
    before = _children()
    reader.read(_LETTER, _ANY)
    (process,) = _children() - before
    threading.Timer(0.3, os.kill, (process, 9)).start()
    with pytest.raises(UnreadableSource, match="brought its reader down"):
        reader.read(_SLOW * 5, _ANY)
    assert reader.read(_LETTER, _ANY).version.text


def test_close_ends_the_process_and_what_it_reads() -> None:
    before = _children()
    reader = IsolatedReader()
    threading.Timer(1.0, reader.close).start()
    began = monotonic()
    with pytest.raises(UnreadableSource):
        reader.read(_SLOW * 5, _ANY)
    assert monotonic() - began < 10
    sleep(0.1)
    assert _children() == before
