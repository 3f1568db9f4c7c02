"""Receipts: written once, read back, and gone for good when their time is over."""

from collections.abc import Iterator
from datetime import timedelta, timezone
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kept import NOON, Kept, opened

from errors import IdTaken, NotFound, UsageError

BODIES = st.dictionaries(
    st.text(),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with opened(tmp_path / "records.sqlite3") as found:
        yield found


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """One file for every example of a property."""
    with opened(tmp_path_factory.mktemp("many") / "records.sqlite3") as found:
        yield found


def test_receipt_outlives_the_process(tmp_path: Path) -> None:
    with opened(tmp_path / "records.sqlite3") as first:
        first.receipts.put("a1", "ask", {"question": "Pwy sy’n penderfynu?", "top": (1, 2.5, None)}, NOON)
    with opened(tmp_path / "records.sqlite3") as second:
        receipt = second.receipts.get("a1")
    assert (receipt.id, receipt.kind, receipt.created) == ("a1", "ask", NOON)
    assert receipt.body == {"question": "Pwy sy’n penderfynu?", "top": [1, 2.5, None]}


@settings(max_examples=60, deadline=None)
@given(body=BODIES)
def test_receipt_reads_back_as_written(many: Kept, body: dict[str, object]) -> None:
    id = uuid4().hex
    many.receipts.put(id, "ask", body, NOON)
    assert many.receipts.get(id).body == body


@pytest.mark.parametrize("gone", ["present", "deleted", "purged"])
def test_receipt_id_is_never_used_twice(kept: Kept, gone: str) -> None:
    kept.receipts.put("a1", "ask", {"first": 1}, NOON)
    if gone == "deleted":
        kept.receipts.delete("a1")
    if gone == "purged":
        assert kept.receipts.purge(NOON + timedelta(days=1)) == 1
    with pytest.raises(IdTaken, match="id a1 was used for a receipt before"):
        kept.receipts.put("a1", "ask", {"second": 2}, NOON)
    if gone == "present":
        assert kept.receipts.get("a1").body == {"first": 1}
    else:
        with pytest.raises(NotFound, match=r"a1 is no longer kept\. Ask the question again"):
            kept.receipts.get("a1")


def test_receipt_unknown(kept: Kept) -> None:
    with pytest.raises(NotFound, match=r"There is no receipt zz\. Look at the id again"):
        kept.receipts.get("zz")
    with pytest.raises(NotFound, match="no receipt zz to delete"):
        kept.receipts.delete("zz")


def test_purge_takes_what_is_older_and_counts_it_once(kept: Kept) -> None:
    in_cardiff_summer = NOON.astimezone(timezone(timedelta(hours=1))) - timedelta(microseconds=1)
    for id, made in {"older": in_cardiff_summer, "same": NOON, "newer": NOON + timedelta(days=1)}.items():
        kept.receipts.put(id, "ask", {}, made)
    assert [kept.receipts.purge(NOON), kept.receipts.purge(NOON)] == [1, 0]
    assert [kept.receipts.get(id).id for id in ("same", "newer")] == ["same", "newer"]
    with pytest.raises(NotFound):
        kept.receipts.get("older")


@pytest.mark.parametrize("way", ["delete", "purge"])
def test_erased_receipt_leaves_no_word_in_the_file(kept: Kept, way: str) -> None:
    kept.receipts.put("a1", "ask", {"question": "What of Mrs Unlikely-Surname? " * 400}, NOON)
    assert b"Unlikely-Surname" in kept.path.read_bytes()
    if way == "delete":
        kept.receipts.delete("a1")
    else:
        kept.receipts.purge(NOON + timedelta(days=1))
    assert b"Unlikely-Surname" not in kept.path.read_bytes()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"x": object()}, id="object"),
        pytest.param({"x": float("nan")}, id="not-a-number"),
        pytest.param({"x": "\ud800"}, id="half-a-letter"),
        pytest.param({("a", "b"): 1}, id="pair-as-key"),
    ],
)
def test_body_that_is_no_json_is_refused(kept: Kept, body: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="cannot be kept as JSON: "):
        kept.receipts.put("a1", "ask", body, NOON)
    kept.receipts.put("a1", "ask", {"sound": True}, NOON)


def test_times_without_a_zone_are_refused(kept: Kept) -> None:
    with pytest.raises(UsageError, match="no time zone"):
        kept.receipts.put("a1", "ask", {}, NOON.replace(tzinfo=None))
