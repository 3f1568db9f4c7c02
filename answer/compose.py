"""Headline and statements in fixed wording around what was quoted."""

from collections.abc import Sequence

from answer.answer import Citation, Competence, Statement
from answer.dates import date_in_words
from answer.intent import MAYBE_DEED, Intent, Side
from corpus.document import Document, Kind
from corpus.matter import Matter, Power
from corpus.version import Role
from prompts.wording import Wording

_HEADLINE_LONGEST = 300


def competence_headline(competence: Competence, intent: Intent, wording: Wording) -> str:
    """Who decides, with yes or no in front where the question was one."""
    if len({matter.status for matter in competence.matters}) > 1:
        text = _several(competence.matters, wording)
    else:
        text = wording.line(
            "headline",
            competence.status.value,
            bodies=_bodies(competence.matters, wording),
            matter=wording.listed([matter.named(wording.language) for matter in competence.matters]),
        )
    text = _yes_or_no(competence.status, intent, wording) + text
    if not competence.citations:
        text += wording.line("headline", "register_source", basis=competence.matters[0].shown_basis[0])
    return text[:1].upper() + text[1:]


def _several(matters: Sequence[Matter], wording: Wording) -> str:
    parts = [
        wording.line(
            "headline",
            "several",
            status=wording.line("status", matter.status.value),
            matter=matter.named(wording.language),
            bodies=_bodies([matter], wording),
        )
        for matter in matters
    ]
    return wording.line("headline", "several_joint").join(parts) + "."


def _yes_or_no(status: Power, intent: Intent, wording: Wording) -> str:
    # That somebody has a power says nothing of what is done with it.
    if intent.asserted is None or intent.surely_deed:
        return ""
    if status is Power.SHARED:
        if intent.asserted is Side.BOTH:
            return wording.line("headline", "yes")
        return wording.line("headline", "no") if intent.wholly else ""
    holder = Side.UK if status is Power.RESERVED else Side.WALES
    if intent.asserted is not holder:
        return wording.line("headline", "no")
    return "" if intent.deed > MAYBE_DEED else wording.line("headline", "yes")


def _bodies(matters: Sequence[Matter], wording: Wording) -> str:
    return wording.listed([wording.body(body) for body in dict.fromkeys(b for m in matters for b in m.decided_by)])


def statement(citation: Citation, role: Role, wording: Wording) -> Statement:
    """Who stated the quote and when, then the quote."""
    document = citation.document
    values = {"publisher": wording.body(document.publisher), "quote": citation.quote}
    if role is Role.ACTION and document.date and citation.section:
        text = wording.line(
            "statement", "action", action=citation.section[-1], date=date_in_words(document.date, wording), **values
        )
    elif document.kind is Kind.PLAN and document.date and citation.section:
        # A plan has forewords by others than its publisher: its section says who speaks.
        text = wording.line(
            "statement",
            "under",
            title=document.title,
            section=", ".join(citation.section),
            date=date_in_words(document.date, wording),
            **values,
        )
    elif document.date is None:
        text = wording.line("statement", "undated", **values)
    else:
        name = "dated" if document.date.day else "month"
        text = wording.line("statement", name, date=date_in_words(document.date, wording), **values)
    return Statement(text[:1].upper() + text[1:], (citation.key,))


def repeated(said: Statement, others: Sequence[Citation], wording: Wording) -> Statement:
    """A statement that names the other documents that say the same, with their keys."""
    sources = [dated_title(citation.document, wording) for citation in others]
    text = wording.line("statement", "repeated", statement=said.text, sources=wording.listed(sources))
    return Statement(text, (*said.citations, *(citation.key for citation in others)))


def dated_title(document: Document, wording: Wording) -> str:
    """A document's title with its date behind it where it has one."""
    if document.date is None:
        return document.title
    when = date_in_words(document.date, wording)
    return wording.line("statement", "source_dated", title=document.title, date=when)


def quoted_headline(citation: Citation, wording: Wording) -> str:
    """The best quote with its publisher, or the plan that it is from, and the date, as a headline."""
    document = citation.document
    source = document.title if document.kind is Kind.PLAN else wording.body(document.publisher)
    values = {"source": source[:1].upper() + source[1:], "quote": _shortened(citation.quote)}
    if document.date is None:
        return wording.line("headline", "quoted_undated", **values)
    return wording.line("headline", "quoted", date=date_in_words(document.date, wording), **values)


def _shortened(quote: str) -> str:
    """A long quote is cut at a word and says so; the whole of it stands in the citation."""
    if len(quote) <= _HEADLINE_LONGEST:
        return quote
    return quote[:_HEADLINE_LONGEST].rsplit(" ", 1)[0] + " […]"


def not_held_headline(document: Document, referred_to: Sequence[str], wording: Wording) -> str:
    """That a body does not hold what was asked, and to whom it refers."""
    source = document.reference or document.title
    if document.date:
        when = date_in_words(document.date, wording)
        source = wording.line("headline", "source_dated", reference=source, date=when)
    values = {"publisher": wording.body(document.publisher), "source": source}
    if referred_to:
        values["bodies"] = wording.listed([wording.body(body) for body in referred_to])
    text = wording.line("headline", "not_held_referred" if referred_to else "not_held", **values)
    return text[:1].upper() + text[1:]
