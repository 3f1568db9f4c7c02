"""Written questions of the Senedd: each question by a named member, and the answer by a minister on a day."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.contents import Contents, Particulars
from corpus.version import Role
from ingest.cleaning.clean import Cleaned
from ingest.structure import imprint, plain
from ingest.structure.answering import answers_by_name, giver, holder, is_member_with_seat
from ingest.structure.definitions import definitions
from ingest.structure.footnotes import find_notes
from ingest.structure.ministers import HELD, LETTERS, OFFICE, member, signatory
from ingest.structure.ministers import NAME as PERSON
from ingest.structure.paragraphs import Blocks, Paragraph, paragraphs
from ingest.structure.structured import Structured
from text.dates import dates

NAME = "inquiry/2"

_REFERENCE = r"(?P<reference>(?:WAQ|OAQ|WQ|OQ|TQ|EQ)\s?\d{4,6})"
_OPENS = re.compile(
    rf"(?:(?:written |oral |topical )?(?:assembly |senedd )?question|cwestiwn(?: (?:ysgrifenedig|llafar|amserol))?)?"
    rf"(?: (?:no\.?|number|rhif))?\s{{0,2}}[:–—-]?\s{{0,2}}[(\[]?{_REFERENCE}[)\]]?\s{{0,2}}(?:\([ew]\))?"
    r"[\s:.–—-]{0,4}",
    re.IGNORECASE,
)
_CLOSES = re.compile(rf"[(\[]?{_REFERENCE}[)\]]?\s?(?:\([ewEW]\))?\.?$")
_LABELLED = re.compile(
    r"(?:(?:written |oral )?question(?: \d{1,3})?|q\.?(?: ?\d{1,3})?|cwestiwn(?: ysgrifenedig)?(?: \d{1,3})?|c\.?)"
    r"\s?[:.–]\s{0,4}",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"(?:(?:written )?(?:answer|reply|response)(?:ed)?(?: (?:given )?(?:by|from|on|of|to)\b|\s?:|$)|answered\b|a:\s|"
    r"(?:ateb(?:wyd|ion)?|wedi[’']i ateb|ymateb)(?: (?:gan|ar|i)\b|\s?:|\s?ysgrifenedig|$))",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:tabled|asked|submitted|question (?:by|from|from:)|to:|for:|member:|constituency:|party:|language:|"
    r"(?:date )?(?:tabled|answered)|wedi[’']i (?:gyflwyno|ofyn)|cyflwynwyd|gofynnwyd|cwestiwn gan|gan:|i:|at:|"
    r"aelod:)(?:(?<=:)|\b).{0,160}",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|from|gan)\b:?\s{1,3}(?:the |y |yr )?(?P<who>[^|\n]{3,160})", re.IGNORECASE)
_ON = re.compile(r"(?:\s?[|,;–-]\s?(?:answered|wedi[’']i ateb)?|\s(?:answered )?(?:on|ar))\s{0,2}$", re.IGNORECASE)
_SPOKEN = re.compile(
    rf"(?:(?:{HELD}) \((?:{PERSON}(?:,? {LETTERS})?)\)|{PERSON}(?:,? {LETTERS})?(?:,? \({OFFICE}\)|, {OFFICE}))"
    r"\s?:\s{0,4}"
)
_ASKED = re.compile(rf"{PERSON}(?:,? {LETTERS})?(?: \([^()\n]{{2,60}}\))?(?:\s?:\s{{0,4}}|$)")
_LABEL_ALONE = re.compile(r"(?:(?:written |oral )?question(?: text)?|cwestiwn(?: ysgrifenedig)?)\s?:?", re.IGNORECASE)
_TABLED = re.compile(r"\b(?:tabled on|wedi[’']i gyflwyno ar)\b", re.IGNORECASE)
_SHEET = re.compile(r"(?:written|senedd|assembly) (?:assembly )?questions?|cwestiynau? (?:ysgrifenedig|y senedd)", re.I)
_LONGEST_LINE = 200


@dataclass
class _Inquiry:
    """One question as it is read, from its reference to the next."""

    reference: str | None = None
    asked: str | None = None
    """The day of tabling, ISO 8601."""
    answered: str | None = None
    answered_as_printed: str | None = None
    author: str | None = None
    answering: bool = False
    worded: bool = False
    """Whether the question's own words have been read."""

    @property
    def section(self) -> tuple[str, ...]:
        """The reference and, for the answer, who gives it and when."""
        giver = ", ".join(part for part in (self.author, self.answered_as_printed) if part) if self.answering else ""
        return tuple(part for part in (self.reference, giver) if part)

    def answered_on(self, text: str, *, again: bool = False) -> None:
        """Keep the first whole day that a line names as the day of the answer."""
        found = next((one for one in dates(text) if len(one.iso) == len("2025-07-10")), None)
        if found and (again or not self.answered):
            self.answered, self.answered_as_printed = found.iso, text[found.start : found.end]


