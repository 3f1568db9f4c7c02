"""The request as a letter echoes it: its questions, counted, marked, unmarked or in a running sentence."""

import re

from corpus.version import Role
from ingest.structure.foi.entries import Asked, behind, cut
from ingest.structure.foi.headings import ANSWERING, CLARIFIES, CLOSES, THANKS, Part, heads
from ingest.structure.foi.reader import Reader
from ingest.structure.foi.request import lead
from ingest.structure.paragraphs import Paragraph
from text.listing import items
from text.questions import asks, echoes, is_bare, is_courtesy, is_not_asked, marker, squeezed

_YOURS = re.compile(r"\b(?:you|your|gofynnoch|gofynasoch|roeddech|rydych|eich)\b", re.IGNORECASE)


class Asking(Reader):
    """Reads what was asked."""

    def _lead(self, piece: Paragraph) -> None:
        self._introduced = True
        found = lead(piece.text)
        if front := cut(piece, 0, found.front):
            self._add(front, Role.FRONT)
        if not found.found:
            self._tail(cut(piece, found.front, len(piece.text)))
            return
        self._requested = True
        if self._part is Part.FRONT:
            self._part = Part.QUESTIONS
        self._complete = False
        if found.asked and (asked := cut(piece, *found.asked)):
            self._ask(asked)
            self._complete = True
            if rest := cut(piece, behind(piece.text, found.asked[1]), len(piece.text)):
                self._request(rest)

    def _tail(self, rest: Paragraph | None) -> None:
        """What a paragraph of thanks goes on to answer."""
        if rest and not any(at > self._at for at in self._answer_heads):
            self._turn()
            self._reply(rest)
        elif rest:
            self._add(rest, Role.FRONT)

    def _request(self, piece: Paragraph) -> None:
        text = piece.text
        if piece.row:
            self._row(piece)
        elif not piece.bullet and THANKS.match(text) and _YOURS.search(text):
            self._lead(piece)
        elif self._is_group(piece):
            self._pending, self._stem, self._group = "", None, squeezed(text)
            self._add(piece, Role.HEADING)
        elif is_bare(text):
            self._pending = text
            self._add(piece, Role.HEADING)
        elif not self._pending and (is_not_asked(text) or is_courtesy(text)):
            self._add(piece, Role.BOILERPLATE)
        elif self._turns(piece):
            more = self._asks_more()
            self._turn()
            self._about = tuple(self._open) if more else ()
            self._reply(piece)
        else:
            self._ask(piece)

    def _turns(self, piece: Paragraph) -> bool:
        """Whether the answers begin here without a heading."""
        text, found = piece.text, self._mark(piece)
        if found and found.answers:
            return True
        if any(at > self._at for at in self._answer_heads):
            return False
        if CLARIFIES.search(text) and not found and not piece.bullet and self.asked:
            return True
        words = text[found.length :] if found else text
        answering = ANSWERING.match(words) is not None and not words.endswith("?")
        if not self.asked:
            return answering and not piece.bullet and not found and self._complete
        if found or piece.bullet:
            known = found is not None and found.number in [asked.number for asked in self.asked]
            return answering and (known or self._complete)
        last = self._parts[self._at - 1]
        settled = self._complete or last.bullet or self._mark(last) is not None or self.asked[-1].text.endswith("?")
        return answering or (settled and not asks(words))

    def _asks_more(self) -> bool:
        """Whether new questions stand below the answer that begins here."""
        numbers = [asked.number for asked in self.asked]
        queries = all(asked.text.endswith("?") for asked in self.asked)
        for part in self._parts[self._at + 1 :]:
            if heads(part.text) in (Part.CLOSING, Part.ANNEX) or CLOSES.match(part.text):
                return False
            found = self._mark(part)
            words = part.text[found.length :] if found else part.text
            if any(echoes(words, asked.text) for asked in self.asked):
                return False
            new = found is not None and not found.answers and found.number not in numbers
            if new and any(numbers) and asks(words):
                return True
            if queries and words.endswith("?") and not (found and any(numbers)):
                return True
        return False

    def _asks_ahead(self, piece: Paragraph) -> bool:
        """Whether a line that reads like a closing is the requester's own: the answers are still to come."""
        ahead = any(at > self._at for at in self._answer_heads)
        return self._part is Part.QUESTIONS and (ahead or piece.bullet)

    def _ask(self, piece: Paragraph) -> None:
        for start, end in items(piece.text, bullet=piece.bullet):
            if part := cut(piece, start, end):
                self._ask_one(part, whole=(start, end) == (0, len(piece.text)))

    def _ask_one(self, piece: Paragraph, *, whole: bool) -> None:
        found = marker(self._pending) if self._pending else self._mark(piece)
        self._pending, length = "", 0 if self._pending or not found else found.length
        words = cut(piece, length, len(piece.text)) or piece
        number = self._numbers.whole(found.number) if found and found.number else None
        marked = bool(found) or piece.bullet or not whole
        if self._continues(words, marked=marked):
            self._add(words, Role.QUESTION, (len(self.asked) - 1,))
            return
        if self._stem and (not self._stem[2] or not marked or (number and "(" not in number)):
            kept = self._stem if marked and not self._stem[2] else None
            self._group = self._group if kept or self._stem[2] else ""
            self._stem = kept
        if words.text.endswith(":") and self._list_follows():
            self._stem = (words.start, words.end, number is not None)
            self._group = self._group if number else squeezed(words.text)
            self._add(words, Role.QUESTION)
            return
        self._note(words, number)

    def _note(self, words: Paragraph, number: str | None) -> None:
        if self._answered:
            self._open, self._answered = [], False
        outer = number.rpartition("(")[0] if number else ""
        above = next((one for one in reversed(self.asked) if one.number == outer), None) if outer else None
        start, end = (above.start, above.end) if above else self._stem[:2] if self._stem else (None, 0)
        self._open.append(len(self.asked))
        if self._group:
            self._groups.setdefault(self._group, []).append(len(self.asked))
        self.asked.append(Asked(words.start, words.end, words.text, number, start, end, self._listed(words)))
        self._add(words, Role.QUESTION, (len(self.asked) - 1,))

    def _continues(self, words: Paragraph, *, marked: bool) -> bool:
        """Whether unmarked words under a counted question only go on with it."""
        if marked or not self.asked or asks(words.text) or self._complete:
            return False
        if words.text.endswith(":") and self._list_follows() and self._restarts():
            return False
        last = self._parts[self._at - 1]
        return last.bullet or self._mark(last) is not None

    def _list_follows(self) -> bool:
        below = self._parts[self._at + 1 : self._at + 2]
        return bool(below) and (below[0].bullet or self._mark(below[0]) is not None)

    def _listed(self, words: Paragraph) -> bool:
        """Whether the words are an item of a list that shows no number in the text."""
        here = self._parts[self._at]
        return here.bullet and marker(here.text) is None and words.end == here.end

    def _is_group(self, piece: Paragraph) -> bool:
        """Whether a line heads a list that counts from the beginning: `Request 1`, or a heading of the format."""
        if piece.bullet or not self._list_follows() or not (is_bare(piece.text) or piece.level):
            return False
        named = marker(piece.text)
        return self._restarts() and (named is None or named.named)

    def _restarts(self) -> bool:
        """Whether the line below is the first of a count."""
        found = self._mark(self._parts[self._at + 1])
        return found is not None and found.number in ("1", "1.1", "(a)", "(i)") and not found.named
