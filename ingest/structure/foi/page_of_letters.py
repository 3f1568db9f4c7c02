"""Responses to Freedom of Information requests: each question, its answers, and what every letter says."""

from collections.abc import Sequence

from corpus.contents import Contents, Particulars
from corpus.letter import DateRole, Letter
from corpus.version import Role
from ingest.cleaning.clean import Cleaned
from ingest.structure.foi.body import Letter as Read
from ingest.structure.foi.entries import Entry, pieces
from ingest.structure.foi.headings import Part
from ingest.structure.foi.letters import letters
from ingest.structure.foi.page import labels
from ingest.structure.foi.page import letters as split
from ingest.structure.foi.review import overturned
from ingest.structure.foi.signs import is_letter, signature, title
from ingest.structure.paragraphs import Blocks, paragraphs
from ingest.structure.plain import add_sections
from ingest.structure.structured import Structured
from text.language import language

NAME = "foi/4"


def read(cleaned: Cleaned) -> Structured:
    """The parts and facts of every letter; a text without a sign of such a letter is read plainly."""
    parts = paragraphs(cleaned)
    made = Blocks(cleaned)
    # What a reply by e-mail quotes is the requester's, and no answer.
    cut = list(pieces([part for part in parts if not (part.quoted or part.aside)]))
    if not is_letter(cut):
        add_sections(made, parts)
        return Structured(made.done())
    page = [Read(one) for one in split(cut)]
    for one in page:
        one.read()
    page = [one for one in page if one.entries]
    found = overturned(letters(page), page)
    for one, label in zip(page, _labels(found, page, cleaned.text), strict=True):
        _add(made, one, label)
    for part in parts:
        if part.quoted or part.aside:
            made.add(part, Role.QUESTION if part.quoted else Role.BOILERPLATE)
    return Structured(made.done(), Contents(letters=found, particulars=_particulars(found, page)))


def _labels(found: Sequence[Letter], page: Sequence[Read], text: str) -> list[str]:
    sorts = []
    for one, read_letter in zip(found, page, strict=True):
        written = next(
            (text[date.span.start : date.span.end] for date in one.dates if date.role is DateRole.LETTER), ""
        )
        spoken = language(" ".join(entry.text for entry in read_letter.entries if entry.role is not Role.QUESTION))
        sorts.append((one.kind, written, spoken))
    return labels(sorts)


def _add(made: Blocks, one: Read, label: str) -> None:
    names = _Names(one)
    for entry in one.entries:
        made.add_range(entry.start, entry.end, entry.role, filter(None, (label, *names.section(entry))))


class _Names:
    """Section paths within a letter; an answer to some of the questions names them."""

    def __init__(self, one: Read) -> None:
        self._letter = one
        counts: dict[str, int] = {}
        self._numbers = []
        for place, asked in enumerate(one.asked, 1):
            number = asked.number or str(place)
            counts[number] = counts.get(number, 0) + 1
            self._numbers.append(f"{number} [{counts[number]}]" if counts[number] > 1 else number)

    def section(self, entry: Entry) -> tuple[str, ...]:
        """Heading, and question where the entry answers one or more of several."""
        path = (entry.heading,) if entry.heading else ()
        answers = entry.role in (Role.ANSWER, Role.HEADING) and entry.part in (Part.ANSWERS, Part.QUESTIONS)
        echo = entry.role is Role.QUESTION and entry.part is Part.ANSWERS
        if (answers or echo) and entry.about and len(self._letter.asked) > 1:
            path = (*path, self._named(entry))
        return path

    def _named(self, entry: Entry) -> str:
        numbers = [self._numbers[index] for index in entry.about]
        welsh = language(entry.text) == "cy"
        word = ("Cwestiynau" if welsh else "Questions") if len(numbers) > 1 else ("Cwestiwn" if welsh else "Question")
        joint = " a " if welsh else " and "
        return f"{word} {joint.join([', '.join(numbers[:-1]), numbers[-1]] if len(numbers) > 1 else numbers)}"


def _particulars(found: Sequence[Letter], page: Sequence[Read]) -> Particulars:
    """What the first letter of the page, the newest, says of itself."""
    if not found:
        return Particulars()
    return Particulars(
        title=title(page[0]),
        date=next((date.iso for date in found[0].dates if date.role is DateRole.LETTER), None),
        author=signature(page[0]),
        reference=next((reference.text for reference in found[0].references), None),
    )