def read(cleaned: Cleaned) -> Structured:
    """Each question as echoed and each answer under the minister and day; without any sign of one, plain sections."""
    parts = paragraphs(cleaned)
    if not any(_reference(part.text) for part in parts) and not _answer_after_question(parts):
        return plain.read(cleaned)
    notes = find_notes(cleaned.text, parts)
    made = Blocks(cleaned)
    read_by: list[_Inquiry] = _Reader(made, parts, notes.paragraphs).read()
    blocks = made.done()
    facts = _particulars(parts, [one for one in read_by if one.reference or one.answering])
    return Structured(blocks, Contents(facts, definitions=definitions(cleaned.text, blocks), footnotes=notes.footnotes))


def looks_like_written_question(cleaned: Cleaned) -> bool:
    """Whether a line opens or ends with a question's reference and an answer or a date of tabling follows."""
    parts = paragraphs(cleaned)
    first = next((index for index, part in enumerate(parts[:20]) if _reference(part.text)), None)
    if first is None:
        return False
    below = parts[first : first + 12]
    if _TABLED.search(parts[first].text) or any(_answers(part.text) for part in below[1:3]):
        return True
    return any(_is_answer_line(part.text) or _ASIDE.fullmatch(part.text) or _SPOKEN.match(part.text) for part in below)


def _reference(text: str) -> str | None:
    """`WQ12345` where a line begins or ends with it."""
    match = _OPENS.match(text) or (_CLOSES.search(text[-40:]) if text.rstrip(".)] ewEW(")[-1:].isdigit() else None)
    return match["reference"].replace(" ", "").upper() if match else None


