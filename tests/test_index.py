"""Generations of the index: published whole, verified, and safe from a killed builder and a full disk."""

import json
import sqlite3

import pytest
from shop import Add, indexed

from errors import IndexMismatch, IndexMissing, UsageError
from ingest.ingestor import Ingestor
from ingest.report import Outcome
from retriever.index_folder import IndexFolder
from retriever.manifest import Manifest
from retriever.search import Retriever


def test_generations_published_in_order(add: Add, index: IndexFolder, ingestor: Ingestor) -> None:
    names = [add(name).generation for name in ("one", "two")]
    assert names == ["000001-20261121T120000Z", "000002-20261121T120000Z"]
    assert index.current() == names[1]
    newest = ingestor.generations()[0]
    assert (newest.name, newest.current, newest.documents, newest.passages) == (names[1], True, 2, 6)
    assert not index.building.exists()


def test_no_generation_is_said(index: IndexFolder, retriever: Retriever, ingestor: Ingestor) -> None:
    assert index.names() == []
    with pytest.raises(IndexMissing, match="noddfa ingest"), retriever.open():
        pass
    with pytest.raises(IndexMissing):
        ingestor.rollback()


def test_rollback_to_the_one_before(add: Add, ingestor: Ingestor, retriever: Retriever) -> None:
    first = add("one").generation
    add("two")
    assert indexed(retriever) == {"one", "two"}
    assert ingestor.rollback() == first
    assert indexed(retriever) == {"one"}
    with pytest.raises(UsageError, match="no generation before"):
        ingestor.rollback()
    assert add("three").generation == "000003-20261121T120000Z"
    assert indexed(retriever) == {"one", "three"}


def test_prune_keeps_three_and_the_serving_one(add: Add, ingestor: Ingestor, index: IndexFolder) -> None:
    names = [add(f"n{at}").generation for at in range(5)]
    assert index.names() == names[:1:-1]
    index.point_to(str(names[2]))
    index.prune(1)
    assert index.names() == [names[4], names[2]]


@pytest.mark.parametrize(
    ("written", "fact"),
    [
        pytest.param("{", "cannot be read. Run 'noddfa index rollback'", id="broken"),
        pytest.param("{}", "cannot be read. Run 'noddfa index rollback'", id="empty"),
        pytest.param(None, "has schema 99.* Run 'noddfa ingest'", id="schema"),
    ],
)
def test_manifest_wrong(add: Add, index: IndexFolder, retriever: Retriever, written: str | None, fact: str) -> None:
    add("one")
    path = index.generation(index.require_current()) / "manifest.json"
    path.write_text(written or json.dumps({**json.loads(path.read_text()), "schema": 99}))
    with pytest.raises(IndexMismatch, match=fact), retriever.open():
        pass
    report = add("two")
    assert Manifest.read(index.generation(str(report.generation))).documents == 2
    assert indexed(retriever) == {"one", "two"}


def test_generation_of_an_older_schema(add: Add, index: IndexFolder, retriever: Retriever) -> None:
    old = index.generation(str(add("one").generation))
    with sqlite3.connect(old / "passages.sqlite") as db:
        db.execute("ALTER TABLE documents DROP COLUMN place")
    db.close()
    facts = {**json.loads((old / "manifest.json").read_text()), "schema": 1}
    (old / "manifest.json").write_text(json.dumps(facts))
    assert {found.outcome for found in add("two").documents} == {Outcome.UPDATED, Outcome.CREATED}
    assert indexed(retriever) == {"one", "two"}


def test_broken_generation_is_listed_and_left(add: Add, index: IndexFolder, ingestor: Ingestor) -> None:
    first, second = add("one").generation, add("two").generation
    (index.generation(str(second)) / "manifest.json").write_text("{")
    listed = ingestor.generations()
    assert [(found.name, found.current, found.fault is None) for found in listed] == [
        (second, True, False),
        (first, False, True),
    ]
    assert ingestor.rollback() == first


def test_generation_without_manifest_loses_nothing(add: Add, index: IndexFolder, retriever: Retriever) -> None:
    add("one")
    (index.generation(str(add("two").generation)) / "manifest.json").unlink()
    assert add("three").generation == "000003-20261121T120000Z"
    assert indexed(retriever) == {"one", "two", "three"}
