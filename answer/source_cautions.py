"""What a reader must know of the words that an answer cites: figures that differ, annexes, endings, dates."""

from collections.abc import Iterator, Sequence
from datetime import date

from answer.answer import Citation, Warning, WarningCode
from answer.dates import date_in_words
from answer.endings import ending, ending_beside
from answer.measured import Told, content_words, disagreements
from answer.oddities import missing_annexes, odd_dates, said_before_it_was
from corpus.document import Document, PartialDate
from corpus.store import VersionStore
from corpus.version import Role, Version
from prompts.wording import Wording
from retriever.hit import Hit
from text.language import language
from text.sentences import sentences

_BESIDE = 4
"""The quote's own sentence and three behind it."""


def source_cautions(
    citations: Sequence[Citation],
    hits: Sequence[Hit],
    question: str,
    versions: VersionStore,
    wording: Wording,
    day: date,
) -> tuple[Warning, ...]:
    """The warnings that the cited texts give ground for; `day` is the one that the answer holds for."""
    if not citations:
        return ()
    texts = {citation.version: versions.get(citation.version) for citation in citations}
    return (
        *_figures_differ(citations, question, wording),
        *_annex_missing(citations, texts, wording),
        *_scheme_ended(citations, hits, texts, wording, day),
        *_date_anomaly(citations, texts, wording),
    )


def _figures_differ(citations: Sequence[Citation], question: str, wording: Wording) -> Iterator[Warning]:
    asked = content_words(question, language(question))
    shown: dict[tuple[str, str], str] = {}
    for at, one in enumerate(citations):
        for other in citations[at + 1 :]:
            if other.document.id in (one.document.id, one.document.twin):
                continue
            for mine, yours in disagreements(_told(one), _told(other), asked):
                shown.setdefault((one.key, mine.surface), _dated(mine.surface, one.document, wording))
                shown.setdefault((other.key, yours.surface), _dated(yours.surface, other.document, wording))
    if shown:
        text = wording.line("warning", "figures_differ", figures=wording.listed(list(shown.values())))
        yield Warning(WarningCode.FIGURES_DIFFER, text, tuple(dict.fromkeys(key for key, _ in shown)))


def _told(citation: Citation) -> Told:
    document = citation.document
    context = " ".join([document.title, *citation.section])
    return Told(citation.quote, language(citation.quote, document.language), document.date, context)


def _dated(figure: str, document: Document, wording: Wording) -> str:
    if document.date is None:
        return wording.line("statement", "figure_undated", figure=figure, title=document.title)
    when = date_in_words(document.date, wording)
    return wording.line("statement", "figure_dated", figure=figure, title=document.title, date=when)


def _annex_missing(citations: Sequence[Citation], texts: dict[str, Version], wording: Wording) -> Iterator[Warning]:
    found: dict[str, tuple[list[str], list[str]]] = {}
    for citation in citations:
        for annex in missing_annexes(citation, texts[citation.version]):
            names, keys = found.setdefault(citation.document.title, ([], []))
            names += [annex] if annex.lower() not in [name.lower() for name in names] else []
            keys += [citation.key] if citation.key not in keys else []
    for title, (names, keys) in found.items():
        text = wording.line("warning", "annex_missing", title=title, annex=wording.listed(names))
        yield Warning(WarningCode.ANNEX_MISSING, text, tuple(keys))


def _scheme_ended(
    citations: Sequence[Citation], hits: Sequence[Hit], texts: dict[str, Version], wording: Wording, day: date
) -> Iterator[Warning]:
    found: dict[str, tuple[str, list[str]]] = {}
    told = list(_told_of(citations, hits, texts))
    for citation in citations:
        beside = _beside(citation, texts[citation.version])
        ended = ending(citation.quote, told, day) or ending_beside(citation.quote, beside, day)
        if ended is None:
            continue
        values = {"title": ended.document.title, "scheme": ended.scheme, "quote": ended.sentence}
        if ended.iso is None:
            text = wording.line("warning", "scheme_ended", **values)
        else:
            when = date_in_words(PartialDate.parse(ended.iso), wording)
            text = wording.line("warning", "scheme_ended_on", date=when, **values)
        found.setdefault(ended.sentence, (text, []))[1].append(citation.key)
    for text, keys in found.values():
        yield Warning(WarningCode.SCHEME_ENDED, text, tuple(keys))


def _beside(citation: Citation, version: Version) -> Iterator[tuple[str, Document]]:
    """The sentence of the quote and the few behind it in its block."""
    block = next((one for one in version.blocks if one.start <= citation.start < one.end), None)
    if block is not None:
        text = version.text[block.start : block.end]
        behind = [one for one in sentences(text) if block.start + one.end >= citation.end]
        for one in behind[:_BESIDE]:
            yield " ".join(text[one.start : one.end].split()), citation.document


def _told_of(
    citations: Sequence[Citation], hits: Sequence[Hit], texts: dict[str, Version]
) -> Iterator[tuple[str, Document]]:
    """Sentences of the cited documents and of all that was found beside them, the cited ones first."""
    seen: set[str] = set()
    for citation in citations:
        version = texts[citation.version]
        if citation.version not in seen:
            seen.add(citation.version)
            for block in version.blocks:
                if block.role not in (Role.QUESTION, Role.HEADING, Role.BOILERPLATE):
                    text = version.text[block.start : block.end]
                    for one in sentences(text):
                        yield " ".join(text[one.start : one.end].split()), citation.document
    for hit in hits:
        if hit.passage.version not in seen and hit.passage.role is not Role.QUESTION:
            for span in hit.passage.sentences:
                yield " ".join(hit.passage.slice(span).split()), hit.document


def _date_anomaly(citations: Sequence[Citation], texts: dict[str, Version], wording: Wording) -> Iterator[Warning]:
    found: dict[tuple[str, str], list[str]] = {}
    for citation in citations:
        title = citation.document.title
        for what in dict.fromkeys(_amiss(citation, texts[citation.version], wording)):
            found.setdefault((title, what), []).append(citation.key)
    for (title, what), keys in found.items():
        text = wording.line("warning", "date_anomaly", title=title, what=what)
        yield Warning(WarningCode.DATE_ANOMALY, text, tuple(keys))


def _amiss(citation: Citation, version: Version, wording: Wording) -> Iterator[str]:
    for code, said in odd_dates(citation, version):
        listed = wording.listed(list(dict.fromkeys(" ".join(one.split()) for one in said)))
        yield wording.line("date_anomaly", code.value, dates=listed)
    later, written = said_before_it_was(citation), citation.document.date
    if later is not None and written is not None:
        told = {"date": date_in_words(written, wording), "later": date_in_words(later, wording)}
        yield wording.line("date_anomaly", "said_before_it_was", **told)
