"""The answers of a letter, each with the questions that it is given to."""

import itertools
import re

from corpus.version import Role
from ingest.structure.foi.counting import IN_TURN, Counting
from ingest.structure.foi.entries import behind, cut
from ingest.structure.foi.headings import ANSWERING, CLARIFIES, CLOSES, Part
from ingest.structure.foi.targets import label, segments
from ingest.structure.paragraphs import Paragraph
from text.questions import asks, echoes, is_bare, is_not_asked
from text.sentences import sentences

_ENDS = re.compile(r"\s*[?.!:;…\"”’')–-]|\s*$")
_OPENS = re.compile(r"\s+[A-Z0-9£•»]")


class Replying(Counting):
    """Reads what was answered."""

    def _reply(self, piece: Paragraph) -> None:
        if piece.row:
            self._row(piece)
            return
        for part in self._apart(piece):
            self._reply_part(part)
        self._in_line = False

    def _reply_part(self, part: Paragraph) -> None:
        found = self._mark(part)
        about = self._begin_group(part)
        if about is None and not part.bullet:
            about = label(part.text, [asked.number for asked in self.asked]) if not is_bare(part.text) else None
        if about is not None:
            self._about, self._listing, self._waiting = about, False, False
            self._add(part, Role.HEADING, about)
        elif found and found.number and found.length >= len(part.text):
            self._bare(part)
        elif echo := self._echoed(part):
            self._about, self._listing, self._waiting = echo, False, True
            self._add(cut(part, found.length if found else 0, len(part.text)) or part, Role.QUESTION, echo)
        elif self._is_new(part):
            self._ask(part)
            self._about, self._listing, self._waiting = tuple(self._open[-1:]), False, True
        else:
            self._answer(part)

    def _apart(self, piece: Paragraph) -> list[Paragraph]:
        """A line cut where it repeats questions between the answers."""
        places: set[int] = set()
        for asked in self.asked:
            at = piece.text.find(asked.text) if len(asked.text) >= 12 else -1
            if at >= 0:
                lead_in = re.search(r"(?:^|(?<=\s))(?:\w{1,9}\s?)?\(?\w{1,3}[.):]\s{0,2}$", piece.text[:at])
                end = at + len(asked.text)
                ends = asked.text[-1] in ".?:;" or _ENDS.match(piece.text, end)
                ends = ends or (lead_in and _OPENS.match(piece.text, end))
                places |= {lead_in.start() if lead_in else at, end} if ends else set()
        if not places and (counted := self._counted(piece)):
            self._in_line = True
            return counted
        ordered = sorted({0, *places, len(piece.text)})
        found = [cut(piece, behind(piece.text, start), end) for start, end in itertools.pairwise(ordered)]
        return [part for part in found if part and part.text.strip(" •»●▪◦·–-")]

    def _bare(self, piece: Paragraph) -> None:
        about = self._targets(piece)
        if self._is_value(piece.text, about):
            self._tell(piece)
            return
        if about:
            self._about, self._waiting = about, True
        else:
            self._pending = piece.text
        self._add(piece, Role.HEADING, about or ())

    def _echoed(self, piece: Paragraph) -> tuple[int, ...]:
        found = self._mark(piece)
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
        found = self._mark(piece)
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
        found = self._mark(piece)
        about = self._targets(piece) if found and (found.named or self._counts()) else None
        pair = self._pair_of() if not about and piece.bullet else None
        if pair:
            self._about = pair
        elif about and found:
            self._about = about
            piece = cut(piece, found.length, len(piece.text)) or piece
        elif found and found.answers:
            self._about = tuple(self._open[-1:])
            piece = cut(piece, found.length, len(piece.text)) or piece
        self._tell(piece)
        if not piece.bullet and not found:
            self._listing = piece.text.endswith(":") and not IN_TURN.search(piece.text)

    def _tell(self, piece: Paragraph) -> None:
        for segment in segments(piece.text, [asked.number for asked in self.asked]):
            if segment.about is not None:
                self._about = segment.about
            if part := cut(piece, segment.start, segment.end):
                self._add(part, Role.ANSWER, self._about)
        self._answered, self._waiting = True, False
