"""The request as a letter echoes it: its questions, counted, marked, unmarked or in a running sentence."""

import re

from corpus.version import Role
from ingest.structure.foi.entries import Asked, cut
from ingest.structure.foi.headings import ANSWERING, CLARIFIES, CLOSES, THANKS, Part, heads
from ingest.structure.foi.questions import asks, echoes, is_bare, is_courtesy, is_not_asked, marker
from ingest.structure.foi.reader import Reader
from ingest.structure.foi.request import items, lead
from ingest.structure.paragraphs import Paragraph

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
            if rest := cut(piece, found.asked[1], len(piece.text)):
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
        text, found = piece.text, marker(piece.text)
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
        settled = self._complete or last.bullet or marker(last.text) is not None or self.asked[-1].text.endswith("?")
        return answering or (settled and not asks(words))

    def _asks_more(self) -> bool:
        """Whether new questions stand below the answer that begins here."""
        numbers = [asked.number for asked in self.asked]
        queries = all(asked.text.endswith("?") for asked in self.asked)
        for part in self._parts[self._at + 1 :]:
            if heads(part.text) in (Part.CLOSING, Part.ANNEX) or CLOSES.match(part.text):
                return False
            found = marker(part.text)
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
        found = marker(self._pending) if self._pending else marker(piece.text)
        self._pending, length = "", 0 if self._pending or not found else found.length
        words = cut(piece, length, len(piece.text)) or piece
        number = self._numbers.whole(found.number) if found and found.number else None
        marked = bool(found) or piece.bullet or not whole
        if self._continues(words, marked=marked):
            self._add(words, Role.QUESTION, (len(self.asked) - 1,))
            return
        if self._stem and (not self._stem[2] or not marked or (number and "(" not in number)):
            self._stem = self._stem if marked and not self._stem[2] else None
        if words.text.endswith(":") and self._list_follows():
            self._stem = (words.start, words.end, number is not None)
            self._add(words, Role.QUESTION)
            return
        self._note(words, number)

    def _note(self, words: Paragraph, number: str | None) -> None:
        if self._answered:
            self._open, self._answered = [], False
        above = next((one for one in reversed(self.asked) if number and one.number == number.rpartition("(")[0]), None)
        stem = (above.start, above.end) if above else self._stem[:2] if self._stem else (None, 0)
        self._open.append(len(self.asked))
        self.asked.append(Asked(words.start, words.end, words.text, number, *stem))
        self._add(words, Role.QUESTION, (len(self.asked) - 1,))

    def _continues(self, words: Paragraph, *, marked: bool) -> bool:
        """Whether unmarked words under a counted question only go on with it."""
        if marked or not self.asked or asks(words.text) or self._complete:
            return False
        last = self._parts[self._at - 1]
        return last.bullet or marker(last.text) is not None

    def _list_follows(self) -> bool:
        below = self._parts[self._at + 1 : self._at + 2]
        return bool(below) and (below[0].bullet or marker(below[0].text) is not None)
