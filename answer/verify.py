"""Checks statements against the quotes that they cite; nothing that a model says is trusted."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from answer.answer import Citation, Competence, Statement, Withheld, WithheldReason
from answer.draft import Draft
from answer.hedges import hedge
from answer.likeness import folded, plain, stands_in, with_bodies
from answer.polarity import asserted, differs
from corpus.matter import Power
from text.dates import dates
from text.figures import Figure, figures
from text.names import names
from text.references import references

_DOUBLE = re.compile(r"[“„«]([^”»]*)(?:[”»]|$)|\"([^\"]*)(?:\"|$)|^([^“„«]*)[”»]")
# A closing mark that looks like an apostrophe is the last one before the next opening mark.
_SINGLE = re.compile(r"‘([^‘]*)’(?!\w)|‘([^‘]*)$|(?<![\w'])'(?=\w)((?:(?!(?<!\w)'\w).)*\S)'(?!\w)")
_LINK = re.compile(
    r"[a-z][a-z0-9+.-]*://[^\s\"<>]+|\b(?:mailto|tel|javascript|data):\S+|\bwww\.\S+|[\w.+-]+@[\w.-]+|\]\([^)]*\)|<\s*a\b[^>]*"
    r"|\b(?:[^\W_][\w-]*\.)+[^\W\d_]{2,}(?:/\S*)?|\b\d{1,3}(?:\.\d{1,3}){3}\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\d[\d.,:/-]*")
_NUMBER_WORDS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|"
    "trillions?|dozens?|half|halves|thirds?|quarters?|double[ds]?|tripled?|twice|thrice|first|second|fourth|fifth|sixth|"
    "seventh|eighth|ninth|tenth|dau|dwy|ddau|ddwy|tri|tair|dair|pedwar|pedair|bedwar|pump|pum|bump|chwech|chwe|saith|wyth|"
    "naw|deg|ddeg|deuddeg|pymtheg|ugain|hanner|traean|chwarter|dwywaith|cant|gant|mil|miliwn|filiwn|biliwn"
)
_NUMBER_WORD = re.compile(rf"\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE)
_WORKING_DAYS = re.compile(r"\b(?:working|gwaith)\b", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?:(?:more|greater|higher) than|over|above|at least|exceed\w*|no fewer than|mwy na|dros|o leiaf)\b"
)
_LESS = re.compile(
    r"\b(?:(?:less|fewer|lower) than|under|below|up to|at most|no more than|almost|nearly|llai na|dan|hyd at|bron)\b"
)
_OPENING = re.compile(r"^(?:According to|Yn ôl)\s+(?:the\s+)?", re.IGNORECASE)
_CAPITAL = re.compile(r"[^\W\d_][\w'&-]*")
_LETTER = r"[^\W\d_]"
_ORDINARY_WORDS = (
    "the a an this that these those it its we our i he she they his her their you your who what when where why how "
    "which is are was were do does did has have had can could will would should may might must as at by for from in of "
    "on to with within without under over since until during before after between if although however there all any "
    "many most some more less both each every through and but or nor not no yes so while because also according about "
    "only almost nearly around everyone anyone people mae nid ni nad yn y yr a ac ar am o i os ond mewn dywedodd dywed "
    "roedd oedd bydd gall yw ydy sydd ie na nac mae'r o'r i'r a'r gan yn ôl"
)
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
_REPORTS = (
    "said says say stated states state wrote told reported noted explained confirmed recorded according plan letter"
)
_HOLDS = (
    r"\s+(?:\w+\s+){0,2}?"
    r"(?:decid|determin|grant|control|set|regulat|choos|(?:is|are) (?:\w+ )?responsible|ha(?:s|ve) the power)"
)
_CLAIMS = {
    Power.RESERVED: re.compile(r"@devolved|@wales" + _HOLDS),
    Power.DEVOLVED: re.compile(r"@reserved|@uk" + _HOLDS),
    Power.SHARED: re.compile(r"\b(?:wholly|entirely|solely|fully|completely|only)\s+@(?:reserved|devolved)"),
}


def verified(draft: Draft) -> Draft:
    """The draft of the embedded engine without what does not hold: unknown keys, or no quote that is cited verbatim.

    Its wording is fixed; what can go wrong is the joining of wording and quotes.
    """
    known = {citation.key: plain(citation.quote) for citation in draft.citations}
    kept: list[Statement] = []
    withheld = list(draft.withheld)
    for statement in draft.statements:
        reason = _embedded_fault(statement, known)
        if reason is None:
            kept.append(statement)
        else:
            withheld.append(Withheld(statement.text, reason))
    return (
        draft
        if len(kept) == len(draft.statements)
        else draft.with_statements(tuple(kept), tuple(withheld), by_model=False)
    )


def _embedded_fault(statement: Statement, known: Mapping[str, str]) -> WithheldReason | None:
    if not statement.citations or any(key not in known for key in statement.citations):
        return WithheldReason.UNKNOWN_CITATION
    said = plain(statement.text)
    return None if any(known[key] in said for key in statement.citations) else WithheldReason.QUOTE_NOT_VERBATIM


def fault(statement: Statement, citations: Sequence[Citation], competence: Competence | None) -> WithheldReason | None:
    """Why a statement may not be shown, or None.

    `citations` are all that it may cite. What it says must stand in the quotes of those that it does cite, or among the
    publisher, title, date and reference of their documents.
    """
    known = {citation.key: citation for citation in citations}
    if not statement.citations or any(key not in known for key in statement.citations):
        return WithheldReason.UNKNOWN_CITATION
    return next(_faults(statement.text, [known[key] for key in statement.citations], competence), None)


def _faults(text: str, cited: Sequence[Citation], competence: Competence | None) -> Iterator[WithheldReason]:
    if _misquotes(text, cited):
        yield WithheldReason.QUOTE_NOT_VERBATIM
    if not _links([text]) <= _links(citation.quote for citation in cited):
        yield WithheldReason.LINK_NOT_IN_SOURCE
    if _invents_figures(text, cited):
        yield WithheldReason.FIGURE_NOT_IN_SOURCE
    if _invents_names(text, cited):
        yield WithheldReason.NAME_NOT_IN_SOURCE
    if competence is not None and _conflicts(text, cited, competence.status):
        yield WithheldReason.COMPETENCE_CONFLICT
    if _turns(text, cited):
        yield WithheldReason.POLARITY


def _misquotes(text: str, cited: Sequence[Citation]) -> bool:
    quotes = [plain(citation.quote) for citation in cited]
    quoted = [plain(part) for part in _quoted(text)]
    return any(part and not any(stands_in(part, quote) for quote in quotes) for part in quoted)


def _quoted(text: str) -> Iterator[str]:
    """What stands between quotation marks; a mark without its partner quotes to the end, or from the beginning."""
    for pattern in (_DOUBLE, _SINGLE):
        for match in pattern.finditer(text):
            yield from (part for part in match.groups() if part)


def _links(texts: Iterable[str]) -> set[str]:
    return {match.group().rstrip(".,;:)'\"").casefold() for text in texts for match in _LINK.finditer(plain(text))}


def _invents_figures(text: str, cited: Sequence[Citation]) -> bool:
    ground = set().union(*(_ground(citation) for citation in cited))
    bounds = _bounds(" ; ".join(citation.quote for citation in cited))
    return not _readings(text) <= ground or not _bounds(text) <= bounds


def _readings(text: str) -> set[str]:
    """Everything numeric in a text by its meaning: figures, dates, references, then the digits and words left."""
    text = plain(text)
    left = list(text)
    found = set()
    for figure in figures(text):
        found.add(_figure(text, figure))
        left[figure.start : figure.end] = " " * (figure.end - figure.start)
    for when in dates(text):
        found.add(f"date {when.iso}")
        left[when.start : when.end] = " " * (when.end - when.start)
    for reference in references(text):
        found.add("reference " + reference.value.casefold().replace(" ", "").replace(".", ""))
        left[reference.start : reference.end] = " " * (reference.end - reference.start)
    rest = "".join(left)
    return found | {f"digits {match.group().rstrip('.,:/-')}" for match in _TOKEN.finditer(rest)} | _number_words(rest)


def _figure(text: str, figure: Figure) -> str:
    """A figure with its unit and how it is qualified; a year is one whatever stands before it."""
    named = f"figure {figure.value.normalize()} {figure.unit}"
    if figure.unit == "year":
        return named
    working = "working" if _WORKING_DAYS.search(figure.surface) else ""
    return " ".join([named, working, hedge(text, figure.start)]).strip()


def _number_words(text: str) -> set[str]:
    return {f"word {match.group().casefold()}" for match in _NUMBER_WORD.finditer(text)}


def _ground(citation: Citation) -> set[str]:
    document = citation.document
    known = str(document.date) if document.date else ""
    found = set(_less_precise(known))
    # A number at the head of a line may be its marker; inside quotation marks it no longer stands there.
    for part in (citation.quote, f'"{citation.quote}"', document.title, document.reference or ""):
        found |= _readings(part) | _number_words(plain(part))
        found.update(*(_less_precise(when.iso) for when in dates(plain(part))))
    return found


def _less_precise(iso: str) -> Iterator[str]:
    """A date and what follows from it: its month, its day without the year, and its year, which is a figure too."""
    yield f"date {iso}"
    if iso[:1].isdigit():
        yield from (f"date {iso[:7]}", f"date {iso[:4]}", f"figure {Decimal(iso[:4]).normalize()} year")
        if len(iso) == 10:
            yield f"date -{iso[4:]}"


def _bounds(text: str) -> set[str]:
    """`more` and `less`, where a figure is said to be a bound and not the number itself."""
    small = folded(text)
    return {name for name, pattern in (("more", _MORE), ("less", _LESS)) if pattern.search(small)}


def _invents_names(text: str, cited: Sequence[Citation]) -> bool:
    ground = " ; ".join(" ; ".join([citation.quote, _facts(citation)]) for citation in cited)
    grounds, words = folded(ground), _words(ground) | _words(with_bodies(plain(ground)))
    text = with_bodies(_without_dates(plain(text)))
    if any(word not in words and word not in _ORDINARY for word in _capitals(text)):
        return True
    parts = (_OPENING.sub("", part) for name in names(text) for part in re.split(r"\s+and\s+the\s+", name.text))
    return not all(stands_in(folded(part), grounds, _LETTER) for part in parts)


def _facts(citation: Citation) -> str:
    document = citation.document
    return " ; ".join([document.publisher, document.title, document.reference or ""])


def _capitals(text: str) -> set[str]:
    found = (match.group() for match in _CAPITAL.finditer(text) if match.group()[0].isupper())
    return {word.casefold().removesuffix("'s").rstrip("'") for word in found}


def _words(text: str) -> set[str]:
    return {match.group().casefold().removesuffix("'s").rstrip("'") for match in _CAPITAL.finditer(plain(text))}


def _without_dates(text: str) -> str:
    """The text with noughts for its dates, whose months are no names and whose marks end nothing."""
    kept = list(text)
    for when in dates(text):
        kept[when.start : when.end] = "0" * (when.end - when.start)
    return "".join(kept)


def _conflicts(text: str, cited: Sequence[Citation], status: Power) -> bool:
    """Whether a clause gives the power to the wrong side in words of its own; a quoted clause says what it says."""
    stated = {clause for citation in cited for clause in asserted(citation.quote)}
    return any(_CLAIMS[status].search(" ".join(clause.tokens)) and clause not in stated for clause in asserted(text))


def _turns(text: str, cited: Sequence[Citation]) -> bool:
    quotes = [_without_dates(plain(citation.quote)) for citation in cited]
    publishers = [citation.document.publisher for citation in cited]
    known = " ; ".join([_REPORTS, *(_facts(citation) for citation in cited)])
    return differs(_without_dates(plain(text)), quotes, publishers, known)
