"""A draft as it is laid out in any format: heading, state, paragraphs and numbered sources, all of it inert."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from answer.dates import day_in_words
from answer.exports.inert import in_one_line, inert, is_web_address
from answer.quotations import Quotations
from answer.reply import ReplyDraft
from prompts.wording import Wording

_NUMBERED = re.compile(r"(?:\[(\d{1,3})\]|(\d{1,3})[.)])\s{1,3}")


@dataclass(frozen=True)
class Approval:
    """That a named human approved exactly this draft; what is kept about it is kept elsewhere."""

    day: date
    publisher: str
    """The organisation that speaks."""
    page: str | None = None
    """Where the reply can be read, once it is published."""


@dataclass(frozen=True)
class Part:
    """Some words of a line."""

    text: str
    language: str | None = None
    """Where it is not that of the draft."""
    url: str | None = None
    """The address of a cited document, which the words are."""
    gap: bool = False
    """Whether the words say what somebody has yet to complete."""


Line = tuple[Part, ...]
"""Words that follow each other; a line break inside is a line feed."""


@dataclass(frozen=True)
class Sheet:
    """What every format writes down."""

    language: str
    heading: str
    state: str
    """That it is a draft, or who approved it and when."""
    paragraphs: tuple[Line, ...]
    sources_heading: str
    sources: tuple[Line, ...]
    """Numbered from 1 by the format."""


def sheet(draft: ReplyDraft, wording: Wording, approval: Approval | None) -> Sheet:
    """The draft laid out; sources lose a number of their own that says only where they stand."""
    quotations = Quotations(draft.citations)
    links = sorted({one.document.url for one in draft.citations if one.document.url}, key=len, reverse=True)
    known = [link for link in links if is_web_address(link)]
    return Sheet(
        language=draft.language,
        heading=wording.line("export", draft.audience.value),
        state=_state(wording, approval),
        paragraphs=tuple(_paragraph(text, quotations, draft.language) for text in _blocks(draft)),
        sources_heading=wording.line("export", "sources"),
        sources=tuple(_linked(line, known) for line in _unnumbered(draft.sources)),
    )


def _state(wording: Wording, approval: Approval | None) -> str:
    if approval is None:
        return wording.line("export", "unapproved")
    day = day_in_words(approval.day, wording)
    return wording.line("export", "approved", publisher=in_one_line(approval.publisher), date=day)


def _blocks(draft: ReplyDraft) -> Iterator[str]:
    """The paragraphs; a blank line inside one makes two of it."""
    for paragraph in draft.paragraphs:
        yield from (block for block in re.split(r"\n{2,}", inert(paragraph.text)) if block)


def _paragraph(text: str, quotations: Quotations, language: str) -> Line:
    """Quotations in another language than the draft's are parts of their own, so that they are read out in theirs."""
    parts, at = [], 0
    for found in quotations.find(text):
        if found.language != language:
            parts += [Part(text[at : found.start]), Part(text[found.start : found.end], language=found.language)]
            at = found.end
    return tuple(part for part in (*parts, Part(text[at:])) if part.text)


def _unnumbered(sources: Iterable[str]) -> Iterator[str]:
    for place, line in enumerate(filter(None, map(in_one_line, sources)), 1):
        number = _NUMBERED.match(line)
        own = number is not None and int(number[1] or number[2]) == place
        # What stood behind the number now stands at the head of a line.
        yield in_one_line(line[number.end() :]) if own and number else line


def _linked(line: str, known: list[str]) -> Line:
    """The line with the first address of a cited document as a part of its own."""
    for url in known:
        before, found, behind = line.partition(url)
        if found:
            parts = (Part(before), Part(url, url=url), Part(behind))
            return tuple(part for part in parts if part.text)
    return (Part(line),)
