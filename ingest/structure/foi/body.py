"""One letter read from top to bottom: what was asked, what was answered, and to which question."""

from collections.abc import Callable
from dataclasses import replace

from corpus.version import Role
from ingest.structure.foi.entries import Asked, Entry, form, headed
from ingest.structure.foi.headings import (
    ANSWERING,
    CLOSES,
    DISPOSES,
    SALUTATION,
    SIGN_OFF,
    THANKS,
    Part,
    heads,
    is_kind_line,
)
from ingest.structure.foi.request import asked_words, asks_review, lead, subject
from ingest.structure.foi.surroundings import heads_files, is_file, is_letterhead, is_site
from ingest.structure.foi.tables import Tabled
from ingest.structure.paragraphs import Paragraph
from text.questions import asks, is_bare

_SHORT = 80


class Letter(Tabled):
    """The entries of one letter and the questions asked in it."""

    def read(self) -> None:
        """Take every piece in order; a letter without a list may still say what it is about."""
        for at, piece in enumerate(self._parts):
            self._at = at
            self._take(piece)
        if not self.asked:
            self._rescue()

    def _take(self, piece: Paragraph) -> None:
        part = None if piece.row else heads(piece.text)
        if row := form(piece):
            label, column, rest = row
            self._head(label, column)
            self._readers()[column](rest)
        elif is_kind_line(piece.text):
            self._add(piece, Role.HEADING)
        elif part and (self._part is not Part.ANNEX or part in (Part.ANNEX, Part.CLOSING)):
            self._head(piece, part)
        elif SIGN_OFF.fullmatch(piece.text):
            self._add(piece, Role.BOILERPLATE)
            self._part, self._signed, self._about = Part.CLOSING, True, ()
        elif SALUTATION.fullmatch(piece.text) and self._part in (Part.FRONT, Part.CLOSING):
            self._add(piece, Role.BOILERPLATE)
        elif CLOSES.match(piece.text) and self._part is not Part.ANNEX and not self._asks_ahead(piece):
            self._close(piece)
        elif self._part in (Part.ANSWERS, Part.CLOSING) and self._offers(piece):
            self._part, self._about = Part.CLOSING, ()
            self._add(piece, Role.BOILERPLATE)
        elif self._part in (Part.QUESTIONS, Part.ANSWERS) and is_letterhead(piece.text) and not piece.row:
            self._add(piece, Role.BOILERPLATE)
        else:
            self._readers()[self._part](piece)

    def _offers(self, piece: Paragraph) -> bool:
        """Whether the page around the letter goes on here: its files, or what to do with it."""
        if piece.row or is_site(piece.text) or is_file(piece.text):
            return not piece.row
        below = self._parts[self._at + 1 : self._at + 4]
        return heads_files(piece.text) and any(is_file(part.text) for part in below)

    def _readers(self) -> dict[Part, Callable[[Paragraph], None]]:
        return {
            Part.FRONT: self._front,
            Part.QUESTIONS: self._request,
            Part.ANSWERS: self._reply,
            Part.CLOSING: self._closing,
            Part.ANNEX: lambda piece: self._add(piece, Role.BODY),
        }

    def _head(self, piece: Paragraph, part: Part) -> None:
        repeated = part is Part.ANSWERS and len(self._answer_heads) > 1
        self._about = tuple(self._open) if repeated and not self._answered else ()
        self._requested = self._requested or part is Part.QUESTIONS
        self._part, self._heading = part, piece.text.strip("#*_ \t").rstrip(": –-.")
        self._complete = self._listing = self._signed = False
        if part is Part.ANSWERS and not (repeated and self._answers_at):
            self._answers_at = self._at
        self._add(piece, Role.HEADING)

    def _closing(self, piece: Paragraph) -> None:
        name = self._signed and len(piece.text) <= _SHORT
        self._add(piece, Role.BOILERPLATE if name else Role.BODY)

    def _front(self, piece: Paragraph) -> None:
        text = piece.text
        found = self._mark(piece)
        if piece.row:
            self._row(piece)
        elif THANKS.match(text) or lead(text).found or asks_review(text):
            self._lead(piece)
        elif not self._introduced and DISPOSES.search(text) and not self._opens_below():
            self._turn()
            self._reply(piece)
        elif found and found.named and is_bare(text):
            self._part = Part.QUESTIONS
            self._request(piece)
        elif found and (found.named or self._introduced) and asks(text[found.length :]):
            self._part = Part.QUESTIONS
            self._ask(piece)
        elif self._introduced and not self._heads_ahead() and (len(text) > 25 or ANSWERING.match(text)):
            self._turn()
            self._reply(piece)
        else:
            self._add(piece, Role.FRONT)

    def _heads_ahead(self) -> bool:
        return any(headed(part) in (Part.QUESTIONS, Part.ANSWERS) for part in self._parts[self._at + 1 :])

    def _opens_below(self) -> bool:
        """Whether a request or its answers are still to come."""
        below = self._parts[self._at + 1 :]
        return self._heads_ahead() or any(THANKS.match(part.text) or lead(part.text).found for part in below)

    def _rescue(self) -> None:
        """Nothing listed: what the letter says was asked, or what its thanks say the request was about."""
        for find in (asked_words, subject):
            for at, entry in enumerate(self.entries):
                if entry.role is Role.FRONT and (found := find(entry.text)):
                    asked = entry.text[found[0] : found[1]]
                    self.asked.append(Asked(entry.start + found[0], entry.start + found[1], asked, None))
                    self.entries[at : at + 1] = _split(entry, *found)
                    return


def _split(entry: Entry, start: int, end: int) -> list[Entry]:
    """The entry with its middle as a question."""
    parts = ((0, start, Role.FRONT, ()), (start, end, Role.QUESTION, (0,)), (end, len(entry.text), Role.FRONT, ()))
    found = []
    for first, last, role, about in parts:
        text = entry.text[first:last]
        if text.strip(" .,;"):
            lead_in = len(text) - len(text.lstrip())
            at = entry.start + first + lead_in
            text = text.strip()
            found.append(replace(entry, start=at, end=at + len(text), text=text, role=role, about=about))
    return found
