"""Which words of a source a draft quotes: whole sentences where they are short, else cut where nothing is lost."""

import re
from collections.abc import Iterable

from answer.answer import Citation
from answer.likeness import folded
from answer.linting.terms import slurs
from answer.linting.word_lists import pattern as linted
from answer.prose.rows import row_of
from answer.prose.verbs import straight
from answer.quotations import Quotations
from answer.replies.word_lists import pattern
from text.figures import figures
from text.sentences import sentences

LONGEST = 40
"""Words of a quote that are shown without a cut."""
_HARD_LONGEST = 70
_LEAST = 8
_CUT = "[…]"
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
_CLAUSE_END = re.compile(r"[,;](?= )")
# One pair must not stand in the quote itself, or it would end there.
_MARKS = ("“”", '""', "«»")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffc⟦⟧]")


def excerpt(citation: Citation, claim: str) -> str | None:
    """The words in quotation marks that bear on the claim; None where they cannot be quoted as they stand.

    What is left out is left out at the ends and shown by an ellipsis in brackets, and what limits the words that are
    kept is never left out unless they would fill a page.
    """
    whole = " ".join(citation.quote.split())
    if not whole or _UNSEEN.search(whole):
        return None
    kept = _kept(whole, claim)
    marks = next((marks for marks in _MARKS if not set(marks) & set(kept)), None)
    if marks is None:
        return None
    quoted = f"{marks[0]}{kept}{marks[1]}"
    found = list(Quotations([citation]).find(quoted))
    return quoted if [(one.start, one.end) for one in found] == [(0, len(quoted))] else None


def judges(quoted: str) -> bool:
    """Whether a quote holds praise, blame, or words for people that are better not passed on."""
    return bool(linted("judgements").search(quoted) or linted("demeaning").search(quoted) or any(slurs(quoted)))


def _kept(whole: str, claim: str) -> str:
    if len(whole.split()) <= LONGEST and not (judges(whole) or _conceding(whole)):
        return whole
    rows = [whole[one.start : one.end] for one in sentences(whole)]
    first = best = max(range(len(rows)), key=lambda at: (_bearing(rows[at], claim), not judges(rows[at]), -at))
    last = best
    # A sentence that takes something back belongs to the one before.
    while last + 1 < len(rows) and pattern("limits").match(rows[last + 1]):
        last += 1
    kept = " ".join(rows[first : last + 1])
    head, tail = first > 0, last + 1 < len(rows)
    if first == last:
        kept, cut_head, cut_tail = _shortened(kept, claim)
        head, tail = head or cut_head, tail or cut_tail
    return _marked(*_bounded(kept, head, tail))


def _bearing(sentence: str, claim: str) -> tuple[int, int]:
    """How many figures and words a sentence shares with the claim; one that points back bears less."""
    shared_figures = _figures(sentence) & _figures(claim)
    return len(shared_figures), 2 * len(_stems(sentence) & _stems(claim)) - bool(pattern("hanging").match(sentence))


def _shortened(sentence: str, claim: str) -> tuple[str, bool, bool]:
    """The sentence up to a clause that says nothing of the claim, and whether its head and its tail are gone."""
    conceded = _conceding(sentence)
    if not conceded and len(sentence.split()) <= LONGEST:
        return sentence, False, False
    for end in (match.start() for match in _CLAUSE_END.finditer(sentence)):
        head, tail = sentence[:end], sentence[end + 1 :]
        if len(head.split()) >= _LEAST and _has_verb(head) and not _matters(tail, claim):
            kept = head[conceded.end() :].lstrip() if conceded else head
            return kept, bool(conceded), True
    return sentence, False, False


def _conceding(sentence: str) -> re.Match[str] | None:
    return pattern("concedes").match(sentence)


def _matters(tail: str, claim: str) -> bool:
    return bool(pattern("limits").search(tail) or figures(tail) or _stems(tail) & _stems(claim))


def _has_verb(words: str) -> bool:
    return any(row_of(straight(words), 0, len(words), False).finite)


def _bounded(kept: str, head: bool, tail: bool) -> tuple[str, bool, bool]:
    words = kept.split()
    return (" ".join(words[:_HARD_LONGEST]), head, True) if len(words) > _HARD_LONGEST else (kept, head, tail)


def _marked(kept: str, head: bool, tail: bool) -> str:
    return " ".join([*([_CUT] if head else []), kept, *([_CUT] if tail else [])])


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(folded(text)))


def _figures(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((str(one.value.normalize()), one.unit) for one in figures(text))


def grounded(text: str, sources: Iterable[str]) -> bool:
    """Whether every figure of a text stands in one of the sources."""
    return _figures(text) <= frozenset(figure for one in sources for figure in _figures(one))
