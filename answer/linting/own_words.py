"""A draft's own wording: its paragraphs without the quotations of its sources and without the list of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answer.likeness import plain
from answer.quotations import Quotations
from answer.reply import Paragraph, ReplyDraft
from text.sentences import sentences

QUOTED = "\ufffc"
"""Stands where a source was quoted."""

_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MARKER = re.compile(r"\s?\[(?:c?\d{1,3})(?:\s?[,;–-]\s?c?\d{1,3}){0,9}\]")
_HEADING_LONGEST = 12


@dataclass(frozen=True)
class OwnParagraph:
    """A paragraph in our own words."""

    text: str
    sentences: tuple[str, ...]
    citations: tuple[str, ...]

    @property
    def is_heading(self) -> bool:
        """One short line that ends in no full stop, or one that is marked as a heading."""
        line = self.text.strip()
        short = len(words(line)) <= _HEADING_LONGEST and line[-1:] not in ".!?:;"
        return "\n" not in line and bool(line) and QUOTED not in line and (short or line.startswith("#"))


@dataclass(frozen=True)
class OwnWords:
    """A draft with what of it is in our own words."""

    draft: ReplyDraft
    paragraphs: tuple[OwnParagraph, ...]

    @property
    def text(self) -> str:
        """All of them, a blank line between."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def sentences(self) -> Iterator[str]:
        """Those of all paragraphs."""
        return (sentence for paragraph in self.paragraphs for sentence in paragraph.sentences)


def own_words(draft: ReplyDraft) -> OwnWords:
    """Spelt in one way: marks alike, wide letters narrow and nothing invisible, so that no word hides."""
    quotations = Quotations(draft.citations)
    return OwnWords(draft, tuple(_own(paragraph, quotations) for paragraph in draft.paragraphs))


def words(text: str) -> list[str]:
    """What is set apart by blanks and is more than a mark."""
    return [word for word in text.split() if any(mark.isalnum() for mark in word)]


def _own(paragraph: Paragraph, quotations: Quotations) -> OwnParagraph:
    kept, at = [], 0
    source = _UNSEEN.sub("", paragraph.text.replace(QUOTED, ""))
    for found in quotations.find(source):
        ends = found.words.rstrip().endswith((".", "!", "?"))
        kept += [source[at : found.start], QUOTED, "." if ends and not source[found.end :].startswith(".") else ""]
        at = found.end
    lines = ("".join([*kept, source[at:]])).splitlines()
    text = "\n".join(plain(_MARKER.sub("", line)) for line in lines).strip()
    return OwnParagraph(text, tuple(text[one.start : one.end] for one in sentences(text)), paragraph.citations)
