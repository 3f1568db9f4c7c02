"""Responses to Freedom of Information requests: each question, the answers, and what every letter says."""

import re
from enum import Enum, auto

from corpus.version import Role
from ingest.cleaning import Cleaned
from ingest.structure.paragraphs import Blocks, Paragraph, paragraphs
from ingest.structure.plain import add_sections
from ingest.structure.structured import Structured
from text.dates import dates
from text.references import references

NAME = "foi/1"

_QUESTIONS = re.compile(
    r"(?:information requested|(?:your )?request|you asked|you requested|you have (?:asked for|requested)|"
    r"gwybodaeth y gofynnwyd amdani|(?:eich )?cais|gofynnoch|roeddech wedi gofyn am):?",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"(?:our response|response|our reply|information provided for the answer|ein hymateb|ymateb|ein hateb):?",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:next steps|y camau nesaf|camau nesaf|right of appeal|your right to complain):?", re.IGNORECASE
)
_DISSATISFIED = re.compile(
    r"(?:if you are (?:dissatisfied|unhappy|not satisfied)|os (?:ydych|nad ydych)\b.{0,20}\b(?:an)?fodlon)", re.I
)
_ANNEX = re.compile(r"(?:annex|appendix|atodiad)(?: [A-Z0-9]{1,2})?:?(?: .{0,80})?", re.IGNORECASE)
_SALUTATION = re.compile(r"(?:dear\b|annwyl\b|yours (?:sincerely|faithfully)|yn gywir)", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"(?:thank you for|diolch am|i (?:am writing|refer|write)|rwy'?n ysgrifennu|further to|you (?:asked|requested))\b"
    r"(?:[^:]{0,300}\b(?:asked|requested|for|information|questions?|following|gofyn|am)\W{0,3}:|"
    r"(?<!asked)(?<!requested)[^.]{0,400}(?:\.|$))",
    re.IGNORECASE,
)
_ANSWERING = re.compile(
    r"(?:(?:the )?welsh government (?:does not|do not|holds|can confirm|is unable)|"
    r"i can confirm|"
    r"we (?:do not|can confirm|hold)|in response|in answer|for your (?:first|second|third|fourth|final) question|"
    r"nid yw llywodraeth cymru|gallaf gadarnhau)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|question \d{1,2}[:.]?|cwestiwn \d{1,2}[:.]?)\s+", re.I)
_NO_QUESTION = re.compile(
    r"(?:(?:19|20)\d\d\b|\d{1,2}\.-\(\d|doc(?:ument)? \d|[\d\s()+-]{6,40}$|"
    r".{0,40}\b[A-Z]{1,2}\d{1,2} \d[A-Z]{2}$)",
    re.I,
)
_REVIEW = re.compile(r"internal review.{0,40}|adolygiad mewnol.{0,40}", re.IGNORECASE)


class _Part(Enum):
    FRONT = auto()
    QUESTIONS = auto()
    ANSWERS = auto()
    CLOSING = auto()
    ANNEX = auto()


def read(cleaned: Cleaned) -> Structured:
    """The letter's parts in order; a text without any heading of such a letter is read plainly."""
    parts = paragraphs(cleaned)
    made = Blocks(cleaned)
    if any(_heads(part.text) in (_Part.QUESTIONS, _Part.ANSWERS) for part in parts):
        _Letter(made).read(parts)
    else:
        add_sections(made, parts)
    return Structured(made.done())


def _heads(text: str) -> _Part | None:
    """The part that a line is the heading of."""
    for pattern, part in (
        (_QUESTIONS, _Part.QUESTIONS),
        (_ANSWERS, _Part.ANSWERS),
        (_CLOSING, _Part.CLOSING),
        (_ANNEX, _Part.ANNEX),
    ):
        if pattern.fullmatch(text.strip()):
            return part
    return None


class _Letter:
    """Reads a page of one or more letters from top to bottom."""

    def __init__(self, made: Blocks) -> None:
        self._made = made
        self._part = _Part.FRONT
        self._section: tuple[str, ...] = ()
        self._asked: set[str] = set()

    def read(self, parts: list[Paragraph]) -> None:
        """Add a block for each paragraph, two where a line holds the lead-in and the question."""
        for part in parts:
            if (heading := _heads(part.text)) is not None:
                self._part, self._section = heading, (part.text.rstrip(": "),)
                self._made.add(part, Role.HEADING, self._section)
            elif self._part is _Part.CLOSING and _opens_letter(part):
                self._part, self._section = _Part.FRONT, ()
                self._made.add(part, Role.FRONT)
            else:
                self._body(part)

    def _body(self, part: Paragraph) -> None:
        if _SALUTATION.match(part.text):
            self._made.add(part, Role.BOILERPLATE, self._section)
        elif _DISSATISFIED.match(part.text):
            self._part = _Part.CLOSING
            self._made.add(part, Role.BODY, self._section)
        elif self._part is _Part.QUESTIONS and _ANSWERING.match(part.text):
            self._part = _Part.ANSWERS
            self._answer(part)
        elif self._part is _Part.QUESTIONS:
            self._question(part)
        elif self._part is _Part.ANSWERS:
            self._answer(part)
        else:
            role = Role.FRONT if self._part is _Part.FRONT else Role.BODY
            self._made.add(part, role, self._section)

    def _question(self, part: Paragraph) -> None:
        start = part.start
        if not part.bullet and (lead := _LEAD_IN.match(part.text)):
            self._made.add_range(start, start + len(lead.group().rstrip()), Role.FRONT, self._section)
            start += lead.end()
        rest = part.text[start - part.start :]
        start += len(rest) - len(rest.lstrip())
        if number := _NUMBERED.match(rest.lstrip()):
            start += number.end()
        if start >= part.end:
            return
        asked = part.text[start - part.start :]
        self._asked.add(_plain(asked))
        self._made.add_range(start, part.end, Role.BODY if _NO_QUESTION.match(asked) else Role.QUESTION, self._section)

    def _answer(self, part: Paragraph) -> None:
        """A question quoted again above its answer stays a question."""
        text = _NUMBERED.sub("", part.text, count=1)
        quoted = _plain(text) in self._asked or (text.endswith("?") and (part.bullet or text != part.text))
        start = part.end - len(text) if quoted and part.text.endswith(text) else part.start
        self._made.add_range(start, part.end, Role.QUESTION if quoted else Role.ANSWER, self._section)


def _opens_letter(part: Paragraph) -> bool:
    """Whether another letter begins below the end of one: its date, its reference, or what sort it is."""
    spans = [(found.start, found.end) for found in dates(part.text)]
    spans += [(found.start, found.end) for found in references(part.text)]
    return (0, len(part.text)) in spans or _REVIEW.fullmatch(part.text) is not None


def _plain(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
