"""The particular things a question names, which its answer must be about."""

import re
from collections.abc import Sequence

from answer.citations import Evidence
from retriever.hit import Hit
from text.references import references

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def missing_specifics(question: str, chosen: Sequence[Evidence], hits: Sequence[Hit]) -> tuple[str, ...]:
    """Years and references of the question that neither the chosen sentences nor their documents' facts contain."""
    ground = " ".join(_ground(item) for item in chosen[:1])
    years = [year for year in _YEAR.findall(question) if year not in ground]
    named = [
        reference.value
        for reference in references(question)
        if reference.kind != "provision" and not any(reference.value in _facts(hit) for hit in hits)
    ]
    return tuple(dict.fromkeys([*years, *named]))


def _ground(item: Evidence) -> str:
    return " ".join([item.passage.text, item.passage.context, str(item.document.date or "")])


def _facts(hit: Hit) -> str:
    return f"{hit.document.reference or ''} {hit.passage.context} {hit.passage.text}"