def _is_answer_line(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and _ANSWERED.match(text) is not None


def _answer_after_question(parts: Sequence[Paragraph]) -> bool:
    """Whether a labelled question is followed by a labelled answer, on a paper that calls itself one of questions."""
    asked = next((index for index, part in enumerate(parts) if _LABELLED.match(part.text)), None)
    called = any(_SHEET.search(part.text) for part in parts[:4])
    return asked is not None and called and any(_is_answer_line(part.text) for part in parts[asked:])


class _Reader:
    """Walks the lines once, and knows whether a question is being asked or answered."""

    def __init__(self, made: Blocks, parts: Sequence[Paragraph], notes: frozenset[int]) -> None:
        self._made = made
        self._parts = parts
        self._notes = notes
        self._sheet = self._here = _Inquiry()
        self._found = [self._here]

    def read(self) -> list[_Inquiry]:
        """Add a block for each part of each line; gives the questions in order, first what stands in front of them."""
        index = 0
        while index < len(self._parts):
            index += self._line(index)
        return self._found

    @property
    def _asking(self) -> bool:
        """Whether a question is open: an answer's label means something only behind one."""
        return len(self._found) > 1 and not self._here.answering

    def _line(self, index: int) -> int:
        """Add one line, or two where an answer's minister stands below its label; gives how many."""
        part = self._parts[index]
        if index in self._notes:
            self._made.add(part, Role.FOOTNOTE, self._here.section)
        elif len(self._found) > 1 and (who := giver(part.text)):
            self._answer_by(who)
            self._here.answered_on(part.text, again=True)
            self._made.add(part, Role.FRONT, self._here.section)
        elif self._asking and self._here.worded and (named := _answers(part.text)):
            self._answer_by(named["who"])
            self._split(part, named, Role.ANSWER)
        elif not self._here.answering and (spoken := _SPOKEN.match(part.text)):
            self._answer_by(part.text[: spoken.end()].strip(" :"))
            self._split(part, spoken, Role.ANSWER)
        elif _is_answer_line(part.text) and self._asking:
            return self._answer(index)
        elif _reference(part.text) and not (self._here.answering and not _starts_question(part.text)):
            self._open(part)
        elif self._opens_unnumbered(part):
            self._next(None)
            self._split(part, _LABELLED.match(part.text), Role.QUESTION)
        else:
            self._add(part)
        return 1

    def _open(self, part: Paragraph) -> None:
        """A line with a reference: what stands behind it is the question, or who tabled it and when."""
        self._next(_reference(part.text))
        opened = _OPENS.match(part.text)
        rest = part.text[opened.end() :] if opened else part.text
        if not rest or (_ASIDE.match(rest) and not rest.endswith("?")):
            self._note(rest)
            self._made.add(part, Role.FRONT, self._here.section)
        else:
            self._split(part, opened or _ASKED.match(part.text), Role.QUESTION)

    def _opens_unnumbered(self, part: Paragraph) -> bool:
        labelled = _LABELLED.match(part.text)
        fresh = self._here.answering or not self._here.reference
        return labelled is not None and labelled.end() < len(part.text) and fresh

    def _next(self, reference: str | None) -> None:
        """A second line with the same reference goes on with the question."""
        if reference and reference == self._here.reference and not self._here.answering:
            return
        day, printed = self._sheet.answered, self._sheet.answered_as_printed
        self._here = _Inquiry(reference, answered=day, answered_as_printed=printed)
        self._found.append(self._here)

    def _answer(self, index: int) -> int:
        """An answer's label: the minister and the day may stand in it, or the minister on the next line."""
        part = self._parts[index]
        text = part.text
        behind = re.match(r"(?:answer|reply|response|ateb|ymateb|a)\s?:\s{0,4}", text, re.IGNORECASE)
        self._here.answering = True
        self._here.answered_on(text, again=True)
        if by := _BY.search(text):
            self._answer_by(by["who"])
        below = self._parts[index + 1] if index + 1 < len(self._parts) else None
        if below and not self._here.author and (found := signatory(below.text) or member(below.text)):
            self._answer_by(str(found))
            self._made.add(part, Role.FRONT, self._here.section)
            self._made.add(below, Role.FRONT, self._here.section)
            return 2
        if behind and behind.end() < len(text) and not by:
            self._split(part, behind, Role.ANSWER)
        else:
            self._made.add(part, Role.FRONT, self._here.section)
        return 1

    def _answer_by(self, who: str) -> None:
        """Keep the name as printed, without the day behind it."""
        self._here.answering = True
        found = dates(who)
        named = _ON.sub("", who[: found[0].start] if found else who).strip(" |,;:.-–")
        self._here.answered_on(who)
        self._here.author = self._here.author or (holder(named) if named else None)

    def _add(self, part: Paragraph) -> None:
        text = part.text
        if not self._here.reference and not self._here.answering and len(self._found) == 1:
            if "answered" in text or "ateb" in text:
                self._sheet.answered_on(text)
            self._made.add(part, Role.FRONT)
        elif self._here.answering and not self._here.answered and imprint.only_date(text):
            self._here.answered_on(text)
            self._made.add(part, Role.FRONT, self._here.section)
        elif self._here.answering:
            self._made.add(part, Role.ANSWER, self._here.section)
        elif _ASIDE.fullmatch(text) and not text.endswith("?"):
            self._note(text)
            self._made.add(part, Role.FRONT, self._here.section)
        elif _LABEL_ALONE.fullmatch(text) or (not self._here.worded and is_member_with_seat(text)):
            self._made.add(part, Role.FRONT, self._here.section)
        elif (asked := _ASKED.match(text)) is not None:
            self._split(part, asked, Role.QUESTION)
        else:
            self._here.worded = True
            self._made.add(part, Role.QUESTION, self._here.section)

    def _note(self, text: str) -> None:
        found = dates(text)
        if found and len(found[0].iso) == 10:
            self._here.asked = self._here.asked or found[0].iso

    def _split(self, part: Paragraph, label: re.Match[str] | None, role: Role) -> None:
        """A label as front matter, and the words behind it in their role."""
        behind = label.end() if label else 0
        front = part.text[:behind].rstrip()
        if front:
            self._made.add_range(part.start, part.start + len(front), Role.FRONT, self._here.section)
        if behind < len(part.text):
            self._here.worded = self._here.worded or role is Role.QUESTION
            self._made.add_range(part.start + behind, part.end, role, self._here.section)


def _answers(text: str) -> re.Match[str] | None:
    """A minister's name in front of an answer; a line with a reference is the next question."""
    return None if _reference(text) else answers_by_name(text)


def _starts_question(text: str) -> bool:
    """Whether a line within an answer opens the next question, and does not only name another."""
    opened = _OPENS.match(text)
    if opened is None:
        return text.rstrip(".)] ").endswith("?") or "?" in text
    rest = text[opened.end() :]
    return not rest or rest[:1].isupper() or bool(_ASIDE.match(rest))


def _particulars(parts: Sequence[Paragraph], found: Sequence[_Inquiry]) -> Particulars:
    """What all questions of the page share."""
    title = None if imprint.is_label(parts[0].text) else imprint.title(parts)
    return Particulars(
        title=None if title and (_reference(title) or _SHEET.fullmatch(title)) else title,
        date=_only(one.answered or one.asked for one in found),
        author=_only(one.author for one in found),
        reference=_only(one.reference for one in found),
    )


def _only(values: Iterable[str | None]) -> str | None:
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None
