"""The particular things a question names, which its answer must be about."""

import re
from collections.abc import Sequence

from corpus.passage import Passage
from retriever.analysis import tokens
from retriever.hit import Hit
from text.names import names
from text.references import references

_STEM = 5
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Names that so many questions carry that they tell nothing apart, in English and Welsh.
_COMMON_WORDS = (
    "wales welsh cymru gymru nghymru cymraeg gymraeg uk britain england english foi atisn government llywodraeth "
    "lywodraeth senedd whitehall westminster cardiff london bay i mr mrs ms nation sanctuary genedl cenedl noddfa "
    "january february march april may june july august september october november december"
)
COMMON = frozenset(_COMMON_WORDS.split())


def missing_specifics(question: str, language: str, chosen: Passage, hits: Sequence[Hit]) -> tuple[str, ...]:
    """Years, references and names of the question that the evidence is not about, as the question has them.

    A year must stand in the chosen passage or date its document; a reference or a name in any of the best passages.
    Names are only looked for in English questions: those of Welsh ones are often translated.
    """
    here = " ".join([chosen.text, chosen.context])
    near = " ".join(_ground(hit) for hit in hits)
    years = [year for year in _YEAR.findall(question) if year not in here]
    numbers = [found.value for found in references(question) if found.kind != "provision" and found.value not in near]
    strange = _strange_names(question, near) if language == "en" else []
    return tuple(dict.fromkeys([*years, *numbers, *strange]))


def _strange_names(question: str, near: str) -> list[str]:
    known = frozenset(tokens(near, "en"))
    return [name.text for name in names(question) if not _known(name.text, known)]


def _known(name: str, known: frozenset[str]) -> bool:
    words = [word for word in tokens(name, "en") if word not in COMMON]
    # `Syrians` is met by `Syrian`: the beginning of a name is enough.
    return not words or any(word[:_STEM] == other[:_STEM] for word in words for other in known)


def _ground(hit: Hit) -> str:
    document = hit.document
    facts = (document.reference, document.publisher, document.author, hit.passage.context, hit.passage.text)
    return " ".join(fact for fact in facts if fact)
