"""The answers of a letter, each with the questions that it is given to."""

import itertools
import re

from corpus.version import Role
from ingest.structure.foi.asking import Asking
from ingest.structure.foi.entries import cut
from ingest.structure.foi.headings import ANSWERING, CLARIFIES, CLOSES, Part
from ingest.structure.foi.questions import asks, echoes, is_bare, is_not_asked, marker
from ingest.structure.foi.targets import of_numbers, segments
from ingest.structure.paragraphs import Paragraph
from text.sentences import sentences

_IN_TURN = re.compile(
    r"question|point|request|respon[ds]|answer|in turn|cwestiwn|cwestiynau|ateb|ymateb", re.IGNORECASE
)


class Replying(Asking):
    """Reads what was answered."""

    def _reply(self, piece: Paragraph) -> None:
        if piece.row:
            self._row(piece)
            return
        for part in self._apart(piece):
            if is_bare(part.text):
                self._bare(part)
            elif echo := self._echoed(part):
                found = marker(part.text)
                self._about, self._listing = echo, False
                self._add(cut(part, found.length if found else 0, len(part.text)) or part, Role.QUESTION, echo)
            elif self._is_new(part):
                self._ask(part)
                self._about, self._listing = tuple(self._open[-1:]), False
            else:
                self._answer(part)

    def _apart(self, piece: Paragraph) -> list[Paragraph]:
        """A line cut where it repeats questions between the answers."""
        places: set[int] = set()
        for asked in self.asked:
            at = piece.text.find(asked.text) if len(asked.text) >= 12 else -1
            if at >= 0:
                lead_in = re.search(r"(?:^|(?<=\s))(?:\w{1,9}\s?)?\(?\w{1,3}[.):]\s{0,2}$", piece.text[:at])
                places |= {lead_in.start() if lead_in else at, at + len(asked.text)}
        ordered = sorted({0, *places, len(piece.text)})
        found = [cut(piece, start, end) for start, end in itertools.pairwise(ordered)]
        return [part for part in found if part and part.text.strip(" •»●▪◦·–-")]

    def _bare(self, piece: Paragraph) -> None:
        about = self._targets(piece)
        if about:
            self._about = about
        else:
            self._pending = piece.text
        self._add(piece, Role.HEADING, about or ())

    def _targets(self, piece: Paragraph) -> tuple[int, ...] | None:
        """The questions that the marker in front of an answer names."""
        found = marker(piece.text)
        if not found or not found.number:
            return None
        whole = self._answer_numbers.whole(found.number)
        numbers = [asked.number for asked in self.asked]
        about = of_numbers([whole], numbers) if whole in numbers or not any(numbers) else ()
        about = about or (of_numbers([found.number], numbers) if found.number in numbers or found.named else ())
        return self._restarted(whole, about) or None

    def _restarted(self, number: str, about: tuple[int, ...]) -> tuple[int, ...]:
        """Where the request counts from 1 twice, and so do the answers: the one whose turn it is."""
        same = [index for index in about if self.asked[index].number == number]
        if len(same) < 2:
            return about
        told = self._told.get(number, 0)
        again = any(
            (found := marker(part.text)) is not None and found.number == number for part in self._parts[self._at + 1 :]
        )
        self._told[number] = told + 1
        return (same[min(told, len(same) - 1)],) if told or again else about

    def _echoed(self, piece: Paragraph) -> tuple[int, ...]:
        found = marker(piece.text)
        words = piece.text[found.length :] if found else piece.text
        same = [index for index, asked in enumerate(self.asked) if echoes(words, asked.text)]
        if len(same) > 1:
            exact = [index for index in same if len(self.asked[index].text) == len(words.strip())] or same
            named = [index for index in exact if found and self.asked[index].number == found.number] or exact
            later = [index for index in named if index > max(self._about, default=-1)]
            same = (later or named)[:1]
        if not same and found and not found.answers and words.endswith("?"):
            return self._targets(piece) or ()
        return tuple(same)

    def _is_new(self, piece: Paragraph) -> bool:
        """Whether a question stands among the answers that the request above did not list."""
        found = marker(piece.text)
        if found and found.answers:
            return False
        words = piece.text[found.length :] if found else piece.text
        if CLARIFIES.search(words) and not found and not piece.bullet:
            return False
        if self._pending and asks(words):
            return True
        if words.endswith("?") and not ANSWERING.match(words):
            return bool(found) or piece.bullet or len(sentences(words)) == 1
        if not self._requested and not self.asked and found and found.number and not self._listing:
            return not ANSWERING.match(words) and not is_not_asked(words)
        new = found is not None and found.number not in [asked.number for asked in self.asked]
        follows = new and found is not None and (found.named or self._interleaved()) and not self._listing
        return follows and asks(words) and not ANSWERING.match(words)

    def _interleaved(self) -> bool:
        return bool(self._about) and self._about[-1] == len(self.asked) - 1

    def _close(self, piece: Paragraph) -> None:
        if self._part is not Part.CLOSING:
            self._part, self._about = Part.CLOSING, ()
        self._add(piece, Role.BODY)

    def _answer(self, piece: Paragraph) -> None:
        for sentence in sentences(piece.text)[1:]:
            if CLOSES.match(piece.text, sentence.start) and (rest := cut(piece, sentence.start, len(piece.text))):
                self._told_to(cut(piece, 0, sentence.start) or piece)
                self._close(rest)
                return
        self._told_to(piece)

    def _told_to(self, piece: Paragraph) -> None:
        found = marker(piece.text)
        about = self._targets(piece) if found and (found.named or self._counts()) else None
        if about and found:
            self._about = about
            piece = cut(piece, found.length, len(piece.text)) or piece
        elif found and found.answers:
            self._about = tuple(self._open[-1:])
            piece = cut(piece, found.length, len(piece.text)) or piece
        for segment in segments(piece.text, [asked.number for asked in self.asked]):
            if segment.about is not None:
                self._about = segment.about
            if part := cut(piece, segment.start, segment.end):
                self._add(part, Role.ANSWER, self._about)
        self._answered = True
        if not piece.bullet and not found:
            self._listing = piece.text.endswith(":") and not _IN_TURN.search(piece.text)

    def _counts(self) -> bool:
        """Whether numbers in front of answers are those of the questions, and not of a list that an answer gives."""
        if self._listing:
            return False
        known = {asked.number for asked in self.asked if asked.number} or {str(at + 1) for at in range(len(self.asked))}
        told = {found.number for part in self._parts[self._answers_at :] if (found := marker(part.text))}
        outer = {one for one in told if not one.startswith("(")}
        return outer <= known and len(outer) * 2 >= len({one for one in known if "(" not in one})
