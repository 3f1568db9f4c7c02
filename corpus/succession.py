"""Which documents take the place of others, and which are one document in two languages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter

from corpus.document import Document, Status

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Succession:
    """The documents with their relations, and why those that are missing cannot be taken."""

    documents: tuple[Document, ...]
    """In the order given, each relation entered on both sides."""
    faults: Mapping[str, str]
    """What is wrong and what to do, by id."""


def related(documents: Sequence[Document], also_named: Iterable[str] = ()) -> Succession:
    """Enter every relation on both sides; a document whose relations cannot hold is left out and the rest taken.

    Ids are unique. `also_named` are ids that exist but are not among the documents: a relation to one is dropped.
    """
    by_id = {document.id: document for document in documents}
    known = {*by_id, *also_named}
    faults = {key: fault for key, document in by_id.items() if (fault := _misnamed(document, by_id, known))}
    faults |= _in_circles(_without(by_id, faults))
    faults |= _ill_dated(_without(by_id, faults))
    faults |= _ill_paired(_without(by_id, faults))
    sound = _paired(_trimmed(_without(by_id, faults)))
    return Succession(tuple(_dated(sound).values()), faults)


def _without(documents: Mapping[str, Document], faults: Iterable[str]) -> dict[str, Document]:
    left_out = set(faults)
    return {key: document for key, document in documents.items() if key not in left_out}


def _misnamed(document: Document, documents: Mapping[str, Document], known: set[str]) -> str | None:
    """A relation to itself, to nothing, or to one document in two ways."""
    named = [("supersedes", key) for key in document.supersedes] + [("twin", key) for key in [document.twin] if key]
    for field, key in named:
        if key == document.id:
            return f"field '{field}' names the document itself. Name another one, or remove the field."
        if key not in known:
            return f"field '{field}': there is no document '{key}'. Correct the id, or remove it."
    if document.twin in document.supersedes:
        return f"'{document.twin}' cannot be both its twin and superseded by it. Remove it from one of the fields."
    other = documents.get(document.twin or "")
    if other and other.language == document.language:
        return f"field 'twin': '{other.id}' is in the same language. Name the document in the other language."
    return None


def _in_circles(documents: Mapping[str, Document]) -> dict[str, str]:
    """Every document on a circle of supersessions; those that only lead to one are sound."""
    faults: dict[str, str] = {}
    while True:
        left = _without(documents, faults)
        graph = {key: [old for old in document.supersedes if old in left] for key, document in left.items()}
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1]
            shown = " supersedes ".join(f"'{key}'" for key in reversed(circle))
            faults |= dict.fromkeys(circle, f"{shown}. Remove the field 'supersedes' from one of them.")
        else:
            return faults


def _ill_dated(documents: Mapping[str, Document]) -> dict[str, str]:
    """A newer document must say since when it stands, and not begin before the older one."""
    faults: dict[str, str] = {}
    for key, newer in documents.items():
        olds = [documents[old] for old in newer.supersedes if old in documents]
        if newer.supersedes and newer.begins is None:
            faults[key] = "it supersedes a document but has no date. Add 'valid_from' or 'date'."
        for old in olds:
            if newer.begins and old.begins and newer.begins < old.begins:
                faults[key] = (
                    f"it begins on {newer.begins}, before '{old.id}' that it supersedes ({old.begins}). "
                    "Correct the dates, or add 'valid_from'."
                )
    return faults


def _ill_paired(documents: Mapping[str, Document]) -> dict[str, str]:
    """A twin that names a third document, or that an earlier entry has taken, is not free."""
    faults: dict[str, str] = {}
    taken: dict[str, str] = {}
    for key, document in documents.items():
        other = documents.get(document.twin or "")
        if other is None:
            continue
        holder = other.twin if other.twin in documents else taken.get(other.id)
        if holder not in (None, key):
            faults[key] = f"field 'twin': '{other.id}' is the twin of '{holder}'. Name one pair only."
        else:
            taken[other.id] = key
    return faults


def _trimmed(documents: Mapping[str, Document]) -> dict[str, Document]:
    """Without relations to documents that are not there."""
    return {
        key: replace(
            document,
            supersedes=tuple(dict.fromkeys(old for old in document.supersedes if old in documents)),
            twin=document.twin if document.twin in documents else None,
        )
        for key, document in documents.items()
    }


def _paired(documents: dict[str, Document]) -> dict[str, Document]:
    """With every twin named on both sides; those that nobody named are found by kind and reference."""
    pairs = [(key, document.twin) for key, document in documents.items() if document.twin]
    named = {key for pair in pairs for key in pair}
    pairs += _alike(document for key, document in documents.items() if key not in named)
    for one, two in pairs:
        documents[one] = replace(documents[one], twin=two)
        documents[two] = replace(documents[two], twin=one)
    return documents


def _alike(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Two documents, and no third, of one kind and reference in two languages, neither in the other's place."""
    groups: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in documents:
        if document.reference:
            groups[document.kind, "".join(document.reference.split()).casefold()].append(document)
    for group in groups.values():
        if len(group) == 2:
            one, two = group
            follows = one.id in two.supersedes or two.id in one.supersedes
            if one.language != two.language and not follows:
                yield one.id, two.id


def _dated(documents: dict[str, Document]) -> dict[str, Document]:
    """With the older documents superseded since the newer ones began; a twin goes the way of its twin."""
    newer: dict[str, list[Document]] = defaultdict(list)
    for document in documents.values():
        for old in document.supersedes:
            newer[old].append(document)
    for key, document in documents.items():
        after = newer.get(key) or newer.get(document.twin or "", [])
        begun = [(item.begins, item) for item in after if item.begins]
        if begun:
            begins, first = min(begun, key=lambda item: item[0])
            documents[key] = _superseded(document, first, begins, documents)
    return documents


def _superseded(document: Document, by: Document, begins: date, documents: Mapping[str, Document]) -> Document:
    other = documents.get(by.twin or "")
    return replace(
        document,
        status=Status.SUPERSEDED if document.status is Status.CURRENT else document.status,
        valid_to=document.valid_to or max(begins, date.min + _DAY) - _DAY,
        superseded_by=other.id if other and by.language != document.language == other.language else by.id,
    )
