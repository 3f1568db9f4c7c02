"""Checks a statement against the quotes that it cites; nothing that a model says is trusted."""

import re
from collections.abc import Mapping

from answer.answer import Competence, Statement, WithheldReason
from corpus.matter import Power
from text.figures import figures
from text.names import names

_QUOTED = re.compile(r"[“\"]([^”\"]{2,600})[”\"]")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|uk|wales|cymru)\b", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:not|no|never|cannot|none|nor|without|neither)\b|n['’]t\b|\b(?:ni|nid|nad|heb|dim|byth)\b", re.IGNORECASE
)
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-"})
_CLAIMS_POWER = {
    Power.RESERVED: re.compile(r"\bdevolved\b|datganol", re.IGNORECASE),
    Power.DEVOLVED: re.compile(r"\breserved\b|cadw'n ôl", re.IGNORECASE),
}


def fault(statement: Statement, quotes: Mapping[str, str], competence: Competence | None) -> WithheldReason | None:
    """Why a statement may not be shown, or None; `quotes` are the quotes by citation key."""
    if not statement.citations or any(key not in quotes for key in statement.citations):
        return WithheldReason.UNKNOWN_CITATION
    ground = " ".join(quotes[key] for key in statement.citations)
    plain = normalised(ground)
    if any(normalised(quoted) not in plain for quoted in _QUOTED.findall(statement.text)):
        return WithheldReason.QUOTE_NOT_VERBATIM
    if any(link.rstrip(".,;)") not in ground for link in _LINK.findall(statement.text)):
        return WithheldReason.LINK_NOT_IN_SOURCE
    if not _figures(statement.text) <= _figures(ground):
        return WithheldReason.FIGURE_NOT_IN_SOURCE
    if any(normalised(name.text) not in plain for name in names(statement.text)):
        return WithheldReason.NAME_NOT_IN_SOURCE
    if _negated(statement.text) != _negated(ground):
        return WithheldReason.POLARITY
    return WithheldReason.COMPETENCE_CONFLICT if _conflicts(statement.text, competence) else None


def normalised(text: str) -> str:
    """Text with white space, hyphens, quotation marks and capitals made alike: all that a verbatim quote may differ in."""
    return " ".join(text.translate(_MARKS).casefold().split())


def _figures(text: str) -> set[tuple[str, str]]:
    return {(str(figure.value.normalize()), figure.unit) for figure in figures(text)}


def _negated(text: str) -> bool:
    return bool(_NEGATED.search(text))


def _conflicts(text: str, competence: Competence | None) -> bool:
    pattern = _CLAIMS_POWER.get(competence.status) if competence else None
    return bool(pattern and pattern.search(text))
